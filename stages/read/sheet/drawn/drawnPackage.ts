import {type OfficePackage, openPackage} from '../../ooxml/package.ts'
import type {XmlHandler} from '../../ooxml/xml.ts'
import {type ReadContext, UnreadableError} from '../../reader.ts'
import {repeatsCells} from './charts.ts'
import {CHART, DIAGRAM, type Drawn, type DrawnSheets, EMBEDDED, nothingDrawn, type SheetBox} from './drawn.ts'

const SHAPES = new Set(['sp', 'cxnSp', 'grpSp', 'graphicFrame', 'pic'])
/** Types of relationships from a sheet to an object in it: of another program, or a document of Office. */
const OBJECTS = new Set(['oleObject', 'package'])

/**
 * Boxes of text, charts and other objects on the sheets of an Office Open XML workbook (ECMA-376, 20.5). What is wrong with the
 * package has been said of its cells.
 */
export function drawnPackage(bytes: Uint8Array, context: ReadContext): DrawnSheets {
  const found = new Map<string, Drawn>()
  try {
    const parts = openPackage(bytes, {...context, report() {}})
    const links = parts.relationships(parts.main)
    const sheets: {name: string; part: string}[] = []
    const hidden = new Set<string>()
    parts.parse(parts.main, {
      open(name, {name: title, 'r:id': id, state}) {
        if (title !== undefined && /hidden/i.test(state ?? '')) hidden.add(title)
        const part = localName(name) === 'sheet' ? links.find(link => link.id === id)?.target : undefined
        if (part !== undefined && title !== undefined) sheets.push({name: title, part})
      },
      close() {},
    })
    for (const {name, part} of sheets) {
      const drawn = nothingDrawn()
      for (const {type, target, external} of parts.relationships(part)) {
        if (OBJECTS.has(type)) drawn.objects.push(EMBEDDED)
        if (
          type === 'drawing' &&
          !external &&
          !parts.parse(target, drawingHandler(drawn, chartsOf(parts, target, hidden)))
        )
          drawn.lost.push(`的绘图部件 ${target} 没有或不能读到底，其中的文本框可能缺失`)
      }
      found.set(name, drawn)
    }
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
  }
  return found
}

/** Charts of a drawing of which every figure stands in cells, by the id the drawing has for them. */
function chartsOf(parts: OfficePackage, drawing: string, hidden: ReadonlySet<string>): ReadonlySet<string> {
  const charts = parts.relationships(drawing).filter(({type, external}) => type === 'chart' && !external)
  return new Set(charts.filter(({target}) => repeatsCells(parts, target, hidden)).map(({id}) => id))
}

/**
 * Collects what a drawing shows; of two ways to draw the same the first, which newer programs take.
 * @param repeated charts that show nothing of their own
 */
function drawingHandler(drawn: Drawn, repeated: ReadonlySet<string>): XmlHandler {
  let at: NonNullable<SheetBox['at']> | null = null
  let number: string | null = null
  let corner = false
  let fallback = 0
  let inText = false
  /** Whether the shapes that are open are hidden, innermost last. */
  const hidden: boolean[] = []
  let box: SheetBox | null = null

  const object = (what: string) => {
    if (!hidden.includes(true)) drawn.objects.push(what)
  }
  const add = (text: string) => {
    if (box) box.lines[box.lines.length - 1] += text
  }
  return {
    open(name, attributes) {
      const element = localName(name)
      if (element === 'Fallback') fallback++
      if (fallback > 0) return
      if (SHAPES.has(element)) hidden.push(false)
      if (element.endsWith('Anchor')) at = null
      else if (element === 'from') {
        corner = true
        at = {row: 0, column: 0}
      } else if (corner && (element === 'row' || element === 'col')) number = ''
      else if (element === 'cNvPr' && hidden.length > 0)
        hidden[hidden.length - 1] = /^(?:1|true)$/.test(attributes.hidden ?? '')
      else if (element === 'txBody') box = {lines: [], at}
      else if (element === 'p') box?.lines.push('')
      else if (element === 't') inText = true
      else if (element === 'br') add('\n')
      else if (element === 'chart' && !repeated.has(attributes['r:id'] ?? '')) object(CHART)
      else if (element === 'relIds') object(DIAGRAM)
    },
    text(text) {
      if (number !== null) number += text
      else if (inText) add(text)
    },
    close(name) {
      const element = localName(name)
      if (element === 'Fallback') fallback--
      if (fallback > 0) return
      if (SHAPES.has(element)) hidden.pop()
      else if (element === 'from') corner = false
      else if (element === 't') inText = false
      else if (element === 'txBody' && box) {
        if (!hidden.includes(true)) drawn.boxes.push(box)
        box = null
      } else if (number !== null) {
        if (at) at[element === 'row' ? 'row' : 'column'] = Number(number)
        number = null
      }
    },
  }
}

/** Names of spreadsheets and their drawings have no prefix of ours. */
function localName(name: string): string {
  return name.replace(/^.*[?:]/, '')
}
