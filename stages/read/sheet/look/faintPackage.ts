import {openPackage} from '../../ooxml/package.ts'
import type {Attributes, XmlHandler} from '../../ooxml/xml.ts'
import {type ReadContext, UnreadableError} from '../../reader.ts'
import {type Colour, type Ground, hexColour, isPictureFont, WHITE} from '../../word/ink.ts'
import {
  type Font,
  NO_ZEROS,
  PLAIN_FONT,
  type Shown,
  type ShownCells,
  shownText,
  whyFaint,
  ZEROS,
} from './look.ts'
import {paletteColour} from './palette.ts'
import {richReader} from './rich.ts'

/** What a sheet holds that has texts in its cells instead of among the shared strings. */
const INLINE = 'inlineStr'
/** What a sheet says that may leave zeros out (18.3.1.87). */
const SHOWS_ZEROS = 'showZeros'

/**
 * Cells of an Office Open XML workbook, by sheet, in a font that strikes them out or leaves nothing to be seen (ECMA-376
 * 18.8): the library that reads their values does not look. What is wrong with the package has been said of its cells.
 */
export function faintPackage(bytes: Uint8Array, context: ReadContext): ReadonlyMap<string, ShownCells> {
  const found = new Map<string, ShownCells>()
  try {
    const parts = openPackage(bytes, {...context, report() {}})
    const sheets: {name: string; id: string}[] = []
    parts.parse(
      parts.main,
      opened((name, attributes) => {
        if (name === 'sheet') sheets.push({name: attributes.name ?? '', id: attributes['r:id'] ?? ''})
      }),
    )
    const links = parts.relationships(parts.main)
    const styles = links.find(({type}) => type === 'styles')
    const formats = styles ? faintFormats((handler: XmlHandler) => parts.parse(styles.target, handler)) : []
    for (const {name, id} of sheets) {
      const part = links.find(link => link.id === id)?.target
      const bytes = part === undefined ? null : parts.bytes(part)
      const buffer = bytes === null ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
      const isRich = buffer?.includes(INLINE) || buffer?.includes(SHOWS_ZEROS)
      if (part === undefined || !(isRich || formats.some(why => why !== null))) continue
      const cells = new Map<string, Shown>()
      parts.parse(part, sheetHandler(formats, cells))
      if (cells.size > 0) found.set(name, cells)
    }
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
  }
  return found
}

/** Notes the cells of a sheet that show nothing, or not all that is stored. */
function sheetHandler(formats: readonly (string | null)[], cells: Map<string, Shown>): XmlHandler {
  const rich = richReader()
  let address: string | undefined
  let inline = false
  return {
    open(name, attributes) {
      const element = localName(name)
      if (element === 'c') {
        address = attributes.r?.toUpperCase()
        const why = formats[Number(attributes.s ?? 0)]
        if (why && address !== undefined) cells.set(address, {why})
      } else if (element === 'sheetView' && isOff(attributes[SHOWS_ZEROS])) cells.set(ZEROS, NO_ZEROS)
      else if (element === 'is') inline = true
      else if (inline) rich.open(element, attributes)
    },
    text(text) {
      if (inline) rich.text(text)
    },
    close(name) {
      const element = localName(name)
      if (element !== 'is') return inline ? rich.close(element) : undefined
      inline = false
      const parts = rich.take()
      if (parts && address !== undefined) cells.set(address, {...cells.get(address), ...shownText(parts)})
    },
  }
}

/** A value of xsd:boolean that says no. */
function isOff(value: string | undefined): boolean {
  return value === '0' || value === 'false'
}

/** Of each format of cells (cellXfs) why it shows nothing, or null. */
function faintFormats(parse: (handler: XmlHandler) => void): (string | null)[] {
  const fonts: Font[] = []
  const grounds: (Ground | null)[] = []
  const formats: (string | null)[] = []
  let within = ''
  let isSolid = false
  parse(
    opened((name, attributes) => {
      const {val, patternType} = attributes
      if (/^(?:fonts|fills|borders|cellStyleXfs|cellXfs|cellStyles|dxfs)$/.test(name)) within = name
      const font = fonts.at(-1)
      if (within === 'fonts') {
        if (name === 'font') fonts.push({...PLAIN_FONT})
        else if (name === 'strike' && font) font.struck = val !== '0' && val !== 'false'
        else if (name === 'vertAlign' && font) font.raised = val === 'superscript' || val === 'subscript'
        else if (name === 'sz' && font) font.size = Number(val) || null
        else if (name === 'name' && font) font.pictured = isPictureFont(val ?? '')
        else if (name === 'color' && font) font.ink = colourOf(attributes)
      } else if (within === 'fills' && name === 'fill') grounds.push(null)
      else if (within === 'fills' && name === 'patternFill') {
        isSolid = patternType === 'solid'
        grounds[grounds.length - 1] = (patternType ?? 'none') === 'none' ? null : 'pattern'
      } else if (within === 'fills' && name === 'fgColor' && isSolid)
        grounds[grounds.length - 1] = colourOf(attributes) ?? 'pattern'
      else if (within === 'fills' && name === 'gradientFill') grounds[grounds.length - 1] = 'pattern'
      else if (within === 'cellXfs' && name === 'xf')
        formats.push(
          whyFaint(
            fonts[Number(attributes.fontId)] ?? PLAIN_FONT,
            grounds[Number(attributes.fillId)] ?? null,
          ),
        )
    }),
  )
  return formats
}

/** A colour of a font or fill (18.8.3); null where it is the system's, or one of the theme's that nobody can tell here. */
function colourOf({rgb, theme, indexed, tint}: Attributes): Colour | null {
  if (rgb !== undefined) return hexColour(rgb.slice(-6))
  if (indexed !== undefined) return paletteColour(Number(indexed))
  if (theme !== '0') return null
  // The theme's first colour is white; a tint below 0 darkens it.
  const part = Math.round(255 * (1 + Math.min(Math.max(Number(tint ?? 0), -1), 0)))
  return part === 255 ? WHITE : part * 0x010101
}

function opened(open: (name: string, attributes: Attributes) => void): XmlHandler {
  return {open: (name, attributes) => open(localName(name), attributes), close() {}}
}

/** Names of spreadsheets have no prefix of ours. */
function localName(name: string): string {
  return name.replace(/^.*[?:]/, '')
}
