import {describe, expect, it} from 'vitest'
import {type Raster, transposed} from '../../../../../stages/read/scan/dots/raster.ts'
import {evidenceOf} from '../../../../../stages/read/scan/rules/evidence.ts'
import {fadedAlong} from '../../../../../stages/read/scan/rules/faded.ts'
import {rulesOf} from '../../../../../stages/read/scan/rules/index.ts'
import {joined} from '../../../../../stages/read/scan/rules/joins.ts'
import {looksOf} from '../../../../../stages/read/scan/rules/settle.ts'
import {sidesOf} from '../../../../../stages/read/scan/rules/stops.ts'
import {signsOfLetters} from '../../../../../stages/read/scan/rules/strokes.ts'
import {tracesAlong} from '../../../../../stages/read/scan/rules/traces.ts'
import {paint, paintTable, paper} from '../draw.ts'

/** Rows as low as those of 9 pt letters at 150 dpi. */
const XS = [60, 200, 340, 480]
const YS = [80, 110, 140, 170, 200, 230]

/** A table with rules of so dark dashes of five dots with gaps of three. */
function paintDashed(page: Raster, xs: number[], ys: number[], value = 60): void {
  const [left, right, top, bottom] = [xs[0]!, xs.at(-1)!, ys[0]!, ys.at(-1)!]
  for (const y of ys) for (let x = left; x < right; x += 8) paint(page, [x, y, x + 5, y + 2], value)
  for (const x of xs) for (let y = top; y < bottom; y += 8) paint(page, [x, y, x + 2, y + 5], value)
}

/** Where upright rules run at a height. */
function uprightsAt(page: Raster, y: number, hidden: Raster | null = null): number[] {
  return rulesOf(page, hidden)
    .vertical.filter(({from, to}) => from < y && to > y)
    .map(({at}) => Math.round(at))
    .sort((a, b) => a - b)
}

/** Where level rules run below a place. */
function levelsAt(page: Raster, x: number): number[] {
  return rulesOf(page)
    .horizontal.filter(({from, to}) => from < x && to > x)
    .map(({at}) => Math.round(at))
    .sort((a, b) => a - b)
}

const COLUMNS = [61, 201, 341, 481]

describe('a stroke that nearly fills a low row is no rule', () => {
  it('a printed 1 in a dashed table, longer than any dash', () => {
    const page = paper(560, 320)
    paintDashed(page, XS, YS)
    paint(page, [270, 116, 272, 136])
    expect(uprightsAt(page, 125)).toEqual(COLUMNS)
  })

  it('two strokes above each other, as long as dashes, joined to a letter', () => {
    const page = paper(560, 320)
    paintDashed(page, XS, YS)
    for (const y of [115, 124]) paint(page, [270, y, 272, y + 8])
    for (const y of [115, 121, 127, 131]) paint(page, [252, y, 272, y + 2])
    expect(uprightsAt(page, 125)).toEqual(COLUMNS)
  })

  it('strokes and gaps of a 3, as long as dashes, one below the other', () => {
    const page = paper(1120, 640, 300)
    const [xs, ys] = [XS, YS].map(places => places.map(at => 2 * at)) as [number[], number[]]
    for (const y of ys) for (let x = xs[0]!; x < xs.at(-1)!; x += 23) paint(page, [x, y, x + 16, y + 4], 52)
    for (const x of xs) for (let y = ys[0]!; y < ys.at(-1)!; y += 23) paint(page, [x, y, x + 4, y + 16], 52)
    // The strokes cross the middle; what joins them lies to the right of it.
    for (const y of [233, 249, 265]) paint(page, [532, y, 547, y + 9])
    paint(page, [543, 233, 547, 274])
    expect(uprightsAt(page, 250)).toEqual([122, 402, 682, 962])
  })

  it('one whose row a seal hides but for it, where a table below has a column', () => {
    const page = paper(560, 420)
    paintDashed(page, XS, YS)
    paintDashed(page, [60, 270, 480], [280, 310, 340, 370])
    paint(page, [270, 126, 272, 136])
    const hidden = paper(560, 420)
    paint(hidden, [240, 100, 300, 126], 0)
    expect(uprightsAt(page, 125, hidden)).toEqual(COLUMNS)
  })

  it('a black one among faint whole rules, with room at both ends', () => {
    const page = paper(560, 320)
    paintTable(page, XS, YS, 153)
    paint(page, [270, 118, 272, 136])
    expect(uprightsAt(page, 125)).toEqual(COLUMNS)
  })

  it('one that stands in a joined cell where rules run above and below it', () => {
    const page = paper(560, 320)
    paintTable(page, XS, YS, 153)
    paint(page, [198, 143, 204, 169], 255)
    paint(page, [200, 148, 202, 164])
    expect(uprightsAt(page, 155)).toEqual([61, 341, 481])
    expect(uprightsAt(page, 125)).toEqual(COLUMNS)
  })
})

