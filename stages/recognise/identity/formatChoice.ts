import type {Block} from '../../../pipeline/model/ast.ts'
import type {Testimony} from '../../../pipeline/model/report.ts'
import {countLabels, formatByInstrument, formatByTables, formatByYear} from '../lines/detect.ts'
import type {Lexicon} from '../words/lexicon.ts'
import type {Evidence} from './evidence.ts'
import {type Statement, testify} from './testimony.ts'

/** Fewest labels by which a table tells its format: other statistics have an 指标 or a 项目, too. */
const FEWEST_LABELS = 3

/**
 * The format of a report: what its tables show; where they do not tell formats apart the one among them prescribed for
 * the year; without tables the one for the year, the one it cites, or the newest.
 */
export function chooseFormat(
  lexicon: Lexicon,
  blocks: Block[],
  year: number | null,
  evidence: Evidence,
): {id: string; testimony: Testimony[]} {
  const tables = blocks.filter(block => block.type === 'table')
  const byTables = formatByTables(countLabels(lexicon, tables))
  const byYear = year === null ? null : formatByYear(lexicon, year)
  const cited = formatByInstrument(lexicon, evidence.narrative)
  const newest = [...lexicon.formats].sort((a, b) => b.from - a.from)[0]!.id
  const statements = tables.flatMap((table): Statement<string>[] => {
    const count = countLabels(lexicon, [table])
    const id = count.known < FEWEST_LABELS ? null : formatByTables(count)
    const source = `table ${table.place?.table ?? 0}`
    return id ? [{source, value: id, raw: source, place: table.place ?? {}}] : []
  })
  const basis = [...evidence.narrative.matchAll(lexicon.citations)].map(([raw]) => raw)
  const citations = [...new Set(basis)].map(raw => ({source: 'legalBasis', value: raw, raw, place: {}}))
  return {
    id: byTables ?? byYear ?? cited ?? newest,
    testimony: [...testify('format', statements), ...testify('format', citations)],
  }
}
