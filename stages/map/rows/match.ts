import type {MapConfig} from '../settings.ts'
import type {Form} from '../texts/form.ts'
import {type Grade, isLabel, WORTH} from '../texts/labels.ts'
import {type Printed, printedOf} from '../texts/printed.ts'
import {fitsGroup, isRowLabel, rowsNamed} from '../texts/senses.ts'
import type {DocCell, DocRow} from './rows.ts'

/** A row of a document found to be a row of the form. */
export interface RowMatch {
  form: Form
  row: number
  grade: Grade
  /** Label as printed; empty for a row without one. */
  printed: string
  /** Position in `cells` of the last cell of the label; figures stand after it. */
  at: number
}

/** A heading row above sub-rows that carries figures of its own: a printed subtotal. */
export interface GroupMatch {
  form: Form
  rows: number[]
  printed: string
  at: number
}

/**
 * Finds the row of the form a document's row is: by its label, alone or put together from neighbouring cells; among
 * equals by the group headings the row stands under, then by what comes next in the form.
 * @param before words of a row without figures just above: a label broken over two rows of plain text
 * @param after the row of the form found last, to which the next one is nearest
 */
export function matchRow(
  row: DocRow,
  forms: Form[],
  config: MapConfig,
  before: string | null,
  after: {form: Form; row: number} | null,
): RowMatch | null {
  const words = wordsOf(row)
  let best = null as (RowMatch & {score: number}) | null
  for (const {printed, at} of printedLabels(row.cells, words, before, config)) {
    for (const form of forms) {
      for (const {row: index, grade} of rowsNamed(form, printed, config)) {
        if (grade === 'truncated' && printed.letters.length < config.fuzzyFrom) continue
        const score =
          WORTH[grade] * 100 + groupScore(form, index, words, config) * 10 + nearness(form, index, after)
        const later = best?.form === form && best.row === index && score === best.score && at > best.at
        if (!best || later || score > best.score)
          best = {form, row: index, grade, printed: printed.text, at, score}
      }
    }
  }
  return best && withWhole(row, best, config)
}

/** A match whose label goes on with a word that says its figure is that of the whole. */
function withWhole({cells}: DocRow, match: RowMatch, {wholes}: MapConfig): RowMatch {
  const next = cells[match.at + 1]
  const said = next?.kind === 'words' && wholes.includes(next.letters)
  return said ? {...match, at: match.at + 1} : match
}

/**
 * The last words of a row without figures where they are the beginning of a label that goes on in the next row, with the
 * figures: together they are a label of the form, and what the next row holds of it is none.
 */
export function brokenLabel(
  row: DocRow,
  next: DocRow | undefined,
  forms: Form[],
  config: MapConfig,
): string | null {
  const begun = row.cells.findLast(({kind}) => kind === 'words')
  const rest = next?.cells.find(({kind}) => kind === 'words')
  if (!begun || !rest || rest.row === begun.row || !next!.cells.some(({kind}) => kind === 'value'))
    return null
  const whole = printedOf(begun.text + rest.text, config)
  const isWhole = forms.some(form => isRowLabel(form, whole))
  return isWhole && !forms.some(form => isRowLabel(form, rest)) ? begun.text : null
}

/** Finds a heading row of the form (（三）不予公开) or a subtotal (小计) standing under one. */
export function matchGroup(row: DocRow, forms: Form[], config: MapConfig): GroupMatch | null {
  const words = wordsOf(row)
  const last = words.at(-1)
  if (!last) return null
  const isSubtotal = config.subtotals.includes(last.cell.text.replace(/\s+/g, ''))
  const labels = isSubtotal ? words.slice(0, -1) : [last]
  for (const {cell} of labels.toReversed()) {
    for (const form of forms) {
      const group = form.groups.find(({labels}) => isLabel(cell.letters, labels))
      if (group) return {form, rows: group.rows, printed: cell.text, at: last.at}
    }
  }
  return null
}

/** Cells of words with their positions in the row. */
type Words = {cell: DocCell; at: number}[]

function wordsOf({cells}: DocRow): Words {
  const words: Words = []
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]!
    if (cell.kind === 'words') words.push({cell, at})
  }
  return words
}

/** Texts that may be the row's label, with the position of their last cell: single cells, then neighbours joined. */
function printedLabels(
  cells: DocCell[],
  words: Words,
  before: string | null,
  config: MapConfig,
): {printed: Printed; at: number}[] {
  const single = words.map(({cell, at}) => ({printed: cell, at}))
  const joined = words.slice(1).flatMap(({cell, at}, i) => {
    const left = words[i]!
    const apart = cells.slice(left.at + 1, at).some(({kind}) => kind !== 'blank')
    return apart ? [] : [{printed: printedOf(left.cell.text + cell.text, config), at}]
  })
  const [first] = words
  const broken =
    before !== null && first ? [{printed: printedOf(before + first.cell.text, config), at: first.at}] : []
  return [...single, ...joined, ...broken]
}

/** How many of the leaf's group headings the row shows. */
function groupScore(form: Form, row: number, words: Words, config: MapConfig): number {
  return form.above[row]!.filter(labels => words.some(({cell}) => fitsGroup(form, cell, labels, config)))
    .length
}

/** Nearly one for the row that follows the last one found, less the farther away; never outweighs a label. */
function nearness(form: Form, index: number, after: {form: Form; row: number} | null): number {
  if (!after || after.form !== form) return 0
  const step = index - after.row
  return step > 0 ? 1 / step : 0.5 / (2 - step)
}
