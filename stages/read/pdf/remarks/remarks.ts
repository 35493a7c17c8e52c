import type {Glyph} from '../../layout/index.ts'
import {applyToBox, type Matrix} from '../../layout/matrix.ts'
import {isDigit} from '../../layout/text/text.ts'
import {centreOf, unionOf} from '../../layout/types.ts'
import {boundsOf} from '../drawn/outlines.ts'
import type {Stroke} from '../drawn/rectangles.ts'
import {type Handle, type Pdfium, textFrom, withString} from '../pdfium.ts'

/** Annotation subtypes of PDFium (FPDF_ANNOT_*) that are drawn as lines, and the others by which people comment. */
const LINE = 4
const VERTICES = new Set([7, 8])
export const INK = 15
/** Squares, circles and polygons that are filled (/IC); places that are to be blackened, or are, as viewers draw them. */
const FILLED = new Set([5, 6, 7])
const REDACT = 28
const COMMENTS = new Set([1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
/** Most paths and points of one annotation that are looked at. */
const MAX_PATHS = 200
const MAX_POINTS = 2000
/** Most characters of a comment that a finding shows. */
const MAX_SHOWN = 20

/** Most comparisons of annotations and digits on one page. */
const MAX_WORK = 2_000_000

type Box = readonly [number, number, number, number]

/** What somebody has noted beside a place of the page; user space. */
export interface Remark {
  text: string
  box: [number, number, number, number]
}

/** The comment of an annotation; null where it is none or says nothing. */
export function remarkOf(pdfium: Pdfium, annotation: Handle, subtype: number): Remark | null {
  const {call, scratch} = pdfium
  if (!COMMENTS.has(subtype)) return null
  const text = withString(pdfium, 'Contents', key =>
    textFrom(pdfium, (buffer, size) => call.FPDFAnnot_GetStringValue(annotation, key, buffer, size)),
  ).trim()
  if (text === '' || !call.FPDFAnnot_GetRect(annotation, scratch)) return null
  const [left, top, right, bottom] = [0, 4, 8, 12].map(offset => pdfium.float(offset))
  return {text, box: [left!, bottom!, right!, top!]}
}

/** Whether an annotation without a drawing of its own may be drawn over what it lies on: viewers differ. */
export function mayCover(pdfium: Pdfium, annotation: Handle, subtype: number): boolean {
  if (subtype === REDACT) return true
  if (!FILLED.has(subtype)) return false
  return withString(pdfium, 'IC', key => pdfium.call.FPDFAnnot_HasKey(annotation, key) !== 0)
}

/** The straight pieces of an annotation that is a line, a polygon or drawn by hand; user space. */
export function linesOfAnnotation(pdfium: Pdfium, annotation: Handle, subtype: number): Stroke[] {
  const {call, scratch} = pdfium
  if (subtype === LINE) {
    if (!call.FPDFAnnot_GetLine(annotation, scratch, scratch + 8)) return []
    return [{x0: pdfium.float(0), y0: pdfium.float(4), x1: pdfium.float(8), y1: pdfium.float(12)}]
  }
  if (VERTICES.has(subtype))
    return chainOf(pdfium, (buffer, size) => call.FPDFAnnot_GetVertices(annotation, buffer, size))
  if (subtype !== INK) return []
  const paths = Math.min(call.FPDFAnnot_GetInkListCount(annotation), MAX_PATHS)
  return Array.from({length: paths}, (_, path) =>
    chainOf(pdfium, (buffer, size) => call.FPDFAnnot_GetInkListPath(annotation, path, buffer, size)),
  ).flatMap(chain => {
    // Drawn by hand: the many small pieces of one stroke say less than the stroke from end to end.
    const [first, last] = [chain[0], chain.at(-1)]
    return first && last ? [...chain, {x0: first.x0, y0: first.y0, x1: last.x1, y1: last.y1}] : []
  })
}

/** Boxes of what an annotation has drawn by hand, stroke by stroke; user space. */
export function inkOf(pdfium: Pdfium, annotation: Handle): [number, number, number, number][] {
  const paths = Math.min(pdfium.call.FPDFAnnot_GetInkListCount(annotation), MAX_PATHS)
  return Array.from({length: paths}, (_, path) =>
    chainOf(pdfium, (buffer, size) => pdfium.call.FPDFAnnot_GetInkListPath(annotation, path, buffer, size)),
  ).flatMap(chain =>
    chain.length === 0
      ? []
      : [
          boundsOf(
            chain.flatMap(({x0, y0, x1, y1}): [number, number][] => [
              [x0, y0],
              [x1, y1],
            ]),
          ),
        ],
  )
}

/** Strokes from point to point. @param get writes points as pairs of floats and gives their number */
function chainOf(pdfium: Pdfium, get: (buffer: number, size: number) => number): Stroke[] {
  const {call, bytes} = pdfium
  const count = get(0, 0)
  if (count < 2 || count > MAX_POINTS) return []
  const address = call.malloc(8 * count)
  try {
    get(address, count)
    const points = new Float32Array(bytes().slice(address, address + 8 * count).buffer)
    return Array.from({length: count - 1}, (_, i) => ({
      x0: points[2 * i]!,
      y0: points[2 * i + 1]!,
      x1: points[2 * i + 2]!,
      y1: points[2 * i + 3]!,
    }))
  } finally {
    call.free(address)
  }
}

/** Marks digits over which a comment lies that has digits itself: it may put them right. */
export function markNoted(glyphs: readonly Glyph[], remarks: readonly Remark[], view: Matrix): void {
  const said = remarks.filter(({text}) => /[0-9０-９]/.test(text))
  const boxes = said.map(({box}) => box)
  const shown = ({text}: Remark) => [...text].slice(0, MAX_SHOWN).join('')
  markUnder(glyphs, boxes, view, i => `数字上有批注“${shown(said[i]!)}”`)
}

/** Marks digits that an annotation may cover which only the viewer draws. */
export function markLidded(glyphs: readonly Glyph[], lids: readonly Box[], view: Matrix): void {
  markUnder(glyphs, lids, view, () => '数字上有批注画的图形，可能被它盖住')
}

/** Marks digits under boxes; of very many boxes the one around them all stands for each. */
function markUnder(
  glyphs: readonly Glyph[],
  boxes: readonly Box[],
  view: Matrix,
  doubt: (index: number) => string,
): void {
  if (boxes.length === 0) return
  const digits = glyphs.filter(({text}) => isDigit(text))
  const placed = boxes.map(box => applyToBox(view, box))
  const few = boxes.length * digits.length <= MAX_WORK ? placed : [unionOf(placed)]
  for (const [i, [left, top, right, bottom]] of few.entries()) {
    const reason = doubt(i)
    for (const digit of digits) {
      const [x, y] = centreOf(digit.box)
      if (x > left && x < right && y > top && y < bottom) digit.doubt = reason
    }
  }
}
