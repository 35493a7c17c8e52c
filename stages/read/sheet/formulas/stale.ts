import type {CellObject, WorkBook} from 'xlsx'
import {addressOf, type Shown, type ShownCells} from '../look/look.ts'
import {
  type Area,
  type Cells,
  type Expression,
  evaluate,
  FAULT,
  type Formulas,
  placeOf,
  type Value,
} from './expression.ts'
import {FUNCTIONS} from './functions.ts'
import {tokenFormulas} from './tokens.ts'
import {type Named, writtenExpression} from './written.ts'

/** Cells looked at for all formulas of a book together; formulas that are not reached by then are believed. */
const MOST_VISITS = 2_000_000
/** Formulas that stand on others are followed so far. */
const DEEPEST = 60

/**
 * Cells whose formula gives another number than the one stored with it, by sheet: a program filled in the figures and did
 * not compute anew, so that a person who opens the book sees another number than the file holds.
 * @param stream of a binary workbook, whose expressions the library does not hand on
 */
export function staleCells(book: WorkBook, stream: Buffer | null): ReadonlyMap<string, ShownCells> {
  const sheets = book.SheetNames.map(name =>
    Object.hasOwn(book.Sheets, name) ? ((book.Sheets[name]!['!data'] ?? []) as Row[]) : [],
  )
  const found = new Map<string, Map<string, Shown>>()
  const unknown: {sheet: number; address: string}[] = []
  const formulas = stream ? tokenFormulas(stream, sheets.length) : writtenFormulas(book, sheets)
  const compute = computing(sheets, formulas)
  formulas.forEach((places, sheet) => {
    const cells = new Map<string, Shown>()
    for (const place of places.keys()) {
      const [row, column] = [Math.floor(place / 65_536), place % 65_536]
      const cell = sheets[sheet]![row]?.[column]
      const stored = cell ? numberIn(cell) : null
      const computed = stored === null ? null : compute(sheet, place)
      if (stored !== null && computed === null) unknown.push({sheet, address: addressOf(row, column)})
      if (stored === null || computed === null || isSame(computed, stored)) continue
      const why = `的公式按所引用的各格应为 ${plain(computed)}，保存的结果却是 ${plain(stored)}，按保存的读取`
      cells.set(addressOf(row, column), {why})
    }
    if (cells.size > 0) found.set(book.SheetNames[sheet]!, cells)
  })
  if (found.size > 0) doubtUnknown(book.SheetNames, unknown, found)
  return found
}

/** Where one result is out of date the program did not compute at all: results that nobody can compute here are doubtful, too. */
function doubtUnknown(
  names: readonly string[],
  unknown: readonly {sheet: number; address: string}[],
  found: Map<string, Map<string, Shown>>,
): void {
  for (const {sheet, address} of unknown) {
    const cells = found.get(names[sheet]!) ?? new Map<string, Shown>()
    cells.set(address, {why: NOT_COMPUTED})
    found.set(names[sheet]!, cells)
  }
}

const NOT_COMPUTED = '的公式未能重新计算，而工作簿里其他公式保存的结果已经过时，按保存的读取'

/** The first word on a cell stays. */
export function withStale(
  shown: ReadonlyMap<string, ShownCells>,
  stale: ReadonlyMap<string, ShownCells>,
): ReadonlyMap<string, ShownCells> {
  if (stale.size === 0) return shown
  const all = new Map(shown)
  for (const [sheet, cells] of stale) {
    const merged = new Map(cells)
    for (const [address, one] of shown.get(sheet) ?? []) merged.set(address, {...merged.get(address), ...one})
    all.set(sheet, merged)
  }
  return all
}

type Row = (CellObject | undefined)[] | undefined

