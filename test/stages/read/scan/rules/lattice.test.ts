import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Raster} from '../../../../../stages/read/scan/dots/raster.ts'
import {withoutSeals} from '../../../../../stages/read/scan/flat/seal/index.ts'
import {type Rules, rulesOf} from '../../../../../stages/read/scan/rules/index.ts'
import {likeOthers, type Rule} from '../../../../../stages/read/scan/rules/runs.ts'
import {openEnds, stopsByRow} from '../../../../../stages/read/scan/rules/stops.ts'
import {paint, paintLetters, paper} from '../draw.ts'

/** How the rules of a table are drawn: dots with ink, dots without, how dark. */
interface Drawn {
  dash: number
  gap: number
  value: number
}

interface Stretch {
  level: boolean
  at: number
  from: number
  to: number
}

const style = fc.constantFrom<Drawn>(
  {dash: 1, gap: 0, value: 0},
  {dash: 1, gap: 0, value: 150},
  {dash: 5, gap: 3, value: 0},
  {dash: 6, gap: 4, value: 40},
)
const tracks = (start: number, least: number, most: number, count: number) =>
  fc.array(fc.integer({min: least, max: most}), {minLength: count, maxLength: count + 2}).map(sizes => {
    const at = [start]
    for (const size of sizes) at.push(at.at(-1)! + size)
    return at
  })
/** A table with one cell across two columns or two rows. */
const tables = fc
  .record({
    xs: tracks(40, 50, 110, 4),
    ys: tracks(50, 34, 60, 4),
    style,
    merged: fc.tuple(fc.nat(), fc.nat(), fc.boolean()),
  })
  .map(({xs, ys, style, merged: [i, k, wide]}) => {
    const column = 1 + (i % (xs.length - 2))
    const row = 1 + (k % (ys.length - 2))
    const missing = wide
      ? {level: false, at: xs[column]!, from: ys[row]!, to: ys[row + 1]!}
      : {level: true, at: ys[row]!, from: xs[column]!, to: xs[column + 1]!}
    return {xs, ys, style, missing}
  })

function drawn({
  xs,
  ys,
  style,
  missing,
}: {
  xs: number[]
  ys: number[]
  style: Drawn
  missing: Stretch
}): Raster {
  const page = paper(xs.at(-1)! + 60, ys.at(-1)! + 60)
  const put = (level: boolean, at: number, from: number, to: number) => {
    for (let along = from; along < to; along++) {
      const skipped =
        missing.level === level && missing.at === at && along >= missing.from + 2 && along < missing.to
      if (skipped || (along - from) % (style.dash + style.gap) >= style.dash) continue
      paint(page, level ? [along, at, along + 1, at + 2] : [at, along, at + 2, along + 1], style.value)
    }
  }
  for (const y of ys) put(true, y, xs[0]!, xs.at(-1)! + 2)
  for (const x of xs) put(false, x, ys[0]!, ys.at(-1)! + 2)
  // A letter in every place, none where a rule is missing.
  ys.slice(1).forEach((bottom, r) => {
    xs.slice(1).forEach((_, c) => {
      paintLetters(page, xs[c]! + 12, ys[r]! + ((bottom - ys[r]! - 18) >> 1) + 1, 1)
    })
  })
  return page
}

/** All stretches from crossing to crossing. */
function stretchesOf({xs, ys}: {xs: number[]; ys: number[]}): Stretch[] {
  return [
    ...ys.flatMap(at => xs.slice(1).map((to, i) => ({level: true, at, from: xs[i]!, to}))),
    ...xs.flatMap(at => ys.slice(1).map((to, i) => ({level: false, at, from: ys[i]!, to}))),
  ]
}

/** Whether a stretch from crossing to crossing is among the rules. */
function has({horizontal, vertical}: Rules, {level, at, from, to}: Stretch): boolean {
  const middle = (from + to) / 2
  return (level ? horizontal : vertical).some(
    edge => Math.abs(edge.at - at - 1) <= 2 && edge.from < middle && edge.to > middle,
  )
}

