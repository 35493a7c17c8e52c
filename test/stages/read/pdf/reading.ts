import type {Block, Root, Table} from '../../../../pipeline/model/ast.ts'
import {textOf} from '../../../../pipeline/model/ast.ts'
import type {FindingDetails} from '../../../../pipeline/model/finding.ts'
import {pdf} from '../../../../stages/read/pdf/index.ts'

export const LIMITS = {
  maxBytes: 1e9,
  maxUnpackedBytes: 1e9,
  maxRatio: 200,
  maxCells: 200_000,
  maxNodes: 500_000,
  maxPages: 5000,
  maxDepth: 200,
}

export interface Reading {
  root: Root
  findings: {rule: string; what: unknown; place: FindingDetails['place']}[]
}

export async function readPdf(bytes: Uint8Array, limits = LIMITS): Promise<Reading> {
  const findings: Reading['findings'] = []
  const root = await pdf.read(bytes, {
    limits,
    report: (rule, details) => findings.push({rule, what: details?.values?.what, place: details?.place}),
  })
  return {root, findings}
}

/** A table as one line a cell: row, column, spans, text. */
export function cellsOf(table: Table): string[] {
  return table.children.map(c => `${c.row},${c.column} ${c.rowSpan}x${c.columnSpan} ${textOf(c)}`)
}

export function tablesOf(blocks: readonly Block[]): Table[] {
  return blocks.filter(block => block.type === 'table')
}
