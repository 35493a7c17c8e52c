import {inline, worksheet} from './file.ts'
import {isNumber, isWhole, number, type SheetHabit} from './habit.ts'

const rowOf = (place: string) => place.replace(/\D/g, '')

/** What is done to a whole sheet. */
export const sheets: readonly SheetHabit[] = [
  {
    name: 'row hidden',
    change: (file, places) => {
      for (const {place} of places.slice(0, 2))
        file.rows = file.rows.replace(`<row r="${rowOf(place)}">`, `<row r="${rowOf(place)}" hidden="1">`)
    },
  },
  {
    name: 'row of no height',
    change: (file, places) => {
      for (const {place} of places.slice(0, 2))
        file.rows = file.rows.replace(
          `<row r="${rowOf(place)}">`,
          `<row r="${rowOf(place)}" ht="0" customHeight="1">`,
        )
    },
  },
  {
    name: 'row of a point',
    change: (file, places) => {
      for (const {place} of places.slice(0, 2))
        file.rows = file.rows.replace(
          `<row r="${rowOf(place)}">`,
          `<row r="${rowOf(place)}" ht="1.5" customHeight="1">`,
        )
    },
  },
  {
    name: 'rows hidden unless said',
    change: file => {
      file.before += '<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>'
    },
  },
  {
    name: 'column hidden',
    change: file => {
      file.before += '<cols><col min="5" max="5" width="9" hidden="1"/></cols>'
    },
  },
  {
    name: 'column of no width',
    change: file => {
      file.before += '<cols><col min="5" max="5" width="0" customWidth="1"/></cols>'
    },
  },
  {
    name: 'column hardly wide',
    change: file => {
      file.before += '<cols><col min="5" max="5" width="0.3" customWidth="1"/></cols>'
    },
  },
  {
    name: 'column narrow',
    change: (file, places) => {
      file.before += '<cols><col min="1" max="30" width="1.5" customWidth="1"/></cols>'
      for (const {place, raw} of places)
        if (isNumber(raw)) file.rows = file.rows.replace(inline(place, raw), number(place, raw))
    },
  },
  {
    name: 'sheet from right to left',
    change: file => {
      file.before = '<sheetViews><sheetView rightToLeft="1" workbookViewId="0"/></sheetViews>'
    },
  },
  {
    name: 'dates from 1904',
    change: file => {
      file.book = '<workbookPr date1904="1"/>'
    },
  },
  {
    name: 'precision as shown',
    change: (file, places) => {
      const s = file.style({format: '0'})
      for (const {place, raw} of places)
        if (isWhole(raw))
          file.rows = file.rows.replace(inline(place, raw), number(place, Number(raw) + 0.3, s))
    },
  },
  {
    name: 'value under a merge',
    change: (file, places) => {
      for (const {place} of places.slice(0, 2)) {
        const [, c, row] = /^([A-Z])(\d+)$/.exec(place) ?? []
        if (!c) continue
        file.after = file.after.replace(
          '</mergeCells>',
          `<mergeCell ref="${String.fromCharCode(c.charCodeAt(0) - 1)}${row}:${place}"/></mergeCells>`,
        )
      }
    },
  },
  {
    name: 'filter',
    change: (file, places) => {
      file.after = `<autoFilter ref="A1:J99"/>${file.after}`
      for (const {place} of places.slice(0, 1))
        file.rows = file.rows.replace(`<row r="${rowOf(place)}">`, `<row r="${rowOf(place)}" hidden="1">`)
    },
  },
  {
    name: 'outline collapsed',
    change: (file, places) => {
      for (const {place} of places.slice(0, 1))
        file.rows = file.rows.replace(
          `<row r="${rowOf(place)}">`,
          `<row r="${rowOf(place)}" outlineLevel="1" hidden="1" collapsed="1">`,
        )
    },
  },
  {
    name: 'old sheet hidden',
    change: file => {
      const old = file.rows.replace(/>(\d+)<\/t>/g, (_, figure: string) => `>${Number(figure) + 7}</t>`)
      file.sheets.push({name: '上年', state: 'hidden', xml: worksheet(old)})
    },
  },
]
