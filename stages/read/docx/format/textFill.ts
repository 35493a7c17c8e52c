import type {Attributes} from '../../ooxml/xml.ts'
import {hexColour, type Ink, WHITE} from '../../word/ink.ts'

/** Effects on letters ([MS-DOCX] 2.6.1) that have colours of their own, before or behind the fill. */
const EFFECTS =
  /^w14:(?:glow|shadow|reflection|textOutline|scene3d|props3d|ligatures|numForm|numSpacing|stylisticSets|cntxtAlts)$/
/** Colours of the theme that are white in the themes of the program. */
const LIGHT = new Set(['bg1', 'lt1'])
/** Thousandths of a percent of transparency from which on letters are hardly seen. */
const CLEAR = 80_000

/**
 * Takes over what says how letters are filled (w14:textFill, [MS-DOCX] 2.6.1.7), which Word paints instead of their colour; `target`
 * keeps whether the elements that come now lie within.
 */
export function setFill(target: Ink & {inFill?: boolean}, name: string, attributes: Attributes): void {
  if (name === 'w14:textFill') target.inFill = true
  else if (EFFECTS.test(name)) target.inFill = false
  if (!target.inFill) return
  const val = attributes['w14:val'] ?? attributes.val
  switch (name) {
    case 'w14:noFill':
      target.unfilled = true
      break
    case 'w14:srgbClr':
      target.ink = hexColour(val)
      break
    case 'w14:schemeClr':
      if (LIGHT.has(val ?? '')) target.ink = WHITE
      break
    case 'w14:alpha':
      if (Number.parseFloat(val ?? '') * (val?.endsWith('%') ? 1000 : 1) >= CLEAR) target.unfilled = true
  }
}
