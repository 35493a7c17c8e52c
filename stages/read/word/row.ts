import type {Block} from '../../../pipeline/model/ast.ts'
import type {CellNotes} from './cellNotes.ts'
import type {Ground} from './ink.ts'

/** How a cell continues the one before it or above it. */
export type Merge = 'none' | 'first' | 'continued'

/** How a cell is merged with its neighbours, and its ground. */
export interface CellShape {
  horizontal: Merge
  vertical: Merge
  /** What the cell is shaded with. */
  ground?: Ground | null
}

/** A table row's definition as Word keeps it: n cells and their n + 1 edges in twips from the margin. */
export interface RowShape {
  edges: number[]
  cells: CellShape[]
  /** Repeated as a heading on every page. */
  header: boolean
}

/** What a cell holds, and what is known of it besides. */
export interface WordCell {
  content: Block[]
  notes: CellNotes
}

/** A row as read: what its cells hold, and its definition where there was one. */
export interface WordRow {
  cells: WordCell[]
  shape: RowShape | null
  /** Where the row ends, in characters of the document's text. */
  offset: number
}

/** A cell between two edges, with the cells merged into it from the right. */
export interface Span {
  left: number
  right: number
  vertical: Merge
  header: boolean
  content: Block[]
  notes: CellNotes
  ground: Ground | null
  /** What the source holds in cells that merging covers: Word does not show it. */
  covered: Block[]
}

/** Width given to cells that the row holds beyond its definition, twips. */
const UNKNOWN_WIDTH = 720

/**
 * The cells of a row from left to right with ascending edges. Horizontally merged cells are joined; cells without width
 * and content are dropped; a cell without width but with content gets one twip, so that it keeps a column of its own.
 */
export function spansOf(cells: WordCell[], shape: RowShape): Span[] {
  const spans: Span[] = []
  let right = shape.edges[0] ?? 0
  cells.forEach(({content, notes}, i) => {
    const definition = shape.cells[i]
    const edge = definition ? (shape.edges[i + 1] ?? right) : right + UNKNOWN_WIDTH
    const last = spans.at(-1)
    if (definition?.horizontal === 'continued' && last) {
      last.right = Math.max(last.right, edge)
      last.covered.push(...content)
      right = last.right
      return
    }
    if (edge <= right && content.length === 0) return
    const left = right
    right = Math.max(edge, right + 1)
    spans.push({
      left,
      right,
      vertical: definition?.vertical ?? 'none',
      header: shape.header,
      content,
      notes,
      ground: definition?.ground ?? null,
      covered: [],
    })
  })
  return spans
}
