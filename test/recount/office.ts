import {cpSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {parse, stringify} from 'yaml'
import type {Finding} from '../../pipeline/model/finding.ts'
import type {Report} from '../../pipeline/model/report.ts'
import type {RosterEntry} from '../../pipeline/model/roster.ts'
import {rosterEntry} from '../generate/report/roster.ts'
import type {Given} from './count/given.ts'

/** The roster: all of 福建省 and two regions of others, with bodies that filed nothing, were abolished, need not file. */
export const roster: RosterEntry[] = [
  rosterEntry('350000', 'FJ', '福建省人民政府', {level: 'province', type: 'governmentSummary'}),
  rosterEntry('350000', 'FJ-CZ', '福建省财政厅', {level: 'province'}),
  rosterEntry('350000', 'FJ-TJ', '统计局', {level: 'province', aliases: ['福建省统计局']}),
  rosterEntry('350500', 'QZ', '泉州市人民政府', {level: 'prefecture', type: 'governmentSummary'}),
  rosterEntry('350500', 'QZ-MZ', '泉州市民政局', {level: 'prefecture'}),
  rosterEntry('350500', 'QZ-CZ', '泉州市财政局', {level: 'prefecture'}),
  rosterEntry('350500', 'QZ-BG', '泉州市人民政府办公室', {level: 'prefecture', type: 'governmentOffice'}),
  rosterEntry('350500', 'QZ-SW', '泉州市商务局', {level: 'prefecture', from: 2021}),
  rosterEntry('350581', 'SS', '石狮市人民政府', {type: 'governmentSummary'}),
  rosterEntry('350581', 'SS-CZ', '石狮市财政局'),
  rosterEntry('350581', 'SS-TJ', '石狮市统计局'),
  rosterEntry('350581', 'SS-GA', '石狮市公安局', {to: 2021, successor: 'SS-TJ'}),
  rosterEntry('350581', 'SS-SW', '石狮市税务局', {type: 'verticalAgency', inSummary: false}),
  rosterEntry('350581', 'SS-XZ', '石狮市祥芝镇人民政府', {level: 'township', type: 'townshipGovernment'}),
  rosterEntry('350581', 'SS-HB', '石狮市人民政府湖滨街道办事处', {
    level: 'township',
    type: 'subdistrictOffice',
  }),
  rosterEntry('350581', 'SS-BG', '石狮市人民政府办公室', {type: 'governmentOffice'}),
  rosterEntry('350582', 'JJ', '晋江市人民政府', {type: 'governmentSummary'}),
  rosterEntry('350582', 'JJ-CZ', '晋江市财政局'),
  rosterEntry('350582', 'JJ-TJ', '晋江市统计局'),
  rosterEntry('350582', 'JJ-CD', '晋江市陈埭镇人民政府', {level: 'township', type: 'townshipGovernment'}),
  rosterEntry('350582', 'JJ-JT', '晋江市交通运输局', {mustFile: false}),
  rosterEntry('350521', 'HA-CZ', '惠安县财政局'),
  rosterEntry('350200', 'XM-CZ', '厦门市财政局', {level: 'prefecture'}),
  rosterEntry('350203', 'SM-MZ', '思明区民政局'),
  rosterEntry('350203', 'SM-TJ', '思明区统计局'),
  rosterEntry('310104', 'XH-CZ', '徐汇区财政局'),
  rosterEntry('310104', 'XH-MZ', '徐汇区民政局'),
  rosterEntry('310104', 'XH-TL', '徐汇区人民政府田林街道办事处', {
    level: 'township',
    type: 'subdistrictOffice',
  }),
  rosterEntry('310104', 'XH-JY', '徐汇区教育局'),
  rosterEntry('640200', 'SZ-CZ', '石嘴山市财政局', {level: 'prefecture'}),
  {...rosterEntry('', 'XT-CZ', '仙桃市财政局'), region: null, parent: 'XT'},
  rosterEntry('429004', 'XT', '仙桃市人民政府', {type: 'governmentSummary', mustFile: false}),
]

const LEVELS = {national: '国家级', province: '省级', prefecture: '市级', county: '县级', township: '乡级'}
const TYPES: Record<string, string> = {
  governmentSummary: '政府汇总',
  governmentOffice: '政府办公室',
  department: '部门',
  townshipGovernment: '乡镇政府',
  subdistrictOffice: '街道办事处',
  verticalAgency: '垂直管理机构',
}

/** The roster as a person keeps it. */
export function writeRoster(path: string): void {
  const head =
    '代码,名称,别名,行政区划代码,层级,类型,上级代码,起始年度,终止年度,承接单位代码,是否应报,是否纳入汇总'
  const yes = (value: boolean) => (value ? '是' : '否')
  const rows = roster.map(one =>
    [
      one.code,
      one.name,
      one.aliases.join('；'),
      one.region,
      LEVELS[one.level!],
      TYPES[one.type!],
      one.parent,
      one.from,
      one.to,
      one.successor,
      yes(one.mustFile),
      yes(one.inSummary),
    ].join(','),
  )
  writeFileSync(path, `${[head, ...rows].join('\n')}\n`)
}

/** Residents, of some regions and years. */
export const residents: Given['residents'] = [
  {region: '350581', year: 2021, residents: 688700},
  {region: '350581', year: 2022, residents: 691000},
  {region: '350500', year: 2022, residents: 8880000},
  {region: '350000', year: 2020, residents: 41540086},
]

const idOf = (reports: Report[], name: string, year: number) =>
  reports.find(one => one.agency.name === name && one.year === year)!.id

/** What a person decided of governments that do not say whose figures they give: of one report, and of a table of another. */
export const scopesOf = (reports: Report[]): Given['scopes'] => [
  {report: idOf(reports, '普陀区人民政府', 2021), scope: 'jurisdiction'},
  {report: idOf(reports, '普陀区人民政府', 2022), table: 'applications', scope: 'jurisdiction'},
]

/** The program's configuration with what a person decided. */
export function writeConfig(folder: string, scopes: Given['scopes']): void {
  cpSync(fileURLToPath(new URL('../../config', import.meta.url)), folder, {recursive: true})
  const change = (name: string, changes: object) => {
    const path = join(folder, 'rollups', name)
    writeFileSync(path, stringify({...parse(readFileSync(path, 'utf8')), ...changes}))
  }
  change('methods.yaml', {scopes})
  change('population.yaml', {residents})
}

/** Figures that a person corrected or found right as printed, as a table to be handed back. */
export function writeCorrections(path: string, reports: Report[], findings: Finding[]): void {
  const head = '报告编号,数据键,原值,更正值,依据,更正人,日期,认可,规则,说明'
  const row = (name: string, year: number, key: string, value: string) => {
    const id = idOf(reports, name, year)
    const {raw} = reports.find(one => one.id === id)!.observations[key]!
    return [id, key, raw, value, '电话核实', '张三', '2024-03-01', '', '', ''].join(',')
  }
  const accepted = findings.filter(
    one => one.severity === 'error' && one.report === idOf(reports, '徐汇区财政局', 2022),
  )
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
  const rows = [
    row('石狮市统计局', 2022, 'applications.received.total', '0'),
    row('晋江市统计局', 2021, 'disclosure.licensing.decisions', '12'),
    row('普陀区统计局', 2021, 'disclosure.penalties.decisions', '空白'),
    row('福建省财政厅', 2020, 'disclosure.procurement.amount', '177.1'),
    ...accepted.map(one =>
      [one.report!, '', '', '', '原件如此', '李四', '', '是', one.rule, one.message].map(cell).join(','),
    ),
  ]
  writeFileSync(path, `${[head, ...rows].join('\n')}\n`)
}
