import type {Collector} from '../collector.ts'
import {keysOfRow} from '../texts/form.ts'
import type {AnyHit, Hit, UnknownHit} from '../walk/found.ts'

/**
 * Figures that may have slid by a row: a table holds a row of figures without a label, and a labelled row without any figure
 * before it. Sums across a row hold all the same, so every figure of the table is named (S21).
 */
export function slidFindings(hits: AnyHit[], add: Collector['add']): void {
  const stray = hits.filter((hit): hit is UnknownHit => hit.kind === 'unknown' && hit.label === '')
  for (const {row: unlabelled, form} of stray) {
    const rows = hits.filter(
      (hit): hit is Hit =>
        hit.kind === 'row' && hit.row.table === unlabelled.table && hit.match.form.table === form.table,
    )
    const empty = rows.some(hit => isEmpty(hit) && hit.row.index < unlabelled.index)
    if (!empty) continue
    const what = '表中有一行数字没有行名，又有行名后面没有数字，数字可能整体错了行'
    const keys = rows.flatMap(({match}) => keysOfRow(match.form, match.row))
    const place = unlabelled.cells[0]?.place ?? {}
    add('S21', {values: {table: form.table.title, row: '各行', what}, severity: 'error', keys, place})
  }
}

function isEmpty({row, match}: Hit): boolean {
  return row.cells.slice(match.at + 1).every(({kind}) => kind === 'blank')
}
