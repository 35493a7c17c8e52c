import type {DocRow} from '../rows/rows.ts'
import type {Form, Head} from '../texts/form.ts'
import type {Printed} from '../texts/printed.ts'
import type {ColumnMap} from './headings.ts'

/**
 * The official order where the headings of narrow columns were read off a page line by line (结果 结果 其他 尚未 总, below
 * it 维持 纠正 结果 审结 计): no heading is left, but all letters of the form's headings are there, and none beside them. The
 * row must have as many figures as the form has columns. Null: anything else.
 */
export function scrambledColumns(form: Form, row: DocRow, at: number, texts: Printed[]): ColumnMap | null {
  const figures = row.cells.slice(at + 1)
  if (figures.length !== form.columns.length || figures.some(({kind}) => kind !== 'value')) return null
  if (sorted(texts.map(({letters}) => letters)) !== lettersOf(form)) return null
  const columns = form.columns.map((_, column) => ({
    heading: {path: [], from: column, to: column},
    column,
    grade: null,
    other: false,
  }))
  return {columns, supposed: false, missing: [], displaced: 'scrambled'}
}

/** Letters of all headings of a form, in the order of letters. A memory of a pure function, nothing more. */
const lettersOfForms = new WeakMap<Form, string>()

function lettersOf(form: Form): string {
  const known = lettersOfForms.get(form)
  if (known !== undefined) return known
  const labels = (heads: Head[]): string[] =>
    heads.flatMap(head => [head.labels[0] ?? '', ...labels(head.below)])
  const made = sorted(labels(form.heads))
  lettersOfForms.set(form, made)
  return made
}

function sorted(texts: string[]): string {
  return [...texts.join('')].sort().join('')
}
