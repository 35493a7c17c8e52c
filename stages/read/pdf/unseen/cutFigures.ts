import type {Glyph} from '../../layout/index.ts'
import type {Drawing} from '../drawn/drawing.ts'
import type {RawGlyph} from '../glyphs/rawGlyph.ts'
import type {Visibility} from './visibility.ts'

/** A digit of which more than this share of its width is cut away does not show the whole figure. */
const CUT = 0.2
/** Digits of one figure stand no further apart than this, in letter sizes. */
const APART = 0.5
/** Lines of one cell are this far apart, in letter sizes; a line of a figure has this many digits at most. */
const LINE = [0.7, 2.5] as const
const MOST_LETTERS = 12

/**
 * Figures of which a part is cut away are made whole as far as the file has them, and marked: half a figure would be a wrong
 * one. Some programs cut every letter for itself, and leave those out that lie wholly beyond. Changes `seen` and the
 * glyphs; gives the figures.
 */
export function uncutFigures(
  raw: readonly RawGlyph[],
  glyphs: readonly Glyph[],
  seen: (Visibility | 'oblique' | 'watermark' | 'struck')[],
  texts: Drawing['texts'],
): string {
  let found = ''
  for (let start = 0; start < raw.length; ) {
    let end = start + 1
    if (isOfFigure(raw[start]!)) {
      while (end < raw.length && isOfFigure(raw[end]!) && isNext(raw[end - 1]!, raw[end]!)) end++
      const isShown = (at: number) => seen[at] === 'visible'
      const isCutAway = (at: number) => seen[at] === 'clipped'
      const all = Array.from({length: end - start}, (_, i) => start + i)
      const cut = all.some(at => (isShown(at) || isCutAway(at)) && isCutIn(raw[at]!, texts))
      if (cut || (all.some(isCutAway) && all.some(isShown))) {
        for (const at of all) {
          if (isCutAway(at)) seen[at] = 'visible'
          if (isShown(at)) glyphs[at]!.doubt = '数字只显示了一部分'
        }
        found += `${found && '、'}${raw
          .slice(start, end)
          .map(({text}) => text)
          .join('')}`
      }
    }
    start = end
  }
  return found
}

function isOfFigure({text}: RawGlyph): boolean {
  return /[0-9０-９.,，．]/.test(text)
}

/**
 * Marks figures of which a line above or below is cut away by a clip that shows them: a row of a fixed height that shows one line of
 * a figure wrapped in its cell.
 */
export function markCutLines(
  raw: readonly RawGlyph[],
  glyphs: readonly Glyph[],
  seen: readonly (Visibility | 'oblique' | 'watermark' | 'struck')[],
  texts: Drawing['texts'],
): void {
  if (!seen.includes('clipped')) return
  const isDigitAt = (at: number) => /^[0-9０-９]$/.test(raw[at]?.text ?? '')
  for (let i = 1; i < raw.length; i++) {
    const [shown, cut] = seen[i] === 'clipped' ? [i - 1, i] : [i, i - 1]
    if (seen[cut] !== 'clipped' || seen[shown] !== 'visible') continue
    if (!isDigitAt(i) || !isDigitAt(i - 1) || !isOtherLine(raw[i - 1]!, raw[i]!)) continue
    if (!isWithin(raw[shown]!, texts.get(raw[cut]!.style.object)?.clip)) continue
    const step = shown - cut
    for (let at = shown; isDigitAt(at) && seen[at] === 'visible'; at += step) {
      if (at !== shown && !isNext(raw[Math.min(at, at - step)]!, raw[Math.max(at, at - step)]!)) break
      if (at !== shown && isOtherLine(raw[at - step]!, raw[at]!)) break
      glyphs[at]!.doubt = CUT_LINE
    }
  }
}

const CUT_LINE = '数字另有一行被裁切掉，没有显示'

/** Whether one glyph stands on the line above or below another, near it. */
function isOtherLine(a: RawGlyph, b: RawGlyph): boolean {
  const {dx, dy, size} = a.style
  const along = Math.abs((b.x - a.x) * dx + (b.y - a.y) * dy)
  const across = Math.abs((b.y - a.y) * dx - (b.x - a.x) * dy)
  return across > LINE[0] * size && across < LINE[1] * size && along < MOST_LETTERS * size
}

/** Whether a clip shows the middle of a glyph. The library keeps none for text that lies within it as a whole. */
function isWithin(
  {box}: RawGlyph,
  clip: readonly [number, number, number, number] | null | undefined,
): boolean {
  if (!clip) return false
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
  return x > clip[0] && x < clip[2] && y > clip[1] && y < clip[3]
}

/** Whether a glyph goes on with the figure of the one before it. */
function isNext(a: RawGlyph, b: RawGlyph): boolean {
  if (a.style.object === b.style.object) return true
  const {dx, dy, size} = b.style
  const along = (b.x - a.x) * dx + (b.y - a.y) * dy
  const across = (b.y - a.y) * dx - (b.x - a.x) * dy
  const width = (a.box[2] - a.box[0]) * Math.abs(dx) + (a.box[3] - a.box[1]) * Math.abs(dy)
  return Math.abs(across) < CUT * size && along > 0 && along < width + APART * size
}

/** Whether a clip runs through a glyph so that a part of it is gone. */
function isCutIn({box, style}: RawGlyph, texts: Drawing['texts']): boolean {
  const clip = texts.get(style.object)?.clip
  if (!clip) return false
  const [axis, end] = Math.abs(style.dx) >= Math.abs(style.dy) ? ([0, 2] as const) : ([1, 3] as const)
  const width = box[end] - box[axis]
  const before = clip[axis] - box[axis]
  const behind = box[end] - clip[end]
  return Math.max(before, behind) > CUT * width && before < width && behind < width
}
