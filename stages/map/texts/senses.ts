import type {Leaf} from '../../../pipeline/model/format.ts'
import type {MapConfig} from '../settings.ts'
import {type Form, type Head, labelsOf} from './form.ts'
import {composite, type Grade, gradeOf, isLabel, namesGroup} from './labels.ts'
import type {Printed, Sense} from './printed.ts'

function senseOf(form: Form, printed: Printed): Sense {
  const known = printed.senses.get(form)
  if (known) return known
  const made: Sense = {form, fits: new Map(), names: new Map()}
  printed.senses.set(form, made)
  return made
}

/** The rows of the form whose label a text is, alone or with the labels of its groups before it, in official order. */
export function rowsNamed(form: Form, printed: Printed, config: MapConfig): {row: number; grade: Grade}[] {
  const sense = senseOf(form, printed)
  sense.rows ??= form.rows.flatMap((leaf, row) => {
    const {letters} = printed
    const grade = gradeOf(letters, labelsOf(leaf), config) ?? (composite(letters, leaf) ? 'alias' : null)
    return grade ? [{row, grade}] : []
  })
  return sense.rows
}

/** For each column of the form how well a text fits its label; `joined` where it has the labels of groups before it. */
export function columnsNamed(form: Form, printed: Printed, config: MapConfig): NonNullable<Sense['columns']> {
  const sense = senseOf(form, printed)
  sense.columns ??= form.columns.map(leaf => {
    const joined = composite(printed.letters, leaf)
    const grade = gradeOf(printed.letters, labelsOf(leaf), config) ?? (joined ? 'alias' : null)
    return grade && {grade, joined}
  })
  return sense.columns
}

/** Whether a text is a heading of a column of the form or of a group of them, perhaps not quite as the form has it. */
export function isColumnText(form: Form, printed: Printed, config: MapConfig): boolean {
  const sense = senseOf(form, printed)
  sense.columnText ??=
    namesOneGroup(form.heads, printed.letters, config) ||
    form.columns.some(
      leaf =>
        composite(printed.letters, leaf) ||
        leaf.path.some(labels => gradeOf(printed.letters, labels, config) !== null),
    )
  return sense.columnText
}

/** Whether a text holds the name of one group of columns, and not of several side by side as a title does. */
function namesOneGroup(heads: Head[], letters: string, config: MapConfig): boolean {
  const groups = heads.filter(({labels, below}) => labels.length > 0 && below.length > 0)
  const named = groups.filter(({labels}) => namesGroup(letters, labels, config))
  if (named.length > 0) return named.length === 1
  const below = heads.flatMap(head => head.below)
  return below.length > 0 && namesOneGroup(below, letters, config)
}

/** Whether a text is a heading of the form's columns letter by letter, or one with the labels of its groups before it. */
export function isColumnWord(form: Form, printed: Printed): boolean {
  const sense = senseOf(form, printed)
  sense.columnWord ??=
    isColumnLabel(form, printed) || form.columns.some(leaf => composite(printed.letters, leaf))
  return sense.columnWord
}

/** Whether a text is a label of the form's columns or of their groups, letter by letter. */
export function isColumnLabel(form: Form, printed: Printed): boolean {
  const sense = senseOf(form, printed)
  sense.columnLabel ??= isOfLeaf(form.columns, printed.letters)
  return sense.columnLabel
}

/** Whether a text is a label of the form's rows or of their groups, letter by letter. */
export function isRowLabel(form: Form, printed: Printed): boolean {
  const sense = senseOf(form, printed)
  sense.rowLabel ??= isOfLeaf(form.rows, printed.letters)
  return sense.rowLabel
}

function isOfLeaf(leaves: Leaf[], letters: string): boolean {
  return leaves.some(({path}) => path.some(labels => isLabel(letters, labels)))
}

/** Whether a text is that of the form's corner cell, letter by letter. */
export function isCorner(form: Form, printed: Printed): boolean {
  const sense = senseOf(form, printed)
  sense.corner ??= isLabel(printed.letters, form.corner)
  return sense.corner
}

/** Whether a text is that of the form's corner cell, perhaps not quite as the form has it. */
export function isCornerText(form: Form, printed: Printed, config: MapConfig): boolean {
  const sense = senseOf(form, printed)
  sense.cornerText ??= form.corner.length > 0 && gradeOf(printed.letters, form.corner, config) !== null
  return sense.cornerText
}

/** Whether a text is the form's caption: 第二十条第（一）项. */
export function isCaption(form: Form, printed: Printed): boolean {
  const sense = senseOf(form, printed)
  sense.caption ??= isLabel(printed.letters, form.caption)
  return sense.caption
}

/** Whether a text is a label of a group, or like one. */
export function fitsGroup(form: Form, printed: Printed, labels: string[], config: MapConfig): boolean {
  const {fits} = senseOf(form, printed)
  const known = fits.get(labels)
  if (known !== undefined) return known
  const found = gradeOf(printed.letters, labels, config) !== null
  fits.set(labels, found)
  return found
}

/** Whether a text names a group, alone or among other words. */
export function tellsGroup(form: Form, printed: Printed, labels: string[], config: MapConfig): boolean {
  const {names} = senseOf(form, printed)
  const known = names.get(labels)
  if (known !== undefined) return known
  const found = namesGroup(printed.letters, labels, config)
  names.set(labels, found)
  return found
}