describe('signs of letters', () => {
  const page = paper(560, 320)
  paintDashed(page, XS, YS)
  paint(page, [270, 116, 272, 136])
  const upright = evidenceOf(transposed(page))
  const edges = YS.slice(1).flatMap((to, i) => XS.map(x => ({at: x + 1, from: YS[i]! + 1, to: to + 1})))
  const usual = looksOf(upright, edges)!

  it('are those of the stroke, not of rules', () => {
    expect(signsOfLetters(upright, {at: 271, from: 113, to: 139}, usual, true)).toEqual({room: 2, count: 2})
    expect(signsOfLetters(upright, {at: 201, from: 113, to: 139}, usual, true)).toEqual({room: 0, count: 0})
  })
})

describe('a rule that a scratch along it left lighter', () => {
  const page = paper(560, 320)
  const ys = [80, 112, 144, 176, 208, 240]
  paintDashed(page, [60, 200, 480], ys)
  for (let y = 80; y < 240; y += 8) paint(page, [340, y, 341, y + 5], 60)
  const upright = evidenceOf(transposed(page))
  const across = ys.map(y => ({at: y + 1, from: 60, to: 482}))
  const found = [60, 200, 480].flatMap(x =>
    ys.slice(1).map((to, i) => ({at: x + 1, from: ys[i]! + 1, to: to + 1})),
  )
  const usual = looksOf(upright, found)!
  const style = {broken: true, dash: 5, gap: 3, contrast: 195, ridge: 81}
  const long = {
    ...{at: 340.5, from: 80, to: 242, strength: 1, even: true, beside: 0},
    style: {...style, contrast: 195, ridge: 41},
  }
  const faded = (rule: typeof long) => fadedAlong(upright, [rule], found, across, style, usual)

  it('is found from crossing to crossing where the whole of it was told by itself', () => {
    expect(faded(long)).toEqual(ys.slice(1).map((to, i) => ({at: 340.5, from: ys[i]! + 1, to: to + 1})))
    expect(faded({...long, to: 144})).toHaveLength(2)
  })

  it('is none where letters are beside it, where its dashes are uneven, and where nothing is drawn', () => {
    expect(faded({...long, beside: 0.2})).toEqual([])
    expect(faded({...long, even: false})).toEqual([])
    expect(faded({...long, at: 400.5})).toEqual([])
  })
})

describe('rows of letters in a table', () => {
  it('that end below each other are no rules that end there', () => {
    const page = paper(560, 320)
    paintDashed(page, [60, 340, 480], YS)
    for (const top of YS.slice(0, -1))
      for (let x = 150; x < 262; x += 8) paint(page, [x, top + 14, x + 5, top + 16], 60)
    expect(levelsAt(page, 280)).toEqual(YS.map(y => y + 1))
    const parts = rulesOf(page).horizontal.map(({from, to}) => [from, to].map(Math.round).join(' '))
    expect(new Set(parts)).toEqual(new Set(['61 341', '341 481']))
  })
})

