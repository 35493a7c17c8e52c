import {clip, isSame, type Place, placesIn, valuesIn} from './areas.ts'
import {type Cells, type Expression, equal, FAULT, finite, numberOf, type Value} from './expression.ts'
import {type Evaluate, given, index, lookUp, match} from './lookups.ts'

/** What a function gives for its arguments; undefined where that is not known. */
type Call = (of: readonly Expression[], evaluate: Evaluate, cells: Cells) => Value | undefined

/** Functions that are computed anew, by their names (ECMA-376 part 1, 18.17.7). */
export const FUNCTIONS: ReadonlyMap<string, Call> = new Map<string, Call>([
  ['IF', choose],
  ['IFERROR', ([value, other], evaluate) => or(given(value, evaluate), () => given(other, evaluate))],
  ['AND', (of, evaluate) => logical(of, evaluate, values => values.every(Boolean))],
  ['OR', (of, evaluate) => logical(of, evaluate, values => values.some(Boolean))],
  ['NOT', (of, evaluate) => logical(of, evaluate, ([value]) => !value)],
  ['ABS', (of, evaluate) => numeric(of, evaluate, ([value]) => Math.abs(value!))],
  ['INT', (of, evaluate) => numeric(of, evaluate, ([value]) => Math.floor(value!))],
  ['N', (of, evaluate) => numeric(of, evaluate, ([value]) => value!)],
  [
    'ROUNDUP',
    (of, evaluate) => numeric(of, evaluate, ([value, places]) => away(value!, places ?? 0, Math.ceil)),
  ],
  [
    'ROUNDDOWN',
    (of, evaluate) => numeric(of, evaluate, ([value, places]) => away(value!, places ?? 0, Math.floor)),
  ],
  ['COUNT', (of, evaluate, cells) => over(of, evaluate, cells, numbers => numbers.length)],
  [
    'MAX',
    (of, evaluate, cells) =>
      over(of, evaluate, cells, numbers => numbers.reduce((a, b) => Math.max(a, b), numbers[0] ?? 0)),
  ],
  [
    'MIN',
    (of, evaluate, cells) =>
      over(of, evaluate, cells, numbers => numbers.reduce((a, b) => Math.min(a, b), numbers[0] ?? 0)),
  ],
  [
    'AVERAGE',
    (of, evaluate, cells) =>
      over(of, evaluate, cells, numbers => (numbers.length === 0 ? FAULT : total(numbers) / numbers.length)),
  ],
  ['SUMPRODUCT', sumProduct],
  [
    'SUMIF',
    ([tested, wanted, summed], evaluate, cells) =>
      sumIfs(summed ?? tested, [tested, wanted], evaluate, cells),
  ],
  ['SUMIFS', ([summed, ...tests], evaluate, cells) => sumIfs(summed, tests, evaluate, cells)],
  ['COUNTIF', (tests, evaluate, cells) => matching(tests, evaluate, cells)?.length],
  ['COUNTIFS', (tests, evaluate, cells) => matching(tests, evaluate, cells)?.length],
  ['INDEX', index],
  ['MATCH', match],
  ['VLOOKUP', (of, evaluate, cells) => lookUp(of, evaluate, cells, 'rows')],
  ['HLOOKUP', (of, evaluate, cells) => lookUp(of, evaluate, cells, 'columns')],
])

function or(value: Value | undefined, other: () => Value | undefined): Value | undefined {
  return value === FAULT ? other() : value
}

function choose([test, then, otherwise]: readonly Expression[], evaluate: Evaluate): Value | undefined {
  const value = given(test, evaluate)
  if (value === undefined || value === FAULT || typeof value === 'string')
    return value === FAULT ? FAULT : undefined
  if (value) return given(then, evaluate)
  return otherwise ? evaluate(otherwise) : false
}

function logical(
  of: readonly Expression[],
  evaluate: Evaluate,
  decide: (values: readonly Value[]) => boolean,
): Value | undefined {
  const values = of.map(evaluate)
  if (values.some(value => value === undefined || value === null || typeof value === 'string'))
    return undefined
  return values.includes(FAULT) ? FAULT : decide(values as Value[])
}

function numeric(
  of: readonly Expression[],
  evaluate: Evaluate,
  compute: (values: readonly number[]) => number,
): Value | undefined {
  const values = of.map(one => numberOf(evaluate(one)))
  if (values.length === 0 || values.includes(undefined)) return undefined
  return values.includes(FAULT) ? FAULT : finite(compute(values as number[]))
}

