import {parsePart} from '../../ooxml/package.ts'
import type {Attributes} from '../../ooxml/xml.ts'
import type {ReadContext} from '../../reader.ts'
import {DRAWN, INDEXES, SKIPPED} from './elements.ts'
import {createFlow} from './flow.ts'
import {createFrames} from './frames.ts'
import {createLists} from './lists.ts'
import {createPackage, MAIN} from './package.ts'
import {createPlaces, type End} from './places.ts'
import {empty, type Sink} from './sink.ts'
import {createStyles} from './styles.ts'
import {createTables} from './tables.ts'

/**
 * The parts of an Office Open XML package that say what an OpenDocument text says (ODF 1.3): its parts in the order in which
 * they build on each other, or the one file of a flat one.
 * @throws UnreadableError where there is no text.
 */
export function openDocumentParts(
  files: readonly {name: string; bytes: Uint8Array}[],
  context: ReadContext,
): Map<string, Uint8Array> {
  const places = createPlaces()
  const output = createPackage(places, context)
  const styles = createStyles()
  const lists = createLists()
  const tables = createTables(MAIN, context)
  const flow = createFlow({places, output, styles, lists, tables})
  const frames = createFrames({link: output.link, isClipped: styles.isClipped, store: output.store})
  /** What is to be done at the ends of the open elements, innermost last. */
  const open: (End | null)[] = []
  let skip = 0
  /** Whether the place is inside a drawing whose paragraph is open. */
  let drawing = false

  function table(sink: Sink, name: string, attributes: Attributes): End | null {
    switch (name) {
      case 'table:table':
        tables.startTable(sink)
        return () => tables.endTable()
      case 'table:table-column':
        tables.column(attributes)
        return null
      case 'table:table-header-rows':
        tables.headerRows(1)
        return () => tables.headerRows(-1)
      case 'table:table-row':
        tables.startRow(flow.isHidden() ? {...attributes, 'table:visibility': 'collapse'} : attributes)
        return () => tables.endRow()
      case 'table:table-cell':
      case 'table:covered-table-cell': {
        const content = tables.startCell(
          attributes,
          name === 'table:covered-table-cell',
          styles.cellGround(attributes['table:style-name']),
        )
        if (!content) return null
        const leave = places.within(content, null)
        return () => {
          leave()
          tables.endCell()
        }
      }
      default:
        return null
    }
  }

  function drawn(sink: Sink, name: string, attributes: Attributes): End | null {
    if (flow.isDeleted() || flow.isHidden()) return null
    const end = frames.open(sink, name, attributes, places.look() == null && !drawing)
    const before = drawing
    drawing = true
    const leave = places.looking(null)
    return () => {
      leave()
      drawing = before
      end?.()
    }
  }

  /** Indexes repeat the headings: they are shown as what Word calls a table of contents. */
  function index(sink: Sink): End {
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

  function start(name: string, attributes: Attributes): End | null {
    const sink = places.sink()
    if (!sink) return output.outside(name, attributes)
    if (name.startsWith('table:')) return flow.isDeleted() ? null : table(sink, name, attributes)
    if (DRAWN.test(name)) return drawn(sink, name, attributes)
    return INDEXES.test(name) ? index(sink) : flow.open(sink, name, attributes)
  }

  const handler = {
    open(name: string, attributes: Attributes) {
      if (skip) skip++
      else if (SKIPPED.has(name)) {
        skip = 1
      } else {
        styles.open(name, attributes)
        lists.open(name, attributes)
        open.push(start(name, attributes))
      }
    },
    text(text: string) {
      if (skip || frames.text(text) || output.text(text)) return
      const sink = places.sink()
      if (sink && places.look()) flow.text(sink, text)
    },
    close(name: string) {
      if (skip > 0) {
        skip--
        return
      }
      open.pop()?.()
      styles.close(name)
      lists.close(name)
    },
  }
  for (const {name, bytes} of files) parsePart(name, bytes, handler, context)
  return output.finish()
}
