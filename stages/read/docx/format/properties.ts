import type {Attributes} from '../../ooxml/xml.ts'
import {
  type Colour,
  CROWDED,
  type Ground,
  hexColour,
  type Ink,
  isPictureFont,
  NARROWEST,
  WHITE,
} from '../../word/ink.ts'
import {setFill} from './textFill.ts'

/** Formatting of a run (w:rPr) as far as it decides what is seen. Undefined: not said here. */
export interface RunProperties extends Ink {
  style?: string
  vanish?: boolean
  specVanish?: boolean
  /** A line drawn through by hand, single or double. */
  struck?: boolean
  /** Superscript or subscript. */
  raised?: boolean
  /** Half-points above the line. */
  position?: number
  font?: string
  /** What follows says with what letters are filled. */
  inFill?: boolean
  /** On a paragraph mark: the mark was deleted under tracked changes. */
  deleted?: boolean
}

/** Formatting of a paragraph (w:pPr). */
export interface ParagraphProperties {
  style?: string
  numId?: string
  /** Level in the list, from 0. */
  level?: number
  /** Outline level from 0; 9 is body text. */
  outline?: number
  align?: 'left' | 'center' | 'right'
  /** Stands in a frame (w:framePr), which Word sets where the frame says, not where the file has it. */
  framed?: boolean
  /** Its shading; null where it has none. */
  ground?: Ground | null
  /** Formatting of the paragraph mark. */
  mark: RunProperties
}

/** An attribute of the main namespace; some writers leave the prefix out. */
export function value(attributes: Attributes, name = 'val'): string | undefined {
  return attributes[`w:${name}`] ?? attributes[name]
}

/** ST_OnOff (17.17.4): true where the attribute is absent. */
export function isOn(attributes: Attributes): boolean {
  const text = value(attributes)
  return !(text === '0' || text === 'false' || text === 'off' || text === 'none')
}

/** A whole number, or undefined where none was written. */
export function integer(text: string | undefined): number | undefined {
  const trimmed = text?.trim()
  return trimmed && /^[+-]?\d{1,15}$/.test(trimmed) ? Number(trimmed) : undefined
}

const TWIPS: Record<string, number> = {pt: 20, in: 1440, cm: 1440 / 2.54, mm: 144 / 2.54, pc: 240, pi: 240}

/** ST_TwipsMeasure: twips, or a number with a unit in strict documents. */
export function twips(text: string | undefined): number | undefined {
  const match = /^([+-]?\d{1,9}(?:\.\d+)?)(pt|in|cm|mm|pc|pi)?$/.exec(text?.trim() ?? '')
  return match ? Number(match[1]) * (match[2] ? TWIPS[match[2]]! : 1) : undefined
}

/** Colours of markers (ST_HighlightColor, 17.18.40). */
const MARKERS: Record<string, Colour> = {
  black: 0x000000,
  blue: 0x0000ff,
  cyan: 0x00ffff,
  green: 0x00ff00,
  magenta: 0xff00ff,
  red: 0xff0000,
  yellow: 0xffff00,
  white: 0xffffff,
  darkBlue: 0x000080,
  darkCyan: 0x008080,
  darkGreen: 0x008000,
  darkMagenta: 0x800080,
  darkRed: 0x800000,
  darkYellow: 0x808000,
  darkGray: 0x808080,
  lightGray: 0xc0c0c0,
}

/** A colour as written; of the theme's colours writers also say what they are, or it is the theme's white. */
function colourOf(text: string | undefined, theme: string | undefined): Colour | null {
  return hexColour(text) ?? (theme === 'background1' || theme === 'light1' ? WHITE : null)
}

/** What a shading (w:shd, 17.3.5) paints; null for nothing. */
export function shadingOf(attributes: Attributes): Ground | null {
  const pattern = value(attributes) ?? 'clear'
  if (pattern === 'nil') return null
  if (pattern === 'clear') return colourOf(value(attributes, 'fill'), attributes['w:themeFill'])
  return pattern === 'solid'
    ? (colourOf(value(attributes, 'color'), attributes['w:themeColor']) ?? 0)
    : 'pattern'
}

/** Digits are set in the font for ASCII, which one of the theme replaces (17.3.2.26); no theme has one of pictures. */
function setPictured(target: RunProperties, attributes: Attributes): void {
  const font = value(attributes, 'ascii')
  if (value(attributes, 'asciiTheme') !== undefined) target.pictured = false
  else if (font !== undefined) target.pictured = isPictureFont(font)
}

/** Takes over one child of w:rPr. */
export function setRunProperty(target: RunProperties, name: string, attributes: Attributes): void {
  switch (name) {
    case 'w:rStyle':
      target.style = value(attributes)
      break
    case 'w:vanish':
      target.vanish = isOn(attributes)
      break
    case 'w:specVanish':
      target.specVanish = isOn(attributes)
      break
    case 'w:strike':
    case 'w:dstrike':
      target.struck = target.struck === true || isOn(attributes)
      break
    case 'w:vertAlign':
      target.raised = value(attributes) === 'superscript' || value(attributes) === 'subscript'
      break
    case 'w:position':
      target.position = integer(value(attributes))
      break
    case 'w:sz':
      target.size = integer(value(attributes))
      break
    case 'w:w':
      target.narrow = (integer(value(attributes)?.replace('%', '')) ?? NARROWEST) < NARROWEST
      break
    case 'w:spacing':
      target.crowded = (twips(value(attributes)) ?? 0) < CROWDED
      break
    case 'w:color':
      target.ink = colourOf(value(attributes), attributes['w:themeColor'])
      break
    case 'w:highlight':
      target.ground = MARKERS[value(attributes) ?? ''] ?? null
      break
    case 'w:shd':
      target.ground = shadingOf(attributes)
      break
    case 'w:rFonts':
      target.font = value(attributes, 'ascii') ?? value(attributes, 'hAnsi') ?? target.font
      setPictured(target, attributes)
      break
    case 'w:del':
    case 'w:moveFrom':
      target.deleted = true
      break
    default:
      setFill(target, name, attributes)
  }
}

const ALIGN: Record<string, ParagraphProperties['align']> = {
  left: 'left',
  start: 'left',
  center: 'center',
  right: 'right',
  end: 'right',
}

/** Takes over one child of w:pPr (or of w:numPr inside it). */
export function setParagraphProperty(
  target: ParagraphProperties,
  name: string,
  attributes: Attributes,
): void {
  switch (name) {
    case 'w:pStyle':
      target.style = value(attributes)
      break
    case 'w:numId':
      target.numId = value(attributes)
      break
    case 'w:ilvl':
      target.level = integer(value(attributes))
      break
    case 'w:framePr':
      target.framed = true
      break
    case 'w:outlineLvl':
      target.outline = integer(value(attributes))
      break
    case 'w:shd':
      target.ground = shadingOf(attributes)
      break
    case 'w:jc':
      target.align = ALIGN[value(attributes) ?? '']
  }
}
