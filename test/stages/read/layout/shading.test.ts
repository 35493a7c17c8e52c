import {describe, expect, it} from 'vitest'
import {textOf} from '../../../../pipeline/model/ast.ts'
import type {Box} from '../../../../pipeline/model/place.ts'
import {type Edge, layoutDocument} from '../../../../stages/read/layout/index.ts'
import {glyphsOf} from './drawn.ts'

/** The tables of a page with grounds, rules and texts at places: their cells, and what is doubted. */
function read(areas: Box[], texts: [number, number, string][], rules: {h?: Edge[]; v?: Edge[]} = {}) {
  const problems: string[] = []
  const glyphs = texts.flatMap(([x, y, text], i) => glyphsOf(text, x, y, 8, 10 * i))
  const content = {page: 1, width: 600, height: 800, glyphs, pictures: [], areas}
  const blocks = layoutDocument(
    [{...content, horizontal: rules.h ?? [], vertical: rules.v ?? []}],
    {tolerance: 2, maxCells: 1000, maxNodes: 1000},
    ({kind}) => problems.push(kind),
  )
  const tables = blocks.flatMap(block => (block.type === 'table' ? [block] : []))
  const cells = tables.map(({children}) =>
    children.map(c => `${c.row},${c.column} ${c.rowSpan}x${c.columnSpan} ${textOf(c)}`.trim()),
  )
  return {cells, problems}
}

const XS = [50, 150, 200, 250]
const YS = [100, 120, 140, 160]
const places = YS.slice(1).flatMap((_, r) => XS.slice(1).map((_, c) => [r, c] as const))
const boxAt = (r: number, c: number, gap: number): Box => [
  XS[c]! + gap / 2,
  YS[r]! + gap / 2,
  XS[c + 1]! - gap / 2,
  YS[r + 1]! - gap / 2,
]
const TEXTS = places.map(([r, c]): [number, number, string] => [XS[c]! + 8, YS[r]! + 6, `${10 * r + c}`])
const CELLS = places.map(([r, c]) => `${r},${c} 1x1 ${10 * r + c}`)

describe('cells seen by their ground', () => {
  it.each([0, 0.75, 2, 4])('are a table, %s points apart', gap => {
    const areas = places.map(([r, c]) => boxAt(r, c, gap))
    expect(read(areas, TEXTS)).toEqual({cells: [CELLS], problems: []})
    // The ground of the whole table may show through as its rules.
    expect(read([[50, 100, 250, 160], ...areas], TEXTS)).toEqual({cells: [CELLS], problems: []})
  })

  it('are a table where the number of the page stands in line with a column', () => {
    const areas = places.map(([r, c]) => boxAt(r, c, 1))
    for (const y of [20, 770])
      expect(read(areas, [...TEXTS, [XS[1]! + 8, y, '2']])).toEqual({cells: [CELLS], problems: []})
  })

  it('may span rows and columns', () => {
    const [wide, high] = [boxAt(0, 0, 1), boxAt(1, 0, 1)]
    wide[2] = XS[3]! - 0.5
    high[3] = YS[3]! - 0.5
    const rest = places.filter(([r, c]) => r > 0 && c > 0).map(([r, c]) => boxAt(r, c, 1))
    const texts = TEXTS.filter((_, i) => ![1, 2, 6].includes(i))
    expect(read([wide, high, ...rest], texts)).toEqual({
      cells: [['0,0 1x3 0', '1,0 2x1 10', '1,1 1x1 11', '1,2 1x1 12', '2,1 1x1 21', '2,2 1x1 22']],
      problems: [],
    })
  })

  it('part the head of a ruled table that has no upright rules there', () => {
    const h = YS.map(at => ({at, from: 50, to: 250}))
    const v = XS.map((at, i) => ({at, from: i === 0 || i === 3 ? 100 : 120, to: 160}))
    const areas = [0, 1, 2].map(c => boxAt(0, c, 0))
    expect(read(areas, TEXTS, {h, v})).toEqual({cells: [CELLS], problems: []})
  })

  it('are nothing where letters are marked one beside the other', () => {
    const h = YS.map(at => ({at, from: 50, to: 250}))
    const v = [50, 250].map(at => ({at, from: 100, to: 160}))
    const marks = TEXTS.slice(0, 3).map(([x, y]): Box => [x - 1, y - 1, x + 9, y + 9])
    const words = TEXTS.map(([x, y, text]): [number, number, string] => [x, y, `w${text}`])
    expect(read(marks, words, {h, v})).toEqual({
      cells: [['0,0 1x1 w0 w1 w2', '1,0 1x1 w10 w11 w12', '2,0 1x1 w20 w21 w22']],
      problems: [],
    })
  })

  it('figures in a frame without uprights are parted by their alignment', () => {
    const h = YS.map(at => ({at, from: 50, to: 250}))
    const v = [50, 250].map(at => ({at, from: 100, to: 160}))
    expect(read([], TEXTS, {h, v})).toEqual({cells: [CELLS], problems: ['unruled']})
  })

  it('are no table where only every other row has a ground', () => {
    const areas = places.filter(([r]) => r !== 1).map(([r, c]) => boxAt(r, c, 0))
    const {cells, problems} = read(areas, TEXTS)
    expect({cells, problems}).toEqual({cells: [CELLS], problems: ['unruled']})
  })
})
