import {expect} from 'vitest'
import type {CellObject} from 'xlsx'
import {type Table, textOf} from '../../../../pipeline/model/ast.ts'
import {gridOf} from '../../../../pipeline/model/grid.ts'
import {sheet} from '../../../../stages/read/sheet/index.ts'
import {type Outcome, outcomeOf} from '../word/outcome.ts'
import {bytesOf, type SheetSpec} from './books.ts'

/** Paragraphs as texts, tables as rows of texts; a place covered from elsewhere is '<' or '^'. */
export function shown({tree}: Outcome): (string | string[][])[] {
  return (tree?.children ?? []).map(block => (block.type === 'table' ? rowsOf(block) : textOf(block)))
}

function rowsOf(table: Table): string[][] {
  const grid = gridOf(table)
  expect(grid.problems).toEqual([])
  return Array.from({length: grid.rows}, (_, row) =>
    Array.from({length: grid.columns}, (_, column) => {
      const cell = grid.at(row, column)!
      return cell.column !== column ? '<' : cell.row !== row ? '^' : textOf(cell)
    }),
  )
}

export const number = (v: number, z: string): CellObject => ({t: 'n', v, z})
export const one = (rows: SheetSpec['rows'], more: Omit<SheetSpec, 'rows'> = {}) => ({表: {rows, ...more}})
export const read = (sheets: Record<string, SheetSpec>, kind = 'xlsx') =>
  outcomeOf(sheet, bytesOf(sheets, kind as 'xlsx'))

export const FORM: Record<string, SheetSpec> = {
  主动公开: {
    rows: [
      ['某局2023年政府信息公开工作年度报告'],
      [],
      ['第二十条第（一）项'],
      ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
      ['规章', 0, null, 3],
      ['行政规范性文件', '003', 12, number(5644.23, '0')],
    ],
    merges: ['A1:D1', 'A3:D3'],
  },
  复议诉讼: {
    rows: [
      ['行政复议', null, '行政诉讼', null],
      ['结果\n维持', '总计', '结果维持', '总计'],
      [1, 1, 0, 0],
    ],
    merges: ['A1:B1', 'C1:D1'],
  },
}
export const FORM_SHOWN = [
  '主动公开',
  '某局2023年政府信息公开工作年度报告',
  [
    ['第二十条第（一）项', '<', '<', '<'],
    ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
    ['规章', '0', '', '3'],
    ['行政规范性文件', '003', '12', '5644.23'],
  ],
  '复议诉讼',
  [
    ['行政复议', '<', '行政诉讼', '<'],
    ['结果\n维持', '总计', '结果维持', '总计'],
    ['1', '1', '0', '0'],
  ],
]
