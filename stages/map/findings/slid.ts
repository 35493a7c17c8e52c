import type {Collector} from '../collector.ts'
import {type Form, keysOfRow} from '../texts/form.ts'
import type {AnyHit, Hit, UnknownHit} from '../walk/found.ts'

/**
 * Figures that may have slid by a row: a table holds a row of figures without a label, and a labelled row without any figure
 * before it, or a row of the form is missing elsewhere than where that row stands. Sums across a row hold all the same, so every
 * figure of the table is named (S21).
 */
export function slidFindings(hits: AnyHit[], forms: Form[], add: Collector['add']): void {
  const stray = hits.filter((hit): hit is UnknownHit => hit.kind === 'unknown' && hit.label === '')
  for (const {row: unlabelled} of stray) {
    // Before the first row that was told it counts to the table before.
    const rows = hits.filter((hit): hit is Hit => hit.kind === 'row' && hit.row.table === unlabelled.table)
    const [first] = rows
    if (!first) continue
    const empty = rows.some(hit => isEmpty(hit) && hit.row.index < unlabelled.index)
    if (!empty && !lacksAnother(unlabelled.index, rows, hits, forms)) continue
    const what = empty
      ? '表中有一行数字没有行名，又有行名后面没有数字，数字可能整体错了行'
      : '表中有一行数字没有行名，又在别处缺一行，行名与数字可能整体错了行'
    const keys = rows.flatMap(({match}) => keysOfRow(match.form, match.row))
    const place = unlabelled.cells[0]?.place ?? {}
    add('S21', {
      values: {table: first.match.form.table.title, row: '各行', what},
      severity: 'error',
      keys,
      place,
    })
  }
}

function isEmpty({row, match}: Hit): boolean {
  return row.cells.slice(match.at + 1).every(({kind}) => kind === 'blank')
}

/** Whether rows of the form are missing, none of them where the row without a label stands: its label was not merely lost. */
function lacksAnother(at: number, rows: Hit[], hits: AnyHit[], forms: Form[]): boolean {
  const [first] = rows
  if (!first || !rows.some(({row}) => row.index > at)) return false
  const own = forms.filter(({table}) => table === first.match.form.table)
  const order = own.flatMap(form => form.rows.map((_, row) => ({form, row})))
  const orderOf = (hit: Hit) =>
    order.findIndex(({form, row}) => form === hit.match.form && row === hit.match.row)
  const found = new Set(hits.filter((hit): hit is Hit => hit.kind === 'row').map(orderOf))
  const missing = order.flatMap((_, i) => (found.has(i) ? [] : [i]))
  const before = Math.max(-1, ...rows.filter(({row}) => row.index < at).map(orderOf))
  const behind = Math.min(order.length, ...rows.filter(({row}) => row.index > at).map(orderOf))
  return missing.length > 0 && !missing.some(i => i > before && i < behind)
}
