import {type Table, type TableCell, textOf} from '../../../pipeline/model/ast.ts'
import {isLongList} from '../columns/figureColumns.ts'
import type {MapConfig} from '../settings.ts'
import type {Form} from '../texts/form.ts'
import {printedCell} from '../texts/printed.ts'
import {isCaption, isColumnText, isCorner, isCornerText, isRowLabel} from '../texts/senses.ts'

/**
 * Parts a table in which lists were set side by side to save paper. In a grid each corner text (信息内容) of one row begins
 * a panel, which keeps the grid's columns. In rows of cells whose columns are unknown, a label after figures begins the
 * next panel. Every other table is its own only panel.
 */
export function panelsOf(table: Table, forms: Form[], config: MapConfig): Table[] {
  return table.addressing === 'grid' ? gridPanels(table, forms, config) : sequencePanels(table, forms, config)
}

function gridPanels(table: Table, forms: Form[], config: MapConfig): Table[] {
  const starts = [panelStarts, captionStarts, headlessStarts]
    .map(find => find(table, forms, config))
    .find(({length}) => length > 1)
  if (!starts) return [table]
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? table.columns
    const from = i === 0 ? 0 : start
    const children = table.children
      .filter(({column, columnSpan}) => column < end && column + columnSpan > from)
      .map(cell => {
        const left = Math.max(cell.column, from)
        return {...cell, column: left - from, columnSpan: Math.min(cell.column + cell.columnSpan, end) - left}
      })
    return {...table, columns: end - from, children}
  })
}

/** Columns at which corner texts stand, in the first row that shows more than one with other cells between. */
function panelStarts(table: Table, forms: Form[], config: MapConfig): number[] {
  for (const cells of cellRows(table)) {
    const corners = cells.filter(cell => {
      const printed = printedCell(cell, config)
      return printed.kind === 'words' && forms.some(form => isCorner(form, printed))
    })
    if (corners.length < 2) continue
    const apart = corners.filter(
      (corner, i) => i === 0 || cells[cells.indexOf(corner) - 1] !== corners[i - 1],
    )
    if (apart.length > 1) return apart.map(({column}) => column)
  }
  return []
}

/** Columns at which captions stand, in the first row that holds several different ones and nothing else: their corners may be empty. */
function captionStarts(table: Table, forms: Form[], config: MapConfig): number[] {
  for (const cells of cellRows(table)) {
    const filled = cells.filter(cell => printedCell(cell, config).kind !== 'blank')
    const captioned = filled.map(cell => forms.find(form => isCaption(form, printedCell(cell, config))))
    if (filled.length > 1 && !captioned.includes(undefined) && new Set(captioned).size === filled.length)
      return filled.map(({column}) => column)
  }
  return []
}

/** Fewest rows that have a label left and right before a table without headings counts as two halves. */
const FEWEST_ROWS = 3

/**
 * Columns at which the halves of a long list begin where the headings stand on the page before: the one column at which labels of the
 * list's rows follow figures, in three rows or more, each of them with a label of its own on the left.
 */
function headlessStarts(table: Table, forms: Form[], config: MapConfig): number[] {
  const lists = forms.filter(isLongList)
  if (lists.length === 0) return []
  const rows = new Map<number, number>()
  for (const cells of cellRows(table)) {
    const printed = cells.map(cell => printedCell(cell, config))
    const labels = printed.flatMap((text, i) => (lists.some(form => isRowLabel(form, text)) ? [i] : []))
    const figure = printed.findIndex(({kind}) => kind === 'value')
    const [left, right] = labels
    if (right === undefined || labels.length > 2 || figure < left! || figure > right) continue
    const {column} = cells[right]!
    rows.set(column, (rows.get(column) ?? 0) + 1)
  }
  const [only, ...others] = rows
  return only && others.length === 0 && only[1] >= FEWEST_ROWS ? [0, only[0]] : []
}

