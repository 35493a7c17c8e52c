import {describe, expect, it} from 'vitest'
import {type Raster, transposed} from '../../../../../stages/read/scan/dots/raster.ts'
import {withoutSeals} from '../../../../../stages/read/scan/flat/seal/index.ts'
import {evidenceOf} from '../../../../../stages/read/scan/rules/evidence.ts'
import {rulesOf} from '../../../../../stages/read/scan/rules/index.ts'
import {measured} from '../../../../../stages/read/scan/rules/measure.ts'
import {looksOf, settled} from '../../../../../stages/read/scan/rules/settle.ts'
import {bendOf} from '../../../../../stages/read/scan/rules/strokes.ts'
import {paint, paintLetters, paintTable, paper} from '../draw.ts'

const XS = [60, 200, 340, 480]
const YS = [80, 120, 160, 200, 240, 280]

/** Where upright rules run in a row of the table. */
function uprightsAt(page: Raster, y: number): number[] {
  const {vertical} = rulesOf(page)
  return vertical
    .filter(({from, to}) => from < y && to > y)
    .map(({at}) => Math.round(at))
    .sort((a, b) => a - b)
}

/** A stroke like an opening bracket. */
function paintBracket(page: Raster, x: number, top: number, bottom: number): void {
  const middle = (top + bottom) / 2
  for (let y = top; y < bottom; y++) {
    const off = Math.round(5 * ((y - middle) / (bottom - middle)) ** 2)
    paint(page, [x + off, y, x + off + 2, y + 1])
  }
}

describe('rules judged against those of the page', () => {
  it('the outer rule of a cell that goes on beyond the last row is found', () => {
    const page = paper(560, 420)
    paintTable(page, XS, YS)
    paint(page, [60, 276, 200, 284], 255)
    paint(page, [60, 270, 62, 310])
    expect(uprightsAt(page, 260)).toEqual([61, 201, 341, 481])
  })

  it('a bracket that nearly fills its row is no rule', () => {
    const page = paper(560, 420)
    paintTable(page, XS, YS)
    paint(page, [202, 122, 480, 160], 255)
    paintBracket(page, 300, 126, 156)
    expect(uprightsAt(page, 140)).toEqual([61, 201, 481])
  })

  it('a rule of one row, half as dark, is found where the rules above and below it end', () => {
    const page = paper(560, 420)
    paintTable(page, XS, [80, 120])
    paint(page, [480, 82, 482, 120], 140)
    expect(uprightsAt(page, 100)).toEqual([61, 201, 341, 481])
  })

  it('of dashed rules one that starts with a gap is found, on a line with others or alone', () => {
    const page = paper(560, 420)
    paintTable(page, XS, YS)
    for (let i = 0; i < page.data.length; i++) {
      const [x, y] = [i % page.width, Math.floor(i / page.width)]
      if (page.data[i] === 0 && (x + y) % 9 < 4 && !(YS.includes(y) && XS.includes(x))) page.data[i] = 255
    }
    for (const y of YS.slice(0, -1)) expect(uprightsAt(page, y + 20)).toEqual([61, 201, 341, 481])
  })
})

describe('a row alone on its page', () => {
  const page = paper(900, 300)
  const xs = [60, 140, 220, 300, 380, 440, 520, 600, 680, 760]
  paintTable(page, xs, [80, 125])
  const levels = [81, 126].map(at => ({at, from: 60, to: 762}))
  const found = [61, 761].map(at => ({at, from: 81, to: 126}))
  const uprights = (other: Parameters<typeof settled>[5]) =>
    settled(evidenceOf(transposed(page)), found, levels, levels, false, other)
      .map(({at}) => Math.floor(at))
      .sort((a, b) => a - b)

  it('has too few uprights to tell how they look', () => {
    expect(uprights(null)).toEqual([61, 761])
  })

  it('has the columns that look like its level rules', () => {
    const level = evidenceOf(page)
    const parts = xs.slice(1).map((x, i) => ({at: 81, from: xs[i]! + 1, to: x + 1}))
    expect(uprights(looksOf(level, parts))).toEqual(xs.map(x => x + (x === 60 || x === 760 ? 1 : 0)))
  })
})

