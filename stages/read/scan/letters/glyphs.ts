import type {Glyph} from '../../layout/index.ts'
import type {Region} from '../dots/raster.ts'
import type {Character} from './recogniser.ts'

/** Ink of a Chinese letter and of a digit, as a share of the letter's size. */
const BODY = 0.92
const DIGIT = 0.72
/** A letter reaches this far from its middle at most, in letter sizes: what is farther away is a gap. */
const HALF = 0.55

/**
 * Characters of a line as glyphs that stand side by side: the recogniser tells where a letter's middle lies, not its
 * width. Blanks become gaps.
 */
export function glyphsOf(characters: readonly Character[], box: Region, order: number): Glyph[] {
  const flat = characters.every(({text}) => /^[\d.,+\-/\s—]$/.test(text))
  const size = (box[3] - box[1]) / (flat ? DIGIT : BODY)
  const glyphs: Glyph[] = []
  let spaced = false
  characters.forEach(({text, x}, i) => {
    if (text.trim() === '') {
      spaced = glyphs.length > 0
      return
    }
    const before = i > 0 ? (x - characters[i - 1]!.x) / 2 : HALF * size
    const after = i + 1 < characters.length ? (characters[i + 1]!.x - x) / 2 : HALF * size
    const left = Math.max(x - Math.min(before, HALF * size), box[0])
    const right = Math.min(x + Math.min(after, HALF * size), box[2])
    glyphs.push({
      text,
      size,
      order: order + glyphs.length,
      spaced,
      turn: 0,
      box: [left, box[1], Math.max(right, left + 1), box[3]],
    })
    spaced = false
  })
  return glyphs
}
