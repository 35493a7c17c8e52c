import {expect, test} from 'vitest'
import {pipeline} from '../../generate/pipeline.ts'

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
async function readUnder(headings: string[], row: (cells: string[]) => string[] = cells => cells) {
  const intro = '枣阳市民政局2016年政府信息公开工作年度报告\n一、概述\n附件：政府信息公开情况统计表'
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
    {figures: FIGURES, said: []},
    {figures: FIGURES, said: ['S07 error']},
  ])
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
