import {expect, test} from 'vitest'
import {writeDocx} from '../../generate/files/docx.ts'
import {documentOf, rootOf} from '../../generate/form/tree.ts'
import {pipeline} from '../../generate/pipeline.ts'
import {randomOf} from '../../generate/random.ts'
import {cleanReport} from '../../generate/report/model.ts'

const KEY = 'disclosure.licensing.decisions'
const FIGURE = '98765'

/** The report with an automatic number in the place of one figure, or before it. */
async function findingsWith(number: string, text: string) {
  const document = documentOf(cleanReport(randomOf(77), {year: 2023, type: 'department', size: 'medium'}))
  const items = document.items.map(item =>
    item.type === 'table'
      ? {...item, cells: item.cells.map(cell => (cell.key === KEY ? {...cell, text: FIGURE} : cell))}
      : item,
  )
  const root = rootOf({...document, items})
  for (const block of root.children)
    for (const cell of block.type === 'table' ? block.children : [])
      for (const paragraph of cell.children)
        if (paragraph.type === 'paragraph' && paragraph.value === FIGURE) {
          paragraph.value = number + text
          paragraph.data = {numbering: number}
        }
  const {findings, reports} = await pipeline(false)(writeDocx(root, {automaticNumbering: true}), 'a.docx')
  const said = findings.filter(({keys, severity}) => keys.includes(KEY) && severity !== 'info')
  return {raw: reports[0]!.observations[KEY]!.raw, said: said.map(({rule, message}) => [rule, message])}
}

test('an automatic number alone may be the figure', async () => {
  expect(await findingsWith('5.', '')).toEqual({
    raw: '',
    said: [
      [
        'S21',
        '“主动公开政府信息情况”表「行政许可」一行的数字不能确定属于哪一栏：单元格里没有文字，只显示自动编号“5.”，可能是填报的数字。请对照原文核对。',
      ],
      [
        'V02',
        '“主动公开政府信息情况”表共 10 格，其中 1 格空白（「行政许可」一行“本年处理决定数量”一栏）。空白未按 0 处理；没有的请填 0，漏填的请补填。',
      ],
    ],
  })
})

test('one before a figure is none', async () => {
  expect(await findingsWith('5.', '12')).toEqual({raw: '12', said: []})
})
