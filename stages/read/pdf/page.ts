import {withoutDoubles} from '../layout/doubles.ts'
import type {Edge, Glyph, PageContent} from '../layout/index.ts'
import {applyToBox, type Matrix, multiply, viewMatrix} from '../layout/matrix.ts'
import {type FieldDoubt, fieldDoubts, prepareAnnotations} from './annotations.ts'
import {boxDrawing} from './boxDrawing.ts'
import {type Drawing, readDrawing} from './drawing.ts'
import {type RawGlyph, readGlyphs} from './glyphs.ts'
import {layersOf} from './layers.ts'
import type {Stroke} from './paths.ts'
import type {Handle, Pdfium} from './pdfium.ts'
import {isDrawnText, opacityOf, picturesOf} from './pictures.ts'
import {anglesOf, dominantTurn, glyphOf, magnification} from './placing.ts'
import {struckGlyphs} from './strikes.ts'
import {MAX_ITEMS, type Sight, type Visibility, visibilityOf} from './visibility.ts'

/** Why text was left out. */
export type LeftOut = Exclude<Visibility, 'visible' | 'recognised'> | 'oblique' | 'struck'

/** What a person should know of a page besides its content. */
export interface PageNotes {
  page: number
  /** Glyphs that could not be turned into Unicode, and all glyphs. */
  unmapped: number
  glyphs: number
  /** Text left out, by reason, in content order. */
  left: Record<LeftOut, string>
  /** Figures of which a part is cut away, read whole; text of layers that may be switched off. */
  cutFigures: string
  doubtfulLayers: string
  /** Glyphs that are the invisible text layer of a scan. */
  recognised: number
  /** Whether the text seems to be drawn as outlines or pictures. */
  outlined: boolean
  /** Form fields whose value is not what they show. */
  fields: FieldDoubt[]
  cut: boolean
}

/** Text leaning by more than this against page and paper edges is a stamp or watermark, degrees. */
const MAX_SKEW = 3

type Box = [number, number, number, number]

/** What the pages of a document have in common. */
export interface Source {
  pdfium: Pdfium
  document: Handle
  /** The document's form; 0 where it has none. */
  form: Handle
  /** Whether the file may have layers that are switched off. */
  layers: boolean
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
    const text = readGlyphs(pdfium, page)
    const fields = fieldDoubts(opened.fields, text.glyphs)
    const raw = text.glyphs.concat(opened.values, fields.values)
    const quarters = call.FPDFPage_GetRotation(page)
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
      forms: source.layers,
    })
    for (const glyph of raw)
      if (layers.doubtful.has(glyph.style.object)) glyph.doubt = '可选图层不能确定是否显示'
    const sight: Sight = {switchedOff: layers.off, isOpaque: opacityOf(pdfium, document, page)}
    const edges = edgesOf(drawing.strokes.concat(opened.strikes), view)
    const {glyphs, printed, notes} = sortGlyphs(raw, drawing, {view, scale, size}, sight, index + 1)
    const struck = struckGlyphs(glyphs, edges.horizontal, edges.vertical)
    const unstruck = struck.size === 0 ? glyphs : glyphs.filter(glyph => !struck.has(glyph))
    if (struck.size > 0) notes.left.struck = textOf(glyphs.filter(glyph => struck.has(glyph)))
    const characters = boxDrawing(unstruck)
    notes.unmapped = text.unmapped
    notes.cut = text.cut || drawing.cut || Math.max(drawing.areas.length, drawing.pictures.length) > MAX_ITEMS
    notes.outlined = isDrawnText(drawing, raw.length)
    notes.fields = fields.doubts
    notes.doubtfulLayers = textOf(raw.filter(g => layers.doubtful.has(g.style.object)))
    const content: PageContent = {
      page: index + 1,
      width: size[0],
      height: size[1],
      glyphs: characters.text,
      horizontal: edges.horizontal.concat(characters.horizontal),
      vertical: edges.vertical.concat(characters.vertical),
      pictures: picturesOf(drawing, view, size, printed, notes.outlined),
      outlines: drawing.outlines.map(outline => applyToBox(view, outline)),
    }
    return {content, notes}
  } finally {
    call.FPDF_ClosePage(page)
  }
}

