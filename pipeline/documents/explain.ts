import {type Reason, reasonOf} from '../cache/key.ts'
import {type DocumentRecord, keyOf, type LastRun, type Step} from '../cache/store.ts'
import type {Finding} from '../model/finding.ts'
import type {SourceFile} from '../stage.ts'
import {type Chain, keyParts, storedFor} from './chain.ts'

const WHY: Record<Reason, string> = {
  reused: '沿用缓存',
  new: '首次处理',
  version: '重新运行：该步的程序版本变了',
  settings: '重新运行：该步用到的配置变了',
  source: '重新运行：文件内容或文件名变了',
  input: '重新运行：上一步的结果变了',
  lost: '重新运行：缓存里没有它的结果了',
}

/** What the last run did with a document, stage by stage. A run that finds nothing changed leaves the record as it is. */
export function explainLast(record: DocumentRecord, location: string, last?: LastRun): string[] {
  const spared = last !== undefined && last.run !== record.run && last.documents.includes(keyOf(location))
  return record.steps.map(step => `  ${label(step)}  ${WHY[spared ? 'reused' : step.reason]}`)
}

/**
 * What a run would do now, without running anything: as far as keys are known. After the first stage that has to run
 * the rest depends on its result.
 */
export function explainNext(
  chain: Chain,
  record: DocumentRecord,
  source: SourceFile,
  bytes: Uint8Array,
): string[] {
  const lines: string[] = []
  const counts = new Map<string, number>()
  const first = chain.stages[0]
  visit(0, {hash: '', variant: first?.variantOf?.(bytes, source), earlier: []})
  return lines

  function visit(
    depth: number,
    input: {hash: string; variant?: string; name?: string; earlier: Finding[]},
  ): void {
    const stage = chain.stages[depth]
    if (!stage) return
    const parts = keyParts(chain, stage, source, input)
    if (!parts) {
      visit(depth + 1, input)
      return
    }
    const {variant} = input
    const nth = counts.get(stage.name) ?? 0
    counts.set(stage.name, nth + 1)
    const last = record.steps.filter(step => step.parts.stage === stage.name)[nth]
    const {stored} = storedFor(chain, stage, variant, parts, last)
    const reason = reasonOf(parts, last?.parts, stored !== undefined)
    lines.push(`  ${label({parts, variant})}  ${WHY[reason]}`)
    if (!stored) {
      if (depth + 1 < chain.stages.length) lines.push(`  ${'之后各步'.padEnd(8)}  结果不变则沿用，变了才运行`)
      return
    }
    const earlier = [...input.earlier, ...stored.findings]
    for (const output of stored.outputs) visit(depth + 1, {...output, earlier})
  }
}

function label(step: Pick<Step, 'parts' | 'variant'>): string {
  const name = step.variant ? `${step.parts.stage} (${step.variant})` : step.parts.stage
  return name.padEnd(18)
}
