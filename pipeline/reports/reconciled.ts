import type {Corpus, Found} from '../model/corpus.ts'
import type {Finding} from '../model/finding.ts'
import {statusOf} from './corpus.ts'

/**
 * A corpus with what came of setting all its reports against each other. A report several sources give is published once,
 * its other sources in `alsoIn`. Findings about those other sources that the published one does not have stay, as `info` of
 * the published report under their own file: nothing disappears, and a page's damage does not count against a sound
 * document of the same content. They are in `findings()` alone, since their places are not in the published source.
 * Findings about no report come last.
 */
export function reconciledCorpus(
  corpus: Corpus,
  {findings, general, merged, alsoIn, answers}: Found,
): Corpus {
  let made = 0
  for (const list of findings.values()) made += list.length
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
      const waiting = inFileOrder(findings.values())
      let next = waiting.next()
      for (const finding of corpus.findings()) {
        for (; !next.done && next.value.file < finding.file; next = waiting.next()) yield next.value
        if (!repeats(finding)) yield aboutPublished(finding)
      }
      for (; !next.done; next = waiting.next()) yield next.value
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

/** Findings one by one. @throws when they do not come in the order of their files, as those of reports in corpus order do */
function* inFileOrder(lists: Iterable<Finding[]>): Generator<Finding, void> {
  let last = ''
  for (const finding of flatten(lists)) {
    if (finding.file < last) throw new Error(`findings of ${finding.file} come after those of ${last}`)
    last = finding.file
    yield finding
  }
}

function* flatten(lists: Iterable<Finding[]>): Iterable<Finding> {
  for (const list of lists) yield* list
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
