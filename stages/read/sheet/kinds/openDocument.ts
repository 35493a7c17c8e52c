import type {WorkBook} from 'xlsx'
import type {Attributes, XmlHandler} from '../../ooxml/xml.ts'

/** Rows and columns beyond this hold no report; hidden ones there are not marked. */
const FARTHEST = 65_536

interface HiddenLines {
  style: string
  rows: number[]
  columns: number[]
  /** By number of the row or column, points: of those so thin that it matters. */
  low: Map<number, number>
  narrow: Map<number, number>
}

/** What an OpenDocument spreadsheet hides: the library that reads its cells does not look. */
export interface Hidden {
  styles: Set<string>
  sheets: Map<string, HiddenLines>
}

/** Points of height or width from which a row or column is nothing out of the ordinary. */
const ORDINARY = 6
/** Points of width of a character, as other kinds of workbooks count columns. */
const CHARACTER = 5.25
/** Points of the units in which lengths are written (ODF 1.3 part 3, 18.3.18). */
const UNITS: Readonly<Record<string, number>> = {
  pt: 1,
  in: 72,
  cm: 72 / 2.54,
  mm: 72 / 25.4,
  pc: 12,
  px: 0.75,
}

/** Collects from content.xml what is hidden: sheets by their style, rows and columns by `table:visibility` or their measure. */
export function hiddenParts(): {handler: XmlHandler; hidden: Hidden} {
  const hidden: Hidden = {styles: new Set(), sheets: new Map()}
  const sizes = new Map<string, number>()
  let style = ''
  let sheet: HiddenLines | null = null
  let row = 0
  let column = 0
  const get = (attributes: Attributes, name: string) => attributes[name] ?? attributes[`?${name}`]
  const count = (attributes: Attributes, name: string) => Number(get(attributes, name) ?? 1)
  const isHidden = (attributes: Attributes) =>
    (get(attributes, 'table:visibility') ?? 'visible') !== 'visible'
  /** How thin the style of rows or columns makes them; undefined where it does not. */
  const thinness = (attributes: Attributes) => sizes.get(get(attributes, 'table:style-name') ?? '')
  const size = (attributes: Attributes, name: string) => {
    const [, figure, unit] = /^(\d*\.?\d+)(pt|in|cm|mm|pc|px)$/.exec(get(attributes, name) ?? '') ?? []
    const points = figure === undefined ? ORDINARY : Number(figure) * UNITS[unit!]!
    if (points < ORDINARY) sizes.set(style, points)
  }
  const set = (sizes: Map<number, number>, from: number, many: number, points: number | undefined) => {
    if (points === undefined) return
    for (let i = from; i < Math.min(from + many, FARTHEST); i++) sizes.set(i, points)
  }
  const mark = (list: number[], from: number, many: number) => {
    for (let i = from; i < Math.min(from + many, FARTHEST); i++) list.push(i)
  }
  const handler: XmlHandler = {
    open(name, attributes) {
      const element = name.replace(/^\?/, '')
      if (element === 'style:style') style = get(attributes, 'style:name') ?? ''
      else if (element === 'style:table-row-properties') size(attributes, 'style:row-height')
      else if (element === 'style:table-column-properties') size(attributes, 'style:column-width')
      else if (element === 'style:table-properties') {
        if (get(attributes, 'table:display') === 'false') hidden.styles.add(style)
      } else if (element === 'table:table') {
        sheet = {
          style: get(attributes, 'table:style-name') ?? '',
          rows: [],
          columns: [],
          low: new Map(),
          narrow: new Map(),
        }
        hidden.sheets.set(get(attributes, 'table:name') ?? '', sheet)
        row = 0
        column = 0
      } else if (element === 'table:table-row') {
        const many = count(attributes, 'table:number-rows-repeated')
        if (sheet && isHidden(attributes)) mark(sheet.rows, row, many)
        if (sheet) set(sheet.low, row, many, thinness(attributes))
        row += many
      } else if (element === 'table:table-column') {
        const many = count(attributes, 'table:number-columns-repeated')
        if (sheet && isHidden(attributes)) mark(sheet.columns, column, many)
        if (sheet) set(sheet.narrow, column, many, thinness(attributes))
        column += many
      }
    },
    close() {},
  }
  return {handler, hidden}
}

/** Writes into a workbook what its file hides, the way the other kinds of workbooks have it. */
export function applyHidden(book: WorkBook, {styles, sheets}: Hidden): void {
  const workbook = book.Workbook ?? {}
  workbook.Sheets = book.SheetNames.map(name => ({Hidden: styles.has(sheets.get(name)?.style ?? '') ? 1 : 0}))
  book.Workbook = workbook
  for (const name of book.SheetNames) {
    const lines = sheets.get(name)
    const sheet = Object.hasOwn(book.Sheets, name) ? book.Sheets[name] : undefined
    if (!lines || !sheet) continue
    const rows = sheet['!rows'] ?? []
    const columns = sheet['!cols'] ?? []
    for (const [row, hpt] of lines.low) rows[row] = {...rows[row], hpt}
    for (const [column, points] of lines.narrow)
      columns[column] = {...columns[column], width: points / CHARACTER}
    for (const row of lines.rows) rows[row] = {...rows[row], hidden: true}
    for (const column of lines.columns) columns[column] = {...columns[column], hidden: true}
    sheet['!rows'] = rows
    sheet['!cols'] = columns
  }
}
