import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {parse} from 'yaml'
import {recognised, treeOf} from './support.ts'

interface Line {
  label?: string
  unit?: string
  rows?: Line[]
}

/** Labels of the statistics table of 2014 with their units, in order. */
const labels: [string, string][] = []
const walk = (lines: Line[]): void => {
  for (const {label, unit, rows} of lines) {
    if (label) labels.push([label, rows ? '——' : (unit ?? '条')])
    if (rows) walk(rows)
  }
}
walk(
  parse(readFileSync(new URL('../../../config/formats/2014.yaml', import.meta.url), 'utf8')).tables[0]
    .blocks[0].rows,
)

const statistics = (row: (label: string, unit: string) => string) =>
  labels.map(([label, unit]) => row(label, unit)).join('\n')

const sections = `一、总体情况
2022年，公开信息四百条。
二、主动公开情况
三、收到和处理信息公开申请情况
未收到申请。
四、被申请行政复议、提起行政诉讼情况
五、存在的主要问题及改进情况
六、其他需要报告的事项`

/** Documents that are no report, though they hold sections or the form of one. */
test.each([
  [
    'hospital',
    `枣阳市人民医院2022年信息公开年度报告\n根据《医疗卫生机构信息公开管理办法》编制。\n${sections}`,
    'notReport 公共企事业单位信息公开年度报告（依据主管部门另定的办法），不是政府信息公开工作年度报告，未作转换。',
  ],
  [
    'water works',
    `枣阳市自来水公司2022年信息公开年度报告\n根据《供水、供气、供热等公共企事业单位信息公开实施办法》编制。\n${sections}`,
    'notReport 公共企事业单位信息公开年度报告（依据主管部门另定的办法），不是政府信息公开工作年度报告，未作转换。',
  ],
  [
    'court',
    `枣阳市人民法院2022年司法公开工作年度报告\n${sections}`,
    'notReport 司法、检务、党务、村务等公开工作的报告，不是政府信息公开工作年度报告，未作转换。',
  ],
  [
    'rules with the blank statistics table, its rows numbered',
    `石桥镇政府信息公开统计制度\n各单位每季度报送统计表，由镇党政办汇总。\n|序号|统计指标|单位|镇政府统计数|站所统计数|\n${statistics((label, unit) => `|1|${label}|${unit}|||`)}`,
    'notReport 制度、办法或方案，不是政府信息公开工作年度报告，未作转换。',
  ],
  [
    'report of 2012 with a table of its own time',
    '枣阳市民政局2012年政府信息公开工作年度报告\n一、概述\n公开信息四条。\n|指标|单位|2012年|\n|主动公开信息数|条|4|\n|其中：1.当面申请数|条|0|\n|2.传真申请数|条|0|',
    'preFormat 该报告是2012年度的，早于有统一章节的格式（2019年起），文中也没有已有格式的表格，未作转换。',
  ],
])('%s', async (_, notation, expected) => {
  const {segments, skipped} = await recognised(treeOf(notation), 'a.txt')
  expect(segments).toEqual([])
  expect(skipped.map(({reason, detail}) => `${reason} ${detail}`)).toEqual([expected])
})

const opening =
  '枣阳市民政局2016年政府信息公开工作年度报告\n一、概述\n公开信息四条。\n附件：政府信息公开情况统计表'

/** Reports of 2016 whose statistics table is there, in whatever shape. */
test.each([
  ['units behind the labels', `|统计指标|统计数|\n${statistics((label, unit) => `|${label}（${unit}）|4|`)}`],
  ['cells glued together', `统计指标单位统计数\n${statistics((label, unit) => `${label}${unit}4`)}`],
  [
    'everything in one paragraph',
    `统计指标单位统计数${statistics((label, unit) => `${label}${unit}4`).replaceAll('\n', '')}`,
  ],
])('kept: %s', async (_, table) => {
  const {segments, skipped} = await recognised(treeOf(`${opening}\n${table}`), 'a.txt')
  expect(skipped).toEqual([])
  expect(segments.map(({identity}) => [identity.agency.name, identity.year, identity.format])).toEqual([
    ['枣阳市民政局', 2016, '2014'],
  ])
})

test('a health bureau that speaks of the rules for hospitals reports all the same', async () => {
  const text = `枣阳市卫生健康局2022年政府信息公开工作年度报告\n一、总体情况\n2022年，我局落实《医疗卫生机构信息公开管理办法》。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项`
  const {segments, skipped} = await recognised(treeOf(text), 'a.txt')
  expect(skipped).toEqual([])
  expect(segments.map(({identity}) => identity.agency.name)).toEqual(['枣阳市卫生健康局'])
})
