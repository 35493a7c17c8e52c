import {cellsOf, type Format, type FormBlock, leavesOf} from '../../../pipeline/model/format.ts'
import {type Heading, headingDepth, layHeadings} from '../workbook/headings.ts'

/** A rectangle of the official form; rows and columns of a grid of fifteen equal columns, counted from 0. */
export interface FormBox {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
  text?: string
  key?: string
  look: 'caption' | 'heading' | 'label' | 'figure'
}

/** The widest table has fifteen columns of figures and no row headings. */
export const UNITS = 15
/** Columns that figures take beside row headings: each one unit where there are many, the part left of six where few. */
const FEW = 3
const BESIDE = 9
/** Units of the row headings of each level, by how deep they go (else one each); the last takes the rest. */
const LEVELS: Record<number, number[]> = {2: [2], 3: [1, 2]}

/** Lays the tables of a format out as the form prints them: a title, then the blocks one below the other. */
export function formBoxes(format: Format): FormBox[] {
  const boxes: FormBox[] = []
  let row = 0
  for (const table of format.tables) {
    boxes.push({row, column: 0, rowSpan: 1, columnSpan: UNITS, text: table.title, look: 'caption'})
    row++
    for (const block of table.blocks) {
      const laid = blockBoxes(format, table.key, block, row)
      boxes.push(...laid.boxes)
      row = laid.end
    }
  }
  return boxes
}

function blockBoxes(format: Format, table: string, block: FormBlock, start: number) {
  const boxes: FormBox[] = []
  let row = start
  if (block.caption !== undefined) {
    boxes.push({row, column: 0, rowSpan: 1, columnSpan: UNITS, text: block.caption, look: 'heading'})
    row++
  }
  const columns = leavesOf(block.columns, 'columns')
  const rows = leavesOf(block.rows, 'rows')
  const bare = rows.every(({path}) => path.length === 0)
  const room = bare ? UNITS : columns.length <= FEW ? BESIDE : columns.length
  const width = Math.max(1, Math.floor(room / columns.length))
  const labels = UNITS - width * columns.length
  const paths = columns.map(({path}) => path.map(names => names[0]!))
  const depth = headingDepth(paths)
  for (const heading of layHeadings(paths, depth)) boxes.push(headingBox(heading, row, labels, width))
  if (labels > 0) {
    const text = block.stub ?? ''
    boxes.push({row, column: 0, rowSpan: depth, columnSpan: labels, text, look: 'heading'})
  }
  row += depth
  if (!bare)
    boxes.push(
      ...rowLabels(
        rows.map(({path}) => path.map(names => names[0]!)),
        row,
        labels,
      ),
    )
  for (const cell of cellsOf(format).filter(one => one.table === table && one.block === block.key)) {
    const i = rows.findIndex(one => one.key === cell.row.key)
    const n = columns.findIndex(one => one.key === cell.column.key)
    boxes.push({
      row: row + i,
      column: labels + n * width,
      rowSpan: 1,
      columnSpan: width,
      key: cell.key,
      look: 'figure',
    })
  }
  return {boxes, end: row + rows.length}
}

function headingBox(heading: Heading, row: number, labels: number, width: number): FormBox {
  return {
    row: row + heading.row,
    column: labels + heading.column * width,
    rowSpan: heading.rowSpan,
    columnSpan: heading.columnSpan * width,
    text: heading.label,
    look: 'heading',
  }
}

/** Row headings are column headings turned by a quarter. */
function rowLabels(paths: string[][], row: number, units: number): FormBox[] {
  const depth = headingDepth(paths)
  const given = LEVELS[depth] ?? new Array<number>(depth - 1).fill(1)
  const starts = Array.from({length: depth + 1}, (_, level) =>
    level === depth ? units : given.slice(0, level).reduce((sum, one) => sum + one, 0),
  )
  return layHeadings(paths, depth).map(heading => ({
    row: row + heading.column,
    column: starts[heading.row]!,
    rowSpan: heading.columnSpan,
    columnSpan: starts[heading.row + heading.rowSpan]! - starts[heading.row]!,
    text: heading.label,
    look: 'label',
  }))
}
