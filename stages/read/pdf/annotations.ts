import type {RawGlyph, TextStyle} from './glyphs.ts'
import {type Handle, type Pdfium, textFrom, withString} from './pdfium.ts'

/** Annotation subtypes of PDFium (FPDF_ANNOT_*) that put nothing on the page. */
const UNPRINTED = new Set([0, 1, 2, 16])
const WIDGET = 20
/** Flags of ISO 32000-1, 12.5.3: hidden, no view. */
const INVISIBLE = 2 | 32
/** Most annotations looked at on one page. */
const MAX_ANNOTATIONS = 5000
const FLATTEN_FOR_DISPLAY = 0

/**
 * Loads a page with its annotations and form fields drawn into it, as a reader shows them. Fields that have a value but
 * no appearance come back as glyphs laid into their rectangle.
 */
export function prepareAnnotations(
  pdfium: Pdfium,
  document: Handle,
  index: number,
): {page: Handle; values: RawGlyph[]} | null {
  const {call} = pdfium
  const page = call.FPDF_LoadPage(document, index)
  if (!page) return null
  let flatten = false
  let values: RawGlyph[] = []
  try {
    const count = Math.min(call.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)
    for (let i = 0; i < count; i++) {
      const annotation = call.FPDFPage_GetAnnot(page, i)
      if (!annotation) continue
      try {
        const subtype = call.FPDFAnnot_GetSubtype(annotation)
        if (UNPRINTED.has(subtype) || call.FPDFAnnot_GetFlags(annotation) & INVISIBLE) continue
        const drawn = call.FPDFAnnot_GetAP(annotation, 0, 0, 0) > 2
        flatten ||= drawn
        if (!drawn && subtype === WIDGET) values = values.concat(fieldGlyphs(pdfium, annotation))
      } finally {
        call.FPDFPage_CloseAnnot(annotation)
      }
    }
    if (flatten) call.FPDFPage_Flatten(page, FLATTEN_FOR_DISPLAY)
  } catch (error) {
    call.FPDF_ClosePage(page)
    throw error
  }
  if (!flatten) return {page, values}
  // Flattening changes the document; a page already loaded does not see it.
  call.FPDF_ClosePage(page)
  const again = call.FPDF_LoadPage(document, index)
  return again ? {page: again, values} : null
}

/** The value of a form field as glyphs of even width within the field. */
function fieldGlyphs(pdfium: Pdfium, annotation: Handle): RawGlyph[] {
  const {call, scratch} = pdfium
  const value = withString(pdfium, 'V', key =>
    textFrom(pdfium, (buffer, size) => call.FPDFAnnot_GetStringValue(annotation, key, buffer, size)),
  )
  const letters = [...value.replace(/\s+/g, '')]
  if (letters.length === 0 || !call.FPDFAnnot_GetRect(annotation, scratch)) return []
  const [left, top, right, bottom] = [0, 4, 8, 12].map(offset => pdfium.float(offset)) as [
    number,
    number,
    number,
    number,
  ]
  const size = Math.max(Math.min(12, top - bottom, (right - left) / letters.length), 2)
  const style: TextStyle = {
    object: annotation,
    size,
    dx: 1,
    dy: 0,
    inkless: false,
    white: false,
    vertical: false,
  }
  const y = (top + bottom) / 2 - 0.35 * size
  return letters.map((text, i) => {
    const x = left + i * size
    return {text, box: [x, y - 0.15 * size, x + size, y + 0.85 * size], x, y, style, spaced: false}
  })
}
