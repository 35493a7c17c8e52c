import {type TextRow, textRowsOf} from '../inferred/fragments.ts'
import {inferredTables, type Sheet} from '../inferred/index.ts'
import type {LaidTable} from '../laid.ts'
import {isDigit} from '../text/text.ts'
import type {Glyph} from '../types.ts'

/** Share of a table's figures that stand in one cell with others where rules between cells are missing. */
const SHARED = 0.3
/** Fewest such figures. */
const MIN_SHARED = 4

/** Whether many figures stand in one cell with others, or with their headings: the table has a frame, but no rules between columns or rows. @param single cells that hold one figure for certain */
export function sharesCells<T extends {glyphs: readonly Glyph[]}>(
  cells: readonly T[],
  single: ReadonlySet<T>,
): boolean {
  let [all, shared] = [0, 0]
  for (const cell of cells) {
    const {glyphs} = cell
    let digits = 0
    for (const {text} of glyphs) if (isDigit(text)) digits++
    if (digits === 0) continue
    if (single.has(cell)) {
      all++
      continue
    }
    const rows = glyphs.length < 2 ? [] : textRowsOf(glyphs)
    const figures = rows.length === 0 ? 1 : valuesIn(rows)
    all += figures
    if (figures > 1 || (figures === 1 && rows.length > 1)) shared += figures
  }
  return shared >= MIN_SHARED && shared >= SHARED * all
}

function valuesIn(rows: readonly TextRow[]): number {
  return rows.reduce((sum, row) => sum + row.fragments.filter(({value}) => value).length, 0)
}

/** The tables within a frame by the alignment of their text; none where not all of its figures are in them. */
export function partedTables(glyphs: readonly Glyph[], page: Sheet): LaidTable[] {
  const {tables, rest} = inferredTables(glyphs, page)
  return valuesIn(textRowsOf(rest)) === 0 ? tables : []
}
