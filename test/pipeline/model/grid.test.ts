import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {Table} from '../../../pipeline/model/ast.ts'
import {textCell} from '../../../pipeline/model/ast.ts'
import {gridOf, placeCells, type SpannedCell} from '../../../pipeline/model/grid.ts'

const cell = (content: string, rowSpan = 1, columnSpan = 1): SpannedCell<string> => ({
  rowSpan,
  columnSpan,
  content,
})

const rowsArbitrary = fc.array(
  fc.array(
    fc.record({
      rowSpan: fc.integer({min: -2, max: 70_000}),
      columnSpan: fc.oneof(fc.integer({min: -2, max: 6}), fc.constant(65_535)),
      skip: fc.integer({min: 0, max: 2}),
      content: fc.string({maxLength: 3}),
    }),
    {maxLength: 6},
  ),
  {maxLength: 8},
)

describe('placeCells', () => {
  test('cells step over places that hang down from above', () => {
    const placed = placeCells([
      [cell('三', 2), cell('（一）'), cell('1')],
      [cell('（二）'), cell('2')],
    ])
    expect(placed).toEqual({
      rows: 2,
      columns: 3,
      problems: [],
      cells: [
        {row: 0, column: 0, rowSpan: 2, columnSpan: 1, content: '三'},
        {row: 0, column: 1, rowSpan: 1, columnSpan: 1, content: '（一）'},
        {row: 0, column: 2, rowSpan: 1, columnSpan: 1, content: '1'},
        {row: 1, column: 1, rowSpan: 1, columnSpan: 1, content: '（二）'},
        {row: 1, column: 2, rowSpan: 1, columnSpan: 1, content: '2'},
      ],
    })
  })

  test('a row span of zero reaches to the last row', () => {
    expect(placeCells([[cell('a', 0), cell('b')], [cell('c')], [cell('d')]]).cells[0]).toEqual({
      row: 0,
      column: 0,
      rowSpan: 3,
      columnSpan: 1,
      content: 'a',
    })
  })

  test('a span past the last row is cut and reported', () => {
    const {cells, problems} = placeCells([[cell('a', 5)], []])
    expect(cells).toEqual([{row: 0, column: 0, rowSpan: 2, columnSpan: 1, content: 'a'}])
    expect(problems).toEqual([{kind: 'outside', row: 0, column: 0}])
  })

  test('an overlap keeps the earlier cell and is reported', () => {
    const {cells, problems} = placeCells([[cell('a'), cell('b', 2)], [cell('c', 1, 2)]])
    expect(cells[2]).toEqual({row: 1, column: 0, rowSpan: 1, columnSpan: 1, content: 'c'})
    expect(problems).toEqual([{kind: 'overlap', row: 1, column: 1}])
  })

  test('a short row leaves a hole', () => {
    expect(placeCells([[cell('a'), cell('b')], [cell('c')]]).problems).toEqual([
      {kind: 'hole', row: 1, column: 1},
    ])
  })

  test('whatever the spans: every cell keeps its content, none overlaps another, all lie inside', () => {
    fc.assert(
      fc.property(rowsArbitrary, rows => {
        const {cells, rows: height, columns} = placeCells(rows)
        expect(cells.map(({content}) => content)).toEqual(rows.flat().map(({content}) => content))
        const taken = new Set<string>()
        for (const {row, column, rowSpan, columnSpan} of cells) {
          expect(row + rowSpan).toBeLessThanOrEqual(height)
          expect(column + columnSpan).toBeLessThanOrEqual(columns)
          for (let r = row; r < row + rowSpan; r++) {
            for (let c = column; c < Math.min(column + columnSpan, column + 50); c++) {
              expect(taken.has(`${r},${c}`)).toBe(false)
              taken.add(`${r},${c}`)
            }
          }
        }
      }),
      {numRuns: 300, seed: 1},
    )
  })
})

describe('gridOf', () => {
  const table = (children: Table['children'], rows: number, columns: number): Table => ({
    type: 'table',
    addressing: 'grid',
    rows,
    columns,
    children,
  })

  test('finds the cell that covers a place', () => {
    const wide = textCell(0, 0, '宽', {columnSpan: 2})
    const grid = gridOf(table([wide, textCell(1, 0, 'a'), textCell(1, 1, 'b')], 2, 2))
    expect(grid.at(0, 1)).toBe(wide)
    expect(grid.at(2, 0)).toBeNull()
    expect(grid.problems).toEqual([])
  })

  test('reports overlaps, holes and cells outside', () => {
    const cells = [
      textCell(0, 0, 'a', {columnSpan: 2}),
      textCell(0, 1, 'b'),
      textCell(1, 1, 'c', {rowSpan: 2}),
    ]
    expect(gridOf(table(cells, 2, 2)).problems).toEqual([
      {kind: 'overlap', row: 0, column: 1},
      {kind: 'outside', row: 1, column: 1},
      {kind: 'hole', row: 1, column: 0},
    ])
  })

  test('agrees with placeCells: no problem where that found none', () => {
    fc.assert(
      fc.property(rowsArbitrary, rows => {
        const placed = placeCells(rows)
        fc.pre(placed.columns <= 60)
        const cells = placed.cells.map(({row, column, rowSpan, columnSpan, content}) =>
          textCell(row, column, content, {rowSpan, columnSpan}),
        )
        const grid = gridOf(table(cells, placed.rows, placed.columns))
        const holes = placed.problems.filter(({kind}) => kind === 'hole')
        expect(grid.problems).toEqual(holes)
      }),
      {numRuns: 200, seed: 2},
    )
  })
})