function writtenFormulas({SheetNames, Workbook}: WorkBook, sheets: readonly Row[][]): Formulas {
  const numbers = new Map(SheetNames.map((name, i) => [name.toLowerCase(), i]))
  // A name of one sheet alone is left to that sheet: which of two holds is not followed.
  const names = new Map<string, string | null>()
  for (const {Name, Ref} of Workbook?.Names ?? []) {
    const name = Name.toLowerCase()
    names.set(name, names.has(name) ? null : Ref)
  }
  const named: Named = {
    sheetOf: name => numbers.get(name.toLowerCase()) ?? null,
    formulaOf: name => names.get(name.toLowerCase()) ?? null,
  }
  return sheets.map((rows, sheet) => {
    const formulas = new Map<number, () => Expression | null>()
    rows.forEach((row, r) => {
      row?.forEach((cell, c) => {
        // Of a formula over an area every cell gives one part.
        if (cell?.f !== undefined && cell.F === undefined)
          formulas.set(placeOf(r, c), () => writtenExpression(cell.f!, sheet, named))
      })
    })
    return formulas
  })
}

/** What a cell's formula gives, the formulas it stands on computed first; null where it has none or cannot be computed. */
function computing(
  sheets: readonly Row[][],
  formulas: Formulas,
): (sheet: number, place: number) => number | null {
  const known = sheets.map(() => new Map<number, number | null>())
  const widths: number[] = []
  let visits = 0
  let depth = 0

  function compute(sheet: number, place: number): number | null {
    const before = known[sheet]?.get(place)
    if (before !== undefined) return before
    const formula = formulas[sheet]?.get(place)
    if (!formula || depth >= DEEPEST || visits >= MOST_VISITS) return null
    // A formula that stands on itself has no value.
    known[sheet]!.set(place, null)
    depth++
    const expression = formula()
    const value = expression ? evaluate(expression, cells, FUNCTIONS) : undefined
    depth--
    const number = typeof value === 'number' ? value : value === null ? 0 : null
    known[sheet]!.set(place, number)
    return number
  }

  /** Undefined for a text. */
  function valueAt(sheet: number, row: number, column: number): number | null | undefined {
    visits++
    const cell = sheets[sheet]?.[row]?.[column]
    if (!cell) return 0
    const place = placeOf(row, column)
    const fresh = compute(sheet, place)
    if (fresh !== null) return fresh
    if (cell.t === 'n' && cell.v !== undefined) return Number(cell.v)
    if (cell.t === 'z') return formulas[sheet]?.has(place) ? null : 0
    return cell.t === 's' ? undefined : null
  }

  const cells: Cells = {
    value(sheet, row, column) {
      if (visits >= MOST_VISITS) return undefined
      const value = valueAt(sheet, row, column)
      const cell = sheets[sheet]?.[row]?.[column]
      return typeof value === 'number' && cell ? (cell.t === 'z' ? null : value) : heldBy(cell, value)
    },
    extent(sheet) {
      const rows = sheets[sheet] ?? []
      widths[sheet] ??= rows.reduce((most, row) => Math.max(most, row?.length ?? 0), 0)
      return {rows: rows.length, columns: widths[sheet]!}
    },
    sum({sheets: [first, last], top, left, bottom, right}: Area) {
      let total = 0
      for (let s = first; s <= Math.min(last, sheets.length - 1); s++) {
        const rows = sheets[s]!
        for (let r = top; r <= Math.min(bottom, rows.length - 1); r++) {
          const width = rows[r]?.length ?? 0
          for (let c = left; c <= Math.min(right, width - 1); c++) {
            if (visits >= MOST_VISITS) return null
            const value = valueAt(s, r, c)
            if (value === null) return null
            total += value ?? 0
          }
        }
      }
      return total
    },
  }
  return compute
}

/** What a cell without a number holds; undefined where that cannot be told. */
function heldBy(cell: CellObject | undefined, number: number | null | undefined): Value | undefined {
  if (!cell) return null
  if (cell.t === 'e') return FAULT
  if (cell.t === 'b') return cell.v === true
  return number === undefined ? String(cell.v ?? '') : undefined
}

/** The number a cell holds, one written as text as well; null for anything else. */
function numberIn({t, v}: CellObject): number | null {
  if (t !== 'n' && t !== 's') return null
  const number = t === 's' && String(v).trim() === '' ? Number.NaN : Number(v)
  return Number.isFinite(number) ? number : null
}

/** Sums of binary fractions differ in their last digits. */
function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))
}

function plain(value: number): string {
  return String(Number(value.toPrecision(15)))
}
