import {expect, test} from 'vitest'
import {bodyOf, recognised, treeOf} from './support.ts'

/** Bodies of every kind: what stands above the first section and in it, lines parted by ¶; name, type, level and county code. */
test.each([
  [
    '海关总署2022年政府信息公开工作年度报告¶如有疑问，请联系海关总署办公厅，地址：北京市东城区建国门内大街6号。',
    '2022年，海关总署加大公开力度。',
    ['海关总署', 'verticalAgency', 'national', null],
  ],
  [
    '大连金普新区2022年政府信息公开工作年度报告',
    '2022年，新区加大公开力度。',
    ['大连金普新区管理委员会', 'zoneCommittee', 'county', '210200'],
  ],
  [
    '2022年度¶政府信息公开工作年度报告¶编制单位：枣阳市财政局¶编制日期：2023年1月',
    '2022年，我单位公开信息四条。',
    ['枣阳市财政局', 'department', 'county', '420683'],
  ],
  [
    '兰州新区2022年政府信息公开工作年度报告',
    '2022年，新区加大公开力度。',
    ['兰州新区管理委员会', 'zoneCommittee', 'county', '620171'],
  ],
  [
    '国家邮政局2022年政府信息公开工作年度报告¶如有疑问，请与国家邮政局办公室联系（地址：北京市西城区北礼士路甲8号）。',
    '2022年，国家邮政局加大公开力度。',
    ['国家邮政局', 'department', 'national', null],
  ],
  [
    '国家统计局枣阳调查队2022年政府信息公开工作年度报告¶地址：湖北省枣阳市光武路8号。',
    '2022年，我队加大公开力度。',
    ['国家统计局枣阳调查队', 'verticalAgency', 'county', '420683'],
  ],
  [
    '现将枣阳市南城街道办事处2022年度政府信息工作年度报告予以公开。如有疑问，请联系南城街道办事处综合与经济发展办公室。',
    '公开信息四条。',
    ['枣阳市南城街道办事处', 'subdistrictOffice', 'township', '420683'],
  ],
  [
    '如有疑问，请联系枣阳市南城街道办事处综合与经济发展办公室。',
    '公开信息四条。',
    ['枣阳市南城街道办事处', 'subdistrictOffice', 'township', '420683'],
  ],
  [
    '统计期限为2022年1月1日至2022年12月31日。枣阳市气象局联系电话：0710—6222222。',
    '2022年，我局公开信息四条。',
    ['枣阳市气象局', 'verticalAgency', 'county', '420683'],
  ],
  [
    '如有疑问，请与枣阳市南城街道办事处办公室（地址：人民路1号，电话：0710-6222222）联系。',
    '我单位公开信息四条。',
    ['枣阳市南城街道办事处', 'subdistrictOffice', 'township', '420683'],
  ],
  [
    '汇总枣阳市各镇（街道）、市政府各有关部门的情况编制而成，可与枣阳市政府联系。',
    '2022年的枣阳市政府信息公开工作有序推进，全市各镇落实到位。',
    ['枣阳市人民政府', 'governmentSummary', 'county', '420683'],
  ],
])('%s | %s', async (preamble, opening, expected) => {
  const body = bodyOf(2022).replace('2022年，我局认真做好政府信息公开工作。', opening.replaceAll('¶', '\n'))
  const {segments} = await recognised(treeOf(`${preamble.replaceAll('¶', '\n')}\n${body}`), 'a.html')
  expect(
    segments.map(({identity: {agency}}) => [agency.name, agency.type, agency.level, agency.region?.code]),
  ).toEqual([expected])
})

test('the period of a page that lost 年, 月 and 日, its year said once', async () => {
  const opening = '枣阳市民政局2021年政府信息公开工作年度报告\n本报告统计数据202111日至1231日。'
  const {segments} = await recognised(treeOf(`${opening}\n${bodyOf(2021)}`), 'a.html')
  expect(segments.map(({identity: {period}}) => [period?.start, period?.end])).toEqual([
    ['2021-01-01', '2021-12-31'],
  ])
})
