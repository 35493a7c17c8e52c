import type {Matrix} from '../../layout/matrix.ts'
import type {Colour} from '../drawn/paths.ts'
import type {Handle} from '../pdfium.ts'

/** One character as PDFium gives it, in user space. */
export interface RawGlyph {
  text: string
  /** Left, bottom, right, top: advance width by ascent and descent ("loose" box; tight ones lose the point of 1.6). */
  box: [number, number, number, number]
  /** Where the pen stood: left end of the baseline. */
  x: number
  y: number
  style: TextStyle
  /** Whether the source has a blank before it. */
  spaced: boolean
  /** Why it is not certain: a Chinese clause. */
  doubt?: string
}

/** What all glyphs of one text object share. */
export interface TextStyle {
  object: Handle
  /** Size of the letters as shown, points. */
  size: number
  /** Unit vector of the baseline in user space. */
  dx: number
  dy: number
  /** Drawn with no ink: render mode 3 or 7, or transparent to the eye. */
  inkless: boolean
  /** Whether much of what lies below shows through. */
  faded: boolean
  /** The colour of filled letters; null where it is no plain one. */
  colour: Colour | null
  /** Where text stands that PDFium gives without the matrix of its form. */
  astray?: {x: number; y: number; form: Matrix}
  /** Set when the glyphs of the object follow each other downwards (vertical writing mode). */
  vertical: boolean
}
