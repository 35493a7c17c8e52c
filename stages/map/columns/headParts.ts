import type {DocCell} from '../rows/rows.ts'
import type {MapConfig} from '../settings.ts'
import {type Form, labelsOf} from '../texts/form.ts'
import {isLabel} from '../texts/labels.ts'
import {printedOf} from '../texts/printed.ts'

/**
 * Rows of headings in which narrow headings were broken over two rows (商业 科研 社会公益组织, below it 企业 机构), joined: where
 * every text of the lower row, in its turn, makes a heading of the form with one of the row above. Others stay as they are.
 * Where the same headings come again and again, as over the disputes, a part may belong to several: not for these.
 */
export function withPartsJoined(form: Form, rows: DocCell[][], config: MapConfig): DocCell[][] {
  const out: DocCell[][] = []
  for (const row of rows) {
    const above = out.at(-1)
    const joined = above && row.length <= above.length ? joinedRows(form, above, row, config) : null
    if (joined) out[out.length - 1] = joined
    else out.push(row)
  }
  return out
}

function joinedRows(form: Form, above: DocCell[], below: DocCell[], config: MapConfig): DocCell[] | null {
  const joined: DocCell[] = []
  let next = 0
  for (const cell of above) {
    const part = below[next]
    const text = part && `${cell.text}${part.text}`
    if (text !== undefined && isColumn(form, printedOf(text, config).letters)) {
      joined.push({...cell, ...printedOf(text, config)})
      next++
    } else joined.push(cell)
  }
  return next > 0 && next === below.length ? joined : null
}

function isColumn(form: Form, letters: string): boolean {
  return form.columns.some(leaf => isLabel(letters, labelsOf(leaf)))
}
