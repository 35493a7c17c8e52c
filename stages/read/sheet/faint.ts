import {openPackage} from '../ooxml/package.ts'
import type {Attributes, XmlHandler} from '../ooxml/xml.ts'
import {type ReadContext, UnreadableError} from '../reader.ts'

/** Cells by address (B12) with what their font does to what they show: a Chinese predicate. */
export type FaintCells = ReadonlyMap<string, string>

/** Points below which letters are specks. */
const SMALLEST = 2.5

interface Font {
  struck: boolean
  white: boolean
  tiny: boolean
}

/**
 * Cells of an Office Open XML workbook, by sheet, in a font that strikes them out or leaves nothing to be seen (ECMA-376
 * 18.8): the library that reads their values does not look. What is wrong with the package has been said of its cells.
 */
export function faintCells(bytes: Uint8Array, context: ReadContext): ReadonlyMap<string, FaintCells> {
  const found = new Map<string, FaintCells>()
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
    if (formats.every(why => why === null)) return found
    for (const {name, id} of sheets) {
      const part = links.find(link => link.id === id)?.target
      const cells = new Map<string, string>()
      if (part) {
        const look = (element: string, {r, s}: Attributes) => {
          const why = element === 'c' ? formats[Number(s ?? 0)] : null
          if (why && r !== undefined) cells.set(r.toUpperCase(), why)
        }
        parts.parse(part, opened(look))
      }
      if (cells.size > 0) found.set(name, cells)
    }
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
  }
  return found
}

/** Of each format of cells (cellXfs) why it shows nothing, or null. */
function faintFormats(parse: (handler: XmlHandler) => void): (string | null)[] {
  const fonts: Font[] = []
  const grounds: boolean[] = []
  const formats: (string | null)[] = []
  let within = ''
  parse(
    opened((name, attributes) => {
      const {val, rgb, theme, indexed, patternType} = attributes
      if (/^(?:fonts|fills|borders|cellStyleXfs|cellXfs|cellStyles|dxfs)$/.test(name)) within = name
      const font = fonts.at(-1)
      if (within === 'fonts') {
        if (name === 'font') fonts.push({struck: false, white: false, tiny: false})
        else if (name === 'strike' && font) font.struck = val !== '0' && val !== 'false'
        else if (name === 'sz' && font) font.tiny = Number(val) < SMALLEST
        else if (name === 'color' && font)
          font.white = /^(?:ff)?f{6}$/i.test(rgb ?? '') || theme === '0' || indexed === '1' || indexed === '9'
      } else if (within === 'fills' && name === 'fill') grounds.push(false)
      else if (within === 'fills' && name === 'patternFill')
        grounds[grounds.length - 1] = (patternType ?? 'none') !== 'none'
      else if (within === 'cellXfs' && name === 'xf')
        formats.push(whyFaint(fonts[Number(attributes.fontId)], grounds[Number(attributes.fillId)] ?? false))
    }),
  )
  return formats
}

function whyFaint(font: Font | undefined, ground: boolean): string | null {
  if (font?.struck) return '的数字被删除线划去'
  if (font?.tiny) return '的字号小到无法辨认'
  return font?.white && !ground ? '的文字是白色的，可能不显示' : null
}

function opened(open: (name: string, attributes: Attributes) => void): XmlHandler {
  return {
    // Names of spreadsheets have no prefix of ours.
    open: (name, attributes) => open(name.replace(/^.*[?:]/, ''), attributes),
    close() {},
  }
}
