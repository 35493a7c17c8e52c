import type {Block, Root, Table} from '../../../../pipeline/model/ast.ts'
import {textOf} from '../../../../pipeline/model/ast.ts'
import type {FindingDetails} from '../../../../pipeline/model/finding.ts'
import {pdf} from '../../../../stages/read/pdf/index.ts'
import {at, type RawOptions, rawPdf, ruled} from './raw.ts'

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

/** A small table as drawn, and its cells as read. */
export const XS = [50, 150, 250, 350]
export const YS = [300, 320, 340]
export const FIGURES =
  at(60, 326, 'a') + at(160, 326, '12') + at(260, 326, '3.5') + at(60, 306, 'b') + at(160, 306, '0')
export const TABLE = ruled(XS, YS) + FIGURES
export const CELLS = ['0,0 1x1 a', '0,1 1x1 12', '0,2 1x1 3.5', '1,0 1x1 b', '1,1 1x1 0', '1,2 1x1 ']

/** The same cells with another text in the last one, which is empty. */
export function withLast(text: string): string[] {
  return [...CELLS.slice(0, -1), `1,2 1x1 ${text}`]
}

/** The tables and findings of one page written by hand. */
export async function readCells(content: string, entries?: string, options?: RawOptions) {
  const {root, findings} = await readPdf(rawPdf([{content, entries}], options))
  return {
    cells: tablesOf(root.children).map(cellsOf),
    findings: findings.map(f => `${f.rule} ${f.what}`),
    root,
  }
}
