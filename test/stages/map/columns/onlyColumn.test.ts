import {expect, test} from 'vitest'
import {pipeline} from '../../../generate/pipeline.ts'

const run = pipeline(false)

const ROWS = [
  ['一、主动公开情况', '——'],
  ['（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）', '条', '12'],
  ['其中：主动公开规范性文件数', '条', '3'],
  ['制发规范性文件总数', '件', '0'],
  ['1.政府公报公开政府信息数', '条', '4'],
  ['2.政府网站公开政府信息数', '条', '5'],
  ['3.政务微博公开政府信息数', '条', '6'],
  ['4.政务微信公开政府信息数', '条', '7'],
  ['5.其他方式公开政府信息数', '条', '8'],
]

/** The figures read of a statistics table of 2016 under these headings, and the findings about them: of text, of HTML. */
async function readUnder(
  headings: string[],
  row: (cells: string[]) => string[] = cells => cells,
  intro = '枣阳市民政局2016年政府信息公开工作年度报告\n一、概述\n附件：政府信息公开情况统计表',
) {
  const rows = [headings, ...ROWS.map(([label, unit, figure = '——']) => row([label!, unit!, figure]))]
  const text = `${intro}\n${rows.map(cells => `${cells.join(' | ')} |`).join('\n')}\n`
  const html = `<meta charset=utf-8>${intro.replaceAll(/.+/g, '<p>$&</p>')}<table>${rows
    .map(cells => `<tr>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`)
    .join('')}</table>`
  const made = await Promise.all(
    [
      ['a.txt', text],
      ['a.html', html],
    ].map(async ([file, content]) => {
      const {reports, findings} = await run(new TextEncoder().encode(content), file!)
      const figures = Object.values(reports[0]!.observations).map(({value}) => value)
      const said = findings.filter(({rule}) => /^(?:S04|S07|S13|S21|V)/.test(rule))
      return {figures, said: [...new Set(said.map(({rule, severity}) => `${rule} ${severity}`))]}
    }),
  )
  return made
}

const FIGURES = [12, 3, 0, 4, 5, 6, 7, 8]

test.each([['统计数'], ['数据'], ['合计'], ['全年累计'], ['2016年'], ['2016年度统计数'], ['']])(
  'the only column under %j',
  async heading => {
    const read = {figures: FIGURES, said: []}
    expect(await readUnder(['统计指标', '单位', heading])).toEqual([read, read])
  },
)

test('of two years the report’s own counts', async () => {
  const both = await readUnder(['统计指标', '计量单位', '2015年', '2016年'], ([label, unit, figure]) => [
    label!,
    unit!,
    figure === '——' ? figure : '99',
    figure!,
  ])
  expect(both).toEqual([
    {figures: FIGURES, said: ['S13 info']},
    {figures: FIGURES, said: ['S13 info']},
  ])
})

/** Figures and findings of two columns, the second twice the first: of text and of HTML. */
async function readTwo(headings: string[], intro?: string) {
  const double = (figure: string) => (figure === '——' ? figure : String(2 * Number(figure)))
  return readUnder(
    ['统计指标', '单位', ...headings],
    ([label, unit, figure]) => [label!, unit!, figure!, double(figure!)],
    intro,
  )
}
const both = (figures: (number | null)[], ...said: string[]) => [
  {figures, said},
  {figures, said},
]
const DOUBLE = FIGURES.map(figure => 2 * figure)

test.each([
  ['本年', '上年'],
  ['2016年统计数', '2015年统计数'],
  ['统计数', '上年数'],
  ['统计数', '同比增减'],
])('%s and %s: the year’s own figures count', async (...headings) => {
  expect(await readTwo(headings)).toEqual(both(FIGURES, 'S13 info'))
})

test.each([
  ['本级', '汇总'],
  ['局机关', '合计'],
  ['统计数（本级）', '统计数（汇总）'],
  ['民政局', '教育局'],
  ['统计数', '其中：下属单位'],
])('%s and %s: a department’s own figures count, and it is said', async (...headings) => {
  const said = headings[1]!.includes('其中') ? 'S13 info' : 'S13 warning'
  expect(await readTwo(headings)).toEqual(both(FIGURES, said))
})

test('a government’s report on all of its bodies is the sum', async () => {
  const intro =
    '枣阳市人民政府2016年政府信息公开工作年度报告\n一、概述\n本报告汇总全市各级行政机关的情况。\n附件'
  expect(await readTwo(['本级', '汇总'], intro)).toEqual(both(DOUBLE, 'S13 warning'))
})

test.each([
  ['甲', '乙'],
  ['统计数', '统计数'],
])('%s and %s: none is told, and only figures that agree count', async (...headings) => {
  const open = FIGURES.map(figure => (figure === 0 ? 0 : null))
  expect(await readTwo(headings)).toEqual(both(open, 'S13 error', 'V01 error'))
})

test('a column of words beside the figures is none', async () => {
  const words = await readUnder(['统计指标', '单位', '统计数', '填报科室'], ([label, unit, figure]) => [
    label!,
    unit!,
    figure!,
    '办公室',
  ])
  expect(words.map(({figures}) => figures)).toEqual([FIGURES, FIGURES])
})

test('codes beside the figures are none', async () => {
  const coded = await readUnder(['统计指标', '单位', '代码', '统计数'], ([label, unit, figure]) => [
    label!,
    unit!,
    '07',
    figure!,
  ])
  expect(coded).toEqual([
    {figures: FIGURES, said: []},
    {figures: FIGURES, said: []},
  ])
})

test('a heading that nobody knows leaves every figure doubtful', async () => {
  const [, html] = await readUnder(['统计指标', '单位', '一季度'])
  expect(html).toEqual({figures: FIGURES, said: ['S13 warning']})
})

test('a code alone in a row is not taken for a figure that is blank', async () => {
  const text = `枣阳市民政局2016年政府信息公开工作年度报告
一、概述
附件
统计指标 代码 2016年
其中：主动公开规范性文件数 02 3
制发规范性文件总数 03 7
1.政府公报公开政府信息数 05
2.政府网站公开政府信息数 06 12
3.政务微博公开政府信息数 07 4
4.政务微信公开政府信息数 08 0
5.其他方式公开政府信息数 09 0
（一）收到申请数 10 2
1.当面申请数 11 2
2.传真申请数 12 0
`
  const {reports, findings} = await run(new TextEncoder().encode(text), 'a.txt')
  expect(Object.values(reports[0]!.observations).filter(({value}) => value !== null)).toEqual([])
  const named = findings.flatMap(({rule, keys}) => (rule === 'S21' || rule === 'S06' ? keys : []))
  expect(named.filter(key => key === 'proactive.channels.gazette')).toEqual(['proactive.channels.gazette'])
  expect(Object.keys(reports[0]!.observations).filter(key => !named.includes(key))).toEqual([])
})

test.each(['数值（2015年）', '统计数（上年）', '统计数（2015年度）'])(
  'the heading %j is of another year',
  async heading => {
    const read = {figures: FIGURES, said: ['S13 warning']}
    expect(await readUnder(['统计指标', '单位', heading])).toEqual([read, read])
  },
)

test.each([
  '统计数（2016年）',
  '统计数（较上年增减）',
  '统计数（2016年较2015年）',
  '统计数（截至2017年1月）',
])('the heading %j is of the report’s year, or of none', async heading => {
  const read = {figures: FIGURES, said: []}
  expect(await readUnder(['统计指标', '单位', heading])).toEqual([read, read])
})
