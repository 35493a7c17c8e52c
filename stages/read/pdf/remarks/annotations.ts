import {fold} from '../../../../pipeline/model/text.ts'
import type {Stroke} from '../drawn/rectangles.ts'
import type {RawGlyph, TextStyle} from '../glyphs/rawGlyph.ts'
import {type Handle, type Pdfium, textFrom, withString} from '../pdfium.ts'
import {INK, inkOf, linesOfAnnotation, mayCover, type Remark, remarkOf} from './remarks.ts'

/** Annotation subtypes of PDFium (FPDF_ANNOT_*) that put nothing on the page. */
const UNPRINTED = new Set([0, 1, 2, 16])
const FREE_TEXT = 3
const STRIKE_OUT = 12
const WIDGET = 20
/** Flags of ISO 32000-1, 12.5.3: hidden, no view. */
const INVISIBLE = 2 | 32
/** Most annotations looked at on one page. */
const MAX_ANNOTATIONS = 5000
const FLATTEN_FOR_DISPLAY = 0
/** Longest value of a field looked at, characters. */
const MAX_VALUE = 200

type Box = [number, number, number, number]

/** A form field that is drawn: its value should be what it shows. */
export interface Field {
  value: string
  /** User space. */
  box: Box
}

/** A field that shows something else than its value. */
export interface FieldDoubt {
  value: string
  shown: string
}

export interface OpenedPage {
  page: Handle
  /** Values that nothing draws, as glyphs within their rectangle. */
  values: RawGlyph[]
  fields: Field[]
  /** Lines through text that people have struck out; user space. */
  strikes: Stroke[]
  /** Lines drawn over the page, which may cross something out; user space. */
  slants: Stroke[]
  /** What is drawn by hand, as large as letters; user space. */
  ink: Box[]
  remarks: Remark[]
  /** Filled shapes that the viewer draws by itself and that may hide what they lie on; user space. */
  lids: Box[]
}

/**
 * Loads a page with its annotations and form fields drawn into it, as a reader shows them. Fields and text boxes that have a
 * value but no appearance come back as glyphs laid into their rectangle.
 * @param form the document's form, 0 where it has none
 */
export function prepareAnnotations(
  pdfium: Pdfium,
  document: Handle,
  form: Handle,
  index: number,
): OpenedPage | null {
  const {call} = pdfium
  const page = call.FPDF_LoadPage(document, index)
  if (!page) return null
  const opened: OpenedPage = {
    page,
    values: [],
    fields: [],
    strikes: [],
    slants: [],
    ink: [],
    remarks: [],
    lids: [],
  }
  let flatten = false
  try {
    const count = Math.min(call.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)
    for (let i = 0; i < count; i++) {
      const annotation = call.FPDFPage_GetAnnot(page, i)
      if (!annotation) continue
      try {
        flatten = addAnnotation(pdfium, form, annotation, opened) || flatten
      } finally {
        call.FPDFPage_CloseAnnot(annotation)
      }
    }
    if (flatten) call.FPDFPage_Flatten(page, FLATTEN_FOR_DISPLAY)
  } catch (error) {
    call.FPDF_ClosePage(page)
    throw error
  }
  if (!flatten) return opened
  // Flattening changes the document; a page already loaded does not see it.
  call.FPDF_ClosePage(page)
  const again = call.FPDF_LoadPage(document, index)
  return again ? {...opened, page: again} : null
}

/** Notes what an annotation says; gives whether it is drawn. */
function addAnnotation(pdfium: Pdfium, form: Handle, annotation: Handle, opened: OpenedPage): boolean {
  const {call, scratch} = pdfium
  const subtype = call.FPDFAnnot_GetSubtype(annotation)
  if (call.FPDFAnnot_GetFlags(annotation) & INVISIBLE) return false
  const remark = remarkOf(pdfium, annotation, subtype)
  if (remark) opened.remarks.push(remark)
  if (UNPRINTED.has(subtype)) return false
  opened.slants.push(...linesOfAnnotation(pdfium, annotation, subtype))
  if (subtype === INK) opened.ink.push(...inkOf(pdfium, annotation))
  if (subtype === STRIKE_OUT) opened.strikes.push(...strikesOf(pdfium, annotation))
  const drawn = call.FPDFAnnot_GetAP(annotation, 0, 0, 0) > 2
  if (!drawn && mayCover(pdfium, annotation, subtype) && call.FPDFAnnot_GetRect(annotation, scratch))
    opened.lids.push(rectangle(pdfium))
  if (subtype !== WIDGET && (drawn || subtype !== FREE_TEXT)) return drawn
  const value = subtype === WIDGET ? fieldValue(pdfium, form, annotation) : noteText(pdfium, annotation)
  if (value === '' || !call.FPDFAnnot_GetRect(annotation, scratch)) return drawn
  const box = rectangle(pdfium)
  if (drawn) opened.fields.push({value, box})
  else opened.values = opened.values.concat(valueGlyphs(annotation, value, box))
  return drawn
}

