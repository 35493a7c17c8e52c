import type {Report} from '../../pipeline/model/report.ts'
import type {Document} from './form/tree.ts'
import type {Outcome} from './pipeline.ts'

/** A cell that came out otherwise than the document has it, and that no finding names: a silent error. */
export interface Difference {
  key: string
  expected: string
  actual: string
}

/**
 * Cells of the one report that differ from the truth without an error, a warning or a note on structure that names them. A cell
 * the document does not show may be missing or blank, never a figure; a report that was skipped is an error, too. That a table is missing (S04, S05) names its cells.
 */
export function silentErrors(document: Document, outcome: Outcome): Difference[] {
  const [report] = outcome.reports
  if (!report) return [{key: '', expected: 'a report', actual: outcome.skipped[0]?.reason ?? 'nothing'}]
  const named = new Set(
    outcome.findings
      .filter(({severity, rule}) => severity !== 'info' || rule.startsWith('S'))
      .flatMap(finding => finding.keys),
  )
  const tableMissing = outcome.findings.some(({rule}) => rule === 'S04' || rule === 'S05')
  return differences(document, report).filter(
    ({key, actual}) => !named.has(key) && !(tableMissing && actual === 'absent'),
  )
}

/** All cells that came out otherwise than the document has them. */
export function differences(document: Document, report: Report): Difference[] {
  const keys = new Set([...Object.keys(document.model.observations), ...Object.keys(report.observations)])
  return [...keys].flatMap(key => {
    const truth = document.absent.includes(key) ? undefined : document.model.observations[key]
    const found = report.observations[key]
    const expected = truth ? `${truth.state} ${truth.value}` : 'absent'
    const actual = found ? `${found.state} ${found.value}` : 'absent'
    const nothing =
      expected === 'absent' && (found === undefined || (found.value === null && found.state === 'blank'))
    return expected === actual || nothing ? [] : [{key, expected, actual}]
  })
}
