import {type Edge, markCrossed, type PageContent, struckGlyphs, withNoteMarks} from '../layout/index.ts'
import {applyToBox, type Matrix, multiply, viewMatrix} from '../layout/matrix.ts'
import {blackened} from './drawn/blackened.ts'
import {boxDrawing} from './drawn/boxDrawing.ts'
import {type Drawing, readDrawing} from './drawn/drawing.ts'
import {loneStrokes} from './drawn/loneStrokes.ts'
import {isDrawnText, isMute, opacityOf, picturesOf} from './drawn/pictures.ts'
import type {Stroke} from './drawn/rectangles.ts'
import {type RawText, readGlyphs} from './glyphs/glyphs.ts'
import {dominantTurn, magnification} from './glyphs/placing.ts'
import type {RawGlyph} from './glyphs/rawGlyph.ts'
import {withPrinted} from './glyphs/replaced.ts'
import {withTwins} from './glyphs/twins.ts'
import type {Handle, Pdfium} from './pdfium.ts'
import {fieldDoubts, type OpenedPage, prepareAnnotations} from './remarks/annotations.ts'
import {markLidded, markNoted} from './remarks/remarks.ts'
import {type PageNotes, sortGlyphs, textOf} from './seen.ts'
import {layersOf} from './unseen/layers.ts'
import {shownStrokes} from './unseen/paintedOver.ts'
import {MAX_ITEMS, type Sight} from './unseen/visibility.ts'

type Box = [number, number, number, number]

/** What the pages of a document have in common. */
export interface Source {
  pdfium: Pdfium
  document: Handle
  /** The document's form; 0 where it has none. */
  form: Handle
  /** Whether the file may have layers that are switched off: `layersIn`. */
  layers: 'none' | 'maybe' | 'off'
}

/** Reads one page, counted from 0; null where the library cannot load it. */
export function readPage(source: Source, index: number): {content: PageContent; notes: PageNotes} | null {
  const {pdfium, document, form} = source
  const {call, scratch} = pdfium
  const opened = prepareAnnotations(pdfium, document, form, index)
  if (!opened) return null
  const {page} = opened
  try {
    if (!call.FPDF_GetPageBoundingBox(page, scratch)) return null
    const [left, top, right, bottom] = [0, 4, 8, 12].map(offset => pdfium.float(offset)) as Box
    const box: Box = [left, bottom, right, top]
    // The drawing first: it gives extent to text that PDFium would not see.
    const drawing = readDrawing(pdfium, page)
    const sheet: Sheet = {source, page, index, box, opened, drawing}
    const text = readGlyphs(pdfium, page, drawing.texts)
    withPrinted(pdfium, page, text, drawing.texts)
    const laid = layOut(sheet, text)
    const twins = withTwins(pdfium, page, text, drawing.texts, laid.unseen)
    const {content, notes} = twins ? layOut(sheet, twins) : laid
    return {content, notes}
  } finally {
    call.FPDF_ClosePage(page)
  }
}

/** A page as the library gives it. */
interface Sheet {
  source: Source
  page: Handle
  index: number
  /** Left, bottom, right, top; user space. */
  box: Box
  opened: OpenedPage
  drawing: Drawing
}

/** A page as it is looked at, and the glyphs that are not shown. */
function layOut(
  {source: {pdfium, document, layers: inLayers}, page, index, box, opened, drawing}: Sheet,
  text: RawText,
): {content: PageContent; notes: PageNotes; unseen: RawGlyph[]} {
  const fields = fieldDoubts(opened.fields, text.glyphs)
  const raw = text.glyphs.concat(opened.values, fields.values)
  const quarters = pdfium.call.FPDFPage_GetRotation(page)
  const asDrawn = viewMatrix(box, quarters)
  const turned = dominantTurn(raw, asDrawn)
  const scale = magnification(raw)
  const view = multiply(viewMatrix(box, quarters - turned), [scale, 0, 0, scale, 0, 0])
  const sizeIn = (matrix: Matrix): [number, number] => {
    const [x0, y0, x1, y1] = applyToBox(matrix, box)
    return [x1 - x0, y1 - y0]
  }
  const size = sizeIn(view)
  const layers = layersOf(pdfium, document, page, drawing, raw, {
    view: asDrawn,
    size: sizeIn(asDrawn),
    forms: inLayers,
  })
  const doubtful = layers.doubtful.size > 0 ? raw.filter(g => layers.doubtful.has(g.style.object)) : []
  for (const glyph of doubtful) glyph.doubt = '所在图层或遮罩使其不能确定是否显示'
  const {off, hidden, shown} = layers
  const sight: Sight = {switchedOff: off, hidden, shown, isOpaque: opacityOf(pdfium, document, page)}
  const edges = edgesOf(shownStrokes(pdfium, drawing).concat(opened.strikes), view)
  const {glyphs, printed, unseen, notes} = sortGlyphs(raw, drawing, {view, scale, size}, sight, index + 1)
  markCrossed(glyphs, drawing.slants.concat(opened.slants), view)
  markNoted(glyphs, opened.remarks, view)
  markLidded(glyphs, opened.lids, view)
  const struck = struckGlyphs(glyphs, edges.horizontal, edges.vertical)
  const unstruck = struck.size === 0 ? glyphs : glyphs.filter(glyph => !struck.has(glyph))
  if (struck.size > 0) notes.left.struck = textOf(glyphs.filter(glyph => struck.has(glyph)))
  const characters = boxDrawing(unstruck)
  notes.unmapped = text.unmapped
  notes.cut = text.cut || drawing.cut || Math.max(drawing.areas.length, drawing.pictures.length) > MAX_ITEMS
  notes.outlined = isDrawnText(drawing, raw.length)
  notes.mute = isMute(text)
  notes.fields = fields.doubts
  notes.remarks = opened.remarks.map(({text: remark}) => remark).join('；')
  notes.doubtfulLayers = textOf(doubtful)
  const content: PageContent = {
    page: index + 1,
    width: size[0],
    height: size[1],
    glyphs: notes.mute ? [] : withNoteMarks(characters.text),
    horizontal: edges.horizontal.concat(characters.horizontal),
    vertical: edges.vertical.concat(characters.vertical),
    pictures: picturesOf(drawing, view, size, printed, notes.outlined || notes.mute),
    outlines: [...drawing.outlines, ...text.inked, ...opened.ink]
      .map(outline => applyToBox(view, outline))
      .concat(loneStrokes(edges.horizontal, edges.vertical, glyphs), blackened(drawing.areas, glyphs, view)),
    areas: drawing.areas.map(area => applyToBox(view, area.box)),
  }
  return {content, notes, unseen}
}

function edgesOf(strokes: readonly Stroke[], view: Matrix): {horizontal: Edge[]; vertical: Edge[]} {
  const horizontal: Edge[] = []
  const vertical: Edge[] = []
  const {0: a, 1: b, 2: c, 3: d, 4: e, 5: f} = view
  for (const {x0, y0, x1, y1} of strokes) {
    const [u0, v0] = [a * x0 + c * y0 + e, b * x0 + d * y0 + f]
    const [u1, v1] = [a * x1 + c * y1 + e, b * x1 + d * y1 + f]
    if (!Number.isFinite(u0 + v0 + u1 + v1)) continue
    if (Math.abs(u1 - u0) >= Math.abs(v1 - v0)) {
      horizontal.push({at: (v0 + v1) / 2, from: Math.min(u0, u1), to: Math.max(u0, u1)})
    } else vertical.push({at: (u0 + u1) / 2, from: Math.min(v0, v1), to: Math.max(v0, v1)})
  }
  return {horizontal, vertical}
}
