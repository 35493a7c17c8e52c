import {describe, expect, it} from 'vitest'
import {textOf} from '../../../../pipeline/model/ast.ts'
import {type Edge, type Glyph, layoutDocument} from '../../../../stages/read/layout/index.ts'
import {glyphsOf} from './drawn.ts'

const HEIGHT = 20

/** A row as a person draws it: its column edges and the texts between them. */
interface Row {
  xs: number[]
  texts: string[]
}

function row(xs: number[], texts: string): Row {
  return {xs, texts: texts.split(' ')}
}

/** Rows one below the other as tables of the page: the texts of their cells, row by row. */
function tablesOf(rows: readonly Row[], rules: readonly Edge[] = []): string[][] {
  const horizontal: Edge[] = [...rules]
  const vertical: Edge[] = []
  const glyphs: Glyph[] = []
  rows.forEach(({xs, texts}, r) => {
    const top = 100 + r * HEIGHT
    for (const at of [top, top + HEIGHT]) horizontal.push({at, from: xs[0]!, to: xs.at(-1)!})
    for (const at of xs) vertical.push({at, from: top, to: top + HEIGHT})
    glyphs.push(...texts.flatMap((text, i) => glyphsOf(text, xs[i]! + 4, top + 4, 8, 100 * r + 10 * i)))
  })
  const content = {page: 1, width: 600, height: 800, glyphs, horizontal, vertical, pictures: []}
  const blocks = layoutDocument([content], {tolerance: 2, maxCells: 1000, maxNodes: 1000}, () => {})
  return blocks.flatMap(block => (block.type === 'table' ? [block.children.map(textOf)] : []))
}

const UPPER = [row([50, 150, 250, 350, 450], 'a b c d'), row([50, 150, 250, 350, 450], 'e 1 2 3')]

describe('tables printed one below the other', () => {
  it.each([
    ['inner columns', [row([50, 120, 190, 310, 450], 'f 4 5 6')]],
    ['a side', [row([50, 400], 'f'), row([50, 150, 400], 'g 4')]],
    ['both sides', [row([70, 430], 'f'), row([70, 120, 430], 'g 4')]],
  ])('are two where they differ in %s', (_, lower) => {
    expect(tablesOf([...UPPER, ...lower])).toEqual([
      ['a', 'b', 'c', 'd', 'e', '1', '2', '3'],
      lower.flatMap(({texts}) => texts),
    ])
  })

  it('are three where each has columns of its own', () => {
    const middle = row([50, 110, 170, 310, 390], 'f 4 5 6')
    const last = row([50, 130, 220, 280, 450], 'g 7 8 9')
    expect(tablesOf([...UPPER, middle, last]).map(texts => texts.length)).toEqual([8, 4, 4])
  })

  it.each([
    ['columns joined', [row([50, 250, 450], 'f 4')]],
    ['columns parted', [row([50, 100, 150, 250, 350, 450], 'f 4 5 6 7')]],
    ['one column edge moved', [row([50, 150, 280, 350, 450], 'f 4 5 6')]],
    ['a caption over all columns', [row([50, 450], 'caption'), row([50, 150, 450], 'f 4')]],
    ['a side that is a column edge', [row([50, 150, 250, 350], 'f 4 5')]],
  ])('are one with %s', (_, lower) => {
    const texts = [...UPPER, ...lower].flatMap(one => one.texts)
    const [read, ...more] = tablesOf([...UPPER, ...lower])
    expect(more).toEqual([])
    expect(read!.filter(text => text !== '')).toEqual(texts)
  })

  it('are one where a piece of the side is missing', () => {
    const rows = [...UPPER, row([150, 250, 350, 450], '4 5 6'), row([50, 150, 250, 350, 450], 'g 7 8 9')]
    const levels = [2, 3].map(r => ({at: 100 + r * HEIGHT, from: 50, to: 450}))
    expect(tablesOf(rows, levels).length).toBe(1)
  })

  it('are one where headings end above the other columns', () => {
    const head = row([50, 120, 190, 310, 450], 'a b c d')
    expect(tablesOf([head, ...UPPER]).length).toBe(1)
  })
})
