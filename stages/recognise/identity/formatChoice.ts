import type {Block} from '../../../pipeline/model/ast.ts'
import type {Testimony} from '../../../pipeline/model/report.ts'
import {
  countLabels,
  formatByInstrument,
  formatByYear,
  formatsByTables,
  isForm,
  type LabelCount,
} from '../lines/detect.ts'
import type {Lexicon} from '../words/lexicon.ts'
import type {Evidence} from './evidence.ts'
import {type Statement, testify} from './testimony.ts'

/** Fewest labels by which a table tells its format: other statistics have an 指标 or a 项目, too. */
const FEWEST_LABELS = 3

/**
 * The format of a report: what its tables show; where they show several alike (tables of applications and disputes are nearly the
 * same in two of them, and a revision may only have added rows) the one among these prescribed for the year; without tables the
 * one for the year, the one it cites, or the newest.
 */
export function chooseFormat(
  lexicon: Lexicon,
  blocks: Block[],
  year: number | null,
  evidence: Evidence,
): {id: string; testimony: Testimony[]} {
  const tables = blocks.filter(block => block.type === 'table')
  const cited = formatByInstrument(lexicon, evidence.narrative)
  const statements = tables.flatMap((table): Statement<string>[] => {
    const count = countLabels(lexicon, [table])
    const [id, ...others] = count.known < FEWEST_LABELS ? [] : formatsByTables(count)
    const source = `table ${table.place?.table ?? 0}`
    return id && others.length === 0 ? [{source, value: id, raw: source, place: table.place ?? {}}] : []
  })
  const basis = [...evidence.narrative.matchAll(lexicon.citations)].map(([raw]) => raw)
  const citations = [...new Set(basis)].map(raw => ({source: 'legalBasis', value: raw, raw, place: {}}))
  return {
    id: formatOf(lexicon, countLabels(lexicon, tables), year, cited),
    testimony: [...testify('format', statements), ...testify('format', citations)],
  }
}

function formatOf(lexicon: Lexicon, count: LabelCount, year: number | null, cited: string | null): string {
  const shown = formatsByTables(count)
  if (shown.length === 1) return shown[0]!
  const tied = isForm(count) && shown.length > 1
  const formats = lexicon.formats
    .filter(({id}) => !tied || shown.includes(id))
    .sort((a, b) => a.from - b.from)
  const named = cited !== null && (!tied || shown.includes(cited)) ? cited : formats.at(-1)!.id
  if (year === null) return named
  // A report is written in a form that is about to come sooner than in one that its tables do not show.
  return formatByYear(formats, year) ?? (tied ? formats[0]!.id : named)
}
