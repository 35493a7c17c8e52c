import {cellName, columnName} from './address.ts'
import type {Anchor, Chart, Placed} from './chart.ts'
import type {Styles} from './styles.ts'
import {cutText, looksLikeFormula, xmlCellText, xmlText} from './text.ts'

/**
 * A cell as it is written: a number, a text, or nothing; `style` is a number of the styles table. With a `formula` (without
 * its =), `value` is what the formula gives (#N/A included): programs that do not calculate show it.
 */
export interface Cell {
  value: number | string | null
  style: number
  formula?: string
}

export interface SheetColumn {
  /** In characters of the normal font. */
  width: number
  hidden?: boolean
  /** Depth of the outline group the column belongs to. */
  outline?: number
}

/** How a sheet is printed. Rows and columns count from 0, last ones included. */
export interface PrintSetup {
  paper: 'A3' | 'A4'
  landscape: boolean
  /** Percent; where left out, the sheet is fitted to one page's width. */
  scale?: number
  /** Text at the top of each page. */
  header: string
  /** Text at the foot of each page, on the left. */
  footer: string
  /** Page numbers at the foot, on the right; &P is the page, &N their number. */
  pageNumbers: string
  titleRows?: [number, number]
  titleColumns?: [number, number]
  /** Columns that begin a new page. */
  columnBreaks?: number[]
  /** Fits the sheet to one page in both directions. */
  onePage?: boolean
}

/** Cells whose value is chosen from a list: a reference to cells, or one text in quotes. */
export interface Choice {
  row: number
  column: number
  list: string
  /** Down to the last row of the sheet, with other values allowed after a question. */
  below?: boolean
}

export interface SheetLayout {
  columns: SheetColumn[]
  /** Rows and columns that stay in sight. */
  frozen?: {rows: number; columns: number}
  /** The heading row that carries the filter buttons, from 0. */
  filterRow?: number
  /** Depth of the outline groups of rows. */
  rowOutlines?: number
  tab?: string
  zoom?: number
  print: PrintSetup
}

/** A worksheet being written row by row. Rows and columns count from 0. */
export interface Sheet {
  readonly name: string
  /** Rows written so far. */
  readonly rows: number
  /** Characters of XML written so far. */
  readonly size: number
  row(cells: (Cell | null)[], options?: {height?: number; hidden?: boolean; outline?: number}): void
  merge(row: number, column: number, rowSpan: number, columnSpan: number): void
  /** Lets a cell's value be chosen from a list. */
  choice(choice: Choice): void
  /** Lays a chart over cells. */
  chart(chart: Chart, anchor: Anchor): void
  readonly charts: readonly Placed[]
  /** Whether a cell holds a formula. */
  readonly calculated: boolean
  /**
   * Links a cell to a place ('明细'!A9) in the workbook, or in another one beside it; false when the sheet holds no further
   * link.
   */
  link(row: number, column: number, location: string, file?: string): boolean
  /** Other workbooks that links lead to; the nth is relation `file` n. */
  readonly files: readonly string[]
  /** Writes what follows the rows. */
  end(): void
}

/** Most links a sheet may hold (Excel specifications and limits). */
const LINKS = 65530
/** Characters gathered before they are compressed: each batch is packed by itself. */
const BATCH = 1 << 18
const PAPER = {A3: 8, A4: 9}

