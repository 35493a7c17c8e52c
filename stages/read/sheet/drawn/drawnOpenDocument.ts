import {openArchive} from '../../ooxml/package.ts'
import {type Attributes, parseXml, type XmlHandler} from '../../ooxml/xml.ts'
import {type ReadContext, UnreadableError} from '../../reader.ts'
import {CHART, type Drawn, type DrawnSheets, EMBEDDED, nothingDrawn, type SheetBox} from './drawn.ts'

/** Elements that hold paragraphs of their own (ODF 1.3 part 3, 10.3 and 10.4). */
const BOXES =
  /^draw:(?:text-box|custom-shape|rect|ellipse|circle|polygon|regular-polygon|path|caption|line|polyline|connector)$/
const OBJECTS = /^draw:(?:object|object-ole|plugin|applet|floating-frame)$/

/** Boxes of text and objects on the sheets of an OpenDocument spreadsheet: on the sheet as a whole, or in a cell. */
export function drawnOpenDocument(bytes: Uint8Array, context: ReadContext): DrawnSheets {
  const found = new Map<string, Drawn>()
  try {
    const xml = openArchive(bytes, {...context, report() {}}).bytes('content.xml')
    if (xml) parseXml(xml, sheetHandler(found), context.limits.maxDepth)
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
  }
  return found
}

function sheetHandler(found: Map<string, Drawn>): XmlHandler {
  let drawn = nothingDrawn()
  let row = {at: 0, many: 0}
  let column = 0
  /** Columns the open cell takes; null outside of cells. */
  let cell: number | null = null
  /** Whether the drawings that are open are hidden, innermost last. */
  const drawings: boolean[] = []
  const boxes: SheetBox[] = []
  let paragraphs = 0

  const add = (text: string) => {
    const lines = boxes.at(-1)?.lines
    if (lines && paragraphs > 0) lines[lines.length - 1] += text
  }
  const open = (name: string, attributes: Attributes) => {
    if (name.startsWith('draw:')) drawings.push(isHidden(attributes))
    if (BOXES.test(name)) boxes.push({lines: [], at: cell === null ? null : {row: row.at, column}})
    else if (OBJECTS.test(name)) {
      if (!drawings.includes(true))
        drawn.objects.push(attributes['draw:notify-on-update-of-ranges'] === undefined ? EMBEDDED : CHART)
    } else if (name === 'text:p' || name === 'text:h') {
      if (boxes.length === 0) return
      paragraphs++
      boxes.at(-1)!.lines.push('')
    } else if (name === 'text:line-break') add('\n')
    else if (name === 'text:s' || name === 'text:tab') add(' ')
    else if (boxes.length > 0) return
    else if (name === 'table:table') {
      drawn = nothingDrawn()
      found.set(attributes['table:name'] ?? '', drawn)
      row = {at: 0, many: 0}
    } else if (name === 'table:table-row') {
      row = {at: row.at + row.many, many: count(attributes, 'table:number-rows-repeated')}
      column = 0
    } else if (isCell(name)) cell = count(attributes, 'table:number-columns-repeated')
  }
  return {
    open,
    text: add,
    close(name) {
      if (name.startsWith('draw:')) {
        const unseen = drawings.includes(true)
        drawings.pop()
        const box = BOXES.test(name) ? boxes.pop() : undefined
        if (box && !unseen) drawn.boxes.push(box)
      } else if (boxes.length > 0) {
        if (name === 'text:p' || name === 'text:h') paragraphs--
      } else if (isCell(name)) {
        column += cell ?? 0
        cell = null
      }
    },
  }
}

/** Whether a shape is not displayed: LibreOffice says so in a namespace of its own. */
function isHidden(attributes: Attributes): boolean {
  return Object.entries(attributes).some(([name, value]) => name.endsWith(':display') && value === 'none')
}

function isCell(name: string): boolean {
  return name === 'table:table-cell' || name === 'table:covered-table-cell'
}

/** A repetition; what no sheet can have has been refused before. */
function count(attributes: Attributes, name: string): number {
  return Math.max(1, Number(attributes[name] ?? 1) || 1)
}