function away(value: number, places: number, towards: (value: number) => number): number {
  const scale = 10 ** Math.trunc(places)
  const shifted = Number((Math.abs(value) * scale).toPrecision(15))
  return (Math.sign(value) * towards(shifted)) / scale
}

/** Computes over the numbers of areas, texts and blanks in them passed over. */
function over(
  of: readonly Expression[],
  evaluate: Evaluate,
  cells: Cells,
  compute: (numbers: readonly number[]) => Value,
): Value | undefined {
  const numbers: number[] = []
  for (const one of of) {
    const values = one.kind === 'cells' ? valuesIn(one.area, cells) : [numberOf(evaluate(one))]
    if (!values || values.includes(undefined)) return undefined
    if (values.includes(FAULT)) return FAULT
    numbers.push(...(values.filter(value => typeof value === 'number') as number[]))
  }
  return compute(numbers)
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

function sumProduct(of: readonly Expression[], _: Evaluate, cells: Cells): Value | undefined {
  const areas = of.map(one => (one.kind === 'cells' ? one.area : null))
  if (areas.some(area => area === null || !isSame(area, areas[0]!))) return undefined
  const factors = areas.map(area => valuesIn(area!, cells, areas[0]!))
  if (factors.some(values => values === null || values.includes(undefined))) return undefined
  if (factors.some(values => values!.includes(FAULT))) return FAULT
  const products = factors[0]!.map((_, i) =>
    factors.reduce(
      (product, values) => product * (typeof values![i] === 'number' ? (values![i] as number) : 0),
      1,
    ),
  )
  return total(products)
}

function sumIfs(
  summed: Expression | undefined,
  tests: readonly (Expression | undefined)[],
  evaluate: Evaluate,
  cells: Cells,
): Value | undefined {
  const places = matching(tests, evaluate, cells)
  const [tested] = tests
  if (!places || summed?.kind !== 'cells' || tested?.kind !== 'cells') return undefined
  const {area} = summed
  let sum = 0
  for (const {row, column} of places) {
    const value = cells.value(area.sheets[0], area.top + row, area.left + column)
    if (value === undefined) return undefined
    if (value === FAULT) return FAULT
    if (typeof value === 'number') sum += value
  }
  return sum
}

/** Places within areas, counted from their corner, that meet every test: areas and what is wanted of them in turn. */
function matching(
  tests: readonly (Expression | undefined)[],
  evaluate: Evaluate,
  cells: Cells,
): Place[] | undefined {
  const [first] = tests
  if (first?.kind !== 'cells' || tests.length % 2 === 1) return undefined
  const all = placesIn(clip(first.area, cells))
  if (!all) return undefined
  let places: Place[] | null = null
  for (let i = 0; i < tests.length; i += 2) {
    const tested = tests[i]
    const meets = wanted(given(tests[i + 1], evaluate))
    if (tested?.kind !== 'cells' || !meets || !isSame(tested.area, first.area)) return undefined
    const met: Place[] = []
    for (const place of places ?? all) {
      const value = cells.value(
        tested.area.sheets[0],
        tested.area.top + place.row,
        tested.area.left + place.column,
      )
      if (value === undefined) return undefined
      if (meets(value)) met.push(place)
    }
    places = met
  }
  return places ?? undefined
}

/** A criterion (5, "办公室", ">0"); null where it has wildcards or asks for what is blank. */
function wanted(criterion: Value | undefined): ((value: Value) => boolean) | null {
  if (typeof criterion === 'number') return value => value === criterion || value === String(criterion)
  if (typeof criterion !== 'string' || /[*?~]/.test(criterion)) return null
  const [, operator = '=', text = ''] = /^(<>|<=|>=|=|<|>)?(.*)$/s.exec(criterion) ?? []
  if (text === '') return null
  const number = Number(text)
  if (operator === '=' || operator === '<>') {
    const isEqual = (value: Value) =>
      Number.isFinite(number) ? value === number || value === text : equal(value, text)
    return operator === '=' ? isEqual : value => !isEqual(value)
  }
  if (!Number.isFinite(number)) return null
  return value => typeof value === 'number' && ORDER[operator]!(value, number)
}

const ORDER: Record<string, (a: number, b: number) => boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}
