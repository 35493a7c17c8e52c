import {expect, test} from 'vitest'
import {bodyOf, recognised, treeOf} from './support.ts'

/** Pages of governments: what stands above the first section, lines parted by ¶, and whose report of which day that makes it. */
test.each([
  // The site's name stands above a title that holds it.
  [
    '平山县人民政府¶石家庄市平山县东回舍镇2022年政府信息公开工作年度报告',
    '石家庄市平山县东回舍镇人民政府',
    null,
  ],
  [
    '平山县人民政府¶平山县人民政府¶平山县人民政府2022年度¶信息公开年度报告¶（2023年1月）',
    '平山县人民政府',
    null,
  ],
  ['平山县人民政府¶东回舍镇2022年政府信息公开工作年度报告', '平山县东回舍镇人民政府', null],
  // A box of metadata without colons.
  [
    '平山县人民政府2022年政府信息公开工作年度报告¶索 引 号 01606072/2023-02 发布机构 市政府办¶公开目录 年度报告 发布日期 2023-02-20 09:00¶名  称 平山县人民政府2022年政府信息公开工作年度报告',
    '平山县人民政府',
    '2023-02-20',
  ],
  // The day in front of who published.
  [
    '2022年平山县东回舍镇政府信息公开工作年度报告¶东回舍镇人民政府¶2023年01月18日来源：1¶[字体： ] 打印',
    '平山县东回舍镇人民政府',
    '2023-01-18',
  ],
  [
    '|平山县人民政府2022年度政府信息公开工作年度报告||¶|2023-02-09 发布：平山县人民政府办公室 点击数：||',
    '平山县人民政府',
    '2023-02-09',
  ],
  // A government as an organ.
  ['平山县人民政府机关¶2022年政府信息公开工作年度报告', '平山县人民政府机关', null],
  // Who says hello, and to whom it is made public, is no body.
  ['您好，欢迎登录平山县政务公开平台¶东回舍镇2022年政府信息公开工作年度报告', '东回舍镇人民政府', null],
  ['根据《条例》，特向社会公布我旗2022年度信息公开年度报告。', null, null],
  // A page without line breaks: the first sentence stands behind the title.
  [
    '平山县东回舍镇2022年政府信息公开工作年度报告 根据《中华人民共和国政府信息公开条例》规定，我镇编制本报告。',
    '平山县东回舍镇人民政府',
    null,
  ],
  // The site is named by the government alone, its address behind it.
  [
    '2022年，我县认真落实条例。本报告的电子版可在平山县人民政府（http://www.pingshan.gov.cn）专栏获取。',
    '平山县人民政府',
    null,
  ],
  [
    '平山县2022年政府信息公开工作年度报告¶本报告由县政府办公室综合县政府各委、局、办和各镇的政府信息公开工作年度报告编制而成。',
    '平山县人民政府',
    null,
  ],
  // 经 begins names, too.
  ['如有疑问，请与经济开发区管委会党政办公室联系。', '经济开发区管委会', null],
  [
    '全文包括主动公开等方面。如有疑问，请与平山县人民政府东回舍镇办公室联系。',
    '平山县东回舍镇人民政府',
    null,
  ],
])('%s', async (opening, name, published) => {
  const body = bodyOf(2022).replace('2022年，我局认真做好政府信息公开工作。', '公开信息四条。')
  const {segments} = await recognised(treeOf(`${opening.replaceAll('¶', '\n')}\n${body}`), 'a.html')
  expect(segments.map(({identity}) => [identity.agency.name, identity.publishedOn])).toEqual([
    [name, published],
  ])
})

test.each([
  ['统计期限自20221月1日起至202212月31日止', '2022-01-01/2022-12-31'],
  ['统计期限从20221月1日至20221231日止', '2022-01-01/2022-12-31'],
  ['统计时限为202211日至20221231日', '2022-01-01/2022-12-31'],
  ['统计期限从202211日到1231日止', '2022-01-01/2022-12-31'],
  ['统计期限自2022年1月1日起至2022年12月21日止', '2022-01-01/2022-12-21'],
])('days that lost their 年 and 月: %s', async (sentence, expected) => {
  const {segments} = await recognised(treeOf(`本报告所列数据${sentence}。\n${bodyOf(2022)}`), 'a.html')
  const [{identity}] = segments as [(typeof segments)[0]]
  expect(identity.period && `${identity.period.start}/${identity.period.end}`).toBe(expected)
})

test('the site a report is found on tells where a zone lies', async () => {
  const opening =
    '报告可在平山县人民政府门户（http://www.pingshan.gov.cn）下载。如有疑问，请与经济开发区管委会联系。'
  const {segments} = await recognised(treeOf(`${opening}\n${bodyOf(2022)}`), 'a.html')
  expect(segments.map(({identity: {agency}}) => [agency.name, agency.region.code])).toEqual([
    ['经济开发区管委会', '130131'],
  ])
})

/** Governments of a kind of their own: name, code of their region, level and type. */
test.each([
  ['第六师五家渠市', '第六师五家渠市人民政府', '659004', 'county', 'governmentSummary'],
  [
    '新疆生产建设兵团第一师阿拉尔市',
    '新疆生产建设兵团第一师阿拉尔市人民政府',
    '659002',
    'county',
    'governmentSummary',
  ],
  ['兵团第十四师', '兵团第十四师', '659009', 'county', 'governmentSummary'],
  ['第八师石河子市教育局', '第八师石河子市教育局', '659001', 'county', 'department'],
  ['第八师一四三团（花园镇）', '第八师一四三团(花园镇)', '659001', 'township', 'townshipGovernment'],
  ['西藏阿里地区行署', '西藏阿里地区行署', '542500', 'prefecture', 'governmentSummary'],
  ['西藏自治区', '西藏自治区人民政府', '540000', 'province', 'governmentSummary'],
  ['平山县人民政府机关', '平山县人民政府机关', '130131', 'county', 'governmentOffice'],
  ['襄州区张湾街', '襄州区张湾街道办事处', '420607', 'township', 'subdistrictOffice'],
  ['襄州区张湾街办', '襄州区张湾街道办事处', '420607', 'township', 'subdistrictOffice'],
  ['固镇经济开发区（任桥镇）', '固镇经济开发区(任桥镇)', '340323', 'county', 'zoneCommittee'],
  ['郑州航空港经济综合实验区', '郑州航空港经济综合实验区管理委员会', '410173', 'county', 'zoneCommittee'],
])('%s', async (printed, name, code, level, type) => {
  const tree = treeOf(`${printed}2022年政府信息公开工作年度报告\n${bodyOf(2022)}`)
  const {segments} = await recognised(tree, 'a.html')
  expect(
    segments.map(({identity: {agency}}) => [agency.name, agency.region.code, agency.level, agency.type]),
  ).toEqual([[name, code, level, type]])
})
