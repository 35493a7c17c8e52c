import {expect, test} from 'vitest'
import {type Block, type Table, textCell, textOf} from '../../../../pipeline/model/ast.ts'
import {flatten} from '../../../../stages/recognise/plain/flatten.ts'

const marks = {isHeading: () => false, isLabel: () => false, headingAt: () => null}

function table(rows: (string | Block)[][]): Table {
  const children = rows.flatMap((row, r) =>
    row.map((cell, c) =>
      typeof cell === 'string' ? textCell(r, c, cell) : {...textCell(r, c, ''), children: [cell]},
    ),
  )
  return {type: 'table', rows: rows.length, columns: rows[0]!.length, addressing: 'grid', children}
}

function shape(rows: (string | Block)[][]): string[] {
  const {blocks} = flatten(
    {type: 'root', children: [table(rows)], data: {reader: 'test', metadata: []}},
    marks,
  )
  return blocks.map(block =>
    block.type === 'table'
      ? `table ${block.children.map(cell => textOf(cell).replace(/\n/g, '/')).join('|')}`
      : textOf(block),
  )
}

test('a figure in a table of its own leaves its row one of figures', () => {
  const rows = [
    ['结果维持', '结果纠正', '总计'],
    ['1', table([['2']]), '3'],
  ]
  expect(shape(rows)).toEqual(['table 结果维持|结果纠正|总计|1|2|3'])
})

test('two figures in a table of their own stay in their cell', () => {
  const rows = [
    ['结果维持', '结果纠正', '总计'],
    ['1', table([['2', '7']]), '3'],
  ]
  expect(shape(rows)).toEqual(['table 结果维持|结果纠正|总计|1|2/7|3'])
})

test('a table of words inside a cell is a table beside text', () => {
  const rows = [
    [
      '网站首页',
      table([
        ['自然人', '总计'],
        ['1', '1'],
      ]),
    ],
  ]
  expect(shape(rows)).toEqual(['网站首页', 'table 自然人|总计|1|1'])
})

test('texts in tables of one cell each are texts of their cells', () => {
  const boxed = (text: string) => table([[table([[text]])]])
  const rows = [
    [boxed('结果维持'), boxed('总计')],
    [boxed('1'), boxed('3')],
  ]
  expect(shape(rows)).toEqual(['table 结果维持|总计|1|3'])
})
