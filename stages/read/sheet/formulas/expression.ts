/** Cells of one sheet or of several in a row; sheets, rows and columns from 0, both ends included. */
export interface Area {
  sheets: readonly [first: number, last: number]
  top: number
  left: number
  bottom: number
  right: number
}

/** What a formula computes, as far as it is arithmetic, rounding and sums over cells. */
export type Expression =
  | {kind: 'number'; value: number}
  | {kind: 'cells'; area: Area}
  | {kind: 'negative'; of: Expression}
  | {kind: 'sum'; of: readonly Expression[]}
  | {kind: 'rounded'; of: Expression; decimals: Expression}
  | {kind: 'arithmetic'; operator: Operator; left: Expression; right: Expression}

/** Digits beyond which nothing is left to round. */
const MOST_DECIMALS = 15

export type Operator = '+' | '-' | '*' | '/'

/** The formulas of a book, sheet by sheet, by place; null where one is more than sums, arithmetic and references within the book. */
export type Formulas = readonly ReadonlyMap<number, () => Expression | null>[]

/** A place on a sheet as one number. */
export function placeOf(row: number, column: number): number {
  return row * 65_536 + column
}

/** What stands in cells, as a formula sees it. */
export interface Cells {
  /** A cell as a number, blank ones as 0; null where it is none. */
  single(sheet: number, row: number, column: number): number | null
  /** The sum of the numbers of an area, texts and blanks passed over; null where one of them is an error. */
  sum(area: Area): number | null
}

/** The value of an expression; null where a cell is no number or there is none (a division by zero). */
export function evaluate(expression: Expression, cells: Cells): number | null {
  switch (expression.kind) {
    case 'number':
      return expression.value
    case 'cells': {
      const {sheets, top, left, bottom, right} = expression.area
      const isSingle = sheets[0] === sheets[1] && top === bottom && left === right
      return isSingle ? cells.single(sheets[0], top, left) : null
    }
    case 'negative': {
      const value = evaluate(expression.of, cells)
      return value === null ? null : -value
    }
    case 'sum': {
      let total = 0
      for (const part of expression.of) {
        const value = part.kind === 'cells' ? cells.sum(part.area) : evaluate(part, cells)
        if (value === null) return null
        total += value
      }
      return total
    }
    case 'rounded': {
      const [value, decimals] = [evaluate(expression.of, cells), evaluate(expression.decimals, cells)]
      return value === null || decimals === null ? null : rounded(value, Math.trunc(decimals))
    }
    default: {
      const left = evaluate(expression.left, cells)
      const right = evaluate(expression.right, cells)
      return left === null || right === null ? null : finite(compute(expression.operator, left, right))
    }
  }
}

function compute(operator: Operator, left: number, right: number): number {
  if (operator === '+') return left + right
  if (operator === '-') return left - right
  return operator === '*' ? left * right : left / right
}

/** Halves go away from zero; binary fractions count as the 15 digits that are shown of them. */
function rounded(value: number, decimals: number): number | null {
  if (Math.abs(decimals) > MOST_DECIMALS) return null
  const shifted = Number((Math.abs(value) * 10 ** decimals).toPrecision(15))
  return finite((Math.sign(value) * Math.round(shifted)) / 10 ** decimals)
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
