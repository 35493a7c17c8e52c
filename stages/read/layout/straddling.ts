import type {Box} from '../../../pipeline/model/place.ts'

import {isOfNumber} from './text.ts'
import {centreOf, type Glyph, heightOf, unionOf, widthOf} from './types.ts'

/** Digits of one number stand no further apart than this, in letter sizes. */
const TIGHT = 0.25
/** Digits this close on both sides of a border are one number, whatever the border cuts. */
const TOUCHING = 0.05

/**
 * Numbers printed across a border: a number wider than its cell runs over both sides, and glyph by glyph its digits
 * would fall to three cells. A run of digits that the source wrote in one go, with a glyph cut by the border or without a gap
 * at it, goes to the cell that holds most of it.
 */
export function straddlingRuns<T extends {box: Box}>(
  glyphs: readonly Glyph[],
  cellAt: (x: number, y: number) => T,
): {cellOf: Map<Glyph, T>; runs: {box: Box; text: string; cells: T[]}[]} {
  const cellOf = new Map<Glyph, T>()
  const runs: {box: Box; text: string; cells: T[]}[] = []
  for (const run of digitRuns(glyphs)) {
    const cells = run.map(glyph => cellAt(...centreOf(glyph.box)))
    if (cells.every(cell => cell === cells[0])) continue
    const touches = run.some(
      (glyph, i) =>
        i > 0 && cells[i] !== cells[i - 1] && glyph.box[0] - run[i - 1]!.box[2] < TOUCHING * glyph.size,
    )
    if (!touches && !run.some((glyph, i) => isCut(glyph, cells[i]!))) continue
    const box = unionOf(run.map(g => g.box))
    const touched = [...new Set(cells)]
    const best = [...touched].sort((a, b) => overlap(b.box, box) - overlap(a.box, box))[0]!
    for (const glyph of run) cellOf.set(glyph, best)
    runs.push({box, text: run.map(g => g.text).join(''), cells: touched})
  }
  return {cellOf, runs}
}

function digitRuns(glyphs: readonly Glyph[]): Glyph[][] {
  const sorted = glyphs.filter(g => g.turn === 0 && isOfNumber(g.text))
  if (sorted.some((g, i) => i > 0 && g.order < sorted[i - 1]!.order)) sorted.sort((a, b) => a.order - b.order)
  const runs: Glyph[][] = []
  for (const glyph of sorted) {
    const last = runs.at(-1)?.at(-1)
    const gap = last ? glyph.box[0] - last.box[2] : Infinity
    const follows =
      last &&
      glyph.order === last.order + 1 &&
      !glyph.spaced &&
      Math.abs(gap) < TIGHT * glyph.size &&
      Math.abs(glyph.box[1] - last.box[1]) < TIGHT * glyph.size
    if (follows) runs.at(-1)!.push(glyph)
    else runs.push([glyph])
  }
  return runs.filter(run => run.length > 1)
}

/** Whether a border of the cell runs through the glyph, not merely along its edge. */
function isCut(glyph: Glyph, cell: {box: Box}): boolean {
  const margin = 0.15 * widthOf(glyph.box)
  const [left, , right] = glyph.box
  return (
    (cell.box[0] > left + margin && cell.box[0] < right - margin) ||
    (cell.box[2] > left + margin && cell.box[2] < right - margin)
  )
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0])
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1])
  return width > 0 && height > 0 ? (width * height) / Math.max(heightOf(b) * widthOf(b), 1e-9) : 0
}
