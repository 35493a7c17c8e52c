import type {RunInfo} from '../../../pipeline/model/corpus.ts'
import {sheetReference} from '../xlsx/address.ts'
import type {Cell} from '../xlsx/sheet.ts'
import type {Workbook} from '../xlsx/workbook.ts'
import {textWidth} from './headings.ts'
import {styleNamed, type WorkbookSettings} from './settings.ts'
import {footerOf} from './words.ts'

type Value = string | number | null

/** 说明 as a page of text: titles, paragraphs over the whole width, and lines of a few values. */
export interface AboutPage {
  /** Rows written so far. */
  rows(): number
  title(text: string): void
  section(text: string): void
  paragraph(text: string): void
  /** Headings of the lines that follow; `wide`: the last one takes the rest of the width. */
  headings(labels: string[], options?: {wide?: boolean}): void
  /** A line; `styles` by column, `link` the sheet that the first value leads to. */
  line(values: Value[], options?: {wide?: boolean; styles?: Record<number, number>; link?: string}): void
  end(): void
}

/** Height of a line of text, in points. */
const LINE = 15

/** Starts the sheet 说明. */
export function startAboutPage(book: Workbook, settings: WorkbookSettings, info: RunInfo): AboutPage {
  const {about} = settings
  const {styles} = book
  const sheet = book.sheet(about.name, {
    columns: about.widths.map(width => ({width})),
    tab: about.tab,
    print: {
      paper: 'A4',
      landscape: false,
      header: about.header,
      footer: footerOf(settings, info),
      pageNumbers: settings.pageNumbers,
    },
  })
  const styled = (name: string) => styles.id(styleNamed(settings, name))
  const last = about.widths.length
  const widthFrom = (column: number) => about.widths.slice(column).reduce((sum, width) => sum + width, 0)
  const heightOf = (text: Value, column: number) =>
    Math.max(1, Math.ceil((textWidth(String(text ?? '')) * 1.02) / (widthFrom(column) - 4))) * LINE + 4
  // A wide value repeats its style in the cells it covers, so that its border goes all round.
  const spread = (cells: Cell[], wide: boolean): Cell[] => {
    const end = cells.at(-1)
    if (!wide || !end) return cells
    return [...cells, ...Array.from({length: last - cells.length}, () => ({value: null, style: end.style}))]
  }
  const across = (text: string, style: string, height: number) => {
    sheet.row([{value: text, style: styled(style)}], {height})
    sheet.merge(sheet.rows - 1, 0, 1, last)
  }
  return {
    rows: () => sheet.rows,
    title: text => across(text, 'title', 34),
    section(text) {
      sheet.row([], {height: 10})
      across(text, 'section', 22)
    },
    paragraph: text => across(text, 'subtitle', heightOf(text, 0)),
    headings(labels, {wide = false} = {}) {
      const style = styled('tableHeading')
      const cells = labels.map(label => ({value: label, style}))
      sheet.row(spread(cells, wide), {height: 20})
      if (wide) sheet.merge(sheet.rows - 1, labels.length - 1, 1, last - labels.length + 1)
    },
    line(values, {wide = false, styles: own = {}, link} = {}) {
      const cells = values.map((value, i) => ({value, style: own[i] ?? styled(styleFor(value, i, link))}))
      sheet.row(spread(cells, wide), {height: wide ? heightOf(values.at(-1)!, values.length - 1) : 19})
      const row = sheet.rows - 1
      if (wide) sheet.merge(row, values.length - 1, 1, last - values.length + 1)
      if (link !== undefined) sheet.link(row, 0, `${sheetReference(link)}!A1`)
    },
    end: () => sheet.end(),
  }
}

function styleFor(value: Value, column: number, link: string | undefined): string {
  if (link !== undefined && column === 0) return 'link'
  return typeof value === 'number' ? 'number' : 'wrapped'
}
