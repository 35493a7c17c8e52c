import {describe, expect, test} from 'vitest'
import {type Table, textCell} from '../../../../pipeline/model/ast.ts'
import {flatten} from '../../../../stages/recognise/plain/flatten.ts'

const LABELS = ['行政许可', '本年处理决定数量']
const marks = {
  isHeading: () => false,
  isLabel: (text: string) => LABELS.includes(text),
} as unknown as Parameters<typeof flatten>[1]

/** A table of two by two with texts in two opposite corners. */
function corners(above: string, below: string): Table {
  const children = [textCell(0, 0, ''), textCell(0, 1, above), textCell(1, 0, below), textCell(1, 1, '')]
  for (const cell of children)
    if (cell.children.every(block => 'value' in block && block.value === '')) cell.children = []
  return {type: 'table', addressing: 'grid', rows: 2, columns: 2, children}
}

const kinds = (table: Table) =>
  flatten({type: 'root', data: {reader: 'html', metadata: []}, children: [table]}, marks).blocks.map(
    ({type}) => type,
  )

describe('a table of which no row has two filled cells', () => {
  test('stays a table where labels of the form stand beside one another', () =>
    expect(kinds(corners('本年处理决定数量', '行政许可'))).toEqual(['table']))
  test('is a frame around text where anything else does', () =>
    expect(kinds(corners('本年处理决定数量', '行政许可由专窗办理。'))).toEqual(['paragraph', 'paragraph']))
})
