import {expect, test} from 'vitest'
import {bodyOf, recognised, treeOf} from './support.ts'

/** Pages without a title: what stands above the first section and in it, lines parted by ¶, and whose report of which year. */
test.each([
  ['', '2022年枣阳市教育局全面贯彻落实条例。', '枣阳市教育局', 2022],
  ['', '1.主动公开。2022年枣阳市教育局认真落实条例。', '枣阳市教育局', 2022],
  ['', '本年度，我厅全面贯彻落实条例。¶2022 年，厅网站新增信息一万余条。', null, 2022],
  ['', '2022年，石桥街按照市、区部署全面推进公开工作，我街收到申请。', null, 2022],
  [
    '本报告由XX镇人民政府编制，统计期限为2022年1月1日至2022年12月31日。',
    '2022年，XX镇认真落实条例。',
    null,
    2022,
  ],
  ['', '2022年，我院运用枣阳市中医医院微信公众号发布信息。', '枣阳市中医医院', 2022],
  ['', '2022年，我局依托枣阳市政务服务中心网站发布信息。', null, 2022],
  ['', '2022年，有关单位某某局认真落实条例。', null, 2022],
])('%s | %s', async (preamble, opening, name, year) => {
  const body = bodyOf(2022).replace('2022年，我局认真做好政府信息公开工作。', opening.replaceAll('¶', '\n'))
  const {segments} = await recognised(treeOf(`${preamble}\n${body}`), 'a.html')
  expect(segments.map(({identity}) => [identity.agency.name, identity.year])).toEqual([[name, year]])
})
