import type {Format} from '../../../pipeline/model/format.ts'
import {textWidth} from '../workbook/headings.ts'
import {filled} from '../workbook/words.ts'
import type {Cell} from '../xlsx/sheet.ts'
import type {Workbook} from '../xlsx/workbook.ts'
import type {DataSheet} from './data.ts'
import {type FormBox, formBoxes, UNITS} from './formLayout.ts'
import type {printSetup} from './grid.ts'
import {type Selected, writeChoice} from './lookup.ts'
import {type SummarySettings, styler} from './settings.ts'
import type {View} from './view.ts'

/** Height of a line of text, in points. */
const LINE = 14

/**
 * Writes the official tables of one format for a region and year that the reader chooses; every figure is looked up in the
 * data sheet.
 */
export function writeForm(
  book: Workbook,
  format: Format,
  view: View,
  data: DataSheet,
  selected: Selected,
  settings: SummarySettings,
  print: ReturnType<typeof printSetup>,
): string {
  const {form} = settings
  const name = filled(form.name, {format: format.id})
  const style = styler(book, settings)
  const sheet = book.sheet(name, {
    columns: Array.from({length: UNITS}, () => ({width: form.unit})),
    frozen: {rows: 3, columns: 0},
    tab: form.tab,
    print: print({
      paper: 'A4',
      landscape: false,
      onePage: true,
      header: filled(form.title, {format: format.name}),
    }),
  })
  const across = (cell: Cell, height: number) => {
    const empty = Array.from({length: UNITS - 1}, (): Cell => ({value: null, style: cell.style}))
    sheet.row([cell, ...empty], {height})
    sheet.merge(sheet.rows - 1, 0, 1, UNITS)
  }
  across({value: filled(form.title, {format: format.name}), style: style('formTitle')}, 30)
  const prompt = style('prompt')
  const choice = style('choice')
  const cells: (Cell | null)[] = []
  cells[0] = {value: form.region, style: prompt}
  for (let i = 2; i < 8; i++) cells[i] = {value: null, style: choice}
  cells[8] = {value: form.year, style: prompt}
  cells[10] = {value: null, style: choice}
  const {lookup, found} = writeChoice(
    sheet,
    data,
    view,
    selected,
    {cells, region: 1, year: 9, found: UNITS - 1},
    {choice, helper: style('helper')},
  )
  sheet.merge(sheet.rows - 1, 1, 1, 7)
  sheet.merge(sheet.rows - 1, 9, 1, 2)
  across({value: form.hint, style: style('note')}, 18)
  const start = sheet.rows + 1
  across(methodsLine(), 18)
  const boxes = formBoxes(format)
  const money = new Set(view.rollup.keys.filter(key => key.measure === 'money').map(({key}) => key))
  const looks = {
    caption: style('formCaption'),
    heading: style('formHeading'),
    label: style('formLabel'),
    count: style('formCount'),
    money: style('formMoney'),
  }
  const rows = Math.max(...boxes.map(box => box.row + box.rowSpan))
  for (let row = 0; row < rows; row++) {
    const line: (Cell | null)[] = Array.from({length: UNITS}, () => null)
    for (const box of boxes.filter(one => one.row <= row && row < one.row + one.rowSpan)) {
      const look = box.look === 'figure' ? (money.has(box.key!) ? looks.money : looks.count) : looks[box.look]
      for (let i = 0; i < box.columnSpan; i++) line[box.column + i] = {value: null, style: look}
      if (box.row !== row) continue
      line[box.column] =
        box.key === undefined ? {value: box.text ?? null, style: look} : lookup.cell(box.key, look)
    }
    sheet.row(line, {height: heightOf(boxes, row, form.unit)})
  }
  for (const box of boxes) sheet.merge(start + box.row, box.column, box.rowSpan, box.columnSpan)
  sheet.end()
  return name

  /** How the tables came about, in words. */
  function methodsLine(): Cell {
    const {words} = settings
    const {region, year} = selected
    const keys = format.tables.map(({key}) => key)
    const text = (key: string) => `${words.tables[key] ?? key} `
    const parts = keys.map(key => `"${text(key)}"&INDEX(${data.column(`method.${key}`)},${found})`)
    const shown = keys.map(key => `${text(key)}${data.value(region, year, `method.${key}`)}`)
    return {
      formula: `IFERROR("${form.methods}"&${parts.join('&"　"&')},"${form.none}")`,
      value: `${form.methods}${shown.join('　')}`,
      style: style('note'),
    }
  }
}

/** Height that shows all texts of a row whole. */
function heightOf(boxes: FormBox[], row: number, unit: number): number {
  const lines = boxes
    .filter(box => box.row === row && box.rowSpan === 1 && box.text !== undefined)
    .map(box => Math.ceil(textWidth(box.text!) / (box.columnSpan * unit - 2)))
  return Math.max(1, ...lines) * LINE + 4
}
