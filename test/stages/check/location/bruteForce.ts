import type {At, Grid} from './tables.ts'

/** Figures that would make a table right, as text that is the same for the same figures. */
type Effect = string

/**
 * Every way of making a table right by one mistake undone, found by trying: each cell with each number up to a bound, each
 * two neighbours exchanged, the carried-in row filled in, each row without what the form wants counted elsewhere, each cell
 * with its total. Knows nothing of the program: the sums of the form are written out here.
 */
export interface Searched {
  effects: Map<Effect, At[]>
  /** Whether a sum is broken. */
  broken: boolean
  /** Whether a sum that holds a blank is broken: blanks explain it too. */
  blurred: boolean
  /** Whether a cell belongs to a sum that holds a blank. */
  open: (at: At) => boolean
}

/** Each sum as the cells added and the cells taken off. */
interface Check {
  plus: At[]
  minus: At[]
}

function checksOf({rows, columns}: Grid): Check[] {
  const last = columns.length - 1
  const [received, carriedIn, total, carriedOut] = [
    'received',
    'carriedIn',
    'outcomes.total',
    'carriedOut',
  ].map(key => rows.indexOf(key)) as [number, number, number, number]
  const outcomes = rows.flatMap((key, row) => (key.startsWith('outcomes.') && row !== total ? [row] : []))
  const across = rows.map(
    (_, row): Check => ({plus: columns.slice(0, last).map((_, c): At => [row, c]), minus: [[row, last]]}),
  )
  const down = columns.map(
    (_, c): Check => ({plus: outcomes.map((row): At => [row, c]), minus: [[total, c]]}),
  )
  const balance = columns.map(
    (_, c): Check => ({
      plus: [
        [received, c],
        [carriedIn, c],
      ],
      minus: [
        [total, c],
        [carriedOut, c],
      ],
    }),
  )
  return [...across, ...down, ...balance]
}

export function bruteForce(grid: Grid): Searched {
  const {figures, rows, columns} = grid
  const at = ([row, column]: At) => figures[row]![column]!
  const checks = checksOf(grid)
  const cells = ({plus, minus}: Check) => [...plus, ...minus]
  const blank = (check: Check) => cells(check).some(cell => figures[cell[0]]![cell[1]] === null)
  const difference = ({plus, minus}: Check) =>
    plus.reduce((sum, cell) => sum + (at(cell) ?? 0), 0) -
    minus.reduce((sum, cell) => sum + (at(cell) ?? 0), 0)
  const closed = checks.filter(check => !blank(check))
  const withBlanks = checks.filter(blank)
  const right = () => closed.every(check => difference(check) === 0)
  const effects = new Map<Effect, At[]>()
  const same = (a: At, b: At) => a[0] === b[0] && a[1] === b[1]
  const attempt = (changes: [At, number][]) => {
    const before = changes.map(([cell]) => at(cell))
    for (const [[row, column], value] of changes) figures[row]![column] = value
    if (right()) {
      const changed = changes.filter(([, value], i) => value !== before[i])
      effects.set(
        JSON.stringify(changed.sort()),
        changed.map(([cell]) => cell),
      )
    }
    for (const [i, [[row, column]]] of changes.entries()) figures[row]![column] = before[i]!
  }
  // A blank total is compared with nothing; with blanks among the parts the rest is compared.
  const blurred = withBlanks.some(check => at(check.minus[0]!) !== null && difference(check) !== 0)
  const open = (cell: At) => withBlanks.some(check => cells(check).some(other => same(other, cell)))
  if (right()) return {effects, broken: false, blurred, open}

  const bound = Math.max(...figures.flat().map(value => value ?? 0)) * 2 + 10
  const all = rows.flatMap((_, row) => columns.map((_, column): At => [row, column]))
  const first = closed.find(check => difference(check) !== 0)!
  for (const cell of all.filter(cell => at(cell) !== null && cells(first).some(other => same(other, cell))))
    for (let value = 0; value <= bound; value++) attempt([[cell, value]])
  for (const cell of all) {
    for (const other of [
      [cell[0], cell[1] + 1],
      [cell[0] + 1, cell[1]],
    ] as At[]) {
      const [a, b] = [at(cell), figures[other[0]]?.[other[1]]]
      if (a !== null && b !== null && b !== undefined && a !== b)
        attempt([
          [cell, b],
          [other, a],
        ])
    }
  }
  omission()
  const source = (row: number) =>
    rows[row] === 'received'
      ? rows.indexOf('carriedIn')
      : rows[row]!.startsWith('outcomes.')
        ? rows.indexOf('outcomes.partiallyGranted')
        : row
  for (const row of rows.keys()) doubling(row, source(row))
  // A figure with the total summed up from it only rivals other explanations.
  if (effects.size > 0) for (const check of closed) if (check.minus.length === 1) summed(check)
  return {effects, broken: true, blurred, open}

  /** Columns that are out of balance get what they lack as carried in, where nothing was carried in. */
  function omission(): void {
    const row = rows.indexOf('carriedIn')
    const changes = columns.flatMap((_, column): [At, number][] => {
      const check = checks[checks.length - columns.length + column]!
      return blank(check) || difference(check) === 0 ? [] : [[[row, column], -difference(check)]]
    })
    if (changes.length > 1 && changes.every(([cell, value]) => at(cell) === 0 && value > 0)) attempt(changes)
  }

  /** A sum that holds: one of its figures and its total are both wrong by the same. */
  function summed(check: Check): void {
    if (difference(check) !== 0) return
    const total = check.minus[0]!
    for (const cell of check.plus)
      for (const by of [difference(first), -difference(first)]) {
        const changes = [cell, total].map((one): [At, number] => [one, at(one) + by])
        if (changes.every(([, value]) => value >= 0)) attempt(changes)
      }
  }

  /** Every set of columns would do as well; but only those that are out can be mended. */
  function doubling(row: number, source: number): void {
    if (row === source) return
    const from = rows[row] === 'received' ? checks.length - columns.length : rows.length
    const changes = columns.flatMap((_, column): [At, number][] => {
      const check = checks[from + column]!
      const again = at([source, column])
      const own = at([row, column])
      if (blank(check) || difference(check) === 0 || again === null || own === null) return []
      return [[[row, column], own - again]]
    })
    if (changes.length > 1 && changes.every(([, value]) => value >= 0)) attempt(changes)
  }
}