/** The rectangle last asked for. */
function rectangle({float}: Pdfium): Box {
  return [float(0), float(12), float(8), float(4)]
}

function fieldValue(pdfium: Pdfium, form: Handle, annotation: Handle): string {
  if (!form) return ''
  const {call} = pdfium
  return withoutBlanks(
    textFrom(pdfium, (buffer, size) => call.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size)),
  )
}

function noteText(pdfium: Pdfium, annotation: Handle): string {
  const {call} = pdfium
  return withString(pdfium, 'Contents', key =>
    withoutBlanks(
      textFrom(pdfium, (buffer, size) => call.FPDFAnnot_GetStringValue(annotation, key, buffer, size)),
    ),
  )
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '')
}

/** The middle lines of the four-cornered areas a strike-out note is made of (ISO 32000-1, 12.5.6.10). */
function strikesOf(pdfium: Pdfium, annotation: Handle): Stroke[] {
  const {call, scratch} = pdfium
  const strikes: Stroke[] = []
  const count = Math.min(call.FPDFAnnot_CountAttachmentPoints(annotation), MAX_ANNOTATIONS)
  for (let i = 0; i < count; i++) {
    if (!call.FPDFAnnot_GetAttachmentPoints(annotation, i, scratch)) continue
    const at = (corner: number, axis: number) => pdfium.float(8 * corner + 4 * axis)
    const middle = (a: number, b: number, axis: number) => (at(a, axis) + at(b, axis)) / 2
    strikes.push({x0: middle(0, 2, 0), y0: middle(0, 2, 1), x1: middle(1, 3, 0), y1: middle(1, 3, 1)})
  }
  return strikes
}

/** A value as glyphs of even width within its rectangle. */
function valueGlyphs(annotation: Handle, value: string, [left, bottom, right, top]: Box): RawGlyph[] {
  const letters = [...value]
  const size = Math.max(Math.min(12, top - bottom, (right - left) / letters.length), 2)
  const style: TextStyle = {
    object: annotation,
    size,
    dx: 1,
    dy: 0,
    inkless: false,
    faded: false,
    colour: null,
    vertical: false,
  }
  const y = (top + bottom) / 2 - 0.35 * size
  return letters.map((text, i) => {
    const x = left + i * size
    return {text, box: [x, y - 0.15 * size, x + size, y + 0.85 * size], x, y, style, spaced: false}
  })
}

/**
 * Fields with figures that show something else than their value: a program has filled them in and left the drawing to the
 * viewer, and viewers differ. What is shown is marked as doubtful; a value of which nothing is shown is added.
 */
export function fieldDoubts(
  fields: readonly Field[],
  glyphs: readonly RawGlyph[],
): {doubts: FieldDoubt[]; values: RawGlyph[]} {
  const doubts: FieldDoubt[] = []
  const values: RawGlyph[] = []
  for (const {value, box} of fields) {
    if (!/[0-9０-９]/.test(value) || value.length > MAX_VALUE) continue
    const shown = glyphs.filter(({box: at}) => {
      const [x, y] = [(at[0] + at[2]) / 2, (at[1] + at[3]) / 2]
      return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]
    })
    const text = shown.map(glyph => glyph.text).join('')
    if (fold(text) === fold(value)) continue
    doubts.push({value, shown: text})
    const own = shown.length > 0 ? shown : valueGlyphs(0, value, box)
    for (const glyph of own) glyph.doubt = `表单域的值是“${value}”，显示的是“${text}”`
    if (shown.length === 0) values.push(...own)
  }
  return {doubts, values}
}
