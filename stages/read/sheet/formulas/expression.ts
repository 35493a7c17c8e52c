/** Cells of one sheet or of several in a row; sheets, rows and columns from 0, both ends included. */
export interface Area {
  sheets: readonly [first: number, last: number]
  top: number
  left: number
  bottom: number
  right: number
}

/** What a formula computes, as far as it is followed: a function by its name, or an operator between two. */
export type Expression =
  | {kind: 'constant'; value: number | string | boolean}
  | {kind: 'cells'; area: Area}
  | {kind: 'negative'; of: Expression}
  | {kind: 'call'; name: string; of: readonly Expression[]}
  | {kind: 'operation'; operator: Operator; left: Expression; right: Expression}

/** Stands for an error of any kind (#N/A, #DIV/0!). */
export const FAULT: unique symbol = Symbol('error')

/** What a cell holds or an expression gives; null is blank. */
export type Value = number | string | boolean | null | typeof FAULT

/** Digits beyond which nothing is left to round. */
const MOST_DECIMALS = 15

export type Operator = '+' | '-' | '*' | '/' | '^' | '&' | '=' | '<>' | '<' | '<=' | '>' | '>='

/** The formulas of a book, sheet by sheet, by place; null where one is more than sums, arithmetic and references within the book. */
export type Formulas = readonly ReadonlyMap<number, () => Expression | null>[]

/** A place on a sheet as one number. */
export function placeOf(row: number, column: number): number {
  return row * 65_536 + column
}

/** What stands in cells, as a formula sees it. */
export interface Cells {
  /** What a cell holds; undefined where that cannot be told. */
  value(sheet: number, row: number, column: number): Value | undefined
  /** The sum of the numbers of an area, texts and blanks passed over; null where one of them is an error or cannot be told. */
  sum(area: Area): number | null
  /** How far a sheet reaches. */
  extent(sheet: number): {rows: number; columns: number}
}

/** Functions by their names. */
export type Functions = ReadonlyMap<
  string,
  (
    of: readonly Expression[],
    evaluate: (expression: Expression) => Value | undefined,
    cells: Cells,
  ) => Value | undefined
>

/** The value of an expression; undefined where one of its cells or functions cannot be told. */
export function evaluate(expression: Expression, cells: Cells, functions: Functions): Value | undefined {
  const told = (one: Expression) => evaluate(one, cells, functions)
  switch (expression.kind) {
    case 'constant':
      return expression.value
    case 'cells': {
      const {sheets, top, left, bottom, right} = expression.area
      const isSingle = sheets[0] === sheets[1] && top === bottom && left === right
      return isSingle ? cells.value(sheets[0], top, left) : undefined
    }
    case 'negative': {
      const value = numberOf(told(expression.of))
      return typeof value === 'number' ? -value : value
    }
    case 'call':
      if (expression.name === 'SUM') return sum(expression.of, told, cells)
      if (expression.name === 'ROUND') return rounded(expression.of, told)
      return functions.get(expression.name)?.(expression.of, told, cells)
    case 'operation':
      return operate(expression.operator, told(expression.left), told(expression.right))
  }
}

type Evaluate = (expression: Expression) => Value | undefined

function sum(of: readonly Expression[], told: Evaluate, cells: Cells): Value | undefined {
  let total = 0
  for (const part of of) {
    const value = part.kind === 'cells' ? cells.sum(part.area) : numberOf(told(part))
    if (typeof value !== 'number') return value === FAULT ? FAULT : undefined
    total += value
  }
  return total
}

/** Halves go away from zero; binary fractions count as the 15 digits that are shown of them. */
function rounded([of, places]: readonly Expression[], told: Evaluate): Value | undefined {
  const [value, decimals] = [of, places].map(one => one && numberOf(told(one)))
  if (value === undefined || decimals === undefined) return undefined
  if (value === FAULT || decimals === FAULT) return FAULT
  const digits = Math.trunc(decimals)
  if (Math.abs(digits) > MOST_DECIMALS) return undefined
  const shifted = Number((Math.abs(value) * 10 ** digits).toPrecision(15))
  return finite((Math.sign(value) * Math.round(shifted)) / 10 ** digits)
}

const ARITHMETIC: Partial<Record<Operator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
}

function operate(operator: Operator, left: Value | undefined, right: Value | undefined): Value | undefined {
  if (left === undefined || right === undefined) return undefined
  if (left === FAULT || right === FAULT) return FAULT
  if (operator === '&') return written(left) + written(right)
  const compute = ARITHMETIC[operator]
  if (!compute) return compare(operator, left, right)
  const [a, b] = [numberOf(left), numberOf(right)]
  return typeof a === 'number' && typeof b === 'number' ? finite(compute(a, b)) : FAULT
}

type Known = Exclude<Value, typeof FAULT>

function written(value: Known): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  return typeof value === 'number' ? String(Number(value.toPrecision(15))) : (value ?? '')
}

/** Blank is the same as 0 and as no text; a number comes before any text, which is left to no order here. */
function compare(operator: Operator, left: Known, right: Known): Value | undefined {
  const a = left ?? (typeof right === 'string' ? '' : 0)
  const b = right ?? (typeof left === 'string' ? '' : 0)
  if (operator === '=') return equal(a, b)
  if (operator === '<>') return !equal(a, b)
  if (typeof a !== 'number' || typeof b !== 'number') return undefined
  if (operator === '<' || operator === '<=') return operator === '<' ? a < b : a <= b
  return operator === '>' ? a > b : a >= b
}

/** A value as arithmetic takes it; undefined where it is not known. */
export function numberOf(value: Value | undefined): number | typeof FAULT | undefined {
  if (value === undefined || value === FAULT || typeof value === 'number') return value
  if (value === null) return 0
  if (typeof value === 'boolean') return value ? 1 : 0
  const number = value.trim() === '' ? Number.NaN : Number(value)
  return Number.isFinite(number) ? number : FAULT
}

/** A number, or an error where there is none (a division by zero). */
export function finite(value: number): Value {
  return Number.isFinite(value) ? value : FAULT
}

/** Whether values are the same to a formula: case makes no difference. */
export function equal(a: Value, b: Value): boolean {
  return typeof a === 'string' && typeof b === 'string' ? a.toLowerCase() === b.toLowerCase() : a === b
}
