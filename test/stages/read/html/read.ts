import type {Root} from '../../../../pipeline/model/ast.ts'
import type {FindingDetails} from '../../../../pipeline/model/finding.ts'
import {html} from '../../../../stages/read/html/index.ts'
import {type ReadLimits, UnreadableError} from '../../../../stages/read/reader.ts'

const limits: ReadLimits = {
  maxBytes: 200_000_000,
  maxUnpackedBytes: 200_000_000,
  maxRatio: 200,
  maxCells: 200_000,
  maxNodes: 500_000,
  maxPages: 500,
  maxDepth: 200,
}

export interface Outcome {
  sniffed: boolean
  tree: Root | null
  unreadable: {reason: string; detail: string} | null
  findings: ({rule: string} & FindingDetails)[]
}

/** Reads bytes (or text as UTF-8) and keeps all that came of it. */
export function readHtml(input: Uint8Array | string, more: Partial<ReadLimits> = {}): Outcome {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input
  const outcome: Outcome = {
    sniffed: html.sniff(bytes.subarray(0, 65_536), 'a.html'),
    tree: null,
    unreadable: null,
    findings: [],
  }
  try {
    outcome.tree = html.read(bytes, {
      limits: {...limits, ...more},
      report: (rule, details) => outcome.findings.push({rule, ...details}),
    }) as Root
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
    outcome.unreadable = {reason: error.reason, detail: error.detail}
  }
  return outcome
}
