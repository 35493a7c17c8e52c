import {apply, applyToBox} from '../../layout/matrix.ts'
import type {RawGlyph} from './rawGlyph.ts'

/** What stands for a glyph whose character is unknown. */
export const REPLACEMENT = '\ufffd'
/** Places of one pen that differ by rounding alone, points. */
const SAME_PLACE = 0.001

/**
 * Text with a replacement (/ActualText) comes where its text object stands in the form, as if the form were the page: it is
 * put where the form stands.
 */
export function bringBack(glyph: RawGlyph): void {
  const {astray} = glyph.style
  if (!astray || Math.abs(glyph.x - astray.x) > SAME_PLACE || Math.abs(glyph.y - astray.y) > SAME_PLACE)
    return
  const {form} = astray
  const [x, y] = apply(form, glyph.x, glyph.y)
  glyph.box = applyToBox(form, glyph.box)
  glyph.x = x
  glyph.y = y
}

/** PDFium gives characters beyond U+FFFF as two halves. */
export function joinSurrogates(glyphs: RawGlyph[]): void {
  const isHalf = ({text}: RawGlyph, from: number, to: number) =>
    text.length === 1 && text.charCodeAt(0) >= from && text.charCodeAt(0) <= to
  if (!glyphs.some(glyph => isHalf(glyph, 0xd800, 0xdfff))) return
  let to = 0
  for (const glyph of [...glyphs]) {
    const last = glyphs[to - 1]
    if (last && isHalf(last, 0xd800, 0xdbff) && isHalf(glyph, 0xdc00, 0xdfff)) last.text += glyph.text
    else glyphs[to++] = glyph
  }
  glyphs.length = to
  for (const glyph of glyphs) if (isHalf(glyph, 0xd800, 0xdfff)) glyph.text = REPLACEMENT
}

/**
 * Ligatures and /ActualText give several characters the box of one piece: they share it out evenly, in order, so that
 * neither sorting nor the removal of doubled glyphs loses one.
 */
export function spreadSharedBoxes(glyphs: RawGlyph[]): void {
  for (let start = 0; start < glyphs.length; ) {
    const first = glyphs[start]!
    let end = start + 1
    while (end < glyphs.length && sharesBox(first, glyphs[end]!)) end++
    const count = end - start
    if (count > 1) {
      const [left, bottom, right, top] = first.box
      for (let i = 0; i < count; i++) {
        const glyph = glyphs[start + i]!
        const [from, to] = [left + ((right - left) * i) / count, left + ((right - left) * (i + 1)) / count]
        glyph.box = [from, bottom, to, top]
        glyph.x = first.x + from - left
      }
    }
    start = end
  }
}

function sharesBox(a: RawGlyph, b: RawGlyph): boolean {
  if (a.x !== b.x || a.y !== b.y || a.style.object !== b.style.object) return false
  return a.box.every((v, i) => v === b.box[i])
}

/** Vertical writing mode shows in the pen moving down by a letter while the letters stand upright. */
export function markVertical(glyphs: RawGlyph[]): void {
  for (let i = 1; i < glyphs.length; i++) {
    const [a, b] = [glyphs[i - 1]!, glyphs[i]!]
    if (a.style.object !== b.style.object || a.style.vertical) continue
    const across = (b.x - a.x) * a.style.dx + (b.y - a.y) * a.style.dy
    const down = (b.x - a.x) * a.style.dy - (b.y - a.y) * a.style.dx
    if (Math.abs(across) < 0.2 * a.style.size && down > 0.5 * a.style.size) a.style.vertical = true
  }
}
