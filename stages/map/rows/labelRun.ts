import type {MapConfig} from '../settings.ts'
import type {Form} from '../texts/form.ts'
import {isRowLabel, rowsNamed} from '../texts/senses.ts'
import type {DocCell, DocRow} from './rows.ts'

/**
 * Labels that follow one another before figures, where a text shows a cell a line and blank cells left no trace: each row but
 * the last is blank, and the figures are those of the label just before them.
 */
export function partLabels(row: DocRow, forms: Form[], config: MapConfig): DocRow[] {
  if (row.grid) return [row]
  const figure = row.cells.findIndex(({kind}) => kind === 'value')
  const labels = row.cells
    .slice(0, Math.max(figure, 0))
    .flatMap((cell, at) => (isOfForm(cell, forms) ? [at] : []))
  const ends = labels.flatMap((at, i) => {
    const [label, next] = [row.cells[at]!, row.cells[labels[i + 1] ?? -1]]
    // A text repeated in neighbouring cells is one merged cell.
    return next && next.letters !== label.letters && isLeaf(label, forms, config) ? [at + 1] : []
  })
  if (ends.length === 0) return [row]
  return [0, ...ends].map((from, i) => ({...row, cells: row.cells.slice(from, ends[i])}))
}

function isOfForm(cell: DocCell, forms: Form[]): boolean {
  return cell.kind === 'words' && forms.some(form => isRowLabel(form, cell))
}

/** Whether a text is the label of a row that has figures of its own. */
function isLeaf(cell: DocCell, forms: Form[], config: MapConfig): boolean {
  return forms.some(form =>
    rowsNamed(form, cell, config).some(({grade}) => grade === 'official' || grade === 'alias'),
  )
}
