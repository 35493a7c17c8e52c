import {applyToBox, IDENTITY, type Matrix, multiply} from '../../layout/matrix.ts'
import {type Handle, matrixOf, type Pdfium, withString} from '../pdfium.ts'
import {clipOf, withinClip} from './clip.ts'
import {type Area, addBar, addPath, addVeil, nothingDrawn, type Shapes} from './paths.ts'
import {MAX_THICKNESS} from './rectangles.ts'

export interface Picture {
  object: Handle
  /** What is shown of it, and the whole of it. */
  box: [number, number, number, number]
  whole: [number, number, number, number]
  z: number
  /** Pixels. */
  width: number
  height: number
  /** Whether what lies below may show through, since it does through the form it stands in. */
  veiled: boolean
}

/** How a text object lies among the other objects of its page. */
export interface TextObject {
  /** Painting order. */
  z: number
  /** What lies beyond is cut away; user space. */
  clip: readonly [number, number, number, number] | null
  /** The matrix of the form it stands in; left out where it stands on the page itself. */
  form?: Matrix
  /**
   * Why it may not show although its paint does: it is marked as part of a layer, stands in a form, which may be part of
   * one, is `veiled` (masked or blended with what lies below), or `maybe`: painted with a pattern, or in such a form.
   */
  layer: 'marked' | 'veiled' | 'form' | 'maybe' | null
  /** What a mark says instead of it (/ActualText); left out where none does. */
  replacement?: Handle
}

/** What a page shows besides text, in user space. */
export interface Drawing extends Shapes {
  pictures: Picture[]
  texts: Map<Handle, TextObject>
  /** Whether a limit cut the list. */
  cut: boolean
}

/** Most page objects and path segments followed on one page: the forms at hand have some thousands. */
const MAX_OBJECTS = 200_000
const MAX_SEGMENTS = 1_000_000
const MAX_FORM_DEPTH = 12
/** A picture thinner than this is part of a rule, points; a thicker one must be longer than any letter, in widths. */
const HAIRLINE = 2
const LONG = 4
/** PDFium passes over text narrower than this, points (twice what it takes). */
const MIN_EXTENT = 0.02
/** Text render mode of ISO 32000-1, table 106. */
const STROKED = 1

/** FPDF_PAGEOBJ_* of PDFium. */
const OBJECT = {text: 1, path: 2, image: 3, shading: 4, form: 5}
/** Opaque paint, and the components of the colour that PDFium gives for patterns, of 255. */
const OPAQUE = 255
const PATTERN = 191

interface Walk {
  pdfium: Pdfium
  drawing: Drawing
  z: number
  segments: number
  /** The key /ActualText in the library's memory. */
  actualText: number
}

/** Collects rules, filled areas, pictures and the painting order of a page's objects, form XObjects included. */
export function readDrawing(pdfium: Pdfium, page: Handle): Drawing {
  const drawing: Drawing = {
    ...nothingDrawn(),
    pictures: [],
    texts: new Map(),
    cut: false,
  }
  return withString(pdfium, 'ActualText', actualText => {
    const walk: Walk = {pdfium, drawing, z: 0, segments: 0, actualText}
    const count = pdfium.call.FPDFPage_CountObjects(page)
    for (let i = 0; i < count && !drawing.cut; i++) {
      visit(walk, pdfium.call.FPDFPage_GetObject(page, i), IDENTITY, 0, false)
    }
    return drawing
  })
}

/** An area in a form that is blended with what lies below hides it or not: drawing tells. */
function showThrough(drawing: Drawing, area: Area): void {
  area.opaque = false
  addVeil(drawing, area.box, area.z)
}

