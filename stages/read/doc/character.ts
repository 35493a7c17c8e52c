import {CROWDED, type Ink, NARROWEST, paletteColour} from '../word/ink.ts'
import {colourAt, longShade, shortShade} from './shading.ts'
import {eachProperty, SPRM} from './sprm.ts'

/** What matters of a character run's properties ([MS-DOC] 2.6.1). */
export interface CharacterProperties {
  /** 0 and 1 are said outright; 0x80 is as the style says, 0x81 its opposite. */
  vanish: number | null
  /** Hidden whatever the style says: style separators, placeholders of content controls. */
  hidden: boolean
  deleted: boolean
  /** A line drawn through, single or double; like `vanish`. */
  struck: number | null
  /** Characters that stand for an object. */
  special: boolean
  /** Raised or lowered; null where only the style says. */
  raised: boolean | null
  /** The special character stands for an embedded object. */
  object: boolean
  /** Form field data, not a picture. */
  binary: boolean
  /** Where the picture lies in the Data stream that the special character stands for. */
  picture: number | null
  /** Character style, 0 for none. */
  style: number
  /** Character of a symbol font that the special character U+0028 stands for. */
  symbol: number | null
  /** Font of ASCII, by its number; null where only the style says. */
  font: number | null
  /** Colour, size and ground of the letters. */
  ink: Ink
}

/** Properties of a run about which nothing is said. */
export function plainCharacter(): CharacterProperties {
  return {
    vanish: null,
    hidden: false,
    deleted: false,
    struck: null,
    special: false,
    raised: null,
    object: false,
    binary: false,
    picture: null,
    style: 0,
    symbol: null,
    font: null,
    ink: {},
  }
}

/** Takes over a list of sprms, [MS-DOC] 2.6.1, in their order. */
export function applyCharacter(character: CharacterProperties, grpprl: Uint8Array) {
  eachProperty(grpprl, (code, operand) => {
    switch (code) {
      case SPRM.C_VANISH:
        character.vanish = operand.getUint8(0)
        break
      case SPRM.C_STYLE_SEPARATOR:
      case SPRM.C_SDT_VANISH:
        character.hidden ||= operand.getUint8(0) !== 0
        break
      case SPRM.C_DELETED:
        character.deleted = operand.getUint8(0) !== 0
        break
      case SPRM.C_STRIKE:
      case SPRM.C_DOUBLE_STRIKE:
        // One kind of line is enough.
        if (character.struck !== 1) character.struck = operand.getUint8(0)
        break
      case SPRM.C_SPECIAL:
        character.special = operand.getUint8(0) !== 0
        break
      case SPRM.C_SUPERSCRIPT:
        character.raised = operand.getUint8(0) !== 0
        break
      case SPRM.C_POSITION:
        character.raised = character.raised === true || operand.getInt16(0, true) !== 0
        break
      case SPRM.C_OBJECT:
      case SPRM.C_OLE:
        character.object ||= operand.getUint8(0) !== 0
        break
      case SPRM.C_BINARY_DATA:
        character.binary = operand.getUint8(0) !== 0
        break
      case SPRM.C_PICTURE:
        character.picture = operand.getUint32(0, true)
        break
      case SPRM.C_STYLE:
        character.style = operand.getUint16(0, true)
        break
      case SPRM.C_PALETTE:
        set(character, {ink: paletteColour(operand.getUint8(0))})
        break
      case SPRM.C_COLOUR:
        set(character, {ink: colourAt(operand)})
        break
      case SPRM.C_SIZE:
        set(character, {size: operand.getUint16(0, true)})
        break
      case SPRM.C_SCALE:
        set(character, {narrow: operand.getUint16(0, true) < NARROWEST})
        break
      case SPRM.C_SPACING:
        set(character, {crowded: operand.getInt16(0, true) < CROWDED})
        break
      case SPRM.C_HIGHLIGHT:
        set(character, {ground: paletteColour(operand.getUint8(0))})
        break
      case SPRM.C_SHADE_80:
        set(character, {ground: shortShade(operand)})
        break
      case SPRM.C_SHADE:
        set(character, {ground: longShade(operand)})
        break
      case SPRM.C_FONT:
        character.font = operand.getUint16(0, true)
        break
      case SPRM.C_SYMBOL:
        character.symbol = operand.getUint16(2, true)
        break
    }
  })
}

/** Inks are shared by copies of their characters: never changed in place. */
function set(character: CharacterProperties, ink: Ink) {
  character.ink = {...character.ink, ...ink}
}

/** Whether a toggle property holds ([MS-DOC] 2.9.327): said outright, or as the style says, or its opposite. */
export function toggled(said: number | null, byStyle: boolean): boolean {
  if (said === 0 || said === 1) return said === 1
  return said === 0x81 ? !byStyle : byStyle
}
