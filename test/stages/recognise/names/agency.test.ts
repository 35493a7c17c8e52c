import {describe, expect, test} from 'vitest'
import {
  divisionsOf,
  expandName,
  isAgencyName,
  levelOf,
  townshipOf,
  typeOf,
} from '../../../../stages/recognise/names/agency.ts'
import {divisionOfIndex} from '../../../../stages/recognise/names/region.ts'
import {gazetteerOf} from '../../../../stages/recognise/words/gazetteer.ts'
import {lexicon, settings} from '../support.ts'

const gazetteer = gazetteerOf(settings)
const codes = (name: string) => divisionsOf(gazetteer, name).map(({code, now}) => now ?? code)

describe('type and level', () => {
  test.each([
    ['重庆市梁平区人民政府', 'governmentSummary', 'county'],
    ['聊城市人民政府', 'governmentSummary', 'prefecture'],
    ['山东省人民政府', 'governmentSummary', 'province'],
    ['大兴安岭地区行政公署', 'governmentSummary', 'prefecture'],
    ['聊城市人民政府办公室', 'governmentOffice', 'prefecture'],
    ['山东省人民政府办公厅', 'governmentOffice', 'province'],
    ['卫滨区人民政府办公室', 'governmentOffice', 'county'],
    ['凉州区城市管理综合执法局', 'department', 'county'],
    ['聊城市机关事务管理局', 'department', 'prefecture'],
    ['聊城市人民政府国有资产监督管理委员会', 'department', 'prefecture'],
    ['北京市城市管理委员会', 'department', 'province'],
    ['甘肃省人民政府驻北京办事处', 'department', 'province'],
    ['甘州区人民政府西街街道办事处', 'subdistrictOffice', 'township'],
    ['海淀区学院路街道办事处', 'subdistrictOffice', 'township'],
    ['溆浦县桥江镇人民政府', 'townshipGovernment', 'township'],
    ['肃南裕固族自治县马蹄藏族乡人民政府', 'townshipGovernment', 'township'],
    ['武山县城关镇人民政府', 'townshipGovernment', 'township'],
    ['聊城经济技术开发区管理委员会', 'zoneCommittee', 'county'],
    ['石家庄高新技术产业开发区管委会', 'zoneCommittee', 'county'],
    ['国家税务总局聊城市税务局', 'verticalAgency', 'prefecture'],
    ['国家税务总局凉州区税务局', 'verticalAgency', 'county'],
    ['聊城市气象局', 'verticalAgency', 'prefecture'],
    ['聊城市消防救援支队', 'verticalAgency', 'prefecture'],
    ['国家统计局聊城调查队', 'verticalAgency', 'prefecture'],
    ['聊城市邮政管理局', 'verticalAgency', 'prefecture'],
    ['中国人民银行聊城市分行', 'verticalAgency', 'prefecture'],
    ['国家矿山安全监察局山西局', 'verticalAgency', 'province'],
    ['国家矿山安全监察局', 'verticalAgency', 'national'],
    ['国家粮食和物资储备局四川局', 'verticalAgency', 'province'],
    ['国家粮食和物资储备局', 'department', 'national'],
    ['国家能源局山东监管办公室', 'verticalAgency', 'province'],
    ['国家能源局华中监管局', 'verticalAgency', null],
    ['国家能源局', 'department', 'national'],
    ['财政部四川监管局', 'verticalAgency', 'province'],
    ['中国民用航空四川安全监督管理局', 'verticalAgency', 'province'],
    ['中国证券监督管理委员会西藏监管局', 'verticalAgency', 'province'],
    ['审计署驻成都特派员办事处', 'verticalAgency', null],
    ['国家林业和草原局驻北京森林资源监督专员办事处', 'verticalAgency', null],
    ['人力资源社会保障部', 'department', 'national'],
    ['住房城乡建设部', 'department', 'national'],
    ['金普新区(金州区)', 'zoneCommittee', 'county'],
  ])('%s', (name, type, level) => {
    const found = typeOf(lexicon, name)
    const [division] = divisionsOf(gazetteer, name)
    expect([found, levelOf(lexicon, found, name, division ?? null)]).toEqual([type, level])
  })
})