describe('rules of a table', () => {
  it('are found from crossing to crossing, whole or dashed, and a joined cell is the one that is missing', () => {
    fc.assert(
      fc.property(tables, table => {
        const {missing} = table
        const rules = rulesOf(drawn(table))
        const isMissing = ({level, at, from}: Stretch) =>
          level === missing.level && at === missing.at && from === missing.from
        expect(stretchesOf(table).filter(stretch => has(rules, stretch) === isMissing(stretch))).toEqual([])
      }),
      {numRuns: 30, seed: 11},
    )
  })

  it('stand nowhere else', () => {
    fc.assert(
      fc.property(tables, table => {
        const {horizontal, vertical} = rulesOf(drawn(table))
        const isFar = (at: number, places: number[]) => places.every(place => Math.abs(place + 1 - at) > 2)
        expect(horizontal.filter(({at}) => isFar(at, table.ys))).toEqual([])
        expect(vertical.filter(({at}) => isFar(at, table.xs))).toEqual([])
      }),
      {numRuns: 20, seed: 12},
    )
  })
})

describe('long rules', () => {
  const rule = (contrast: number): Rule => ({
    at: 10,
    from: 0,
    to: 170,
    strength: 900,
    style: {broken: false, dash: 0, gap: 0, contrast, ridge: 26},
    beside: 0.2,
    even: true,
  })
  const style = {broken: false, dash: 0, gap: 0, contrast: 222, ridge: 62}

  it('are none where they hardly stand out from paper against those of the page: noise between the tops of figures', () => {
    expect(likeOthers([rule(22), rule(43)], style)).toEqual([])
    expect(likeOthers([rule(90), rule(222)], style)).toEqual([rule(90), rule(222)])
  })
})

describe('crossings', () => {
  const edge = (at: number, from: number, to: number) => ({at, from, to})

  it('of a row are the rules that reach it, those of one rule as the longest', () => {
    const stopsAt = stopsByRow(
      [edge(10, 0, 50), edge(100, 20, 90), edge(104, 20, 60), edge(200, 70, 90)],
      100,
      100,
    )
    expect([5, 30, 80].map(stopsAt)).toEqual([[10], [10, 100], [100, 200]])
  })

  it('are open ends where three rules end below each other and nothing crosses', () => {
    const along = [edge(10, 20, 200), edge(40, 21, 200), edge(70, 20, 200)]
    expect(openEnds(along, [edge(200, 10, 70)], 100)).toEqual([edge(20, 10, 70)])
    expect(openEnds(along.slice(1), [edge(200, 10, 70)], 100)).toEqual([])
  })
})

describe('seals', () => {
  const seal = (page: Raster, value: number) => {
    for (let y = 0; y < page.height; y++) {
      for (let x = 0; x < page.width; x++) {
        const distance = Math.hypot(x - 200, y - 200)
        if (distance < 100 && distance > 85)
          page.data[y * page.width + x] = Math.min(page.data[y * page.width + x]!, value)
      }
    }
  }

  it('in grey become white but for dots between letters, print on them stays', () => {
    const page = paper(400, 400)
    paintLetters(page, 90, 192, 10)
    const before = Uint8Array.from(page.data)
    seal(page, 120)
    const grey = page.data.filter(value => value === 120).length
    const {page: bare} = withoutSeals(page)
    const other = [...bare.data].filter((value, at) => value !== before[at])
    expect(new Set(other)).toEqual(new Set([120]))
    expect(other.length).toBeLessThan(grey / 50)
  })

  it('hide what is below them: rules as light as the seal are taken for drawn there', () => {
    const table = {
      xs: [50, 130, 240, 350],
      ys: [60, 130, 200, 270, 340],
      style: {dash: 1, gap: 0, value: 150},
    }
    const page = drawn({...table, missing: {level: true, at: 0, from: 0, to: 0}})
    seal(page, 100)
    for (let at = 0; at < page.data.length; at++)
      if (Math.hypot((at % page.width) - 131, Math.floor(at / page.width) - 165) < 32) page.data[at] = 100
    const {page: bare, hidden} = withoutSeals(page)
    const rules = rulesOf(bare, hidden)
    expect(stretchesOf(table).filter(stretch => !has(rules, stretch))).toEqual([])
    const lost = {level: false, at: 130, from: 130, to: 200}
    expect(has(rulesOf(bare), lost)).toBe(false)
  })

  it('as dark as the print stay, and so does a page without any', () => {
    const page = paper(400, 400)
    paintLetters(page, 90, 192, 10)
    expect(withoutSeals(page)).toEqual({page, hidden: null})
    seal(page, 30)
    expect(withoutSeals(page)).toEqual({page, hidden: null})
  })
})
