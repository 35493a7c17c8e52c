import type {Block, Table, TableCell} from '../../../pipeline/model/ast.ts'
import {gridOf} from '../../../pipeline/model/grid.ts'
import type {Place} from '../../../pipeline/model/place.ts'
import type {MapConfig} from '../settings.ts'
import {bodyText, type Printed, printedOf} from '../texts/printed.ts'

/** A cell as one row sees it. */
export interface DocCell extends Printed {
  column: number
  columnSpan: number
  /** First row the cell covers; above this row where it hangs down from there. */
  row: number
  rowSpan: number
  place: Place
  /** Why the reader is not certain of it. */
  doubt?: string
  /** The picture its text was recognised in. */
  picture?: string
  /** That it was recognised alike in every way of looking at that picture. */
  agreed?: true
}

/** A row of a document's table: the cells that cover it from left to right. */
export interface DocRow {
  table: Table
  index: number
  /** Columns are addresses (`grid`), or only the order of cells is known. */
  grid: boolean
  cells: DocCell[]
}

/** The rows of a table, top down. In a grid a cell that spans rows is seen by each of them. */
export function rowsOf(table: Table, config: MapConfig): DocRow[] {
  const seen = new Map<TableCell, DocCell>()
  const see = (cell: TableCell): DocCell => {
    const known = seen.get(cell)
    if (known) return known
    const made = docCell(cell, config)
    seen.set(cell, made)
    return made
  }
  const rows: DocRow[] = Array.from({length: table.rows}, (_, index) => ({
    table,
    index,
    grid: table.addressing === 'grid',
    cells: [],
  }))
  if (table.addressing === 'sequence') {
    for (const cell of table.children) rows[cell.row]?.cells.push(see(cell))
    return rows
  }
  const grid = gridOf(table)
  for (const row of rows) {
    let last: TableCell | null = null
    for (let c = 0; c < table.columns; c++) {
      const cell = grid.at(row.index, c)
      if (cell && cell !== last) row.cells.push(see(cell))
      last = cell
    }
  }
  return rows
}

function docCell(cell: TableCell, config: MapConfig): DocCell {
  const {text, letters, kind, senses} = printedOf(bodyText(cell), config)
  const {column, columnSpan, row, rowSpan, place = {}} = cell
  const {doubt = doubtOf(cell, text, kind), picture, agreed} = cell.data ?? {}
  const made: DocCell = {text, letters, kind, senses, column, columnSpan, row, rowSpan, place}
  if (doubt) made.doubt = doubt
  if (picture) made.picture = picture
  if (agreed) made.agreed = agreed
  return made
}

function doubtOf(cell: TableCell, text: string, kind: Printed['kind']): string | undefined {
  if (kind === 'blank' && cell.children.some(isPicture)) return PICTURED
  if (kind === 'value' && cell.children.some(isSmallPicture)) return BESIDE
  const number =
    kind === 'blank' ? cell.children.map(numberOf).find(printed => /\p{Nd}/u.test(printed)) : undefined
  if (number !== undefined) return `单元格里没有文字，只显示自动编号“${number}”，可能是填报的数字`
  return BACKWARDS.test(text) && /\p{Nd}/u.test(text) ? TURNED : undefined
}

/** The mark that sets letters from right to left whatever they are: pages that guard against copying use it. */
const BACKWARDS = /\u202e/
const TURNED = '单元格里的数字设为从右到左显示，显示的与存储的次序可能相反'
const PICTURED = '单元格里没有文字，只有图片，图中内容没有读入'
const BESIDE = '单元格的数字旁边另有小图片，图中可能也是数字，没有读入'
/** Pixels up to which a picture may be a letter of a line. */
const LETTER = 64
/** Pixels up to which a picture holds cells apart. */
const SPACER = 3

/** The automatic number of a paragraph; empty where it has none. */
function numberOf(block: Block): string {
  return block.type === 'paragraph' ? (block.data?.numbering ?? '') : ''
}

function isSmallPicture(block: Block): boolean {
  return (
    isPicture(block) &&
    block.type === 'image' &&
    (block.width ?? 0) <= LETTER &&
    (block.height ?? 0) <= LETTER
  )
}

function isPicture(block: Block): boolean {
  return (
    block.type === 'image' && !((block.width ?? Infinity) <= SPACER || (block.height ?? Infinity) <= SPACER)
  )
}
