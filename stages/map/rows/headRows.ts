import type {MapConfig} from '../settings.ts'
import type {Form} from '../texts/form.ts'
import {isCaption, isColumnText, isColumnWord, isCorner, isCornerText, isRowLabel} from '../texts/senses.ts'
import type {DocCell, DocRow} from './rows.ts'

/** Fewest headings of which only the beginnings are left (商业, 科研, 社会) that are headings all the same. */
const FEWEST_CUT = 3

/**
 * Headings of columns that run into the first row of figures, where a text shows a cell a line: a row of their own. A last
 * word that the headings hold as well is one of them, and the figures have no label.
 */
export function partHeadings(row: DocRow, forms: Form[], config: MapConfig): DocRow[] {
  if (row.grid) return [row]
  const figure = row.cells.findIndex(({kind}) => kind === 'value')
  const label = row.cells.slice(0, Math.max(figure, 0)).findLastIndex(({kind}) => kind === 'words')
  const words = new Set(row.cells.slice(0, label + 1).map(({letters}) => letters))
  if (words.size < 3) return [row]
  const again = row.cells.slice(0, label).some(({letters}) => letters === row.cells[label]!.letters)
  const at = again ? label + 1 : label
  const head = {...row, cells: row.cells.slice(0, at)}
  return isHeadRow(head, forms, config) ? [head, {...row, cells: row.cells.slice(at)}] : [row]
}

/** Words of a text that shows a cell a line, with captions of the form behind others: each caption is a row of its own. */
export function partCaptions(row: DocRow, forms: Form[]): DocRow[] {
  if (row.grid || row.cells.some(({kind}) => kind === 'value')) return [row]
  const captions = row.cells.flatMap((cell, i) => (forms.some(form => isCaption(form, cell)) ? [i] : []))
  if (captions.every(i => i === 0)) return [row]
  const starts = [...new Set([0, ...captions.flatMap(i => [i, i + 1])])].filter(i => i < row.cells.length)
  return starts.map((from, i) => ({...row, cells: row.cells.slice(from, starts[i + 1])}))
}

/**
 * Whether a row holds nothing but labels of rows and of their groups, over all columns perhaps, and behind them units or what hangs down
 * from rows above: no heading of columns.
 */
export function isLabelsAlone({cells, index}: DocRow, forms: Form[]): boolean {
  const filled = cells.filter(({kind}) => kind !== 'blank')
  return filled.length > 0 && filled.every((cell, i) => isLabelOf(cell) || (i > 0 && isBeside(cell)))

  function isLabelOf(cell: DocCell): boolean {
    return forms.some(form => isRowLabel(form, cell))
  }

  function isBeside({row, text}: DocCell): boolean {
    return row < index || forms.some(({rows}) => rows.some(({unit}) => unit === text))
  }
}

/** How many different headings of columns a row shows, of the form that has most of them: （七）总计 twice is the label of a row. */
function columnLabels(row: DocRow, forms: Form[]): number {
  const words = row.cells.filter(({kind}) => kind === 'words')
  let most = 0
  for (const form of forms) {
    const headings = words.filter(cell => isColumnWord(form, cell))
    most = Math.max(most, new Set(headings.map(({letters}) => letters)).size)
  }
  return most
}

/** Whether a row without figures holds headings of columns: two of the form, or several of which the beginnings are left. */
export function isHeadRow(row: DocRow, forms: Form[], config: MapConfig): boolean {
  return columnLabels(row, forms) >= 2 || isCutHeading(row, forms, config) || isHeadOfOne(row, forms, config)
}

/** 统计指标 单位 统计数: the heading of a form's only column with the corner's and those of columns beside it. */
function isHeadOfOne({cells}: DocRow, forms: Form[], config: MapConfig): boolean {
  const words = cells.filter(({kind}) => kind === 'words')
  return forms.some(form => {
    const headings = words.filter(text => isColumnWord(form, text))
    const rest = words.filter(text => !headings.includes(text))
    return (
      form.columns.length === 1 &&
      headings.length === 1 &&
      rest.some(text => isCorner(form, text)) &&
      rest.every(text => isCorner(form, text) || config.otherColumns.includes(text.letters))
    )
  })
}

/** Whether all words of a row beside caption and corner are headings of one form's columns or beginnings of them. */
function isCutHeading({cells}: DocRow, forms: Form[], config: MapConfig): boolean {
  const words = cells.filter(({kind}) => kind === 'words')
  return forms.some(form => {
    const headings = words.filter(text => !isCaption(form, text) && !isCornerText(form, text, config))
    return headings.length >= FEWEST_CUT && headings.every(text => isColumnText(form, text, config))
  })
}
