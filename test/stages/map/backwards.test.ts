import {expect, test} from 'vitest'
import {writeDocx} from '../../generate/files/docx.ts'
import {documentOf, rootOf} from '../../generate/form/tree.ts'
import {pipeline} from '../../generate/pipeline.ts'
import {randomOf} from '../../generate/random.ts'
import {cleanReport} from '../../generate/report/model.ts'

const KEY = 'disclosure.licensing.decisions'

test('figures set from right to left are doubtful', async () => {
  const document = documentOf(cleanReport(randomOf(77), {year: 2023, type: 'department', size: 'medium'}))
  const items = document.items.map(item =>
    item.type === 'table'
      ? {
          ...item,
          cells: item.cells.map(cell => (cell.key === KEY ? {...cell, text: '\u202e4054\u202c'} : cell)),
        }
      : item,
  )
  const {findings} = await pipeline(false)(writeDocx(rootOf({...document, items})), 'a.docx')
  const said = findings.filter(({rule}) => rule === 'S21')
  expect(said.map(({keys, severity, message}) => [keys, severity, message])).toEqual([
    [
      [KEY],
      'warning',
      '“主动公开政府信息情况”表「行政许可」一行的数字不能确定属于哪一栏：单元格里的数字设为从右到左显示，显示的与存储的次序可能相反。请对照原文核对。',
    ],
  ])
})
