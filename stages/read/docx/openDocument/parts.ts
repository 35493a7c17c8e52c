import {parsePart} from '../../ooxml/package.ts'
import type {Attributes} from '../../ooxml/xml.ts'
import type {ReadContext} from '../../reader.ts'
import {DRAWN, INDEXES, SKIPPED} from './elements.ts'
import {createFlow, type Flow, isDeleted, isHidden, openText, takeText} from './flow.ts'
import {createFrames, type Frames} from './frames.ts'
import {closeListElement, createLists, openListElement} from './lists.ts'
import {createPackage, MAIN} from './package.ts'
import {createPlaces, type End} from './places.ts'
import {empty, type Sink} from './sink.ts'
import {createStyles} from './styles.ts'
import {
  addColumns,
  beginCell,
  beginHeaderRows,
  beginRow,
  beginTable,
  createTables,
  endCell,
  endHeaderRows,
  endRow,
  endTable,
} from './tables.ts'

/** A document on its way from OpenDocument to Office Open XML. */
interface Conversion {
  readonly flow: Flow
  readonly frames: Frames
  /** What is to be done at the ends of the open elements, innermost last. */
  readonly ends: (End | null)[]
  /** How many open elements are left out. */
  skipped: number
  /** Whether the place is inside a drawing whose paragraph is open. */
  isDrawing: boolean
}

/**
 * The parts of an Office Open XML package that say what an OpenDocument text says (ODF 1.3): its parts in the order in which
 * they build on each other, or the one file of a flat one.
 * @throws UnreadableError where there is no text.
 */
export function openDocumentParts(
  files: readonly {name: string; bytes: Uint8Array}[],
  context: ReadContext,
): Map<string, Uint8Array> {
  const conversion = startConversion(context)
  const handler = {
    open: (name: string, attributes: Attributes) => openElement(conversion, name, attributes),
    text: (text: string) => addText(conversion, text),
    close: (name: string) => closeElement(conversion, name),
  }
  for (const {name, bytes} of files) parsePart(name, bytes, handler, context)
  return conversion.flow.output.finish()
}

function startConversion(context: ReadContext): Conversion {
  const places = createPlaces()
  const output = createPackage(places, context)
  const styles = createStyles()
  return {
    flow: createFlow({
      places,
      output,
      styles,
      lists: createLists(),
      tables: createTables(MAIN, context),
    }),
    frames: createFrames({link: output.link, isClipped: styles.isClipped, store: output.store}),
    ends: [],
    skipped: 0,
    isDrawing: false,
  }
}

function openElement(conversion: Conversion, name: string, attributes: Attributes): void {
  const {styles, lists} = conversion.flow
  if (conversion.skipped > 0 || SKIPPED.has(name)) {
    conversion.skipped++
    return
  }
  styles.open(name, attributes)
  openListElement(lists, name, attributes)
  conversion.ends.push(begin(conversion, name, attributes))
}

function addText({flow, frames, skipped}: Conversion, text: string): void {
  const {places, output} = flow
  if (skipped > 0 || frames.text(text) || output.text(text)) return
  const sink = places.sink()
  if (sink && places.look()) takeText(flow, sink, text)
}

function closeElement(conversion: Conversion, name: string): void {
  if (conversion.skipped > 0) {
    conversion.skipped--
    return
  }
  conversion.ends.pop()?.()
  conversion.flow.styles.close(name)
  closeListElement(conversion.flow.lists, name)
}

/** Hands an element to what it is part of. Gives what is to be done at its end. */
function begin(conversion: Conversion, name: string, attributes: Attributes): End | null {
  const {flow} = conversion
  const sink = flow.places.sink()
  if (!sink) return flow.output.outside(name, attributes)
  if (name.startsWith('table:'))
    return isDeleted(flow) ? null : openTableElement(flow, sink, name, attributes)
  if (DRAWN.test(name)) return openDrawing(conversion, sink, name, attributes)
  return INDEXES.test(name) ? openIndex(sink) : openText(flow, sink, name, attributes)
}

function openTableElement(flow: Flow, sink: Sink, name: string, attributes: Attributes): End | null {
  switch (name) {
    case 'table:table':
      beginTable(flow.tables, sink)
      return () => endTable(flow.tables)
    case 'table:table-column':
      addColumns(flow.tables, attributes)
      return null
    case 'table:table-header-rows':
      beginHeaderRows(flow.tables)
      return () => endHeaderRows(flow.tables)
    case 'table:table-row':
      beginRow(flow.tables, isHidden(flow) ? {...attributes, 'table:visibility': 'collapse'} : attributes)
      return () => endRow(flow.tables)
    case 'table:table-cell':
      return openCell(flow, attributes, false)
    case 'table:covered-table-cell':
      return openCell(flow, attributes, true)
    default:
      return null
  }
}

function openCell(flow: Flow, attributes: Attributes, isCovered: boolean): End | null {
  const ground = flow.styles.cellGround(attributes['table:style-name'])
  const content = beginCell(flow.tables, attributes, isCovered, ground)
  if (!content) return null
  const leave = flow.places.within(content, null)
  return () => {
    leave()
    endCell(flow.tables)
  }
}

function openDrawing(conversion: Conversion, sink: Sink, name: string, attributes: Attributes): End | null {
  const {flow, frames, isDrawing} = conversion
  if (isDeleted(flow) || isHidden(flow)) return null
  const isBare = flow.places.look() == null && !isDrawing
  const end = frames.open(sink, name, attributes, isBare)
  conversion.isDrawing = true
  const leave = flow.places.looking(null)
  return () => {
    leave()
    conversion.isDrawing = isDrawing
    end?.()
  }
}

/** Indexes repeat the headings: they are shown as what Word calls a table of contents. */
function openIndex(sink: Sink): End {
  sink.open('w:sdt', {})
  sink.open('w:sdtPr', {})
  empty(sink, 'w:docPartGallery', {'w:val': 'Table of Contents'})
  sink.close('w:sdtPr')
  sink.open('w:sdtContent', {})
  return () => {
    sink.close('w:sdtContent')
    sink.close('w:sdt')
  }
}
