import type {BodyType, Level} from '../../pipeline/model/report.ts'
import type {AgencyModel} from '../generate/report/agency.ts'

/** A region of the archive. Codes are those of GB/T 2260; a municipality and a county under a province have no prefecture. */
interface Place {
  code: string
  province: string
  prefecture: string | null
  county: string | null
}

const place = (
  code: string,
  province: string,
  prefecture: string | null = null,
  county: string | null = null,
) => ({code, province, prefecture, county}) satisfies Place

const FUJIAN = place('350000', '福建省')
const QUANZHOU = place('350500', '福建省', '泉州市')
const SHISHI = place('350581', '福建省', '泉州市', '石狮市')
const JINJIANG = place('350582', '福建省', '泉州市', '晋江市')
const XIAMEN = place('350200', '福建省', '厦门市')
const SIMING = place('350203', '福建省', '厦门市', '思明区')
const SHANGHAI = place('310000', '上海市')
const XUHUI = place('310104', '上海市', null, '徐汇区')
const PUTUO = place('310107', '上海市', null, '普陀区')
const HUBEI = place('420000', '湖北省')
const XIANTAO = place('429004', '湖北省', null, '仙桃市')

/** A prefecture of three counties alone: their summaries may make up its own. */
const SHIZUISHAN = place('640200', '宁夏回族自治区', '石嘴山市')
const DAWUKOU = place('640202', '宁夏回族自治区', '石嘴山市', '大武口区')
const HUINONG = place('640205', '宁夏回族自治区', '石嘴山市', '惠农区')
const PINGLUO = place('640221', '宁夏回族自治区', '石嘴山市', '平罗县')

const WE: Partial<Record<BodyType, string>> = {
  governmentOffice: '我办',
  townshipGovernment: '我镇',
  subdistrictOffice: '我街道',
  zoneCommittee: '管委会',
}

function body(at: Place, type: BodyType, name: string, township: string | null = null): AgencyModel {
  const here = at.county ?? at.prefecture ?? at.province
  const level: Level = township
    ? 'township'
    : at.county
      ? 'county'
      : at.prefecture
        ? 'prefecture'
        : 'province'
  return {
    ...at,
    type,
    level,
    township,
    name: here + name,
    we: WE[type] ?? (level === 'province' ? '我厅' : '我局'),
  }
}

const department = (at: Place, name: string) => body(at, 'department', name)
const summary = (at: Place): AgencyModel => ({
  ...body(at, 'governmentSummary', '人民政府'),
  we: `我${(at.county ?? at.prefecture ?? at.province).slice(-1)}`,
})

/** The bodies that report, of three provinces; which of the governments report as well changes from year to year. */
export const bodies: AgencyModel[] = [
  department(FUJIAN, '财政厅'),
  department(FUJIAN, '统计局'),
  department(QUANZHOU, '民政局'),
  department(QUANZHOU, '财政局'),
  body(QUANZHOU, 'governmentOffice', '人民政府办公室'),
  body(QUANZHOU, 'zoneCommittee', '经济技术开发区管理委员会'),
  department(SHISHI, '财政局'),
  department(SHISHI, '统计局'),
  department(SHISHI, '公安局'),
  body(SHISHI, 'verticalAgency', '税务局'),
  body(SHISHI, 'townshipGovernment', '祥芝镇人民政府', '祥芝镇'),
  body(SHISHI, 'subdistrictOffice', '人民政府湖滨街道办事处', '湖滨街道'),
  body(SHISHI, 'governmentOffice', '人民政府办公室'),
  department(JINJIANG, '财政局'),
  department(JINJIANG, '统计局'),
  body(JINJIANG, 'townshipGovernment', '陈埭镇人民政府', '陈埭镇'),
  department(XIAMEN, '财政局'),
  department(SIMING, '民政局'),
  department(SIMING, '统计局'),
  department(SHANGHAI, '统计局'),
  department(XUHUI, '财政局'),
  department(XUHUI, '民政局'),
  body(XUHUI, 'subdistrictOffice', '人民政府田林街道办事处', '田林街道'),
  department(PUTUO, '统计局'),
  department(HUBEI, '财政厅'),
  department(XIANTAO, '财政局'),
  department(XIANTAO, '统计局'),
  department(SHIZUISHAN, '财政局'),
  department(DAWUKOU, '财政局'),
  department(HUINONG, '财政局'),
  department(PINGLUO, '财政局'),
]

/** The governments that report, each the sum of the bodies in it. */
export const governments: AgencyModel[] = [
  summary(FUJIAN),
  summary(QUANZHOU),
  summary(SHISHI),
  summary(JINJIANG),
  summary(XIAMEN),
  summary(SIMING),
  summary(XUHUI),
  summary(PUTUO),
  summary(XIANTAO),
  summary(DAWUKOU),
  summary(HUINONG),
  summary(PINGLUO),
]

/** Whether a body lies in a region or below it. */
export function liesIn(code: string, region: string): boolean {
  return code.startsWith(region.replace(/(00)+$/, ''))
}
