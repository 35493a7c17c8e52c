import type {TextRow} from './pieces.ts'

/**
 * Rows parted by commas with the thousands of figures joined again that were parted with them (`行政许可,3,342`): where a row has
 * more cells than the headings, and just as many places where figures can be joined. Other rows are returned as they are.
 */
export function withThousands(rows: TextRow[]): TextRow[] {
  const [heading] = rows
  if (!heading || heading.cells.some(({text}) => /^\d/.test(text))) return rows
  const width = heading.cells.length
  return rows.map(row => {
    const joined = joinedThousands(row)
    return row.cells.length > width && joined.cells.length === width ? joined : row
  })
}

function joinedThousands({cells}: TextRow): TextRow {
  const out: TextRow['cells'] = []
  for (const cell of cells) {
    const last = out.at(-1)
    if (last && /^\d{1,3}(?:,\d{3})*$/.test(last.text) && /^\d{3}(?:\.\d+)?$/.test(cell.text))
      out[out.length - 1] = {...last, text: `${last.text},${cell.text}`}
    else out.push(cell)
  }
  return {cells: out}
}