/** Starts a worksheet whose XML goes to `write`; `cutMark` ends a text longer than a cell holds. */
export function startSheet(
  name: string,
  layout: SheetLayout,
  styles: Styles,
  cutMark: string,
  write: (xml: string, last: boolean) => void,
): Sheet {
  const letters = layout.columns.map((_, i) => columnName(i))
  const merges: string[] = []
  const links: string[] = []
  const choices: Choice[] = []
  const charts: Placed[] = []
  const files: string[] = []
  let calculated = false
  let rows = 0
  let size = 0
  let batch = headXml(layout)
  const formulaXml = ({value, style, formula}: Cell, at: string): string => {
    calculated = true
    const xml = `<f>${xmlText(formula!)}</f>`
    if (typeof value === 'number') return `<c r="${at}" s="${style}">${xml}<v>${value}</v></c>`
    if (value === '#N/A') return `<c r="${at}" s="${style}" t="e">${xml}<v>${value}</v></c>`
    return `<c r="${at}" s="${style}" t="str">${xml}<v>${xmlCellText(value ?? '')}</v></c>`
  }
  const cellXml = (cell: Cell, at: string): string => {
    const {value, style} = cell
    if (cell.formula !== undefined) return formulaXml(cell, at)
    if (value === null || value === '') return `<c r="${at}" s="${style}"/>`
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) throw new Error(`sheet ${name}, cell ${at}: ${value} is no number`)
      return `<c r="${at}" s="${style}"><v>${value}</v></c>`
    }
    const text = xmlCellText(cutText(value, cutMark))
    const id = looksLikeFormula(value) ? styles.quoted(style) : style
    return `<c r="${at}" s="${id}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
  }
  return {
    name,
    get rows() {
      return rows
    },
    get size() {
      return size + batch.length
    },
    charts,
    files,
    get calculated() {
      return calculated
    },
    choice: choice => void choices.push(choice),
    chart: (chart, anchor) => void charts.push({chart, anchor}),
    row(cells, {height, hidden, outline} = {}) {
      rows++
      let xml = `<row r="${rows}"`
      if (height !== undefined) xml += ` ht="${height}" customHeight="1"`
      if (hidden) xml += ' hidden="1"'
      if (outline) xml += ` outlineLevel="${outline}"`
      xml += '>'
      for (let i = 0; i < cells.length; i++) {
        const cell = cells[i]
        if (cell) xml += cellXml(cell, letters[i]! + rows)
      }
      batch += `${xml}</row>`
      if (batch.length < BATCH) return
      size += batch.length
      write(batch, false)
      batch = ''
    },
    merge(row, column, rowSpan, columnSpan) {
      if (rowSpan === 1 && columnSpan === 1) return
      merges.push(`${cellName(row, column)}:${cellName(row + rowSpan - 1, column + columnSpan - 1)}`)
    },
    link(row, column, location, file) {
      if (links.length === LINKS) return false
      if (file !== undefined && !files.includes(file)) files.push(file)
      const relation = file === undefined ? '' : ` r:id="${fileRelation(files.indexOf(file))}"`
      links.push(`<hyperlink ref="${cellName(row, column)}"${relation} location="${xmlText(location)}"/>`)
      return true
    },
    end() {
      const tail = batch + tailXml(layout, rows, merges, links, choices, charts)
      size += tail.length - batch.length
      batch = ''
      write(tail, true)
    },
  }
}

/** Id of a sheet's relation to its nth file, counted from 0. */
export function fileRelation(n: number): string {
  return `file${n + 1}`
}

/** Range of the filter: from its heading row to the last row, all columns. */
export function filterRange(layout: SheetLayout, rows: number, absolute = false): string | null {
  if (layout.filterRow === undefined) return null
  const first = cellName(layout.filterRow, 0)
  const last = cellName(Math.max(rows - 1, layout.filterRow), layout.columns.length - 1)
  return absolute ? `${fixed(first)}:${fixed(last)}` : `${first}:${last}`
}

/** $A$1 for A1. */
function fixed(name: string): string {
  return name.replace(/^([A-Z]+)(\d+)$/, '$$$1$$$2')
}

function headXml(layout: SheetLayout): string {
  const {columns, frozen, tab, zoom, print} = layout
  const pane = frozen
    ? `<pane${frozen.columns ? ` xSplit="${frozen.columns}"` : ''}${frozen.rows ? ` ySplit="${frozen.rows}"` : ''}` +
      ` topLeftCell="${cellName(frozen.rows, frozen.columns)}"` +
      ` activePane="${frozen.columns ? (frozen.rows ? 'bottomRight' : 'topRight') : 'bottomLeft'}" state="frozen"/>`
    : ''
  const outlines = Math.max(0, ...columns.map(column => column.outline ?? 0))
  const cols = columns.map(
    ({width, hidden, outline}, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"` +
      `${hidden ? ' hidden="1"' : ''}${outline ? ` outlineLevel="${outline}"` : ''}/>`,
  )
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"' +
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">' +
    `<sheetPr>${tab ? `<tabColor rgb="FF${tab}"/>` : ''}<outlinePr summaryBelow="0" summaryRight="0"/>` +
    `<pageSetUpPr fitToPage="${print.scale === undefined ? 1 : 0}"/></sheetPr>` +
    `<sheetViews><sheetView showGridLines="0" zoomScale="${zoom ?? 100}" workbookViewId="0">${pane}</sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"${layout.rowOutlines ? ` outlineLevelRow="${layout.rowOutlines}"` : ''}${outlines ? ` outlineLevelCol="${outlines}"` : ''}/>` +
    `<cols>${cols.join('')}</cols><sheetData>`
  )
}

function tailXml(
  layout: SheetLayout,
  rows: number,
  merges: string[],
  links: string[],
  choices: Choice[],
  charts: Placed[],
): string {
  const {print} = layout
  const filter = filterRange(layout, rows)
  const breaks = print.columnBreaks ?? []
  const tall = print.onePage ? 1 : 0
  const fit = print.scale === undefined ? `fitToWidth="1" fitToHeight="${tall}"` : `scale="${print.scale}"`
  return (
    `</sheetData>${filter ? `<autoFilter ref="${filter}"/>` : ''}` +
    (merges.length
      ? `<mergeCells count="${merges.length}">${merges.map(ref => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
      : '') +
    (choices.length
      ? `<dataValidations count="${choices.length}">${choices.map(one => choiceXml(one, rows)).join('')}</dataValidations>`
      : '') +
    (links.length ? `<hyperlinks>${links.join('')}</hyperlinks>` : '') +
    '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.55" header="0.3" footer="0.25"/>' +
    `<pageSetup paperSize="${PAPER[print.paper]}" orientation="${print.landscape ? 'landscape' : 'portrait'}" ${fit}` +
    ' pageOrder="overThenDown"/>' +
    `<headerFooter><oddHeader>&amp;L${marked(print.header)}</oddHeader>` +
    `<oddFooter>&amp;L${marked(print.footer)}&amp;R${xmlText(print.pageNumbers)}</oddFooter></headerFooter>` +
    (breaks.length
      ? `<colBreaks count="${breaks.length}" manualBreakCount="${breaks.length}">` +
        `${breaks.map(column => `<brk id="${column}" max="1048575" man="1"/>`).join('')}</colBreaks>`
      : '') +
    `${charts.length ? '<drawing r:id="rId1"/>' : ''}</worksheet>`
  )
}

function choiceXml({row, column, list, below}: Choice, rows: number): string {
  const first = cellName(row, column)
  const range = below ? `${first}:${cellName(Math.max(row, rows - 1), column)}` : first
  return (
    `<dataValidation type="list"${below ? ' errorStyle="warning"' : ''} allowBlank="1" showErrorMessage="1" sqref="${range}">` +
    `<formula1>${xmlText(list)}</formula1></dataValidation>`
  )
}

/** Text for headers and footers, where & begins a code. */
function marked(text: string): string {
  return xmlText(text.replaceAll('&', '&&'))
}
