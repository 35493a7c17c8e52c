import {describe, expect, it} from 'vitest'
import {type Table, textOf} from '../../../../pipeline/model/ast.ts'
import type {Box} from '../../../../pipeline/model/place.ts'
import {layoutDocument, type PageContent} from '../../../../stages/read/layout/index.ts'
import {pageOf, wideGlyphsOf} from './drawn.ts'

type Printed = [text: string, ...box: Box]

/** Cells as boxes of their own, the text at the upper left. */
function boxes(cells: readonly Printed[]): Partial<PageContent> {
  return {
    glyphs: cells.flatMap(([text, left, top], i) => wideGlyphsOf(text, left + 3, top + 3, 10, 100 * i)),
    horizontal: cells.flatMap(([, left, top, right, bottom]) =>
      [top, bottom].map(at => ({at, from: left, to: right})),
    ),
    vertical: cells.flatMap(([, left, top, right, bottom]) =>
      [left, right].map(at => ({at, from: top, to: bottom})),
    ),
  }
}

/** Rows of cells 100 wide and 20 high that touch. */
function rows(top: number, texts: string[][]): Partial<PageContent> {
  return boxes(
    texts.flatMap((row, r) =>
      row.map((text, c): Printed => {
        return [text, 50 + 100 * c, top + 20 * r, 150 + 100 * c, top + 20 * (r + 1)]
      }),
    ),
  )
}

function read(...pages: Partial<PageContent>[]) {
  const doubts: string[] = []
  const options = {tolerance: 2, maxCells: 1000, maxNodes: 1000}
  const contents = pages.map((content, i) => pageOf(content, i + 1))
  const blocks = layoutDocument(contents, options, ({kind, page, text}) =>
    doubts.push(`${kind} ${page} ${text}`),
  )
  return {tables: blocks.filter((block): block is Table => block.type === 'table'), doubts}
}

describe('doubt at a page end', () => {
  it('is raised by a row with a label and no figures beside a row with both', () => {
    const {doubts} = read(
      rows(700, [['规章', '1', '2']]),
      rows(60, [
        ['规范性文件', '', ''],
        ['许可', '3', '4'],
      ]),
    )
    expect(doubts).toEqual(['seam 2 规章、1'])
  })

  it('is raised by figures without a label beside a row that has one', () => {
    const {doubts} = read(
      rows(700, [['规章', '1', '2']]),
      rows(60, [
        ['', '3', '4'],
        ['许可', '5', '6'],
      ]),
    )
    expect(doubts).toEqual(['seam 2 规章、1'])
  })

  it('is raised by rows of figures alone on both sides, which stay two rows', () => {
    const {tables, doubts} = read(rows(700, [['1', '2', '3']]), rows(60, [['4', '5', '6']]))
    expect(tables.map(table => table.rows)).toEqual([2])
    expect(doubts).toEqual(['seam 2 1、2'])
  })

  it('is said at the figures of both rows, and at no others', () => {
    const {tables} = read(
      rows(680, [
        ['法规', '8', '9'],
        ['规章', '1', '2'],
      ]),
      rows(60, [
        ['规范性文件', '', ''],
        ['许可', '3', '4'],
      ]),
    )
    const doubtful = tables.flatMap(table =>
      table.children.flatMap(cell =>
        cell.data?.doubt ? [`${cell.row},${cell.column} ${textOf(cell)}`] : [],
      ),
    )
    expect(doubtful).toEqual(['1,1 1', '1,2 2', '2,1 ', '2,2 '])
  })

  it('is not raised by a number of a label that stands alone before its label', () => {
    const {tables, doubts} = read(
      rows(700, [['2.', '12', '0']]),
      rows(60, [
        ['重复申请', '', ''],
        ['许可', '3', '4'],
      ]),
    )
    expect(tables.flatMap(table => table.children.map(textOf))).toEqual([
      '2.重复申请',
      '12',
      '0',
      '许可',
      '3',
      '4',
    ])
    expect(doubts).toEqual([])
  })

  it('is not raised by whole rows', () => {
    const {tables, doubts} = read(rows(700, [['规章', '1', '2']]), rows(60, [['许可', '3', '4']]))
    expect(tables.map(table => table.rows)).toEqual([2])
    expect(doubts).toEqual([])
  })
})

describe('cells as boxes with space between', () => {
  it('gives the space below a group label that ends early to the group', () => {
    const {tables} = read(
      boxes([
        ['甲', 50, 100, 100, 127],
        ['子', 103, 100, 200, 117],
        ['1', 203, 100, 260, 117],
        ['丑', 103, 120, 200, 137],
        ['2', 203, 120, 260, 137],
        ['乙', 50, 140, 100, 157],
        ['寅', 103, 140, 200, 157],
        ['3', 203, 140, 260, 157],
        ['丙', 50, 160, 100, 177],
        ['', 103, 160, 200, 177],
        ['4', 203, 160, 260, 177],
      ]),
    )
    const shown = tables[0]!.children.map(
      c => `${c.row},${c.column} ${c.rowSpan}x${c.columnSpan} ${textOf(c)}`,
    )
    expect(shown).toEqual([
      '0,0 2x1 甲',
      '0,1 1x1 子',
      '0,2 1x1 1',
      '1,1 1x1 丑',
      '1,2 1x1 2',
      '2,0 1x1 乙',
      '2,1 1x1 寅',
      '2,2 1x1 3',
      '3,0 1x1 丙',
      '3,1 1x1 ',
      '3,2 1x1 4',
    ])
  })
})
