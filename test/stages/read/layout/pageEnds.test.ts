import {describe, expect, it} from 'vitest'
import {textOf} from '../../../../pipeline/model/ast.ts'
import type {Box} from '../../../../pipeline/model/place.ts'
import {layoutDocument, type PageContent} from '../../../../stages/read/layout/index.ts'
import {pageOf, wideGlyphsOf} from './drawn.ts'

/** A box drawn or filled, and the text at its upper left; a line break begins a line. */
type Printed = [text: string, left: number, top: number, right: number, bottom: number]

const glyphsOf = (cells: readonly Printed[]) =>
  cells.flatMap(([text, left, top], i) =>
    text
      .split('\n')
      .flatMap((line, l) => wideGlyphsOf(line, left + 3, top + 3 + 12 * l, 8, 100 * i + 30 * l)),
  )

const insetBy = (space: number, [, left, top, right, bottom]: Printed): Box => [
  left + space,
  top + space,
  right - space,
  bottom - space,
]

/** Cells told apart by their ground on the ground of the table. */
function grounds(cells: readonly Printed[], table: Box | null): Partial<PageContent> {
  const areas = cells.map(cell => insetBy(0.5, cell))
  return {glyphs: glyphsOf(cells), areas: table ? [table, ...areas] : areas}
}

/** Cells as boxes with space between. */
function boxes(cells: readonly Printed[], space = 1.5): Partial<PageContent> {
  const drawn = cells.map(cell => insetBy(space, cell))
  return {
    glyphs: glyphsOf(cells),
    horizontal: drawn.flatMap(([from, top, to, bottom]) => [top, bottom].map(at => ({at, from, to}))),
    vertical: drawn.flatMap(([left, from, right, to]) => [left, right].map(at => ({at, from, to}))),
  }
}

function read(...pages: Partial<PageContent>[]) {
  const doubts: string[] = []
  const options = {tolerance: 2, maxCells: 1000, maxNodes: 1000}
  const contents = pages.map((content, i) => pageOf(content, i + 1))
  const blocks = layoutDocument(contents, options, ({kind, page}) => doubts.push(`${kind} ${page}`))
  const cells = blocks.map(block =>
    block.type === 'table'
      ? block.children.map(c => `${c.row},${c.column} ${c.rowSpan}x${c.columnSpan} ${textOf(c)}`.trim())
      : textOf(block),
  )
  return {cells, doubts}
}

/** Rows of a label and figures under a label over all of them; columns 50, 120, 200, 250, 300. */
function rowsUnder(top: number, rows: string[][]): Printed[] {
  return rows.flatMap((row, r) =>
    row.map((text, c): Printed => {
      const xs = [120, 200, 250, 300]
      return [text, xs[c]!, top + 20 * r, xs[c + 1]!, top + 20 * (r + 1)]
    }),
  )
}

const ABOVE = [
  ['1.规章', '1', '2'],
  ['2.文件', '3', '4'],
]
const BELOW = [
  ['3.许可', '5', '6'],
  ['4.处罚', '7', '8'],
]
const JOINED = [
  '0,0 4x1 数量',
  '0,1 1x1 1.规章',
  '0,2 1x1 1',
  '0,3 1x1 2',
  '1,1 1x1 2.文件',
  '1,2 1x1 3',
  '1,3 1x1 4',
  '2,1 1x1 3.许可',
  '2,2 1x1 5',
  '2,3 1x1 6',
  '3,1 1x1 4.处罚',
  '3,2 1x1 7',
  '3,3 1x1 8',
]

describe('cells seen by their ground, at a page end', () => {
  it.each([0, 8, 20, 32, 40])('go on where a label over many rows ends %s points too early', early => {
    const above = [['数量', 50, 700, 120, 750] as Printed, ...rowsUnder(700, ABOVE)]
    const rest: Printed[] = early < 40 ? [['', 50, 60, 120, 100 - early]] : []
    const below = [...rest, ...rowsUnder(60, BELOW)]
    expect(read(grounds(above, [49, 699, 301, 780]), grounds(below, [49, 60, 301, 101]))).toEqual({
      cells: [JOINED],
      doubts: [],
    })
  })

  it('are a table however few of them are left on the next page', () => {
    const above = rowsUnder(700, ABOVE)
    const [single] = BELOW
    const cells = [...JOINED.filter(cell => /^[01],[1-3]/.test(cell)), ...JOINED.slice(7, 10)].map(cell =>
      cell.replace(/,(\d)/, (_, column) => `,${Number(column) - 1}`),
    )
    const page = grounds(above, [119, 699, 301, 741])
    const last = grounds(rowsUnder(60, [single!]), [119, 59, 301, 81])
    expect(read(page, last)).toEqual({cells: [cells], doubts: []})
    // Without a ground of its own by the columns of the table above.
    expect(read(page, {...last, areas: last.areas!.slice(1)})).toEqual({cells: [cells], doubts: []})
  })
})

