import {type Table, type TableCell, textOf} from '../../../pipeline/model/ast.ts'
import {type CellName, type FunctionName, type Operand, type WordFormula, wordFormula} from './formula.ts'

/**
 * How Word takes in cells differs with its versions and is written down nowhere: whether a blank ends a sum to one side, whether
 * a number within a label counts, whether cells are counted or columns. A result that is right in one way is right.
 */
interface Way {
  endsAtBlank: boolean
  readsLabels: boolean
  countsColumns: boolean
}

const BOTH = [false, true]
const WAYS: readonly Way[] = BOTH.flatMap(endsAtBlank =>
  BOTH.flatMap(readsLabels => BOTH.map(countsColumns => ({endsAtBlank, readsLabels, countsColumns}))),
)

/** Formulas of one table computed anew; more than any table of people has. */
const MOST_FORMULAS = 2_000

/**
 * Marks the cells whose formula field gives another number than the result kept in the file: Word computes fields anew only when it
 * is asked to.
 * @param formulas instructions of the fields that stand in cells
 */
export function markStale(table: Table, formulas: ReadonlyMap<TableCell, readonly string[]>): void {
  if (formulas.size === 0 || formulas.size > MOST_FORMULAS) return
  const rows = rowsOf(table)
  for (const [cell, instructions] of formulas) {
    const kept = numberIn(textOf(cell))
    const formula = instructions.length === 1 ? wordFormula(instructions[0]!) : null
    if (kept === null || !formula || cell.data?.doubt !== undefined) continue
    const results = WAYS.map(way => compute(formula, cell, rows, way))
    if (results.some(result => result === null || isShownAs(result, kept))) continue
    const written = instructions[0]!.replace(/\\.*$/s, '').trim()
    const doubt = `域公式“${written}”按表中各格应为 ${plain(results[0]!)}，文件中保存的结果却是 ${kept.text}，按保存的读取`
    cell.data = {...cell.data, doubt}
  }
}

/** The cells that lie in each row, those merged down into it included, from left to right. */
function rowsOf({rows, children}: Table): TableCell[][] {
  const all = Array.from({length: rows}, (): TableCell[] => [])
  for (const cell of children) for (let r = 0; r < cell.rowSpan; r++) all[cell.row + r]?.push(cell)
  return all.map(row => row.sort((a, b) => a.column - b.column))
}

function compute(formula: WordFormula, own: TableCell, rows: TableCell[][], way: Way): number | null {
  switch (formula.kind) {
    case 'number':
      return formula.value
    case 'negative': {
      const value = compute(formula.of, own, rows, way)
      return value === null ? null : -value
    }
    case 'operand': {
      const cells = cellsOf(formula.operand, own, rows, way)
      return cells.length === 1 && formula.operand.kind === 'cells' ? figureOf(cells[0]!, way) : null
    }
    case 'call': {
      const values: number[] = []
      for (const part of formula.of) {
        if (part.kind === 'operand') values.push(...valuesOf(part.operand, own, rows, way))
        else {
          const value = compute(part, own, rows, way)
          if (value === null) return null
          values.push(value)
        }
      }
      return finite(FUNCTIONS[formula.name](values))
    }
    default: {
      const left = compute(formula.left, own, rows, way)
      const right = compute(formula.right, own, rows, way)
      return left === null || right === null ? null : finite(OPERATORS[formula.operator](left, right))
    }
  }
}

const OPERATORS: Record<'+' | '-' | '*' | '/', (left: number, right: number) => number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
}

const FUNCTIONS: Record<FunctionName, (values: number[]) => number> = {
  SUM: values => values.reduce((sum, value) => sum + value, 0),
  AVERAGE: values => values.reduce((sum, value) => sum + value, 0) / values.length,
  PRODUCT: values => values.reduce((product, value) => product * value, 1),
  COUNT: values => values.length,
  MIN: values => Math.min(...values),
  MAX: values => Math.max(...values),
  ROUND: ([value, decimals]) => Math.round(value! * 10 ** decimals!) / 10 ** decimals!,
  INT: ([value]) => Math.floor(value!),
  ABS: ([value]) => Math.abs(value!),
}

/** The cells an operand names, nearest first on a side. */
function cellsOf(operand: Operand, own: TableCell, rows: TableCell[][], way: Way): TableCell[] {
  if (operand.kind === 'cells') return named(operand.from, operand.to, rows, way)
  const {row, column} = own
  switch (operand.side) {
    case 'left':
      return rows[row]!.filter(cell => cell.column < column).reverse()
    case 'right':
      return rows[row]!.filter(cell => cell.column > column)
    default: {
      const index = rows[row]!.indexOf(own)
      const isAbove = operand.side === 'above'
      const others = isAbove ? rows.slice(0, row).reverse() : rows.slice(row + own.rowSpan)
      const cells = others.map(cells => (way.countsColumns ? covering(cells, column) : cells[index]))
      return [...new Set(cells.filter(cell => cell !== undefined && cell !== own))] as TableCell[]
    }
  }
}

function named(from: CellName, to: CellName, rows: TableCell[][], way: Way): TableCell[] {
  const cells = rows.slice(from.row, to.row + 1).flatMap(row => {
    const places = Array.from({length: Math.max(0, to.cell - from.cell + 1)}, (_, i) => from.cell + i)
    return places.map(place => (way.countsColumns ? covering(row, place) : row[place]))
  })
  return [...new Set(cells.filter(cell => cell !== undefined))] as TableCell[]
}

function covering(cells: readonly TableCell[], column: number): TableCell | undefined {
  return cells.find(cell => cell.column <= column && column < cell.column + cell.columnSpan)
}

function valuesOf(operand: Operand, own: TableCell, rows: TableCell[][], way: Way): number[] {
  const values: number[] = []
  for (const cell of cellsOf(operand, own, rows, way)) {
    if (cell === own) continue
    const value = figureOf(cell, way)
    if (value !== null) values.push(value)
    else if (operand.kind === 'side' && way.endsAtBlank) break
  }
  return values
}

/** The number of a cell, a blank one's null; with words beside it (2023年) it may count or not. */
function figureOf(cell: TableCell, {readsLabels}: Way): number | null {
  const text = textOf(cell)
  if (!/\p{L}/u.test(text)) return numberIn(text)?.value ?? null
  const within = readsLabels ? /\d[\d,]*(?:\.\d+)?/.exec(text.normalize('NFKC')) : null
  return within ? Number(within[0].replaceAll(',', '')) : null
}

interface Shown {
  text: string
  value: number
  decimals: number
}

/** A figure, marks of thousands and a unit allowed; null for anything else. */
function numberIn(text: string): Shown | null {
  const match = /^([+-]?\d[\d,]*(?:\.(\d+))?)\s*[^\d.,\s]{0,3}$/.exec(text.normalize('NFKC').trim())
  if (!match) return null
  return {
    text: match[1]!,
    value: Number(match[1]!.replaceAll(',', '')),
    decimals: match[2]?.length ?? 0,
  }
}

function isShownAs(result: number, {value, decimals}: Shown): boolean {
  return Math.abs(result - value) <= 0.5 * 10 ** -decimals + 1e-9 * Math.abs(value)
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function plain(value: number): string {
  return String(Number(value.toPrecision(12)))
}