describe('where a name lies', () => {
  test.each([
    ['凉州区城市管理综合执法局', ['620602']],
    ['甘肃省武威市凉州区财政局', ['620602']],
    ['长治市城区教育局', ['140403']],
    ['阳泉市城区教育局', ['140302']],
    ['保定市北市区财政局', ['130606']],
    ['国家矿山安全监察局内蒙古局', ['150000']],
    ['武威市凉州区财政局', ['620602']],
    ['卫滨区城市管理局', ['410703']],
    ['重庆市梁平区人民政府', ['500155']],
    ['梁平县人民政府', ['500155']],
    ['聊城机关事务管理局', ['371500']],
    ['鼓楼区民政局', ['320106', '320302', '350102', '410204']],
    ['徐州市鼓楼区民政局', ['320302']],
    ['江苏省徐州市鼓楼区民政局', ['320302']],
    ['朝阳区教育局', ['110105', '220104']],
    ['朝阳市教育局', ['211300']],
    ['朝阳县教育局', ['211321']],
    ['通州区水务局', ['110112', '320612']],
    ['城关区人民政府', ['540102', '620102']],
    ['临夏州民政局', ['622900']],
    ['临夏市民政局', ['622901']],
    ['恩施州财政局', ['422800']],
    ['积石山县教育局', ['622927']],
    ['积石山保安族东乡族撒拉族自治县教育局', ['622927']],
    ['内蒙古自治区呼和浩特市新城区民政局', ['150102']],
    ['济源市财政局', ['419001']],
    ['神农架林区财政局', ['429021']],
    ['石河子市民政局', ['659001']],
    ['襄樊市财政局', ['420600']],
    ['东莞市东城街道办事处', ['441900']],
    ['市机关事务管理局', []],
    ['公安局', []],
    ['公安县公安局', ['421022']],
    ['财政局', []],
    ['城关镇人民政府', []],
    ['和平镇人民政府', []],
    ['本机关', []],
  ])('%s', (name, expected) => expect(codes(name)).toEqual(expected))

  test.each([
    ['11620602MB1711453R/2022-08114', '620602'],
    ['620702078/2024-00002', '620702'],
    ['11371500004349213A/2023-1234567', '371500'],
    ['000014349/2023-00012', undefined],
    ['020123456/2023-00001', undefined],
    ['2023-00012', undefined],
    ['', undefined],
  ])('index number %s', (index, code) => expect(divisionOfIndex(gazetteer, index)?.code).toBe(code))
})

describe('townships', () => {
  test.each([
    ['甘州区人民政府西街街道办事处', '西街街道'],
    ['甘州区西街街道办事处', '西街街道'],
    ['甘州区西街办事处', '西街街道'],
    ['溆浦县桥江镇人民政府', '桥江镇'],
    ['怀化市溆浦县桥江镇政府', '桥江镇'],
    ['肃南裕固族自治县马蹄藏族乡人民政府', '马蹄藏族乡'],
    ['凉州区财政局', null],
  ])('%s', (name, township) => expect(townshipOf(gazetteer, typeOf(lexicon, name), name)).toBe(township))
})

describe('names', () => {
  test.each([
    ['青溪县财政局', true],
    ['青溪县财政局（盖章）', true],
    ['青溪县石桥镇人民政府', true],
    ['无', false],
    ['无。', false],
    ['附件：青溪县财政局', false],
    ['我局', false],
    ['2024年1月18日', false],
    ['政府信息公开目录管理办公室', false],
    ['加强培训，提高认识，进一步推动我局', false],
  ])('%s: %s', (line, expected) => expect(isAgencyName(lexicon, line)).toBe(expected))

  test.each([
    ['市机关事务管理局', '查阅《聊城市机关事务管理局政府信息公开指南》', '聊城市机关事务管理局'],
    ['梁平区人民政府', '可在重庆市梁平区人民政府网站获取', '重庆市梁平区人民政府'],
    ['市机关事务管理局', '市机关事务管理局坚持公开为常态', null],
    ['市财政局', '某某市财政局', null],
  ])('%s in %s', (name, text, expected) => expect(expandName(gazetteer, name, text)).toBe(expected))
})
