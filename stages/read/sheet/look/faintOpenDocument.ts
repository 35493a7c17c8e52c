import {openArchive} from '../../ooxml/package.ts'
import {type Attributes, parseXml, type XmlHandler} from '../../ooxml/xml.ts'
import {type ReadContext, UnreadableError} from '../../reader.ts'
import {type Colour, hexColour, isPictureFont, WHITE} from '../../word/ink.ts'
import {
  addressOf,
  type Font,
  NO_ZEROS,
  PLAIN_FONT,
  type Shown,
  type ShownCells,
  shownText,
  whyFaint,
  ZEROS,
} from './look.ts'
import {joined, PLAIN_RUN, type Run} from './rich.ts'
import {zerosSetting} from './zeros.ts'

/** Styles before the cells that use them: those people name, then those of single cells. */
const PARTS = ['styles.xml', 'content.xml']
/** Styles that inherit from each other further than this do so in a circle. */
const MOST_PARENTS = 50
/** Rows and columns beyond this hold no report. */
const FARTHEST = 65_536

interface Style {
  parent?: string
  font: Partial<Font>
  ground?: Colour | null
  /** Its format of numbers. */
  format?: string
}

/** A format of numbers, as far as it paints them white. */
interface NumberFormat {
  isWhite: boolean
  /** Other formats for numbers of which a condition holds, the first that does. */
  maps: {condition: string; format: string}[]
}

interface OpenCell {
  style: string | undefined
  many: number
  isText: boolean
  /** The number it holds; NaN where it holds none. */
  value: number
  /** Paragraphs it shows. */
  paragraphs: number
  runs: Run[]
  /** Fonts of the runs that are open, innermost last. */
  spans: Partial<Font>[]
}

/** Cells of an OpenDocument spreadsheet (ODF 1.3 part 3, 9 and 16), by sheet, that show nothing or are struck out. */
export function faintOpenDocument(bytes: Uint8Array, context: ReadContext): ReadonlyMap<string, ShownCells> {
  const found = new Map<string, Map<string, Shown>>()
  try {
    const archive = openArchive(bytes, {...context, report() {}})
    const styles = new Map<string, Style>()
    const formats = new Map<string, NumberFormat>()
    for (const part of PARTS) {
      const xml = archive.bytes(part)
      if (xml) parseXml(xml, sheetHandler(styles, formats, found), context.limits.maxDepth)
    }
    const settings = archive.bytes('settings.xml')
    if (!settings) return found
    const {handler, isShown} = zerosSetting()
    parseXml(settings, handler, context.limits.maxDepth)
    for (const [sheet, cells] of found) if (!isShown(sheet)) cells.set(ZEROS, NO_ZEROS)
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
  }
  return found
}

function sheetHandler(
  styles: Map<string, Style>,
  formats: Map<string, NumberFormat>,
  found: Map<string, Map<string, Shown>>,
): XmlHandler {
  let style: Style | null = null
  let format: NumberFormat | null = null
  let cells = new Map<string, Shown>()
  let columns: (string | undefined)[] = []
  let row = {at: 0, many: 1, style: undefined as string | undefined}
  let column = 0
  let cell: OpenCell | null = null
  let paragraphs = 0
  let aside = 0

  const startCell = (attributes: Attributes) => {
    const own = attributes['table:style-name'] ?? row.style ?? columns[column]
    const isText = (attributes['office:value-type'] ?? 'string') === 'string'
    const many = count(attributes, 'table:number-columns-repeated')
    const value = Number(attributes['office:value'] ?? Number.NaN)
    cell = {style: own, many, isText, value, paragraphs: 0, runs: [], spans: []}
  }
  const endCell = () => {
    if (!cell) return
    const {style: name, many, isText, runs, value, paragraphs} = cell
    cell = null
    const {font, ground, format: numbers} = resolve(styles, `table-cell ${name}`)
    const white = isWhite(formats, numbers, value) ? '的数字格式用白色显示，可能不显示' : null
    const why = whyFaint({...PLAIN_FONT, ...font}, ground ?? null) ?? white
    const digits = runs.some(({text}) => /\d/.test(text))
    const rich = why === null ? joined(runs) : null
    // Programs that write no text at all leave it to the reader's; one that writes an empty text has hidden the number.
    const isHidden = runs.length === 0 && paragraphs > 0 && Number.isFinite(value)
    const unseen = isHidden ? {why: `按数字格式什么也不显示，存储的数却是 ${value}，按存储的读取`} : null
    const doubtful = why === null ? rich && shownText(isText ? rich : {...rich, text: ''}) : {why}
    const written = runs.map(({text}) => text).join('')
    // The library takes them for characters, as Excel does; programs of OpenDocument show them as they are.
    const asWritten = isText && rich === null && ESCAPED.test(written) ? {text: written} : null
    const shown = digits ? (asWritten ? {...doubtful, ...asWritten} : doubtful) : unseen
    if (shown)
      for (let r = row.at; r < Math.min(row.at + row.many, FARTHEST); r++)
        for (let c = column; c < Math.min(column + many, FARTHEST); c++) cells.set(addressOf(r, c), shown)
    column += many
  }
  const open = (name: string, attributes: Attributes) => {
    if (isAside(name)) aside++
    if (FORMAT.test(name)) {
      format = {isWhite: false, maps: []}
      formats.set(attributes['style:name'] ?? '', format)
      return
    }
    switch (name) {
      case 'style:style':
        style = {
          parent: attributes['style:parent-style-name'],
          font: {},
          format: attributes['style:data-style-name'],
        }
        styles.set(`${attributes['style:family']} ${attributes['style:name']}`, style)
        return
      case 'style:text-properties':
        if (style) style.font = fontOf(attributes)
        else if (format) format.isWhite ||= hexColour(attributes['fo:color']) === WHITE
        return
      case 'style:map':
        format?.maps.push({
          condition: attributes['style:condition'] ?? '',
          format: attributes['style:apply-style-name'] ?? '',
        })
        return
      case 'style:table-cell-properties': {
        const colour = attributes['fo:background-color']
        if (style && colour !== undefined) style.ground = hexColour(colour)
        return
      }
      case 'table:table':
        cells = new Map()
        found.set(attributes['table:name'] ?? '', cells)
        columns = []
        row = {at: 0, many: 0, style: undefined}
        return
      case 'table:table-column': {
        const many = Math.min(count(attributes, 'table:number-columns-repeated'), FARTHEST)
        for (let i = 0; i < many && columns.length < FARTHEST; i++)
          columns.push(attributes['table:default-cell-style-name'])
        return
      }
      case 'table:table-row':
        row = {
          at: row.at + row.many,
          many: count(attributes, 'table:number-rows-repeated'),
          style: attributes['table:default-cell-style-name'],
        }
        column = 0
        return
      case 'table:table-cell':
      case 'table:covered-table-cell':
        startCell(attributes)
        return
      case 'text:p':
        paragraphs++
        if (cell && aside === 0) cell.paragraphs++
        if (cell && aside === 0 && cell.runs.length > 0) cell.runs.push({...PLAIN_RUN, text: '\n'})
        return
      case 'text:span': {
        const {font} = resolve(styles, `text ${attributes['text:style-name']}`)
        cell?.spans.push({...cell.spans.at(-1), ...font})
      }
    }
  }
  return {
    open,
    close(name) {
      if (name === 'style:style') style = null
      else if (FORMAT.test(name)) format = null
      else if (name === 'text:span') cell?.spans.pop()
      else if (name === 'text:p') paragraphs--
      else if (isAside(name)) aside--
      else if (name === 'table:table-cell' || name === 'table:covered-table-cell') endCell()
    },
    text(text) {
      if (!cell || paragraphs === 0 || aside > 0) return
      const {struck = false, raised = false, size = null, ink, pictured = false} = cell.spans.at(-1) ?? {}
      cell.runs.push({text, struck, raised, white: ink === WHITE, size, pictured})
    },
  }
}

