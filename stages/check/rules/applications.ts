import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import {figureOf, labelOf, placeOf, type RuleFunction, textOf} from '../context.ts'
import {addExactly, subtractExactly} from '../decimal.ts'
import {keyMatcher} from '../pattern.ts'
import {isUnfilled} from '../sum.ts'

/** A07 结转超限: in no column can more be carried over to next year than was received and carried in. */
export const impossibleCarryOut: RuleFunction = (report, context) =>
  context.sums.flatMap((balance): FindingDetails[] => {
    if (balance.rule !== 'A03') return []
    const carriedOut = balance.right.at(-1)!
    const out = figureOf(report, carriedOut)
    const available = balance.left.map(key => figureOf(report, key))
    if (out === null || available.some(value => value === null)) return []
    const most = addExactly(available.map(Number))
    if (out <= most) return []
    return [
      {
        values: {column: labelOf(context, carriedOut).column, out, most},
        keys: [...balance.left, carriedOut],
        place: placeOf(report, carriedOut),
        related: balance.left.map(key => placeOf(report, key)),
        expected: `≤ ${most}`,
        actual: out,
      },
    ]
  })

/** A11 小计核对: a subtotal the office printed although the form has none equals the sum of its rows. */
export const printedSubtotals: RuleFunction = report =>
  report.subtotals.flatMap((subtotal): FindingDetails[] => {
    const printed = subtotal.observation.value
    const parts = subtotal.keys.map(key => report.observations[key])
    const readable = parts.every(part => part && (part.value !== null || isUnfilled(part)))
    if (printed === null || !readable || !parts.some(part => part?.value != null)) return []
    const sum = addExactly(parts.map(part => part?.value ?? 0))
    if (sum === printed) return []
    return [
      {
        values: {
          label: subtotal.label,
          column: subtotal.column,
          sum,
          printed,
          difference: Math.abs(subtractExactly(sum, printed)),
        },
        keys: subtotal.keys,
        place: subtotal.observation.place,
        related: subtotal.keys.map(key => placeOf(report, key)),
        expected: sum,
        actual: printed,
      },
    ]
  })

/** A12 其他处理拆分: （六）其他处理 has as many rows as the format divides it into: one in some formats, three in others. */
export const otherHandlingSplit: RuleFunction = (report, context) => {
  const isRow = keyMatcher(textOf(context, 'rows'))
  const due = context.cells.filter(cell => isRow(cell.key))
  const tables = new Set(due.map(cell => cell.table))
  if (!context.cells.some(cell => tables.has(cell.table) && report.observations[cell.key])) return []
  const rows = new Map(due.map(cell => [cell.row.key, labelOf(context, cell.key).row]))
  const known = new Set(due.map(cell => cell.key))
  const seen = new Set(due.filter(cell => report.observations[cell.key]).map(cell => cell.row.key))
  const strange = Object.keys(report.observations).filter(key => isRow(key) && !known.has(key))
  if (seen.size === rows.size && strange.length === 0) return []
  const missing = [...rows].filter(([key]) => !seen.has(key)).map(([, label]) => label)
  const first = due.find(cell => report.observations[cell.key])
  return [
    {
      values: {due: rows.size, found: seen.size, missing: missing.join('、')},
      ...(missing.length === 0 ? {variant: 'extra'} : {}),
      keys: [...due.filter(cell => !seen.has(cell.row.key)).map(cell => cell.key), ...strange.sort()],
      place: placeOf(report, first?.key ?? strange[0] ?? ''),
      expected: rows.size,
      actual: seen.size,
    },
  ]
}
