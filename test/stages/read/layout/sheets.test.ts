import {describe, expect, it} from 'vitest'
import {textOf} from '../../../../pipeline/model/ast.ts'
import {type Edge, layoutDocument, type PageContent} from '../../../../stages/read/layout/index.ts'
import {glyphsOf} from './drawn.ts'

/** A table of rows of a label and two figures from a point on. */
function tableAt(x: number, y: number, rows: readonly string[]) {
  const xs = [x, x + 100, x + 150, x + 200]
  const ys = Array.from({length: rows.length + 1}, (_, i) => y + 20 * i)
  const horizontal: Edge[] = ys.map(at => ({at, from: xs[0]!, to: xs[3]!}))
  const vertical: Edge[] = xs.map(at => ({at, from: y, to: ys.at(-1)!}))
  const glyphs = rows.flatMap((row, r) =>
    row.split(' ').flatMap((text, c) => glyphsOf(text, xs[c]! + 4, ys[r]! + 6, 8, x + 100 * r + 10 * c)),
  )
  return {horizontal, vertical, glyphs}
}

function page(...parts: Partial<PageContent>[]): PageContent {
  const all = <T>(of: (part: Partial<PageContent>) => readonly T[] | undefined): T[] =>
    parts.flatMap(part => of(part) ?? [])
  return {
    page: 1,
    width: 800,
    height: 560,
    glyphs: all(part => part.glyphs),
    horizontal: all(part => part.horizontal),
    vertical: all(part => part.vertical),
    pictures: [],
  }
}

function laidOut(...pages: PageContent[]) {
  const problems: string[] = []
  const options = {tolerance: 2, maxCells: 1000, maxNodes: 1000}
  const contents = pages.map((content, i) => ({...content, page: i + 1}))
  const blocks = layoutDocument(contents, options, ({kind, page: at}) => problems.push(`${kind} ${at}`))
  const printed = blocks.map(block =>
    block.type === 'table'
      ? block.children.map(cell => `${cell.place?.page}: ${textOf(cell)}`)
      : block.type === 'paragraph'
        ? `${block.place?.page}: ${block.value}`
        : '',
  )
  return {printed, problems}
}

const ROWS = ['a 1 2', 'b 3 4', 'c 5 6', 'd 7 8']
const MORE = ['e 9 10', 'f 11 12', 'g 13 14', 'h 15 16']
const cells = (number: number, rows: readonly string[]) =>
  rows.flatMap(row => row.split(' ').map(text => `${number}: ${text}`))
const text = (x: number, y: number, value: string) => ({glyphs: glyphsOf(value, x, y, 8, 1000 + x + y)})
const lines = (x: number, value: string) =>
  Array.from({length: 6}, (_, i) => text(x, 120 + 12 * i, `${value}${i}`.padEnd(30, value)))

describe('two halves of a page', () => {
  it('are read one after the other, a table that goes on over them as one', () => {
    const both = page(
      tableAt(60, 300, ROWS),
      text(60, 200, 'left'),
      tableAt(460, 100, MORE),
      text(460, 300, 'right'),
    )
    expect(laidOut(both)).toEqual({
      printed: ['1: left', [...cells(1, ROWS), ...cells(1, MORE)], '1: right'],
      problems: [],
    })
  })

  it('are one page where a cell that is seen by its ground lies over the middle', () => {
    const both = page(...lines(60, 'p'), ...lines(460, 'q'))
    const joined = (content: PageContent) =>
      laidOut(content)
        .printed.map(value => String(value).slice(3, 5))
        .join(' ')
    const halves = 'p0 p1 p2 p3 p4 p5 q0'
    expect(joined(both)).toBe(halves)
    expect(joined({...both, areas: [[60, 60, 700, 80]]})).toBe('p0 p1 p2 p3 p4 p5')
    expect(joined({...both, areas: [[0, 0, 800, 560]]})).toBe(halves)
  })

  it('keep the number of their page where pages follow', () => {
    const both = page(...lines(60, 'p'), ...lines(460, 'q'), text(400, 540, '1'))
    const last = page(text(60, 120, 'last'))
    const {printed, problems} = laidOut(both, both, last)
    expect(problems).toEqual([])
    expect(printed.map(value => String(value).slice(0, 5)).sort()).toEqual(
      [
        ...Array(6).fill('1: pp'),
        ...Array(6).fill('1: qq'),
        ...Array(6).fill('2: pp'),
        ...Array(6).fill('2: qq'),
      ]
        .map((value, i) => value.slice(0, 4) + (i % 6))
        .concat(['1: 1', '2: 1', '3: la'])
        .map(String)
        .sort(),
    )
  })

  it.each([
    ['a line crosses the middle', [text(300, 200, 'a line over the middle of the page, as long as this')]],
    ['a rule crosses the middle', [{horizontal: [{at: 250, from: 60, to: 700}]}]],
  ])('are one page where %s', (_, more) => {
    const {printed} = laidOut(page(tableAt(60, 300, ROWS), tableAt(460, 100, MORE), ...more))
    expect(printed.filter(Array.isArray)).toEqual([cells(1, MORE), cells(1, ROWS)])
  })

  it('are one page where the right one holds short words alone', () => {
    const words = Array.from({length: 6}, (_, i) => text(500, 120 + 12 * i, `${i}`))
    const {printed} = laidOut(page(...lines(60, 'p'), ...words))
    expect(printed.length).toBeLessThan(7)
  })
})
