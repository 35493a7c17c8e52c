import {type Table, textOf} from '../../../pipeline/model/ast.ts'
import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import type {GridProblem} from '../../../pipeline/model/grid.ts'

const FIGURE = /^[+\-－−]?\d[\d,，.．]*\s*(?:[件条项个元]|万元)?$/
const NAMED = 4

/** Whether a text is a figure and nothing else, in half or full width. */
export function isFigure(text: string): boolean {
  return text.length < 24 && FIGURE.test(text.normalize('NFKC').replace(/\s+/g, ''))
}

/**
 * What to say of a table's spans, or null. A hole matters where it may be a lost cell: between cells, in a column that
 * holds figures, or in a row that does; overlaps always do. Rows that end where the row above or below ends have lost
 * nothing there: another row is too wide, a note below or another table set below this one. What is left (ragged row ends, nonsense spans and spans over
 * the last row in a table that is regular without them) changes no figure's place and is said quietly; of a table
 * without figures (layout, navigation) only overlaps are worth a word.
 */
export function spanProblems(table: Table, problems: GridProblem[]): FindingDetails | null {
  if (problems.length === 0) return null
  const columns = new Set<number>()
  const rows = new Set<number>()
  const rightmost = new Map<number, number>()
  const starting = new Map<number, number>()
  for (const cell of table.children) {
    const single = cell.children.length <= 2 && cell.children[0]?.type === 'paragraph'
    if (single && isFigure(textOf(cell.children[0]!))) {
      columns.add(cell.column)
      rows.add(cell.row)
    }
    starting.set(cell.row, (starting.get(cell.row) ?? 0) + 1)
    for (let r = cell.row; r < cell.row + cell.rowSpan; r++) {
      rightmost.set(r, Math.max(rightmost.get(r) ?? 0, cell.column + cell.columnSpan))
    }
  }
  const figures = columns.size > 0
  const matters = (problem: GridProblem) => {
    if (problem.kind === 'overlap') return true
    if (!figures || problem.kind !== 'hole') return false
    const end = rightmost.get(problem.row) ?? 0
    const between = problem.column < end
    if (!between && (rightmost.get(problem.row - 1) === end || rightmost.get(problem.row + 1) === end))
      return false
    // A row with one cell of its own is a heading over the whole width, drawn too short.
    const shortRow = columns.has(problem.column) && (starting.get(problem.row) ?? 0) > 1
    return between || rows.has(problem.row) || shortRow
  }
  const serious = problems.filter(matters)
  if (serious.length === 0 && !figures) return null
  const shown = serious.length > 0 ? serious : problems
  const what = `第 ${table.place?.table} 个表格${describe(shown)}`
  return serious.length > 0 ? {values: {what}} : {values: {what}, severity: 'info'}
}

function describe(problems: GridProblem[]): string {
  const holes = new Map<number, number[]>()
  const clauses: string[] = []
  for (const {kind, row, column} of problems) {
    if (kind === 'hole') {
      const known = holes.get(row)
      if (known) known.push(column)
      else holes.set(row, [column])
    } else {
      const where = `第 ${row + 1} 行第 ${column + 1} 列`
      if (kind === 'overlap') clauses.push(`${where}有单元格重叠`)
      else if (kind === 'outside') clauses.push(`${where}的跨度超出表格`)
      else clauses.push(`${where}的跨度数值不合理`)
    }
  }
  for (const [row, columns] of holes)
    clauses.push(`第 ${row + 1} 行缺 ${columns.length} 格（第 ${columns[0]! + 1} 列起）`)
  const more = clauses.length > NAMED ? `等 ${clauses.length} 处` : ''
  return clauses.slice(0, NAMED).join('，') + more
}
