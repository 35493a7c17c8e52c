import {labelsTogether} from '../../../pipeline/model/together.ts'
import type {MapConfig} from '../settings.ts'
import {type Form, labelsOf} from './form.ts'
import {isLabel, letters, lettersOfForms} from './labels.ts'
import {type Printed, printedOf} from './printed.ts'

/** A cell of the form. */
export interface FormPlace {
  form: Form
  row: number
  column: number
  /** Whether words name the row and the column both; the only column of a block needs no name. */
  both: boolean
}

/** A word above a figure; `alone` where nothing else stood on its line, nor on the line above it before figures come. */
export interface Above {
  word: Printed
  alone: boolean
}

/**
 * A text parted into the labels of the forms it is written together from, in their order; itself where it is none. What a text is
 * parted into is kept with it: headings and captions come again in every report, and looking for labels in them takes long.
 */
export function labelsIn(text: Printed, forms: Form[], config: MapConfig): readonly Printed[] {
  if (text.parted?.forms !== forms) text.parted = {forms, labels: partedText(text, forms, config)}
  return text.parted.labels
}

function partedText(text: Printed, forms: Form[], config: MapConfig): Printed[] {
  const known = lettersOfForms(forms)
  const parts = known.has(text.letters) ? null : labelsTogether(text.text, part => known.has(letters(part)))
  return parts?.map(part => printedOf(part, config)) ?? [text]
}

/** Whether a text is a label of a row, a column or a group of either, letter by letter. */
function isOfForm(text: Printed, forms: Form[]): boolean {
  return lettersOfForms(forms).has(text.letters)
}

/** Whether a text is the label of a column beside others. */
export function headsColumn(text: Printed, forms: Form[]): boolean {
  return forms.some(
    form => form.columns.length > 1 && form.columns.some(leaf => isLabel(text.letters, labelsOf(leaf))),
  )
}

/** Whether a text is the label of a row. */
export function headsRow(text: Printed, forms: Form[]): boolean {
  return forms.some(form =>
    form.rows.some(leaf => leaf.path.length > 0 && isLabel(text.letters, labelsOf(leaf))),
  )
}

/** Whether a text is the label of a group of columns. */
export function headsGroup(text: Printed, forms: Form[]): boolean {
  return forms.some(form => isColumnGroup(form, text))
}

/** Whether a place is in a column whose label others have, too, and not in all of the groups given. */
export function isOutside({form, column}: FormPlace, groups: readonly Printed[]): boolean {
  const {path} = form.columns[column]!
  const own = labelsOf(form.columns[column]!)
  const isShared = form.columns.some(
    (leaf, i) => i !== column && labelsOf(leaf).some(label => own.includes(label)),
  )
  const within = path.slice(0, -1)
  return isShared && !groups.every(({letters}) => within.some(labels => isLabel(letters, labels)))
}

/**
 * The one cell of the form that the words before a figure name: its column by the last of them, its row by the others; what
 * they leave open the words above tell, nearest first, as far as all of them are labels. Null: there is none, or more than one.
 */
export function placeNamed(words: Printed[], above: Above[], forms: Form[]): FormPlace | null {
  const [last, ...before] = words.toReversed()
  if (!words.every(word => isOfForm(word, forms))) return null
  for (let count = 0; count <= above.length; count++) {
    if (count > 0 && !isOfForm(above[count - 1]!.word, forms)) return null
    const found = forms.flatMap(form => placeIn(form, last!, before, above.slice(0, count)) ?? [])
    if (found.length > 0) return found.length === 1 ? found[0]! : null
  }
  return null
}

function placeIn(form: Form, last: Printed, before: Printed[], above: Above[]): FormPlace | null {
  const around = [...before, ...above.map(({word}) => word)]
  const columns = columnsNamed(form, last, around)
  if (columns.length === 1) {
    // 申请人情况 heads columns and says nothing of the row.
    const own = before.some(word => !isColumnGroup(form, word))
    const row = form.unlabelled ? 0 : rowNamed(form, own ? before : around)
    return row === null ? null : {form, row, column: columns[0]!, both: true}
  }
  const row = form.unlabelled ? null : rowNamed(form, [last])
  if (row === null) return null
  const heading = before[0] ?? (above[0]?.alone ? above[0].word : undefined)
  const headed = heading ? columnsNamed(form, heading, []) : []
  if (headed.length === 1) return {form, row, column: headed[0]!, both: true}
  return form.columns.length === 1 ? {form, row, column: 0, both: false} : null
}

/** Whether a text is the label of a group of columns of a form. */
export function isColumnGroup(form: Form, {letters}: Printed): boolean {
  return form.columns.some(({path}) => path.slice(0, -1).some(labels => isLabel(letters, labels)))
}

/** The columns a text is the label of; of several those whose group the words around it name. */
function columnsNamed(form: Form, text: Printed, around: Printed[]): number[] {
  let columns = form.columns.flatMap((leaf, column) =>
    isLabel(text.letters, labelsOf(leaf)) ? [column] : [],
  )
  for (const word of around) {
    if (columns.length < 2) break
    const within = columns.filter(column => {
      const groups = form.columns[column]!.path.slice(0, -1)
      return groups.some(group => isLabel(word.letters, group))
    })
    if (within.length > 0) columns = within
  }
  return columns
}

/** The row that the nearest of some words is the label of; null where none is, or it is that of several. */
function rowNamed(form: Form, words: Printed[]): number | null {
  for (const word of words) {
    const rows = form.rows.flatMap((leaf, row) =>
      leaf.path.length > 0 && isLabel(word.letters, labelsOf(leaf)) ? [row] : [],
    )
    if (rows.length > 0) return rows.length === 1 ? rows[0]! : null
  }
  return null
}
