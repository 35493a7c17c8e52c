import type {CheckedReport, Corpus} from '../model/corpus.ts'
import type {Finding, Severity, Skipped} from '../model/finding.ts'
import type {Outcomes} from '../run.ts'

const MOST_RULES = 8

/** What a run found, counted: all that is said at its end. */
export interface Tally {
  counts: Corpus['counts']
  accepted: number
  /** Further sources that give a published report once more. */
  repeated: number
  /** Findings that no person accepted. */
  severity: Record<Severity, number>
  /** Findings that people accepted. */
  settled: number
  /** Errors and warnings by rule. */
  serious: Record<string, number>
  /** Inputs that gave no report, by reason. */
  reasons: Record<string, number>
  /** Faults of this program. */
  faults: number
}

/** Counts what a run found while it passes by. */
export function startTally(): {
  tally: Omit<Tally, 'counts'>
  report(checked: CheckedReport): void
  finding(finding: Finding): void
  skipped(skipped: Skipped): void
  end(): void
} {
  const tally: Omit<Tally, 'counts'> = {
    accepted: 0,
    repeated: 0,
    severity: {error: 0, warning: 0, info: 0},
    settled: 0,
    serious: {},
    reasons: {},
    faults: 0,
  }
  return {
    tally,
    report({report}) {
      if (report.status === 'accepted') tally.accepted++
      tally.repeated += report.alsoIn.length
    },
    finding({severity, rule, accepted}) {
      if (rule === 'Z01') tally.faults++
      if (accepted) {
        tally.settled++
        return
      }
      tally.severity[severity]++
      if (severity !== 'info') tally.serious[rule] = (tally.serious[rule] ?? 0) + 1
    },
    skipped({reason}) {
      tally.reasons[reason] = (tally.reasons[reason] ?? 0) + 1
    },
    end() {},
  }
}

/**
 * What a person needs at the end of a run: what came in and where each file went, what to look at first, and how much
 * work was spared.
 */
export function summarise(
  {counts, accepted, repeated, severity, settled, serious, reasons}: Tally,
  steps: Outcomes['steps'],
  names: {rule: (id: string) => string; reason: Record<string, string>},
  out: {directory: string; review: string},
): string {
  const top = Object.entries(serious)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, MOST_RULES)
  const left = Object.entries(reasons).map(([reason, count]) => `${names.reason[reason]} ${count}`)
  const once = repeated > 0 ? `（另有 ${repeated} 处是其中报告的重复来源，只计一次）` : ''
  const lines = [
    `文件 ${counts.files} 个，得报告 ${counts.reports} 份${once}：可直接采用 ${accepted} 份，需人工核对 ${counts.reports - accepted} 份；未转换 ${counts.skipped} 处。`,
    `发现问题：错误 ${severity.error}，警告 ${severity.warning}，提示 ${severity.info}${settled > 0 ? `；另有 ${settled} 条已由人工认可` : ''}。`,
  ]
  if (top.length) {
    lines.push('最多的错误和警告：')
    for (const [rule, count] of top) lines.push(`  ${rule} ${names.rule(rule)}：${count}`)
  }
  if (left.length) lines.push(`未转换的原因：${left.join('，')}（见 skipped.jsonl）。`)
  const review = Object.keys(serious).length > 0 ? `；要核对的逐条列在其中的 ${out.review}` : ''
  lines.push('各步骤处理的份数：', ...stageLines(steps), `结果在 ${out.directory}${review}。`)
  return `${lines.join('\n')}\n`
}

/** How many pieces each stage ran and reused, with the reasons of the runs. */
function stageLines(stages: Outcomes['steps']): string[] {
  const names: Record<string, string> = {
    new: '首次',
    version: '程序变了',
    settings: '配置变了',
    source: '文件变了',
    input: '上一步变了',
    lost: '缓存丢失',
  }
  return [...stages].map(([stage, reasons]) => {
    const ran = [...reasons].filter(([reason]) => reason !== 'reused')
    const total = ran.reduce((sum, [, count]) => sum + count, 0)
    const why = ran.map(([reason, count]) => `${names[reason]} ${count}`).join('，')
    return `  ${stage}：运行 ${total}${why ? `（${why}）` : ''}，沿用 ${reasons.get('reused') ?? 0}`
  })
}