describe('of dashed rules found before', () => {
  const xs = [60, 260, 460, 660]
  const ys = [80, 124, 168, 212, 253, 294, 338]

  /** A rule of dashes of seven dots along x. */
  function paintDashes(
    page: Raster,
    [at, from, to]: number[],
    gap: number,
    ink: number,
    white: number,
  ): void {
    for (let x = from!; x < to!; x++) {
      const isInk = (x - from! + 4) % (7 + gap) < 7
      paint(page, [x, at!, x + 1, at! + 2], isInk ? ink : white)
    }
  }

  /** Stretches of a rule between crossings. */
  const stretches = (at: number, places: readonly number[]) =>
    places.slice(1).map((to, i) => ({at: at + 1, from: places[i]! + 1, to: to + 1}))

  const shown = (edges: readonly {at: number; from: number; to: number}[]) =>
    edges.map(({at, from, to}) => [Math.floor(at), from, to].join(' ')).sort()

  const across = ys.map(y => ({at: y + 1, from: 60, to: 662}))

  it('one with wider gaps, with paper on both sides, stays where its rule ends', () => {
    // The page on its side: upright rules are level.
    const page = paper(420, 760, 200)
    const uprights = xs.flatMap(x => stretches(x, ys).filter(({from}) => x !== 260 || from !== 254))
    for (const {at, from, to} of uprights) {
      const isWide = at === 261 && from === 213
      paintDashes(page, [at - 1, from - 1, to - 1], isWide ? 5 : 4, 0, isWide ? 255 : 140)
    }
    expect(shown(settled(evidenceOf(page), uprights, across, [], true, null))).toEqual(shown(uprights))
  })

  it('one that a stroke covers from end to end is found between two others', () => {
    const page = paper(420, 760, 200)
    const uprights = xs.flatMap(x => stretches(x, ys))
    for (const {at, from, to} of uprights) paintDashes(page, [at - 1, from, to], 4, 150, 220)
    paint(page, [169, 257, 213, 265])
    const found = uprights.filter(({at, from}) => at !== 261 || from !== 169)
    const own = settled(evidenceOf(page), found, across, [], true, null).filter(
      ({at, from}) => Math.abs(at - 261) <= 4 && from === 169,
    )
    expect(own.map(({to}) => to)).toEqual([213])
  })

  it('one on no line ends at rules, not at a row of letters', () => {
    const page = paper(420, 760, 200)
    const uprights = xs.flatMap(x => stretches(x, ys))
    for (const {at, from, to} of uprights) paintDashes(page, [at - 1, from - 1, to - 1], 4, 0, 140)
    paintDashes(page, [360, 124, 149], 4, 0, 140)
    const letters = [...across, {at: 150, from: 330, to: 400}]
    const among = (held: typeof across) =>
      settled(evidenceOf(page), uprights, letters, [], true, null, held).filter(
        ({at}) => at > 340 && at < 380,
      )
    expect(among(letters).map(({from, to}) => [from, to])).toEqual([[125, 150]])
    expect(among(across)).toEqual([])
  })
})

describe('a stretch', () => {
  const page = paper(200, 100)
  paint(page, [20, 50, 180, 52])
  for (let x = 20; x < 180; x++) {
    const y = 80 - Math.round(6 * ((x - 100) / 80) ** 2)
    paint(page, [x, y, x + 1, y + 2])
  }
  const evidence = evidenceOf(page)

  it('is bent or straight', () => {
    expect(bendOf(evidence, {at: 51, from: 20, to: 180})).toBe(0)
    expect(bendOf(evidence, {at: 79, from: 20, to: 180})).toBeCloseTo(2 / 150, 9)
  })

  it('is as dark as its lightest part; what is hidden does not count', () => {
    const whole = measured(evidence, 50, 30, 170, 6)!
    expect([whole.seen, whole.beside, whole.least]).toEqual([1, 0, whole.mean])
    const map = {...page, data: new Uint8Array(page.data.length).fill(255)}
    paint(map, [60, 0, 130, 100])
    const half = measured(evidenceOf(page, map), 50, 30, 170, 6)!
    expect([half.seen, half.least]).toEqual([0.5, whole.least])
  })
})

describe('seals', () => {
  it('are larger than dense letters: grey ones far apart stay', () => {
    const page = paper(900, 700)
    for (const y of [100, 300, 500]) {
      paintLetters(page, 60, y, 30)
      for (const x of [100, 400, 700]) paint(page, [x, y + 60, x + 18, y + 78], 120)
    }
    expect(withoutSeals(page).hidden).toBe(null)
  })
})
