import {fold} from '../../../../pipeline/model/text.ts'
import type {Drawing} from '../drawn/drawing.ts'
import type {Handle, Pdfium} from '../pdfium.ts'
import {textOf} from '../seen.ts'
import {type RawText, readGlyphs} from './glyphs.ts'
import type {RawGlyph} from './rawGlyph.ts'
import {REPLACEMENT} from './setting.ts'

/** Most characters of a replacement that a finding shows. */
const MAX_SHOWN = 20

/**
 * Text for which another stands (/ActualText, ISO 32000-1, 14.9.4): PDFium gives what stands for it, people see what is
 * printed. Where both say the same the printed letters count, each in its place; where their digits differ they count, too,
 * and are marked. Only what its font does not tell is taken from the replacement.
 * @param text the glyphs with replacements; its list is changed
 */
export function withPrinted(pdfium: Pdfium, page: Handle, text: RawText, texts: Drawing['texts']): void {
  const replaced = [...texts].flatMap(([object, {replacement}]) =>
    replacement ? [{object, replacement}] : [],
  )
  if (replaced.length === 0) return
  for (const {object, replacement} of replaced) pdfium.call.FPDFPageObj_RemoveMark(object, replacement)
  const own = new Set(replaced.map(({object}) => object))
  const isOwn = ({style}: RawGlyph) => own.has(style.object)
  const printed = byObject(readGlyphs(pdfium, page, texts).glyphs.filter(isOwn))
  const said = byObject(text.glyphs.filter(isOwn))
  text.glyphs = text.glyphs.filter(glyph => !isOwn(glyph))
  // A replacement of several objects stands at the first of them.
  let group: {said: RawGlyph[]; printed: RawGlyph[]} = {said: [], printed: []}
  for (const {object} of replaced) {
    const next = said.get(object)
    if (next) {
      text.glyphs.push(...chosen(group))
      group = {said: next, printed: []}
    }
    group.printed.push(...(printed.get(object) ?? []))
  }
  text.glyphs.push(...chosen(group))
}

function byObject(glyphs: readonly RawGlyph[]): Map<Handle, RawGlyph[]> {
  const groups = new Map<Handle, RawGlyph[]>()
  for (const glyph of glyphs) {
    const {object} = glyph.style
    const group = groups.get(object)
    if (group) group.push(glyph)
    else groups.set(object, [glyph])
  }
  return groups
}

/** What counts of a text and its replacement. */
function chosen({said, printed}: {said: RawGlyph[]; printed: RawGlyph[]}): RawGlyph[] {
  if (printed.length === 0 || printed.some(({text}) => text === REPLACEMENT)) return said
  const [a, b] = [fold(textOf(said)), fold(textOf(printed))]
  if (a === b) return printed
  const digits = (text: string) => text.replace(/[^0-9]/g, '')
  // Without a digit among them the printed letters may be what a font of its own calls them.
  if (digits(a) === digits(b) || digits(b) === '') return said.length > 0 ? said : printed
  for (const glyph of printed) glyph.doubt = `数字的替代文字是“${a.slice(0, MAX_SHOWN)}”，与印出的不同`
  return printed
}