/** @param veiled whether a form around it is masked or blended */
function visit(walk: Walk, object: Handle, outer: Matrix, depth: number, veiled: boolean): void {
  const {pdfium, drawing} = walk
  const {call, scratch} = pdfium
  if (walk.z >= MAX_OBJECTS) {
    drawing.cut = true
    return
  }
  const z = walk.z++
  switch (call.FPDFPageObj_GetType(object)) {
    case OBJECT.text: {
      const marks = marksOf(walk, object)
      const inForm = veiled ? 'maybe' : depth > 0 ? 'form' : null
      drawing.texts.set(object, {
        z,
        clip: clipOf(pdfium, object, outer),
        layer: marks.optional ? 'marked' : (veilOf(pdfium, object) ?? inForm),
        ...(marks.replacement ? {replacement: marks.replacement} : {}),
        ...(outer === IDENTITY ? {} : {form: outer}),
      })
      widen(pdfium, object)
      return
    }
    case OBJECT.path: {
      const count = call.FPDFPath_CountSegments(object)
      walk.segments += count
      if (walk.segments > MAX_SEGMENTS) drawing.cut = true
      else {
        const from = drawing.areas.length
        const strokes = drawing.strokes.length
        addPath(pdfium, object, count, outer, z, drawing)
        for (let i = strokes; i < drawing.strokes.length; i++) {
          const stroke = drawing.strokes[i]!
          stroke.z = z
          if (!veiled) stroke.object = object
        }
        if (veiled) for (const area of drawing.areas.slice(from)) showThrough(drawing, area)
      }
      return
    }
    case OBJECT.image:
      visitImage(walk, object, outer, z, veiled)
      return
    case OBJECT.shading:
      if (call.FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12)) {
        const [left, bottom, right, top] = [0, 4, 8, 12].map(offset => pdfium.float(offset))
        addVeil(drawing, applyToBox(outer, [left!, bottom!, right!, top!]), z)
      }
      return
    case OBJECT.form: {
      if (depth >= MAX_FORM_DEPTH) {
        drawing.cut = true
        return
      }
      const inner = multiply(matrixOf(pdfium, object), outer)
      const count = call.FPDFFormObj_CountObjects(object)
      const isIn = veiled || call.FPDFPageObj_HasTransparency(object) !== 0
      for (let i = 0; i < count && !drawing.cut; i++) {
        visit(walk, call.FPDFFormObj_GetObject(object, i), inner, depth + 1, isIn)
      }
    }
  }
}

/**
 * What the marks of an object say: that it is optional content (ISO 32000-1, 8.11.3.2: /OC … BDC), that another text stands
 * for it (14.9.4).
 */
function marksOf({pdfium, actualText}: Walk, object: Handle): {optional: boolean; replacement: Handle} {
  const {call, scratch} = pdfium
  const found = {optional: false, replacement: 0}
  const count = call.FPDFPageObj_CountMarks(object)
  for (let i = 0; i < count; i++) {
    const mark = call.FPDFPageObj_GetMark(object, i)
    if (call.FPDFPageObjMark_GetParamStringValue(mark, actualText, 0, 0, scratch)) found.replacement = mark
    // The name comes as UTF-16LE with its end; four bytes more would not be OC.
    if (!call.FPDFPageObjMark_GetName(mark, scratch + 8, 64, scratch) || pdfium.int(0) !== 6) continue
    if (pdfium.int(8) === 0x0043_004f) found.optional = true
  }
  return found
}

/**
 * What may hide text besides its place: a mask, a blend mode, a pattern as its paint. What is only transparent says so by its
 * colour. For patterns PDFium gives one grey, which plain paint may have, too.
 */
function veilOf({call, scratch, int}: Pdfium, object: Handle): 'veiled' | 'maybe' | null {
  if (!call.FPDFPageObj_GetFillColor(object, scratch, scratch + 4, scratch + 8, scratch + 12)) return null
  if (int(0) === PATTERN && int(4) === PATTERN && int(8) === PATTERN) return 'maybe'
  return int(12) === OPAQUE && call.FPDFPageObj_HasTransparency(object) ? 'veiled' : null
}

/**
 * A font that is not embedded has no outlines here, and PDFium leaves text without extent out of the text of the page: a
 * Chinese letter placed for itself would be lost. Stroked text has the extent of its stroke; the mode is put back, because
 * it tells whether the text is visible.
 */
function widen({call, scratch, float}: Pdfium, object: Handle): void {
  if (!call.FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12)) return
  if (float(8) - float(0) >= MIN_EXTENT) return
  const mode = call.FPDFTextObj_GetTextRenderMode(object)
  call.FPDFTextObj_SetTextRenderMode(object, STROKED)
  call.FPDFPageObj_SetStrokeWidth(object, 1)
  call.FPDFPageObj_Transform(object, 1, 0, 0, 1, 0, 0)
  call.FPDFTextObj_SetTextRenderMode(object, mode)
}

function visitImage(walk: Walk, object: Handle, outer: Matrix, z: number, veiled: boolean): void {
  const {call, scratch} = walk.pdfium
  // The image is the unit square under its matrix (ISO 32000-1, 8.9.5.1).
  const whole = applyToBox(multiply(matrixOf(walk.pdfium, object), outer), [0, 0, 1, 1])
  const box = withinClip(whole, clipOf(walk.pdfium, object, outer))
  if (!box) return
  const [short, long] = [box[2] - box[0], box[3] - box[1]].sort((a, b) => a - b) as [number, number]
  if (short <= HAIRLINE || (short <= MAX_THICKNESS && long >= LONG * short)) {
    addBar(walk.drawing, box)
    return
  }
  const known = call.FPDFImageObj_GetImagePixelSize(object, scratch, scratch + 4)
  walk.drawing.pictures.push({
    object,
    box,
    whole,
    z,
    width: known ? walk.pdfium.int(0) : 0,
    height: known ? walk.pdfium.int(4) : 0,
    veiled,
  })
  if (veiled) addVeil(walk.drawing, box, z)
}
