import type {LaidCell, LaidTable} from '../laid.ts'
import {plainText} from '../text/cellText.ts'
import {isValue} from '../text/text.ts'

const DOUBT = '本行在换页处，与上一页或下一页如何衔接不能确定'

/**
 * Makes the figures of the rows on both sides of a page end doubtful: one of them may be the rest of the other.
 * @param page the page after the end
 * @param above the table that ends before it: the same where the halves were joined
 */
export function markSeam(table: LaidTable, page: number, above: LaidTable): void {
  const lower = table.cells.filter(cell => cell.parts[0]!.page === page)
  const upper = above.cells.filter(cell => cell.parts[0]!.page < page)
  const first = lower.reduce((least, {row}) => Math.min(least, row), Infinity)
  const last = upper.reduce((most, {row}) => Math.max(most, row), -1)
  for (const cell of [...lower.filter(({row}) => row === first), ...upper.filter(({row}) => row === last)])
    mark(cell)
}

function mark(cell: LaidCell): void {
  const part = cell.parts[0]!
  if (cell.rowSpan > 1 || !isValue(plainText(cell)) || part.doubts?.includes(DOUBT)) return
  part.doubts = [...(part.doubts ?? []), DOUBT]
}
