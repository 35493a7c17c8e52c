import type {Edge, Glyph, PageContent} from '../layout/index.ts'
import {prepareAnnotations} from './annotations.ts'
import {withoutDoubles} from './doubles.ts'
import {type Drawing, readDrawing, type Stroke} from './drawing.ts'
import {type RawGlyph, readGlyphs, type TextStyle} from './glyphs.ts'
import {apply, applyToBox, type Matrix, viewMatrix} from './matrix.ts'
import type {Handle, Pdfium} from './pdfium.ts'
import {type Visibility, visibilityOf} from './visibility.ts'

/** What a person should know of a page besides its content. */
export interface PageNotes {
  page: number
  /** Glyphs that could not be turned into Unicode, and all glyphs. */
  unmapped: number
  glyphs: number
  /** Text left out, by reason, in content order. */
  left: Record<Exclude<Visibility, 'visible' | 'recognised'> | 'oblique', string>
  /** Glyphs that are the invisible text layer of a scan. */
  recognised: number
  /** Whether the text seems to be drawn as outlines. */
  outlined: boolean
  cut: boolean
}

/** Half the letters of a page reading another way than the page turn the page. */
const TURNED_SHARE = 0.6
/** Text leaning by more than this against page and paper edges is a stamp or watermark, degrees. */
const MAX_SKEW = 3
/** Letter body above and below the baseline, in letter sizes. */
const ASCENT = 0.85
const DESCENT = 0.15
/** A page with this many curved shapes and hardly a glyph is text drawn as outlines. */
const OUTLINES = 150
const FEW_GLYPHS = 20

/** Reads one page; null where the library cannot load it. */
export function readPage(
  pdfium: Pdfium,
  document: Handle,
  index: number,
): {content: PageContent; notes: PageNotes} | null {
  const {call, scratch} = pdfium
  const opened = prepareAnnotations(pdfium, document, index)
  if (!opened) return null
  const {page, values} = opened
  try {
    if (!call.FPDF_GetPageBoundingBox(page, scratch)) return null
    const [left, top, right, bottom] = [0, 4, 8, 12].map(offset => pdfium.float(offset)) as [
      number,
      number,
      number,
      number,
    ]
    const box: [number, number, number, number] = [left, bottom, right, top]
    // The drawing first: it gives extent to text that PDFium would not see.
    const drawing = readDrawing(pdfium, page)
    const text = readGlyphs(pdfium, page)
    const raw = [...text.glyphs, ...values]
    const quarters = call.FPDFPage_GetRotation(page)
    const turned = dominantTurn(raw, viewMatrix(box, quarters))
    const view = viewMatrix(box, quarters - turned)
    const [x0, y0, x1, y1] = applyToBox(view, box)
    const size: [number, number] = [x1 - x0, y1 - y0]
    const {glyphs, notes} = sortGlyphs(raw, drawing, view, size, index + 1)
    notes.unmapped = text.unmapped
    notes.cut = text.cut || drawing.cut
    notes.outlined = drawing.outlines > OUTLINES && raw.length < FEW_GLYPHS
    const content: PageContent = {
      page: index + 1,
      width: size[0],
      height: size[1],
      glyphs,
      ...edgesOf(drawing.strokes, view),
      pictures: picturesOf(drawing, view, size, glyphs, notes.outlined),
    }
    return {content, notes}
  } finally {
    call.FPDF_ClosePage(page)
  }
}

interface Angle {
  /** Whole quarter turns clockwise, and degrees beyond. */
  turn: Glyph['turn']
  skew: number
}

/** The angle of a baseline as looked at; worked out once for the glyphs of one text object. */
function anglesOf(view: Matrix): (glyph: RawGlyph) => Angle {
  let last: TextStyle | null = null
  let angle: Angle = {turn: 0, skew: 0}
  return ({style}) => {
    if (style !== last) {
      last = style
      angle = angleOf(style, view)
    }
    return angle
  }
}

function angleOf({dx, dy}: TextStyle, view: Matrix): Angle {
  const degrees = (Math.atan2(view[1] * dx + view[3] * dy, view[0] * dx + view[2] * dy) * 180) / Math.PI
  const quarter = Math.round(degrees / 90)
  return {turn: (((quarter % 4) + 4) % 4) as Glyph['turn'], skew: Math.abs(degrees - quarter * 90)}
}

