import {type Attributes, parseXml} from '../../ooxml/xml.ts'
import type {ReadContext} from '../../reader.ts'
import {type Ground, hexColour, isPictureFont, WHITE} from '../../word/ink.ts'
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

/** Elements of HTML that mark a part of a text. */
const MARKS = new Set(['Font', 'S', 'Sup', 'Sub'])

interface OpenCell {
  style: string | undefined
  span: number
  isText: boolean
  runs: Run[]
}

interface Style {
  font: Font
  ground: Ground | null
}

/** Cells of the XML of Excel 2003, by sheet, in a style that strikes them out or leaves nothing to be seen. */
export function faintXml(bytes: Uint8Array, context: ReadContext): ReadonlyMap<string, ShownCells> {
  const found = new Map<string, Map<string, Shown>>()
  const styles = new Map<string, Style>()
  let style: Style = {font: PLAIN_FONT, ground: null}
  let cells = new Map<string, Shown>()
  let row = 0
  let column = 0
  let rowStyle: string | undefined
  let cell: OpenCell | null = null
  let inData = false
  let inComment = false
  /** What marks the text that follows, innermost last. */
  const marks: Partial<Run>[] = []

  const open = (name: string, attributes: Attributes) => {
    switch (name) {
      case 'Style':
        style = {font: PLAIN_FONT, ground: null, ...styles.get(attributes['ss:Parent'] ?? 'Default')}
        styles.set(attributes['ss:ID'] ?? '', style)
        return
      case 'Font':
        if (!inData) style.font = fontOf(attributes, style.font)
        else marks.push(markOf(attributes))
        return
      case 'Interior':
        style.ground = groundOf(attributes)
        return
      case 'Worksheet':
        cells = new Map()
        found.set(attributes['ss:Name'] ?? '', cells)
        row = 0
        return
      case 'DoNotDisplayZeros':
        cells.set(ZEROS, NO_ZEROS)
        return
      case 'Row':
        row = Number(attributes['ss:Index'] ?? row + 1)
        column = 0
        rowStyle = attributes['ss:StyleID']
        return
      case 'Cell':
        column = Number(attributes['ss:Index'] ?? column + 1)
        cell = {
          style: attributes['ss:StyleID'] ?? rowStyle,
          span: Number(attributes['ss:MergeAcross'] ?? 0),
          isText: false,
          runs: [],
        }
        return
      case 'Comment':
        inComment = true
        return
      case 'Data':
        if (inComment) return
        inData = true
        if (cell) cell.isText = attributes['ss:Type'] === 'String'
        return
      case 'S':
        marks.push({struck: true})
        return
      case 'Sup':
      case 'Sub':
        marks.push({raised: true})
    }
  }
  const endCell = () => {
    if (!cell) return
    const {style: id, span, isText, runs} = cell
    cell = null
    const {font, ground} = styles.get(id ?? 'Default') ?? {font: PLAIN_FONT, ground: null}
    const why = runs.some(({text}) => /\d/.test(text)) ? whyFaint(font, ground) : null
    const rich = joined(runs)
    const shown = why !== null ? {why} : rich && shownText(isText ? rich : {...rich, text: ''})
    if (shown) cells.set(addressOf(row - 1, column - 1), shown)
    column += span
  }
  parseXml(
    bytes,
    {
      open: (name, attributes) => open(localName(name), known(attributes)),
      close(name) {
        const element = localName(name)
        if (element === 'Cell') endCell()
        else if (element === 'Comment') inComment = false
        else if (element === 'Data') {
          inData = false
          marks.length = 0
        } else if (inData && MARKS.has(element)) marks.pop()
      },
      text(text) {
        if (!cell || !inData) return
        cell.runs.push(Object.assign({...PLAIN_RUN, text}, ...marks))
      },
    },
    context.limits.maxDepth,
  )
  return found
}

function fontOf(attributes: Attributes, font: Font): Font {
  const {'ss:Color': colour, 'ss:Size': size, 'ss:StrikeThrough': line, 'ss:FontName': name} = attributes
  return {
    ink: colour === undefined ? font.ink : hexColour(colour),
    size: size === undefined ? font.size : Number(size) || null,
    struck: line === undefined ? font.struck : line === '1',
    raised: font.raised,
    pictured: name === undefined ? font.pictured : isPictureFont(name),
  }
}

/** What a font within a text says of its letters. */
function markOf({'ss:Color': colour, 'ss:Size': size, 'ss:Face': face}: Attributes): Partial<Run> {
  return {
    white: hexColour(colour) === WHITE,
    ...(face === undefined ? {} : {pictured: isPictureFont(face)}),
    ...(size === undefined ? {} : {size: Number(size) || null}),
  }
}

function groundOf({'ss:Color': colour, 'ss:Pattern': pattern}: Attributes): Ground | null {
  if (pattern === undefined || pattern === 'None') return null
  return pattern === 'Solid' ? hexColour(colour) : 'pattern'
}

/** Names of spreadsheets have no prefix of ours. */
function localName(name: string): string {
  return name.replace(/^.*[?:]/, '')
}

/** Attributes as Excel writes them, whatever prefix the file has for them. */
function known(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [`ss:${localName(name)}`, value]),
  )
}