describe('a row alone at the head of a page', () => {
  it('is not lost when a stroke first taken for a rule is left out', () => {
    const level = [80, 110].flatMap(at => [
      {at, from: 60, to: 130},
      {at, from: 130, to: 480},
    ])
    const upright = [60, 200, 480].map(at => ({at, from: 80, to: 110}))
    expect(joined(level, upright, 150)).toEqual([
      {at: 80, from: 60, to: 480},
      {at: 110, from: 60, to: 480},
    ])
    const whole = level.flatMap(edge => (edge.from === 60 ? [{...edge, to: 130}] : [edge]))
    expect(joined(whole, [...upright, {at: 130, from: 80, to: 110}], 150)).toEqual(whole)
  })
})

describe('a corner of a dashed table on grey ground', () => {
  it('is found where another table of the page is as wide', () => {
    const page = paper(560, 520)
    paintDashed(page, XS, YS)
    const ys = [300, 330, 360, 400]
    paint(page, [61, 301, 341, 331], 225)
    paint(page, [61, 331, 201, 401], 225)
    paintDashed(page, XS, ys)
    // Its left column is one cell in the second and the third row, its heading two.
    paint(page, [198, 303, 204, 329], 225)
    paint(page, [338, 303, 344, 329], 255)
    expect(uprightsAt(page, 315)).toEqual([62, 481])
    expect(uprightsAt(page, 380)).toEqual([62, 201, 341, 481])
    expect(levelsAt(page, 130)).toEqual([81, 111, 141, 171, 201, 231, 302, 331, 361, 401])
  })

  it('its sides are where most level rules end', () => {
    const level = [80, 110, 140].map(at => ({at, from: 60, to: 480}))
    const part = [{at: 300, from: 200, to: 480}]
    expect(sidesOf([...level, ...part], [{at: 61, from: 80, to: 140}], 150, 520)).toEqual([
      {at: 61, from: 0, to: 520},
      {at: 480, from: 0, to: 520},
    ])
  })
})

describe('below a seal', () => {
  /** A dashed table of which a seal hides a piece of one rule; `left` of each of its dashes is still to be seen. */
  function sealed(rows: [number, number], left: number): {page: Raster; hidden: Raster} {
    const page = paper(560, 320)
    paintDashed(page, XS, YS)
    paint(page, [330, rows[0], 352, rows[1]], 255)
    for (let y = 80; y < 230; y += 8)
      if (y >= rows[0] && y + 5 <= rows[1] && left > 0) paint(page, [340, y, 342, y + left], 0)
    const hidden = {...page, data: new Uint8Array(page.data.length).fill(255)}
    paint(hidden, [330, rows[0], 352, rows[1]])
    return {page, hidden}
  }

  it('a rule goes on over two rows where pieces of its dashes are left', () => {
    const {page, hidden} = sealed([112, 169], 3)
    expect([125, 155].map(y => uprightsAt(page, y, hidden))).toEqual([COLUMNS, COLUMNS])
  })

  it('ink that is left is counted on the line and beside it', () => {
    const {page, hidden} = sealed([112, 169], 3)
    const upright = evidenceOf(transposed(page), transposed(hidden))
    const traces = tracesAlong(upright, {at: 341, from: 112, to: 169}, 195)
    expect(traces).toEqual({hidden: 1, line: 21 / 57, beside: 0})
    expect(tracesAlong(evidenceOf(page), {at: 341, from: 112, to: 169}, 195)).toBe(null)
  })

  it('a cell that is seen to be paper in its larger part is not split', () => {
    const page = paper(560, 320)
    paintTable(page, XS, YS)
    paint(page, [198, 143, 204, 169], 255)
    const hidden = {...page, data: new Uint8Array(page.data.length).fill(255)}
    paint(hidden, [190, 143, 212, 154])
    expect(uprightsAt(page, 155, hidden)).toEqual([61, 341, 481])
  })
})

describe('what real scans have', () => {
  it('double rules around a table are one', () => {
    const page = paper(560, 320)
    paintTable(page, XS, YS)
    paintTable(page, [55, 485], [75, 235])
    expect(uprightsAt(page, 125)).toEqual([56, 201, 341, 481])
  })
})