/** A character in the notation of Excel (ECMA-376 part 1, 22.9.2.19). */
const ESCAPED = /_x[0-9a-f]{4}_/i

const FORMAT = /^number:(?:number|currency|percentage|date|time|boolean|text)-style$/

/** Whether a number is painted white by its format (ODF 1.3 part 3, 16.29.3 and 16.3): a zero that is not seen is a zero. */
function isWhite(formats: Map<string, NumberFormat>, name: string | undefined, value: number): boolean {
  const format = formats.get(name ?? '')
  if (!format || value === 0) return false
  const map = format.maps.find(({condition}) => holds(condition, value))
  return map ? (formats.get(map.format)?.isWhite ?? false) : format.isWhite
}

function holds(condition: string, value: number): boolean {
  const [, sign, text] = /^value\(\)(<=|>=|!=|=|<|>)(-?[\d.]+)$/.exec(condition.replace(/\s/g, '')) ?? []
  const limit = Number(text)
  if (sign === '=') return value === limit
  if (sign === '!=') return value !== limit
  if (sign?.startsWith('<')) return value < limit || (sign === '<=' && value === limit)
  return sign !== undefined && (value > limit || (sign === '>=' && value === limit))
}

/** Comments and what is drawn in a cell are no part of its text. */
function isAside(name: string): boolean {
  return name === 'office:annotation' || name.startsWith('draw:')
}

function resolve(styles: Map<string, Style>, key: string): Style {
  const family = key.slice(0, key.indexOf(' '))
  const result: Style = {font: {}}
  let next = styles.get(key)
  for (let i = 0; next && i < MOST_PARENTS; i++) {
    result.font = {...next.font, ...result.font}
    if (result.ground === undefined) result.ground = next.ground
    result.format ??= next.format
    next = next.parent === undefined ? undefined : styles.get(`${family} ${next.parent}`)
  }
  return result
}

function fontOf(attributes: Attributes): Partial<Font> {
  const font: Partial<Font> = {}
  const line = attributes['style:text-line-through-style'] ?? attributes['style:text-line-through-type']
  if (line !== undefined) font.struck = line !== 'none'
  // "super 58%", "33% 58%": the first is the height over the line.
  const position = attributes['style:text-position']?.trim().split(/\s+/)[0]
  if (position !== undefined)
    font.raised = /^su[bp]/.test(position) || Math.abs(Number.parseFloat(position)) > 0
  const size = /^(\d*\.?\d+)pt$/.exec(attributes['fo:font-size'] ?? '')
  if (size) font.size = Number(size[1])
  const name = attributes['style:font-name'] ?? attributes['fo:font-family']
  if (name !== undefined) font.pictured = isPictureFont(name)
  const colour = attributes['fo:color']
  if (colour !== undefined) font.ink = hexColour(colour)
  if (attributes['style:use-window-font-color'] === 'true') font.ink = null
  return font
}

/** A repetition; what no sheet can have has been refused before. */
function count(attributes: Attributes, name: string): number {
  return Math.max(1, Number(attributes[name] ?? 1) || 1)
}
