import {type Colour, type Ground, paletteColour} from '../word/ink.ts'

/** Bytes of a Shd80 ([MS-DOC] 2.9.245) and of a Shd (2.9.242). */
export const SHORT_SHADE = 2
export const LONG_SHADE = 10
/** In the fourth byte of a COLORREF: the program picks the colour. */
const AUTOMATIC = 0xff
const CLEAR = 0
const SOLID = 1
/** As a pattern: no shading at all. */
const NONE = [0x3f, 0xffff]

/** A COLORREF ([MS-DOC] 2.9.43): red, green, blue; null where it is automatic. */
export function colourAt(operand: DataView, at = 0): Colour | null {
  if (at + 4 > operand.byteLength || operand.getUint8(at + 3) === AUTOMATIC) return null
  return (operand.getUint8(at) << 16) | (operand.getUint8(at + 1) << 8) | operand.getUint8(at + 2)
}

/** The ground a Shd80 paints: five bits for each of its colours, six for the pattern; null for none. */
export function shortShade(operand: DataView, at = 0): Ground | null {
  if (at + SHORT_SHADE > operand.byteLength) return null
  const bits = operand.getUint16(at, true)
  if (bits === 0xffff) return null
  return groundOf(paletteColour(bits & 0x1f), paletteColour((bits >> 5) & 0x1f), bits >> 10)
}

/** The ground a Shd paints: two colours and a pattern; null for none. */
export function longShade(operand: DataView, at = 0): Ground | null {
  if (at + LONG_SHADE > operand.byteLength) return null
  return groundOf(colourAt(operand, at), colourAt(operand, at + 4), operand.getUint16(at + 8, true))
}

/** Of a pattern the foreground is painted over the background; a solid one hides it, a clear one leaves it alone. */
function groundOf(front: Colour | null, back: Colour | null, pattern: number): Ground | null {
  if (NONE.includes(pattern)) return null
  if (pattern === CLEAR) return back
  return pattern === SOLID ? (front ?? 0) : 'pattern'
}
