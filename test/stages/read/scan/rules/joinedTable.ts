import type {Raster} from '../../../../../stages/read/scan/dots/raster.ts'
import {rulesOf} from '../../../../../stages/read/scan/rules/index.ts'
import {paint, paintLetters, paper} from '../draw.ts'

const XS = [40, 190, 260, 340, 470]
const YS = [50, 110, 160, 230, 280]
/** The first column's second and third rows are one cell: no rule from here to there. */
const JOINED = {at: YS[2]!, from: XS[0]!, to: XS[1]!}

/** How dark a rule is at a place along it: 1 for as dark as can be. */
export type Fade = (along: number, at: number) => number

/** A table with letters in every cell, those of the joined one about where its rule would be. */
export function drawn(fade: Fade, aside = 0, letters = 5, thick = 2): Raster {
  const page = paper(XS.at(-1)! + 60, YS.at(-1)! + 60)
  const put = (level: boolean, at: number, along: number) => {
    const box = level ? [along, at, along + 1, at + thick] : [at, along, at + thick, along + 1]
    paint(page, box, Math.round(255 * (1 - fade(along, at))))
  }
  for (const y of YS) {
    for (let x = XS[0]!; x < XS.at(-1)! + 2; x++) {
      if (y !== JOINED.at || x < JOINED.from + 2 || x >= JOINED.to) put(true, y, x)
    }
  }
  for (const x of XS) for (let y = YS[0]!; y < YS.at(-1)! + 2; y++) put(false, x, y)
  for (const [r, bottom] of YS.slice(1).entries()) {
    for (const left of XS.slice(0, -1)) {
      if (left === XS[0] && (r === 1 || r === 2)) continue
      paintLetters(page, left + 20, (YS[r]! + bottom) / 2 - 9, 1)
    }
  }
  paintLetters(page, XS[0]! + 75 - 11 * letters, JOINED.at - 9 + aside, letters)
  return page
}

/** Crossing by crossing, the stretches of the table that were found otherwise than they are drawn. */
export function wrong(page: Raster) {
  const {horizontal, vertical} = rulesOf(page)
  const stretches = [
    ...YS.flatMap(at => XS.slice(1).map((to, i) => ({level: true, at, from: XS[i]!, to}))),
    ...XS.flatMap(at => YS.slice(1).map((to, i) => ({level: false, at, from: YS[i]!, to}))),
  ]
  return stretches.filter(({level, at, from, to}) => {
    const middle = (from + to) / 2
    const isFound = (level ? horizontal : vertical).some(
      edge => Math.abs(edge.at - at - 1) <= 2 && edge.from < middle && edge.to > middle,
    )
    return isFound === (level && at === JOINED.at && from === JOINED.from)
  })
}
