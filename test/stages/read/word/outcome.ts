import type {Root} from '../../../../pipeline/model/ast.ts'
import type {FindingDetails} from '../../../../pipeline/model/finding.ts'
import {type Reader, UnreadableError} from '../../../../stages/read/reader.ts'

const limits = {
  maxBytes: 209715200,
  maxUnpackedBytes: 209715200,
  maxRatio: 200,
  maxCells: 200000,
  maxNodes: 500000,
  maxPages: 500,
  maxDepth: 200,
}

export interface Outcome {
  tree?: Root
  findings: {rule: string; what: unknown; severity?: string; place?: FindingDetails['place']}[]
  unreadable?: {reason: string; detail: string}
}

/** What a reader makes of bytes: tree and findings, or why it reads nothing. Any other error is our fault and thrown. */
export async function outcomeOf(
  reader: Reader,
  bytes: Uint8Array,
  some: Partial<typeof limits> = {},
): Promise<Outcome> {
  const findings: Outcome['findings'] = []
  try {
    const tree = await reader.read(bytes, {
      limits: {...limits, ...some},
      report: (rule, details = {}) => {
        const {values, severity, place} = details
        findings.push({rule, what: values?.what, ...(severity ? {severity} : {}), ...(place ? {place} : {})})
      },
    })
    return {tree, findings}
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
    return {findings, unreadable: {reason: error.reason, detail: error.detail}}
  }
}

/** A tree's blocks without places, as JSON would keep them. */
export function bare(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, item) => (key === 'place' ? undefined : item)))
}
