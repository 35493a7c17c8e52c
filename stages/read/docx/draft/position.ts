import type {Block} from '../../../../pipeline/model/ast.ts'
import type {RunProperties} from '../format/properties.ts'
import type {ParagraphDraft} from './paragraph.ts'
import type {CellDraft, RowDraft, TableDraft} from './table.ts'

/** Blocks of the body, a cell or a text box, and text whose paragraph mark is gone and joins the next paragraph. */
export interface Container {
  blocks: Block[]
  /** How many of them stood there before it began: those of other text boxes. */
  before?: number
  joined?: {text: string; after: Block[]}
}

/** Everything that is open at one place; saved where a table, a cell or a text box begins inside. */
export interface Position {
  container: Container
  paragraph: ParagraphDraft | null
  run: RunProperties | null
  table: TableDraft | null
  row: RowDraft | null
  cell: CellDraft | null
  /** The cell that begins at this very position. */
  own: CellDraft | null
  fieldDepth: number
}

/** A position where nothing is open yet. */
export function positionIn(container: Container, cell: CellDraft | null, fieldDepth: number): Position {
  return {container, paragraph: null, run: null, table: null, row: null, cell, own: null, fieldDepth}
}
