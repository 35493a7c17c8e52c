import {keysOfRow} from '../texts/form.ts'
import type {Hit} from '../walk/found.ts'

/**
 * Rows that only one of several tables shows, while another row of the same form stands in more than one of them with other
 * figures: they may be another year's (上年数, a sample), and no conflict says so.
 */
export function onceOnly(hits: Hit[]): {hit: Hit; keys: string[]}[] {
  const byForm = grouped(hits, ({match}) => match.form.table.key)
  return byForm.flatMap(own => {
    const rows = grouped(own, ({match}) => match.form.keys[match.row])
    const rivals = new Set(rows.filter(differ).flatMap(row => row.map(hit => hit.row.table)))
    if (rivals.size < 2) return []
    return rows.flatMap(([hit, ...others]) =>
      hit && others.length === 0 && rivals.has(hit.row.table)
        ? [{hit, keys: keysOfRow(hit.match.form, hit.match.row)}]
        : [],
    )
  })
}

/** Whether hits of one row stand in different tables with different figures in one and the same column. */
function differ([first, ...others]: Hit[]): boolean {
  return others.some(
    other =>
      other.row.table !== first!.row.table &&
      other.map.columns.some(({column}) => {
        if (column === null) return false
        const [a, b] = [first!, other].map(({assignment}) => assignment.cells[column])
        return a && b && a.kind === 'value' && b.kind === 'value' && a.text !== b.text
      }),
  )
}

/** Hits with the same mark together. */
function grouped(hits: Hit[], markOf: (hit: Hit) => unknown): Hit[][] {
  const groups = new Map<unknown, Hit[]>()
  for (const hit of hits) {
    const mark = markOf(hit)
    const group = groups.get(mark)
    if (group) group.push(hit)
    else groups.set(mark, [hit])
  }
  return [...groups.values()]
}