/** Cells by the row they begin in, in the table's order. */
function cellRows(table: Table): TableCell[][] {
  const rows: TableCell[][] = Array.from({length: table.rows}, () => [])
  for (const cell of table.children) rows[cell.row]?.push(cell)
  return rows
}

/** Where a text shows a cell a line, nothing stands side by side: captions in one row follow a row that is blank. */
function sequencePanels(table: Table, forms: Form[], config: MapConfig): Table[] {
  const parts = stretches(table, forms, config)
  return table.data?.bare ? parts : parts.flatMap(part => sideBySide(part, forms, config))
}

/**
 * A text whose tables follow one another without a line between them, parted where headings of no form begin another table,
 * and where a caption of the form ends that.
 */
function stretches(table: Table, forms: Form[], config: MapConfig): Table[] {
  const starts: number[] = []
  let strange = false
  cellRows(table).forEach((row, r) => {
    const begins = isStrangeHeading(row, forms, config)
    if (r > 0 && (begins || (strange && isCaptionRow(row, forms, config)))) starts.push(r)
    strange = begins || (strange && !isCaptionRow(row, forms, config))
  })
  if (starts.length === 0) return [table]
  return [0, ...starts].map((from, i) => {
    const to = starts[i] ?? table.rows
    const children = table.children
      .filter(({row}) => row >= from && row < to)
      .map(cell => ({...cell, row: cell.row - from}))
    return {...table, rows: to - from, children}
  })
}

function isCaptionRow(row: TableCell[], forms: Form[], config: MapConfig): boolean {
  return row.some(cell => forms.some(form => isCaption(form, printedCell(cell, config))))
}

/** Two words and more, and none of them a word of the form; single letters are what is left of words read line by line. */
function isStrangeHeading(row: TableCell[], forms: Form[], config: MapConfig): boolean {
  const filled = row.map(cell => printedCell(cell, config)).filter(({kind}) => kind !== 'blank')
  return (
    filled.length > 1 &&
    filled.every(({kind}) => kind === 'words') &&
    filled.some(({letters}) => letters.length > 1) &&
    !forms.some(form =>
      filled.some(
        text =>
          isRowLabel(form, text) ||
          isCaption(form, text) ||
          isCornerText(form, text, config) ||
          isColumnText(form, text, config),
      ),
    )
  )
}

function sideBySide(table: Table, forms: Form[], config: MapConfig): Table[] {
  const parts = cellRows(table).map(row => splitRow(row, forms, config))
  const count = Math.max(1, ...parts.map(row => row.length))
  if (count === 1) return [table]
  return Array.from({length: count}, (_, panel) => {
    const children = parts.flatMap((row, r) =>
      (row[panel] ?? []).map((cell, column) => ({...cell, row: r, column})),
    )
    return {...table, children}
  })
}

/** A row cut before each label that follows a figure, and before each repeated corner or caption. */
function splitRow(row: TableCell[], forms: Form[], config: MapConfig): TableCell[][] {
  const parts: TableCell[][] = [[]]
  const heads = new Set<string>()
  let figures = false
  // A number before the first label counts the rows.
  let labelled = false
  let before = ''
  for (const cell of row) {
    const printed = printedCell(cell, config)
    const isValue = printed.letters !== '' && printed.kind === 'value'
    const captions = !isValue && forms.some(form => isCaption(form, printed))
    const opens = captions || (!isValue && forms.some(form => isCorner(form, printed)))
    // A text repeated in neighbouring cells is one merged cell that an export wrote into each of its columns.
    const repeated = printed.letters === before
    before = printed.letters
    const again = opens && !repeated && parts.at(-1)!.length > 0 && (captions || heads.has(printed.letters))
    if (again || (figures && !isValue && forms.some(form => isRowLabel(form, printed)))) {
      parts.push([])
      figures = false
    }
    if (opens) heads.add(printed.letters)
    figures ||= isValue && labelled
    labelled ||= printed.kind === 'words'
    parts.at(-1)!.push(cell)
  }
  return parts.filter(part => part.some(cell => textOf(cell).trim() !== ''))
}
