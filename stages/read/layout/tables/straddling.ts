import type {Box} from '../../../../pipeline/model/place.ts'

import {isDigit, isOfNumber} from '../text/text.ts'
import {centreOf, type Glyph, heightOf, unionOf, widthOf} from '../types.ts'

/** Digits of one number, letters of one label stand no further apart than this, in letter sizes. */
const TIGHT = 0.25
/** Digits this close on both sides of a border are one number, whatever the border cuts. */
const TOUCHING = 0.05
/** A border cuts a digit of several, or a letter alone, when this share of its width lies on both sides at least. */
const CUT = 0.15
const HALVED = 0.3

/** What is printed across an upright rule. */
export interface Straddling<T> {
  box: Box
  text: string
  /** The cells it touches. */
  cells: T[]
  number: boolean
}

/**
 * Numbers and labels printed across a border. A number wider than its cell runs over both sides, and glyph by glyph its digits
 * would fall to three cells: a run of digits that the source wrote in one go, with a glyph cut by the border or without a gap
 * at it, goes to the cell that holds most of it. A label of which the border cuts a letter goes there, too, where the other
 * cells hold nothing else. A digit alone stays where its middle is.
 */
export function straddlingRuns<T extends {box: Box}>(
  glyphs: readonly Glyph[],
  cellAt: (x: number, y: number) => T,
): {cellOf: Map<Glyph, T>; runs: Straddling<T>[]} {
  const cellOf = new Map<Glyph, T>()
  const runs: Straddling<T>[] = []
  const owner = (glyph: Glyph) => cellAt(...centreOf(glyph.box))
  const upright = inWritingOrder(glyphs)
  for (const run of runsOf(upright.filter(({text}) => isOfNumber(text)))) {
    const cells = run.map(owner)
    const halved = run.filter((glyph, i) => isDigit(glyph.text) && isCut(glyph, cells[i]!, HALVED))
    const touched = new Set(cells)
    for (const {box} of halved) {
      const y = (box[1] + box[3]) / 2
      touched.add(cellAt(box[0], y)).add(cellAt(box[2], y))
    }
    if (touched.size === 1) continue
    const touches = run.some(
      (glyph, i) =>
        i > 0 && cells[i] !== cells[i - 1] && glyph.box[0] - run[i - 1]!.box[2] < TOUCHING * glyph.size,
    )
    if (halved.length === 0 && !touches && !run.some((glyph, i) => isCut(glyph, cells[i]!, CUT))) continue
    const straddling = straddlingOf(run, [...touched], true)
    if (run.length > 1) for (const glyph of run) cellOf.set(glyph, mostOf(straddling))
    runs.push(straddling)
  }
  const isLabel = ({text}: Glyph) => !isOfNumber(text)
  if (!upright.some(glyph => isLabel(glyph) && isCut(glyph, owner(glyph), HALVED))) return {cellOf, runs}
  for (const run of runsOf(upright)) {
    if (run.length < 2 || !run.some(glyph => isLabel(glyph) && isCut(glyph, owner(glyph), HALVED))) continue
    const touched = new Set(run.map(owner))
    if (touched.size === 1) continue
    const straddling = straddlingOf(run, [...touched], false)
    const best = mostOf(straddling)
    const isAlone = !upright.some(other => {
      const cell = owner(other)
      return cell !== best && touched.has(cell) && !run.includes(other)
    })
    if (isAlone) for (const glyph of run) cellOf.set(glyph, best)
    runs.push(straddling)
  }
  return {cellOf, runs}
}

function straddlingOf<T>(run: readonly Glyph[], cells: T[], number: boolean): Straddling<T> {
  return {box: unionOf(run.map(g => g.box)), text: run.map(g => g.text).join(''), cells, number}
}

/** The cell that holds most of what is printed across several. */
function mostOf<T extends {box: Box}>({cells, box}: Straddling<T>): T {
  return [...cells].sort((a, b) => overlap(b.box, box) - overlap(a.box, box))[0]!
}

function inWritingOrder(glyphs: readonly Glyph[]): Glyph[] {
  const upright = glyphs.filter(({turn}) => turn === 0)
  if (upright.some((g, i) => i > 0 && g.order < upright[i - 1]!.order))
    upright.sort((a, b) => a.order - b.order)
  return upright
}

/**
 * Glyphs within a table, with those of its figures that run out over its outer sides, and of its labels where at least half
 * of the letters stand within.
 */
export function withOverhang(within: readonly Glyph[], all: readonly Glyph[], [left, , right]: Box): Glyph[] {
  const isOut = ({turn, box: [from, , to], size}: Glyph) =>
    turn === 0 && (from < left + TIGHT * size || to > right - TIGHT * size)
  if (within.length === all.length || !within.some(isOut)) return [...within]
  const inside = new Set(within)
  const isIn = (glyph: Glyph) => inside.has(glyph)
  const upright = inWritingOrder(all)
  for (const run of runsOf(upright.filter(({text}) => isOfNumber(text)))) {
    if (run.some(isIn) && !run.every(isIn)) for (const glyph of run) inside.add(glyph)
  }
  for (const run of runsOf(upright)) {
    const own = run.filter(isIn).length
    if (own < run.length && 2 * own >= run.length && run.length > 1)
      for (const glyph of run) inside.add(glyph)
  }
  return [...inside]
}

/** Glyphs written one after the other without a gap, on one line. */
function runsOf(sorted: readonly Glyph[]): Glyph[][] {
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
  return runs
}

/** Whether a border of the cell runs through the glyph, not merely along its edge. */
function isCut({box}: Glyph, cell: {box: Box}, share: number): boolean {
  const [left, , right] = box
  const margin = share * (right - left)
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
