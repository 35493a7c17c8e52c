import {type Table, textOf} from '../../pipeline/model/ast.ts'
import {fold} from '../../pipeline/model/text.ts'
import type {FormTable} from '../stages/read/pdf/form.ts'

/** Rows of texts, blank places left out, compared as labels are. */
type Rows = string[][]

/** The same rows as any converter could give them: cells over several rows belong to none. */
export function rowsOfForm(tables: readonly FormTable[]): Rows {
  return tables.flatMap(({rows, cells}) =>
    Array.from({length: rows}, (_, row) =>
      filled(cells.filter(cell => cell.row === row && cell.rowSpan === 1).map(cell => cell.text)),
    ),
  )
}

export function rowsOfTables(tables: readonly Table[]): Rows {
  return tables.flatMap(({rows, children}) =>
    Array.from({length: rows}, (_, row) =>
      filled(children.filter(cell => cell.row === row && cell.rowSpan === 1).map(textOf)),
    ),
  )
}

export function filled(texts: readonly string[]): string[] {
  return texts.map(fold).filter(text => text !== '')
}

/**
 * Cells of rows that came out whole and in order: a row given counts for a row printed when it ends with its texts, so that
 * the label of a group may stand in front. Each row given counts once.
 */
export function rightCells(printed: Rows, given: Rows): {right: number; all: number} {
  const left = given.map(row => row.join('|'))
  let right = 0
  for (const row of printed) {
    const text = row.join('|')
    const at = row.length === 0 ? -1 : left.findIndex(other => other === text || other.endsWith(`|${text}`))
    if (at < 0) continue
    left.splice(at, 1)
    right += row.length
  }
  return {right, all: printed.reduce((sum, row) => sum + row.length, 0)}
}