/** Glyphs that are seen, and among them those that are printed rather than recognised. */
function sortGlyphs(
  raw: readonly RawGlyph[],
  drawing: Drawing,
  {view, scale, size}: {view: Matrix; scale: number; size: [number, number]},
  sight: Sight,
  page: number,
): {glyphs: Glyph[]; printed: Glyph[]; notes: PageNotes} {
  const notes: PageNotes = {
    page,
    unmapped: 0,
    glyphs: raw.length,
    left: {oblique: '', struck: '', hidden: '', covered: '', clipped: '', layer: '', tiny: '', outside: ''},
    cutFigures: '',
    doubtfulLayers: '',
    recognised: 0,
    outlined: false,
    fields: [],
    cut: false,
  }
  const visibility = visibilityOf(drawing, view, size, sight)
  const angle = anglesOf(view)
  const placed = raw.map((source, order) => {
    const {turn, skew} = angle(source)
    const glyph = glyphOf(source, view, scale, turn, order)
    const seen: LeftOut | 'visible' | 'recognised' = skew > MAX_SKEW ? 'oblique' : visibility(source, glyph)
    return {source, glyph, seen}
  })
  if (placed.some(({seen}) => seen === 'clipped')) notes.cutFigures = uncutFigures(placed)
  const glyphs: Glyph[] = []
  const printed: Glyph[] = []
  for (const {source, glyph, seen} of placed) {
    if (seen !== 'visible' && seen !== 'recognised') {
      notes.left[seen] += source.text
      continue
    }
    glyphs.push(glyph)
    if (seen === 'recognised') {
      notes.recognised++
      glyph.doubt = '数字取自扫描件的识别层'
    } else printed.push(glyph)
  }
  return {glyphs: withoutDoubles(glyphs), printed, notes}
}

interface PlacedGlyph {
  source: RawGlyph
  glyph: Glyph
  seen: LeftOut | 'visible' | 'recognised'
}

/**
 * Figures of which some digits are cut away are made whole again: half a figure would be a wrong one. Changes `seen`; gives
 * the figures.
 */
function uncutFigures(placed: readonly PlacedGlyph[]): string {
  let found = ''
  for (let start = 0; start < placed.length; ) {
    let end = start + 1
    const isDigit = (at: number) => /[0-9０-９.,，．]/.test(placed[at]!.source.text)
    if (isDigit(start)) {
      const {object} = placed[start]!.source.style
      while (end < placed.length && isDigit(end) && placed[end]!.source.style.object === object) end++
      const run = placed.slice(start, end)
      if (run.some(g => g.seen === 'clipped') && run.some(g => g.seen === 'visible')) {
        for (const part of run) {
          if (part.seen === 'clipped') part.seen = 'visible'
          part.glyph.doubt = '数字只显示了一部分'
        }
        found += `${found && '、'}${run.map(g => g.source.text).join('')}`
      }
    }
    start = end
  }
  return found
}

function textOf(glyphs: readonly {text: string}[]): string {
  return glyphs.map(glyph => glyph.text).join('')
}

function edgesOf(strokes: readonly Stroke[], view: Matrix): {horizontal: Edge[]; vertical: Edge[]} {
  const horizontal: Edge[] = []
  const vertical: Edge[] = []
  for (const stroke of strokes) {
    const [x0, y0, x1, y1] = applyToBox(view, [stroke.x0, stroke.y0, stroke.x1, stroke.y1])
    if (!Number.isFinite(x0 + y0 + x1 + y1)) continue
    if (x1 - x0 >= y1 - y0) horizontal.push({at: (y0 + y1) / 2, from: x0, to: x1})
    else vertical.push({at: (x0 + x1) / 2, from: y0, to: y1})
  }
  return {horizontal, vertical}
}
