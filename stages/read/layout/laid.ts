import type {Box} from '../../../pipeline/model/place.ts'
import type {GridCell} from './rules/cells.ts'
import type {FlowLine} from './text/paragraphs.ts'
import type {Glyph, Line, Picture} from './types.ts'

/** A cell; one that goes on over the end of a page has a part on each. */
export interface LaidCell extends GridCell {
  parts: CellPart[]
}

/** What of a cell stands on one page. */
export interface CellPart {
  page: number
  box: Box
  glyphs: Glyph[]
  /** Tables and pictures that stand inside the cell. */
  inner: (LaidTable | LaidPicture)[]
  /** Why it is not certain what stands here: Chinese clauses. */
  doubts?: string[] | undefined
  /** The lines last made of `glyphs`: a part is looked at from many sides. */
  made?: {of: readonly Glyph[]; lines: Line[]; text?: string}
}

/** A table as it lies on its page. */
export interface LaidTable {
  kind: 'table'
  page: number
  box: Box
  xs: number[]
  ys: number[]
  cells: LaidCell[]
  /** Whether the upper or lower side has no rule: a row broken by the end of the page looks so. */
  open: {top: boolean; bottom: boolean}
  ruled: boolean
}

export interface LaidPicture {
  kind: 'picture'
  page: number
  picture: Picture
}

/** A line of text outside of tables. */
export interface LaidLine extends FlowLine {
  kind: 'line'
}

export type LaidItem = LaidLine | LaidTable | LaidPicture

/** One page in reading order. */
export interface LaidPage {
  page: number
  width: number
  height: number
  items: LaidItem[]
}

/** The box of a line, table or picture, in points. */
export function boxOfItem(item: LaidItem): Box {
  return item.kind === 'line' ? item.line.box : item.kind === 'table' ? item.box : item.picture.box
}
