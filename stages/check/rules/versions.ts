import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import type {Report} from '../../../pipeline/model/report.ts'
import {type CheckContext, type FormatFacts, listOf, type RuleFunction} from '../context.ts'
import {strongYears} from '../witnesses.ts'

/** S09 沿用旧格式: the tables are of a format that a later one had replaced for the report year. */
export const supersededFormat: RuleFunction = (report, context) => {
  const due = formatFor(report.year, context.formats)
  if (!due || due.from <= context.format.from) return []
  return [aboutFormat(report, context, due)]
}

/**
 * S10 提前使用新格式: the tables are of a format not yet in force, or of a year before there was any. Where witnesses of the year
 * disagree M04 comes first.
 */
export const prematureFormat: RuleFunction = (report, context) => {
  const {year} = report
  if (year === null || year >= context.format.from) return []
  const due = formatFor(year, context.formats)
  if (due?.id === context.format.id || strongYears(report, listOf(context, 'strong')).length > 1) return []
  if (due) return [aboutFormat(report, context, due)]
  const {name, instrument, from, id} = context.format
  const place = report.testimony.find(item => item.fact === 'format')?.place ?? {}
  return [{variant: 'early', values: {year, used: name, instrument, from}, place, actual: id}]
}

/**
 * S11 新旧混用: tables of one report are of different formats. What the text cites is no table. Table 3 is told by its rows: one
 * that lacks just those that another form lacks, too, is taken for that form's.
 */
export const mixedFormats: RuleFunction = (report, context) => {
  const witnesses = report.testimony.filter(item => item.fact === 'format' && item.source !== 'legalBasis')
  const ids = [...new Set(witnesses.map(item => item.value))].sort()
  const other = witnesses.find(item => item.value !== report.format)
  if (!other || ids.length < 2) return likeAnother(context)
  const names = ids.map(id => context.formats.find(format => format.id === id)?.name ?? id).join('、')
  return [{values: {formats: names}, place: other.place, expected: report.format, actual: ids.join('、')}]
}

/** Tables in which all rows were found that the report's form shares with another, and none that it has alone. */
function likeAnother({format, formats, found}: CheckContext): FindingDetails[] {
  const own = formats.find(({id}) => id === format.id)
  return format.tables.flatMap(({key, title}): FindingDetails[] => {
    const rows = own?.rows[key] ?? []
    const here = found.filter(({cell}) => cell.table === key)
    const printed = new Set(here.map(({cell}) => cell.row.key))
    const other = formats.find(({id, rows: {[key]: theirs = []}}) => {
      const shared = rows.filter(row => theirs.includes(row))
      const alike = rows.every(row => printed.has(row) === theirs.includes(row))
      return id !== format.id && alike && shared.length * 2 > rows.length && shared.length < rows.length
    })
    if (!other) return []
    return [
      {
        variant: 'rows',
        values: {table: title, used: other.name, due: format.name},
        place: here[0]?.observation.place ?? {},
        expected: format.id,
        actual: other.id,
      },
    ]
  })
}

/** The format prescribed for a report year: the latest that had begun; none before the first. */
export function formatFor(year: number | null, formats: FormatFacts[]): FormatFacts | undefined {
  if (year === null) return undefined
  return formats.filter(format => format.from <= year).sort((a, b) => b.from - a.from)[0]
}

function aboutFormat(report: Report, {format}: CheckContext, due: FormatFacts): FindingDetails {
  return {
    values: {year: report.year ?? '', used: format.name, due: due.name, instrument: due.instrument},
    place: report.testimony.find(item => item.fact === 'format')?.place ?? {},
    expected: due.id,
    actual: format.id,
  }
}
