import {columnName, sheetReference} from '../xlsx/address.ts'
import type {Cell} from '../xlsx/sheet.ts'
import type {Written} from './continued.ts'
import {type ListValue, startList} from './list.ts'
import type {Review} from './review.ts'
import {type ListSettings, styleNamed} from './settings.ts'
import type {Tally} from './tally.ts'

/** Writes 按规则: a row a rule and severity; what people have dealt with is counted from 校验 by formulas. */
export function writeRules(review: Review, tally: Tally, findings: Written): Written {
  const {book, config, settings} = review
  const {words, rules: sheet} = settings
  const rows = tally.rules()
  const at = (key: string) => columnName(sheet.columns.findIndex(one => one.key === key))
  const columnOf = (key: string) => columnName(settings.findings.columns.findIndex(one => one.key === key))
  const counted = (number: number, key: string): string =>
    findings.parts
      .map(part => {
        const range = (letter: string) =>
          `${sheetReference(part.name)}!$${letter}$2:$${letter}$${Math.max(2, part.rows + 1)}`
        return (
          `COUNTIFS(${range(columnOf('rule'))},${at('rule')}${number},` +
          `${range(columnOf('severity'))},${at('severity')}${number},${range(columnOf(key))},"<>")`
        )
      })
      .join('+')
  const totals = ['findings', 'rows', 'corrected', 'accepted', 'open'] as const
  const openOf = (one: (typeof rows)[number]) => one.rows - one.corrected - one.accepted
  const list = startList(review, sheet, {
    totals: totalCells(review, sheet, rows.length, key => {
      const known = totals.find(one => one === key)
      if (!known) return null
      return rows.reduce((sum, one) => sum + (known === 'open' ? openOf(one) : one[known]), 0)
    }),
  })
  for (const one of rows) {
    const number = list.next() + 1
    const severity = book.styles.id(settings.findings.severityStyles[one.severity])
    list.row(
      {
        rule: one.rule,
        severity: words.severity[one.severity],
        ruleName: config.rules[one.rule]?.name ?? null,
        findings: one.findings,
        reports: one.reports,
        rows: one.rows,
        corrected: {formula: counted(number, 'corrected'), value: one.corrected},
        accepted: {formula: counted(number, 'accepted'), value: one.accepted},
        open: {
          formula: `${at('rows')}${number}-${at('corrected')}${number}-${at('accepted')}${number}`,
          value: openOf(one),
        },
      },
      {severity},
    )
  }
  return list.end()
}

/** Writes 按地区: a row a region as reports name it. */
export function writeRegions(review: Review, tally: Tally): Written {
  const {regions: sheet} = review.settings
  const rows = tally.regions().map(({region, reports, review, findings}): Record<string, ListValue> => {
    const unknown = region === null ? sheet.noReport : sheet.noRegion
    const nameless = !region?.province && !region?.prefecture && !region?.county
    return {
      province: nameless ? unknown : (region?.province ?? null),
      prefecture: region?.prefecture ?? null,
      county: region?.county ?? null,
      reports,
      review,
      ...findings,
    }
  })
  const list = startList(review, sheet, {
    totals: totalCells(review, sheet, rows.length, key =>
      typeof rows[0]?.[key] === 'number' ? rows.reduce((sum, row) => sum + Number(row[key]), 0) : null,
    ),
  })
  for (const row of rows) list.row(row)
  return list.end()
}

/** A row of sums over what the filter shows; `sumOf` gives null where a column has none. */
function totalCells(
  {book, settings}: Review,
  list: ListSettings & {total: string},
  rows: number,
  sumOf: (key: string) => number | null,
): Cell[] {
  const [text, number] = ['totalText', 'total'].map(name => book.styles.id(styleNamed(settings, name)))
  return list.columns.map(({key}, i): Cell => {
    const value = rows === 0 ? null : sumOf(key)
    if (value === null) return {value: i === 0 ? list.total : null, style: text!}
    const letter = columnName(i)
    return {value, style: number!, formula: `SUBTOTAL(109,${letter}3:${letter}${rows + 2})`}
  })
}
