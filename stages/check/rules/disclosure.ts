import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import type {FormCell} from '../../../pipeline/model/format.ts'
import type {Report} from '../../../pipeline/model/report.ts'
import {type CheckContext, figureOf, labelOf, numberOf, placeOf, type RuleFunction} from '../context.ts'
import {addExactly, subtractExactly} from '../decimal.ts'

/** A row of the table of disclosure that has all the named columns, with its figures; null for one without a figure. */
interface Row {
  label: string
  keys: string[]
  values: (number | null)[]
}

/** Rows of a form by its cells and the columns asked for. A memory of a pure function, nothing more. */
const rowsOfForms = new WeakMap<FormCell[], Map<string, Omit<Row, 'values'>[]>>()

function rowsOfForm(context: CheckContext, columns: string[]): Omit<Row, 'values'>[] {
  const forms = rowsOfForms.get(context.cells) ?? new Map<string, Omit<Row, 'values'>[]>()
  rowsOfForms.set(context.cells, forms)
  const name = columns.join(' ')
  const known = forms.get(name)
  if (known) return known
  const rows = new Set(context.cells.filter(({table}) => table === 'disclosure').map(({row}) => row.key))
  const made = [...rows].flatMap(row => {
    const keys = columns.map(column => `disclosure.${row}.${column}`)
    if (!keys.every(key => context.labels.has(key))) return []
    return [{label: labelOf(context, keys[0]!).row, keys}]
  })
  forms.set(name, made)
  return made
}

function rowsWith(report: Report, context: CheckContext, columns: string[]): Row[] {
  return rowsOfForm(context, columns).map(({label, keys}) => ({
    label,
    keys,
    values: keys.map(key => figureOf(report, key)),
  }))
}

function aboutRow(
  report: Report,
  row: Row,
  details: FindingDetails,
  at = row.keys.length - 1,
): FindingDetails {
  return {
    ...details,
    values: {row: row.label, ...details.values},
    keys: row.keys,
    place: placeOf(report, row.keys[at]!),
    related: row.keys.filter((_, i) => i !== at).map(key => placeOf(report, key)),
  }
}

/** Calls `judge` for each row whose figures are all there. */
function eachFullRow(
  report: Report,
  context: CheckContext,
  columns: string[],
  judge: (row: Row, values: number[]) => FindingDetails[],
): FindingDetails[] {
  return rowsWith(report, context, columns).flatMap(row =>
    row.values.every(value => value !== null) ? judge(row, row.values.map(Number)) : [],
  )
}

/** P01 现行有效下限: what is in force is at least what was issued less what was repealed this year. */
export const inForceFloor: RuleFunction = (report, context) =>
  eachFullRow(
    report,
    context,
    ['issued', 'repealed', 'inForce'],
    (row, [issued = 0, repealed = 0, inForce = 0]) => {
      const floor = Math.max(0, issued - repealed)
      if (inForce >= floor) return []
      return [
        aboutRow(report, row, {values: {issued, repealed, inForce}, expected: `≥ ${floor}`, actual: inForce}),
      ]
    },
  )

/** P03 公开不少于新公开: all that is published includes what is newly published; more published than produced is noted. */
export const publishedFloor: RuleFunction = (report, context) => [
  ...eachFullRow(report, context, ['newlyPublished', 'totalPublished'], (row, [newly = 0, total = 0]) =>
    total >= newly
      ? []
      : [aboutRow(report, row, {values: {newly, total}, expected: `≥ ${newly}`, actual: total})],
  ),
  ...eachFullRow(report, context, ['produced', 'newlyPublished'], (row, [produced = 0, newly = 0]) => {
    if (newly <= produced) return []
    const values = {produced, newly}
    const expected = `≤ ${produced}`
    return [aboutRow(report, row, {variant: 'produced', severity: 'info', values, expected, actual: newly})]
  }),
]

/** P06 增减误填决定数: the change of items equals the number of decisions; small numbers may do so by chance. */
export const changeEqualsDecisions: RuleFunction = (report, context) =>
  eachFullRow(report, context, ['itemsChange', 'decisions'], (row, [change = 0, decisions = 0]) =>
    change !== decisions || change < numberOf(context, 'least')
      ? []
      : [aboutRow(report, row, {values: {change, decisions}, actual: change}, 0)],
  )

/** P07 项目数非负: items of last year plus the change are not less than none (the sign may have been lost). */
export const itemsNotNegative: RuleFunction = (report, context) =>
  eachFullRow(report, context, ['itemsPreviousYear', 'itemsChange'], (row, [before = 0, change = 0]) => {
    const items = addExactly([before, change])
    return items >= 0
      ? []
      : [aboutRow(report, row, {values: {before, change, items}, expected: '≥ 0', actual: items})]
  })

/** P08 无事项有决定: decisions need an item they are made under. */
export const decisionsWithoutItems: RuleFunction = (report, context) =>
  eachFullRow(
    report,
    context,
    ['itemsPreviousYear', 'itemsChange', 'decisions'],
    (row, [before = 0, change = 0, decisions = 0]) =>
      decisions > 0 && before + change <= 0
        ? [
            aboutRow(report, row, {
              values: {items: before + change, decisions},
              expected: 0,
              actual: decisions,
            }),
          ]
        : [],
  )

/** P11 采购项数与金额: projects and their amount are both zero or both not. */
export const procurementPair: RuleFunction = (report, context) =>
  eachFullRow(report, context, ['projects', 'amount'], (row, [projects = 0, amount = 0]) => {
    if (projects > 0 === amount > 0) return []
    const actual = projects > 0 ? amount : projects
    return [aboutRow(report, row, {values: {projects, amount}, expected: '> 0', actual})]
  })

/** P14 两行雷同: the rows of rules and of normative documents are the same and not empty: one was probably copied. */
export const identicalRows: RuleFunction = (report, context) => {
  const block = context.cells.filter(cell => cell.table === 'disclosure' && cell.row.key === 'regulations')
  const pairs = block.map(cell => {
    const twin = `disclosure.normativeDocuments.${cell.column.key}`
    return {keys: [cell.key, twin], first: figureOf(report, cell.key), second: figureOf(report, twin)}
  })
  const same = pairs.every(
    ({first, second}) => first !== null && second !== null && subtractExactly(first, second) === 0,
  )
  if (!same || !pairs.some(({first}) => (first ?? 0) > 0)) return []
  const keys = [...pairs.map(pair => pair.keys[0]!), ...pairs.map(pair => pair.keys[1]!)]
  const figures = pairs.map(({first}) => first).join('、')
  return [
    {
      values: {first: labelOf(context, keys[0]!).row, second: labelOf(context, keys.at(-1)!).row, figures},
      keys,
      place: placeOf(report, keys[0]!),
      related: keys.slice(1).map(key => placeOf(report, key)),
      actual: figures,
    },
  ]
}