describe('boxes with space between, at a page end', () => {
  it('go on where the rest of a label, without text, ends a row too early', () => {
    const above = [['数量', 50, 700, 120, 740] as Printed, ...rowsUnder(700, ABOVE)]
    const below = [['', 50, 60, 120, 80] as Printed, ...rowsUnder(60, BELOW)]
    expect(read(boxes(above), boxes(below))).toEqual({cells: [JOINED], doubts: []})
  })
})

describe('a label over many rows that is printed again on the next page', () => {
  it.each([
    ['between rows', '总数\n量', '总数\n量'],
    ['with lines left out above', '总数', '总数\n量'],
    ['with lines left out below', '总数\n量', '总数'],
  ])('is one label, cut %s', (_, first, again) => {
    const above = [[first, 50, 700, 120, 740] as Printed, ...rowsUnder(700, ABOVE)]
    const below = [[again, 50, 60, 120, 100] as Printed, ...rowsUnder(60, BELOW)]
    const cells = [['0,0 4x1 总数量', ...JOINED.slice(1)]]
    expect(read(boxes(above, 0), boxes(below, 0))).toEqual({cells, doubts: []})
  })

  it('is one label, and the row beside it one row, where the page cuts that row', () => {
    const above: Printed[] = [
      ['总数量', 50, 700, 120, 740],
      ['1.规章', 120, 700, 200, 720],
      ['1', 200, 700, 250, 720],
      ['2', 250, 700, 300, 720],
      ['2.规范性文件目', 120, 720, 200, 740],
      ['3', 200, 720, 250, 740],
      ['4', 250, 720, 300, 740],
    ]
    const below: Printed[] = [
      ['总数量', 50, 60, 120, 100],
      ['录及全文', 120, 60, 200, 80],
      ['', 200, 60, 250, 80],
      ['', 250, 60, 300, 80],
      ['3.许可', 120, 80, 200, 100],
      ['5', 200, 80, 250, 100],
      ['6', 250, 80, 300, 100],
    ]
    expect(read(boxes(above, 0), boxes(below, 0))).toEqual({
      cells: [
        [
          '0,0 3x1 总数量',
          '0,1 1x1 1.规章',
          '0,2 1x1 1',
          '0,3 1x1 2',
          '1,1 1x1 2.规范性文件目录及全文',
          '1,2 1x1 3',
          '1,3 1x1 4',
          '2,1 1x1 3.许可',
          '2,2 1x1 5',
          '2,3 1x1 6',
        ],
      ],
      doubts: [],
    })
  })
})

describe('what stands between the halves of a table', () => {
  const above = boxes([...rowsUnder(700, ABOVE)], 0)
  const below = boxes([...rowsUnder(80, BELOW)], 0)
  const joined = JOINED.slice(1).map(cell => cell.replace(/,(\d)/, (_, column) => `,${Number(column) - 1}`))

  it.each(['续表', '（续上表）', '接上页', '续表2：'])(
    'is known where it says that the table goes on: %s',
    words => {
      const said = {...below, glyphs: [...below.glyphs!, ...wideGlyphsOf(words, 240, 62, 8, 900)]}
      expect(read(above, said)).toEqual({cells: [joined, words], doubts: []})
    },
  )

  it('may be an empty page', () => {
    expect(read(above, {}, below)).toEqual({cells: [joined], doubts: []})
  })

  it('may be pictures at the head and foot of the page', () => {
    const picture = (top: number) => ({box: [50, top, 90, top + 20] as Box, width: 40, height: 20})
    const pages = [
      {...above, pictures: [picture(20), picture(760)]},
      {...below, pictures: [picture(20), picture(760)]},
    ]
    const {cells, doubts} = read(...pages)
    expect({tables: cells.filter(Array.isArray), doubts}).toEqual({tables: [joined], doubts: []})
  })

  it('may be marks in the margin beside it', () => {
    const marked = {...above, glyphs: [...above.glyphs!, ...wideGlyphsOf('有', 20, 715, 8, 900)]}
    expect(read(marked, below)).toEqual({cells: [joined, '有'], doubts: []})
  })

  it('is text that ends the table', () => {
    const under = {...above, glyphs: [...above.glyphs!, ...wideGlyphsOf('另', 20, 760, 8, 900)]}
    expect(read(under, below).cells.length).toBe(3)
    const said = {...below, glyphs: [...below.glyphs!, ...wideGlyphsOf('另表', 240, 62, 8, 900)]}
    expect(read(above, said).cells.length).toBe(3)
  })
})
