import type {Assignment} from '../columns/assign.ts'
import type {ColumnMap} from '../columns/headings.ts'
import type {OpenRow} from '../columns/settle.ts'
import type {GroupMatch, RowMatch} from '../rows/match.ts'
import type {DocRow} from '../rows/rows.ts'
import type {YearHeading} from '../tables/yearHeadings.ts'
import type {Form} from '../texts/form.ts'

/** A row of figures found for a row of the form. */
export interface Hit {
  kind: 'row'
  match: RowMatch
  row: DocRow
  map: ColumnMap
  assignment: Assignment
  /** The block whose caption stands above it. */
  under?: Form
}

/** A printed subtotal. */
export interface SubtotalHit {
  kind: 'subtotal'
  match: GroupMatch
  row: DocRow
  map: ColumnMap
  assignment: Assignment
}

/** A row with figures that is no row of the form. */
export interface UnknownHit {
  kind: 'unknown'
  form: Form
  row: DocRow
  label: string
}

export type AnyHit = Hit | SubtotalHit | UnknownHit

/** What was found, cells not yet given to columns. */
export type Found =
  | (OpenRow & {kind: 'row'; match: RowMatch; under?: Form})
  | (OpenRow & {kind: 'subtotal'; match: GroupMatch})
  | UnknownHit

/** What the walk knows when a row comes: it goes on from one table to the next, as split tables do. */
export interface State {
  form: Form | null
  map: ColumnMap | null
  after: {form: Form; row: number} | null
  /** The block whose caption came last. */
  under: Form | null
}

/** What was found in a table, or in one of several standing side by side in it. */
export interface Panel {
  found: Found[]
  evidence: number
  state: State
  /** It shows a caption of the form. */
  captioned: boolean
  /** The short text directly above its table. */
  title: string
  /** The heading with a year that its table stands under. */
  years: YearHeading | null
  /** Its figures stood behind their labels one by one. */
  listed: boolean
}
