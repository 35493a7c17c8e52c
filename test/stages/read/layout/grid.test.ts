import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {type Block, textOf} from '../../../../pipeline/model/ast.ts'
import {gridOf} from '../../../../pipeline/model/grid.ts'
import {type LayoutProblem, layoutDocument, type PageContent} from '../../../../stages/read/layout/index.ts'
import {bordersOf, type DrawnTable, dashed, glyphsOf, pageOf, shaken, tableArbitrary} from './drawn.ts'

const RUNS = {seed: 11, numRuns: 150}

function laidOut(...pages: PageContent[]): {blocks: Block[]; problems: LayoutProblem[]} {
  const problems: LayoutProblem[] = []
  const blocks = layoutDocument(pages, {tolerance: 2, maxCells: 200_000, maxNodes: 500_000}, problem =>
    problems.push(problem),
  )
  return {blocks, problems}
}

/** Every cell holds its number. */
function numbered(table: DrawnTable) {
  return table.cells.flatMap((cell, i) =>
    glyphsOf(String(i + 10), table.xs[cell.column]! + 6, table.ys[cell.row]! + 4, 8, i * 10),
  )
}

function expectCells(table: DrawnTable, blocks: Block[]) {
  const cells = table.cells.length > 1 ? table.cells.map((cell, i) => ({...cell, text: String(i + 10)})) : []
  const read = blocks.flatMap(block => (block.type === 'table' ? block.children : []))
  expect(
    read.map(({row, column, rowSpan, columnSpan, ...cell}) => ({
      row,
      column,
      rowSpan,
      columnSpan,
      text: textOf({...cell, row, column, rowSpan, columnSpan}),
    })),
  ).toEqual(cells)
}

/** Lines no cell begins or ends at are not drawn: the table as its drawing shows it. */
function withoutHiddenLines(table: DrawnTable): DrawnTable {
  const xs = table.xs.filter((_, i) => table.cells.some(c => c.column === i || c.column + c.columnSpan === i))
  const ys = table.ys.filter((_, i) => table.cells.some(c => c.row === i || c.row + c.rowSpan === i))
  const cells = table.cells.map(c => {
    const [column, row] = [xs.indexOf(table.xs[c.column]!), ys.indexOf(table.ys[c.row]!)]
    return {
      row,
      column,
      rowSpan: ys.indexOf(table.ys[c.row + c.rowSpan]!) - row,
      columnSpan: xs.indexOf(table.xs[c.column + c.columnSpan]!) - column,
    }
  })
  return {xs, ys, cells}
}

const drawn = tableArbitrary.map(withoutHiddenLines)

describe('tables from rules', () => {
  it('finds every cell of any table of rectangles', () => {
    fc.assert(
      fc.property(drawn, table => {
        const {blocks, problems} = laidOut(pageOf({...bordersOf(table), glyphs: numbered(table)}))
        expectCells(table, blocks)
        expect(problems).toEqual([])
      }),
      RUNS,
    )
  })

  it('finds them when rules are off by a hair, a little short or long', () => {
    const amounts = fc.array(fc.double({min: -1, max: 1, noNaN: true}), {minLength: 5, maxLength: 17})
    fc.assert(
      fc.property(drawn, amounts, (table, by) => {
        const {horizontal, vertical} = bordersOf(table)
        const content = {
          horizontal: shaken(horizontal, by),
          vertical: shaken(vertical, by),
          glyphs: numbered(table),
        }
        expectCells(table, laidOut(pageOf(content)).blocks)
      }),
      RUNS,
    )
  })

  it('finds them when rules are dashes or dots', () => {
    const pattern = fc.tuple(
      fc.double({min: 0.5, max: 4, noNaN: true}),
      fc.double({min: 0.3, max: 3, noNaN: true}),
    )
    fc.assert(
      fc.property(drawn, pattern, (table, [dash, gap]) => {
        fc.pre(gap <= 2 * dash)
        const {horizontal, vertical} = bordersOf(table)
        const content = {horizontal: dashed(horizontal, dash, gap), vertical: dashed(vertical, dash, gap)}
        expectCells(table, laidOut(pageOf({...content, glyphs: numbered(table)})).blocks)
      }),
      RUNS,
    )
  })

  it('finds them at any resolution', () => {
    fc.assert(
      fc.property(drawn, fc.double({min: 0.5, max: 8, noNaN: true}), (table, scale) => {
        const scaled = {...table, xs: table.xs.map(x => x * scale), ys: table.ys.map(y => y * scale)}
        const content = {...bordersOf(scaled), width: 600 * scale, height: 800 * scale}
        const glyphs = numbered(table).map(g => ({
          ...g,
          size: g.size * scale,
          box: g.box.map(v => v * scale) as typeof g.box,
        }))
        const blocks = layoutDocument(
          [pageOf({...content, glyphs})],
          {tolerance: 2 * scale, maxCells: 200_000, maxNodes: 500_000},
          () => {},
        )
        expectCells(table, blocks)
      }),
      RUNS,
    )
  })

  it('loses no glyph and leaves no hole, whatever the rules', () => {
    const position = fc.integer({min: 0, max: 40}).map(n => n * 13.7)
    const edge = fc
      .tuple(position, position, position)
      .map(([at, a, b]) => ({at, from: Math.min(a, b), to: Math.max(a, b)}))
    const edges = fc.array(edge, {maxLength: 25})
    const letters = fc.array(fc.tuple(fc.integer({min: 0, max: 590}), fc.integer({min: 0, max: 790})), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(edges, edges, letters, (horizontal, vertical, at) => {
        const glyphs = at.flatMap(([x, y], i) => glyphsOf(String.fromCodePoint(0x4e00 + i), x, y, 8, i))
        const {blocks} = laidOut(pageOf({horizontal, vertical, glyphs}))
        const text = [...blocks.map(textOf).join('').replace(/\s/g, '')].sort().join('')
        expect(text).toBe(
          glyphs
            .map(g => g.text)
            .sort()
            .join(''),
        )
        for (const block of blocks) if (block.type === 'table') expect(gridOf(block).problems).toEqual([])
      }),
      {seed: 11, numRuns: 300},
    )
  })
})

