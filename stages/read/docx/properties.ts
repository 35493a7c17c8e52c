import type {Attributes} from '../ooxml/xml.ts'

/** Formatting of a run (w:rPr) as far as it decides what is seen. Undefined: not said here. */
export interface RunProperties {
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
  /** Too small to be read. */
  tiny?: boolean
  /** White letters; not seen where nothing lies behind them. */
  white?: boolean
  /** A ground of its own: shading or a marker. */
  ground?: boolean
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
  /** A ground of its own. */
  ground?: boolean
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

/** Half-points below which letters are specks. */
const SMALLEST = 5

function isWhite(colour: string | undefined, theme: string | undefined): boolean {
  return theme === undefined ? /^f{6}$/i.test(colour ?? '') : theme === 'background1' || theme === 'light1'
}

/** Whether a shading (w:shd) paints anything but white. */
export function isShaded(attributes: Attributes): boolean {
  const fill = value(attributes, 'fill') ?? 'auto'
  const pattern = value(attributes) ?? 'clear'
  return (fill !== 'auto' && !isWhite(fill, attributes['w:themeFill'])) || !/^(?:clear|nil)$/.test(pattern)
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
      target.tiny = (integer(value(attributes)) ?? SMALLEST) < SMALLEST
      break
    case 'w:color':
      target.white = isWhite(value(attributes), attributes['w:themeColor'])
      break
    case 'w:highlight':
      target.ground = value(attributes) !== 'none' && value(attributes) !== 'white'
      break
    case 'w:shd':
      target.ground = isShaded(attributes)
      break
    case 'w:rFonts':
      target.font = value(attributes, 'ascii') ?? value(attributes, 'hAnsi') ?? target.font
      break
    case 'w:del':
    case 'w:moveFrom':
      target.deleted = true
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
    case 'w:outlineLvl':
      target.outline = integer(value(attributes))
      break
    case 'w:shd':
      target.ground = isShaded(attributes)
      break
    case 'w:jc':
      target.align = ALIGN[value(attributes) ?? '']
  }
}
