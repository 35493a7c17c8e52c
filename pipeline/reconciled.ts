import {statusOf} from './corpus.ts'
import type {Corpus, Reconciliation} from './model/corpus.ts'
import type {Finding} from './model/finding.ts'

/**
 * A corpus with what came of setting all its reports against each other. A report several sources give is published once,
 * its other sources in `alsoIn`. Findings about those other sources that the published one does not have stay, as `info` of
 * the published report under their own file: nothing disappears, and a page's damage does not count against a sound
 * document of the same content. They are in `findings()` alone, since their places are not in the published source.
 * Findings about no report come last.
 */
export function reconciledCorpus(
  corpus: Corpus,
  {findings, general, merged, alsoIn, answers}: Reconciliation,
): Corpus {
  const made = [...findings.values()].reduce((sum, list) => sum + list.length, 0)
  const said = sentencesOf(corpus, new Set(merged.values()))
  let repeated = 0
  if (merged.size > 0) for (const finding of corpus.findings()) if (repeats(finding)) repeated++
  return {
    ...corpus,
    counts: {
      ...corpus.counts,
      rules: Object.fromEntries(
        Object.entries({...corpus.counts.rules, ...answers}).sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
      reports: corpus.counts.reports - merged.size,
      findings: corpus.counts.findings - repeated + made + general.length,
    },
    *reports(of) {
      for (const {report, findings: checked} of corpus.reports(of)) {
        if (merged.has(report.id)) continue
        const own = [...checked, ...(findings.get(report.id) ?? [])]
        const sources = [...report.alsoIn, ...(alsoIn.get(report.id) ?? [])]
        yield {report: {...report, alsoIn: sources, status: statusOf(own)}, findings: own}
      }
    },
    *findings() {
      const waiting = [...findings.values()]
        .flat()
        .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0))
      let next = 0
      const before = function* (file: string | null) {
        while (next < waiting.length && (file === null || waiting[next]!.file < file)) yield waiting[next++]!
      }
      for (const finding of corpus.findings()) {
        yield* before(finding.file)
        if (!repeats(finding)) yield aboutPublished(finding)
      }
      yield* before(null)
      yield* general
    },
  }

  function repeats(finding: Finding): boolean {
    const published = publishedFor(finding)
    return published !== undefined && said.has(sentence(published, finding))
  }

  function aboutPublished(finding: Finding): Finding {
    const published = publishedFor(finding)
    return published === undefined ? finding : {...finding, report: published, severity: 'info'}
  }

  function publishedFor({report}: Finding): string | undefined {
    return report === null ? undefined : merged.get(report)
  }
}

/** What is said of some reports. */
function sentencesOf(corpus: Corpus, reports: Set<string>): Set<string> {
  const said = new Set<string>()
  if (reports.size === 0) return said
  for (const finding of corpus.findings()) {
    const {report} = finding
    if (report !== null && reports.has(report)) said.add(sentence(report, finding))
  }
  return said
}

function sentence(report: string, {rule, message, keys}: Finding): string {
  return [report, rule, message, ...keys].join('\n')
}