function dominantTurn(glyphs: readonly RawGlyph[], view: Matrix): Glyph['turn'] {
  const counts = [0, 0, 0, 0]
  const angle = anglesOf(view)
  for (const glyph of glyphs) counts[angle(glyph).turn]!++
  const best = counts.indexOf(Math.max(...counts)) as Glyph['turn']
  return counts[best]! >= TURNED_SHARE * glyphs.length ? best : 0
}

function sortGlyphs(
  raw: readonly RawGlyph[],
  drawing: Drawing,
  view: Matrix,
  size: [number, number],
  page: number,
): {glyphs: Glyph[]; notes: PageNotes} {
  const notes: PageNotes = {
    page,
    unmapped: 0,
    glyphs: raw.length,
    left: {oblique: '', hidden: '', covered: '', tiny: '', outside: ''},
    recognised: 0,
    outlined: false,
    cut: false,
  }
  const visibility = visibilityOf(drawing, view, size)
  const glyphs: Glyph[] = []
  const angle = anglesOf(view)
  raw.forEach((source, order) => {
    const {turn, skew} = angle(source)
    const glyph = glyphOf(source, view, turn, order)
    const seen = skew > MAX_SKEW ? 'oblique' : visibility(source, glyph)
    if (seen === 'recognised') notes.recognised++
    if (seen === 'visible' || seen === 'recognised') glyphs.push(glyph)
    else notes.left[seen] += source.text
  })
  return {glyphs: withoutDoubles(glyphs), notes}
}

function glyphOf(source: RawGlyph, view: Matrix, turn: Glyph['turn'], order: number): Glyph {
  const loose = applyToBox(view, source.box)
  const size = source.style.size > 0 ? source.style.size : loose[3] - loose[1]
  const [x, y] = apply(view, source.x, source.y)
  const common = {text: source.text, size, order, spaced: source.spaced}
  if (source.style.vertical && turn === 0) return {...common, box: loose, turn: 1}
  // The font's own ascent and descent are often wrong; the letter size is not.
  const [above, below] = [ASCENT * size, DESCENT * size]
  switch (turn) {
    case 1:
      return {...common, box: [x - below, loose[1], x + above, Math.max(loose[3], loose[1])], turn}
    case 2:
      return {...common, box: [loose[0], y - below, loose[2], y + above], turn}
    case 3:
      return {...common, box: [x - above, loose[1], x + below, loose[3]], turn}
    default:
      return {...common, box: [loose[0], y - above, loose[2], y + below], turn}
  }
}

function edgesOf(strokes: readonly Stroke[], view: Matrix): {horizontal: Edge[]; vertical: Edge[]} {
  const horizontal: Edge[] = []
  const vertical: Edge[] = []
  for (const stroke of strokes) {
    const [x0, y0, x1, y1] = applyToBox(view, [stroke.x0, stroke.y0, stroke.x1, stroke.y1])
    if (![x0, y0, x1, y1].every(Number.isFinite)) continue
    if (x1 - x0 >= y1 - y0) horizontal.push({at: (y0 + y1) / 2, from: x0, to: x1})
    else vertical.push({at: (x0 + x1) / 2, from: y0, to: y1})
  }
  return {horizontal, vertical}
}

/** Smallest picture worth a node, share of the page; and how many letters printed on a picture make it a background. */
const MIN_PICTURE = 0.002
const BACKGROUND_GLYPHS = 150

function picturesOf(
  drawing: Drawing,
  view: Matrix,
  size: [number, number],
  glyphs: readonly Glyph[],
  outlined: boolean,
) {
  const page: [number, number, number, number] = [0, 0, size[0], size[1]]
  const pictures = drawing.pictures.flatMap(({box, width, height}) => {
    const at = applyToBox(view, box)
    const area = (at[2] - at[0]) * (at[3] - at[1])
    if (!(area >= MIN_PICTURE * size[0] * size[1])) return []
    const inside = glyphs.filter(
      g => g.box[0] >= at[0] && g.box[2] <= at[2] && g.box[1] >= at[1] && g.box[3] <= at[3],
    ).length
    return inside >= BACKGROUND_GLYPHS ? [] : [{box: at, width, height}]
  })
  return outlined ? [...pictures, {box: page, width: 0, height: 0}] : pictures
}
