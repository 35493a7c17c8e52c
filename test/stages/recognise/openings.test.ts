import {expect, test} from 'vitest'
import {bodyOf, recognised, treeOf} from './support.ts'

/** What stands above the first section, lines parted by ¶, and whose report that makes it. */
test.each([
  [
    '重庆市大足区人民政府外事办公室2022年政府信息公开工作年度报告',
    '重庆市大足区人民政府外事办公室',
    '500111',
    'department',
  ],
  [
    '晋城市城区人民政府办公室2022年政府信息公开工作年度报告',
    '晋城市城区人民政府办公室',
    '140502',
    'governmentOffice',
  ],
  ['晋城市城区2022年政府信息公开工作年度报告', '晋城市城区人民政府', '140502', 'governmentSummary'],
  ['杨凌示范区财政局2022年度政府信息公开工作年度报告', '杨凌示范区财政局', '610403', 'department'],
  ['聊城市民政局政府信息公开工作2022年度报告', '聊城市民政局', '371500', 'department'],
  ['二○二二年聊城市民政局政府信息公开年度报告', '聊城市民政局', '371500', 'department'],
  ['首页 > 政务公开 > 聊城市民政局2022年政府信息公开工作年度报告', '聊城市民政局', '371500', 'department'],
  ['当前位置：首页>年报 聊城市民政局2022年政府信息公开工作年度报告', '聊城市民政局', '371500', 'department'],
  [
    '聊城市民政局2022年政府信息公开工作年度报告聊城市民政局2022年政府信息公开工作年度报告',
    '聊城市民政局',
    '371500',
    'department',
  ],
  [
    '聊城市民政局2022年政府信息公开工作年度报告 发布时间：2023-01-18 来源：市政府办 浏览次数：12',
    '聊城市民政局',
    '371500',
    'department',
  ],
  [
    '|索 引 号|371500/2023-001|分 类|年报|¶|发 布 机 构|市政府办|标 题|聊城市民政局2022年政府信息公开工作年度报告|',
    '聊城市民政局',
    '371500',
    'department',
  ],
  ['2022年聊城市东昌府区政府信息公开工作年度报告', '聊城市东昌府区人民政府', '371502', 'governmentSummary'],
  [
    '中共东昌府区委机构编制委员会办公室2022年政府信息公开工作年度报告',
    '中共东昌府区委机构编制委员会办公室',
    '371502',
    'department',
  ],
  ['东莞市长安镇2022年政府信息公开工作年度报告', '东莞市长安镇人民政府', '441900', 'townshipGovernment'],
  ['浦东新区2022年政府信息公开工作年度报告', '浦东新区人民政府', '310115', 'governmentSummary'],
  ['水利部2022年政府信息公开工作年度报告', '水利部', null, 'department'],
  ['关于聊城市民政局2022年政府信息公开工作年度报告的公示', '聊城市民政局', '371500', 'department'],
  [
    '襄阳市襄州区张湾街道办2022年政府信息公开年报',
    '襄阳市襄州区张湾街道办事处',
    '420607',
    'subdistrictOffice',
  ],
  ['公安局2022年政府信息公开工作年度报告', '公安局', null, 'department'],
  [
    '鼎湖经济开发区管委会2022年政府信息公开工作年度报告¶如有疑问，请与我们联系（地址：枣阳市鼎湖镇人民路1号）。',
    '鼎湖经济开发区管委会',
    '420683',
    'zoneCommittee',
  ],
  [
    '鼎湖经济开发区管委会2022年政府信息公开工作年度报告¶如有疑问，请与我们联系（地址：肇庆市鼎湖区鼎湖街道1号）。',
    '鼎湖经济开发区管委会',
    '441203',
    'zoneCommittee',
  ],
  ['永定门外街道办事处2022年政府信息公开工作年度报告', '永定门外街道办事处', null, 'subdistrictOffice'],
  [
    '本报告由湖塘镇人民政府结合有关统计数据编制，统计期限为2022年1月1日至2022年12月31日。',
    '湖塘镇人民政府',
    null,
    'townshipGovernment',
  ],
  [
    '2022年，我镇认真做好公开工作，现就湖塘镇2022年政府信息公开工作情况报告如下：',
    '湖塘镇人民政府',
    null,
    'townshipGovernment',
  ],
  [
    '2022年东街街道¶政府信息公开工作年度报告¶根据条例要求，结合街道2022年政府信息公开的实际情况编制而成。',
    '东街街道办事处',
    null,
    'subdistrictOffice',
  ],
])('%s', async (opening, name, code, type) => {
  const {segments} = await recognised(treeOf(`${opening.replaceAll('¶', '\n')}\n${bodyOf(2022)}`), 'a.html')
  const [{identity}] = segments as [(typeof segments)[0]]
  const {agency, year} = identity
  expect([agency.name, agency.region.code, agency.type, year]).toEqual([name, code, type, 2022])
})
