import {clip, placesIn} from './areas.ts'
import {type Area, type Cells, type Expression, equal, FAULT, numberOf, type Value} from './expression.ts'

/** The value of an expression; undefined where it is not known. */
export type Evaluate = (expression: Expression) => Value | undefined

/** The value of an argument; undefined where it is missing or not known. */
export function given(expression: Expression | undefined, evaluate: Evaluate): Value | undefined {
  return expression && evaluate(expression)
}

/** INDEX. */
export function index(
  [of, ...at]: readonly Expression[],
  evaluate: Evaluate,
  cells: Cells,
): Value | undefined {
  if (of?.kind !== 'cells') return undefined
  const {sheets, top, left, bottom, right} = of.area
  const numbers = at.map(one => numberOf(evaluate(one)))
  if (numbers.length === 0 || numbers.includes(undefined)) return undefined
  if (numbers.includes(FAULT)) return FAULT
  const [first, second] = numbers as number[]
  const isRow = top === bottom && second === undefined
  const row = isRow ? top : top + Math.trunc(first!) - 1
  const column = left + Math.trunc(isRow ? first! : (second ?? 1)) - 1
  if (row < top || column < left) return undefined
  return row > bottom || column > right ? FAULT : cells.value(sheets[0], row, column)
}

/** MATCH, where it asks for the very value. */
export function match(
  [key, of, kind]: readonly Expression[],
  evaluate: Evaluate,
  cells: Cells,
): Value | undefined {
  const wantedKey = given(key, evaluate)
  if (of?.kind !== 'cells' || !isExact(kind, evaluate)) return undefined
  const at = position(wantedKey, clip(of.area, cells), cells)
  return at === undefined || at === FAULT ? at : at + 1
}

/** Whether a lookup asks for the very value: others depend on the order of the cells. */
function isExact(kind: Expression | undefined, evaluate: Evaluate): boolean {
  const value = given(kind, evaluate)
  return value === 0 || value === false
}

/** Where a value stands in a row or column, from 0. */
function position(key: Value | undefined, area: Area, cells: Cells): number | typeof FAULT | undefined {
  if (key === undefined || key === null || (typeof key === 'string' && /[*?~]/.test(key))) return undefined
  if (key === FAULT) return FAULT
  if ((area.top !== area.bottom && area.left !== area.right) || !placesIn(area)) return undefined
  for (const [i, place] of (placesIn(area) ?? []).entries()) {
    const value = cells.value(area.sheets[0], area.top + place.row, area.left + place.column)
    if (value === undefined) return undefined
    if (value !== FAULT && equal(value, key)) return i
  }
  return FAULT
}

/** VLOOKUP and HLOOKUP, where they ask for the very value. */
export function lookUp(
  [key, of, number, kind]: readonly Expression[],
  evaluate: Evaluate,
  cells: Cells,
  along: 'rows' | 'columns',
): Value | undefined {
  const line = numberOf(given(number, evaluate))
  if (of?.kind !== 'cells' || typeof line !== 'number' || !isExact(kind, evaluate)) return undefined
  const area = clip(of.area, cells)
  const {sheets, top, left} = area
  const isDown = along === 'rows'
  const at = position(given(key, evaluate), isDown ? {...area, right: left} : {...area, bottom: top}, cells)
  if (at === undefined || at === FAULT) return at
  const step = Math.trunc(line) - 1
  return isDown
    ? cells.value(sheets[0], top + at, left + step)
    : cells.value(sheets[0], top + step, left + at)
}
