import type {Block} from '../../../../pipeline/model/ast.ts'
import type {SpannedCell} from '../../../../pipeline/model/grid.ts'

/** What a `<td>` or `<th>` holds before it has an address. */
export interface CellContent {
  blocks: Block[]
  header: boolean
  deleted: string[]
  doubt: string | null
}

/** The cells of one `<tr>`. */
export type Row = SpannedCell<CellContent>[]

/** A thead, tbody or tfoot. */
export interface Group {
  kind: 'head' | 'body' | 'foot'
  rows: Row[]
}
