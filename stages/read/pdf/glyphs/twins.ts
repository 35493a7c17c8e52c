import type {Drawing} from '../drawn/drawing.ts'
import type {Handle, Pdfium} from '../pdfium.ts'
import {type RawText, readGlyphs} from './glyphs.ts'
import type {RawGlyph} from './rawGlyph.ts'

/** How far text is moved out of the way, in its own units: further than any other text lies. */
const ASIDE = 100_000

/**
 * PDFium takes letters printed again at nearly the same place for one and gives the first alone. Where that one is not
 * shown (the white shadow of black letters, a figure painted over and printed anew, with a digit more) the second is what
 * people see: the page is read again with the text that is not shown out of the way. Null where all of it is shown.
 * @param texts the text objects of the page
 * @param unseen the glyphs of `text` that are not shown
 */
export function withTwins(
  pdfium: Pdfium,
  page: Handle,
  text: RawText,
  texts: Drawing['texts'],
  unseen: readonly RawGlyph[],
): RawText | null {
  if (unseen.length === 0) return null
  const aside = new Set(unseen.map(glyph => glyph.style.object))
  const move = (by: number) => {
    for (const object of aside) pdfium.call.FPDFPageObj_Transform(object, 1, 0, 0, 1, 0, by)
  }
  move(ASIDE)
  const again = readGlyphs(pdfium, page, texts)
  // The page may be drawn yet, to see what shows.
  move(-ASIDE)
  // Of text with a replacement it is known what counts; read again it would be what its font says.
  const isKnown = ({style}: RawGlyph) => aside.has(style.object) || !!texts.get(style.object)?.replacement
  const glyphs = again.glyphs.filter(glyph => !isKnown(glyph)).concat(text.glyphs.filter(isKnown))
  return {...again, glyphs}
}