describe('irregular rules', () => {
  const xs = [50, 150, 250]
  const ys = [60, 90, 120]
  const frame = {
    horizontal: ys.map(at => ({at, from: 50, to: 250})),
    vertical: xs.map(at => ({at, from: 60, to: 120})),
  }

  it('takes a rule twice as thick with white between for one', () => {
    const horizontal = frame.horizontal.flatMap(e => [e, {...e, at: e.at + 3.4}])
    const {blocks} = laidOut(pageOf({...frame, horizontal, glyphs: glyphsOf('7', 60, 70)}))
    expect(blocks.map(b => b.type === 'table' && [b.rows, b.columns])).toEqual([[2, 2]])
  })

  it('cuts an L into rectangles and reports it', () => {
    const horizontal = [frame.horizontal[0]!, {at: 90, from: 150, to: 250}, frame.horizontal[2]!]
    const vertical = [frame.vertical[0]!, {at: 150, from: 60, to: 90}, frame.vertical[2]!]
    const glyphs = [...glyphsOf('1', 60, 70), ...glyphsOf('2', 160, 70), ...glyphsOf('3', 160, 100)]
    const {blocks, problems} = laidOut(pageOf({horizontal, vertical, glyphs}))
    const cells = blocks.flatMap(b => (b.type === 'table' ? b.children : []))
    expect(cells.map(c => `${c.row},${c.column} ${c.rowSpan}x${c.columnSpan} ${textOf(c)}`)).toEqual([
      '0,0 1x1 1',
      '0,1 1x1 2',
      '1,0 1x2 3',
    ])
    expect(problems.map(p => p.kind)).toEqual(['irregular', 'irregular'])
  })

  it('closes sides that are not drawn', () => {
    const horizontal = ys.map(at => ({at, from: 50, to: 250}))
    const vertical = [{at: 150, from: 60, to: 120}]
    const {blocks} = laidOut(pageOf({horizontal, vertical, glyphs: glyphsOf('7', 60, 70)}))
    expect(blocks.map(b => b.type === 'table' && [b.rows, b.columns])).toEqual([[2, 2]])
  })

  it('puts a table into the cell it stands in', () => {
    const inner = {
      horizontal: [66, 75, 84].map(at => ({at, from: 60, to: 140})),
      vertical: [60, 100, 140].map(at => ({at, from: 66, to: 84})),
    }
    const content = {
      horizontal: [...frame.horizontal, ...inner.horizontal],
      vertical: [...frame.vertical, ...inner.vertical],
      glyphs: [...glyphsOf('5', 105, 67, 6), ...glyphsOf('9', 160, 70)],
    }
    const {blocks} = laidOut(pageOf(content))
    const [table] = blocks
    const first = table?.type === 'table' ? table.children[0]!.children : []
    expect(first.map(b => b.type === 'table' && b.children.map(textOf))).toEqual([['', '5', '', '']])
  })
})
