import type {Box} from '../../../../pipeline/model/place.ts'
import {gapBetween} from '../text/lines.ts'
import {isDigit, isValue, textOfLine} from '../text/text.ts'
import {type Glyph, median, unionOf} from '../types.ts'

/** Glyphs on one baseline without a gap: a label's line, a heading's line, a figure. */
export interface Fragment {
  glyphs: Glyph[]
  box: Box
  /** Median letter size. */
  size: number
  text: string
  /** Whether it is a figure or what stands for one. */
  value: boolean
}

/** Fragments on one baseline, left to right. */
export interface TextRow {
  /** Height of the baseline. */
  base: number
  fragments: Fragment[]
}

/** Baselines this close, in letter sizes, are one. */
const SAME_BASE = 0.12
/** Gap that parts two fragments, in letter sizes: cells of tables stand further apart, words of one cell may as well. */
const GAP = 0.2
/** The same between digits, which may be set wide. */
const DIGIT_GAP = 0.3
/** Descent of the body of a letter, in letter sizes. */
const DESCENT = 0.15

/** Upright glyphs by baseline, top to bottom. */
export function textRowsOf(glyphs: readonly Glyph[]): TextRow[] {
  const placed = glyphs
    .filter(({turn}) => turn === 0)
    .map(glyph => ({glyph, base: glyph.box[3] - DESCENT * glyph.size}))
    .sort((a, b) => a.base - b.base)
  const rows: {base: number; glyphs: Glyph[]}[] = []
  for (const {glyph, base} of placed) {
    const row = rows.at(-1)
    if (row && base - row.base <= SAME_BASE * glyph.size) row.glyphs.push(glyph)
    else rows.push({base, glyphs: [glyph]})
  }
  return rows.map(row => ({base: row.base, fragments: fragmentsOf(row.glyphs)}))
}

function fragmentsOf(glyphs: readonly Glyph[]): Fragment[] {
  const runs: Glyph[][] = []
  for (const glyph of [...glyphs].sort((a, b) => a.box[0] - b.box[0] || a.order - b.order)) {
    const last = runs.at(-1)?.at(-1)
    const size = Math.max(glyph.size, last?.size ?? 0)
    const gap = last && isDigit(last.text) && isDigit(glyph.text) ? DIGIT_GAP : GAP
    if (last && gapBetween(last, glyph, 0) <= gap * size) runs.at(-1)!.push(glyph)
    else runs.push([glyph])
  }
  return runs.map((own): Fragment => {
    const line = {
      glyphs: own,
      box: unionOf(own.map(g => g.box)),
      size: median(own.map(g => g.size)),
      turn: 0 as const,
    }
    const text = textOfLine(line)
    return {glyphs: own, box: line.box, size: line.size, text, value: text !== '' && isValue(text)}
  })
}

/** The box around fragments, in points. */
export function boxOfFragments(fragments: readonly Fragment[]): Box {
  return unionOf(fragments.map(fragment => fragment.box))
}

/** The glyphs of fragments, one after the other. */
export function glyphsOf(fragments: readonly Fragment[]): Glyph[] {
  return fragments.flatMap(fragment => fragment.glyphs)
}

/** Height of the baseline. */
export function baseOf({box, size}: Fragment): number {
  return box[3] - DESCENT * size
}
