import {subtractExactly} from '../decimal.ts'
import {type Change, type Equation, holdsAfter, type System} from './equations.ts'

/**
 * One mistake that would make every sum of a system hold: a wrong cell (of which `digits`: two neighbouring digits
 * exchanged), the figures of two neighbouring cells exchanged, a row left at zero, a row counted once more in another; or
 * `summed`: a wrong cell with the total that was summed up from it.
 */
export interface Explanation {
  kind: 'cell' | 'digits' | 'exchanged' | 'omitted' | 'doubled' | 'summed'
  changes: Change[]
  /** Of `doubled`: the row that was counted once more. */
  source?: string
}

/** What is known of the form besides its sums. Rows are keys without their last part. */
export interface Form {
  neighbours: [string, string][]
  /** Rows that offices forget to fill in. */
  omitted: string[]
  /** Rows that offices count again in another row: of all rows that begin so. */
  doubled: {source: string; into: string}[]
  /** Whether a figure may stand in a cell: counts are whole and not negative. */
  allows: (key: string, value: number) => boolean
}

/**
 * All single mistakes that explain every broken equation of a system, none where nothing is broken. Explanations that
 * change the same figures in the same way are one.
 */
export function explanationsOf(system: System, form: Form): Explanation[] {
  const broken = system.equations.filter(({difference}) => difference !== 0)
  if (broken.length === 0) return []
  const figures = new Map(
    system.equations.flatMap(({coefficients, assessment}) => {
      const operands = assessment.operands()
      return [...coefficients.keys()].map(key => [key, operands[key]!] as const)
    }),
  )
  const candidates = [
    ...wrongCells(broken, figures),
    ...exchanges(figures, form),
    ...omissions(broken, figures, form),
    ...doublings(broken, figures, form),
    ...summedWrongly(system, broken[0]!, figures),
  ]
  const seen = new Set<string>()
  return candidates.filter(({changes}) => {
    if (!changes.every(({key, to}) => form.allows(key, to)) || !holdsAfter(system, changes)) return false
    const effect = JSON.stringify(changes.map(({key, to}) => [key, to]).sort())
    return !seen.has(effect) && seen.add(effect)
  })
}

type Figures = Map<string, number>

/** The row of a cell: its key without the column. */
export function rowOf(key: string): string {
  return key.slice(0, Math.max(0, key.lastIndexOf('.')))
}

function wrongCells([first]: Equation[], figures: Figures): Explanation[] {
  return [...first!.coefficients].flatMap(([key, count]): Explanation[] => {
    if (Math.abs(count) !== 1) return []
    const from = figures.get(key)!
    const to = subtractExactly(from, count * first!.difference)
    return [{kind: digitsExchanged(from, to) ? 'digits' : 'cell', changes: [{key, from, to}]}]
  })
}

function digitsExchanged(from: number, to: number): boolean {
  const [a, b] = [String(from), String(to)]
  const at = [...a].findIndex((digit, i) => digit !== b[i])
  return (
    a.length === b.length && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
  )
}

function exchanges(figures: Figures, {neighbours}: Form): Explanation[] {
  return neighbours.flatMap(([one, other]): Explanation[] => {
    const [a, b] = [figures.get(one), figures.get(other)]
    if (a === undefined || b === undefined || a === b) return []
    return [
      {
        kind: 'exchanged',
        changes: [
          {key: one, from: a, to: b},
          {key: other, from: b, to: a},
        ],
      },
    ]
  })
}

/** A row of zeros in which figures would mend every broken sum. */
function omissions(broken: Equation[], figures: Figures, {omitted}: Form): Explanation[] {
  return omitted.flatMap((row): Explanation[] => {
    const changes = mended(broken, figures, row)
    const plausible = changes.length > 1 && changes.every(({from, to}) => from === 0 && to > 0)
    return plausible ? [{kind: 'omitted', changes}] : []
  })
}

/** Rows that would mend every broken sum if the figures of another row were taken out of them. */
function doublings(broken: Equation[], figures: Figures, {doubled}: Form): Explanation[] {
  const rows = [...new Set([...figures.keys()].map(rowOf))]
  return doubled.flatMap(({source, into}) =>
    rows
      .filter(row => row !== source && (row === into || row.startsWith(`${into}.`)))
      .flatMap((row): Explanation[] => {
        const changes = mended(broken, figures, row)
        const plausible =
          changes.length > 1 &&
          changes.every(({key, from, to}) => {
            const again = figures.get(source + key.slice(row.length))
            return again !== undefined && subtractExactly(from, to) === again
          })
        return plausible ? [{kind: 'doubled', changes, source}] : []
      }),
  )
}

/** A wrong cell in a sum that holds, because its total was summed up by a program: both would be others by the same. */
function summedWrongly({equations}: System, first: Equation, figures: Figures): Explanation[] {
  return equations.flatMap(({coefficients, difference}): Explanation[] => {
    const totals = [...coefficients].filter(([, count]) => count === -1)
    if (difference !== 0 || totals.length !== 1) return []
    const total = totals[0]![0]
    return [...coefficients].flatMap(([key, count]): Explanation[] => {
      const moved = (first.coefficients.get(key) ?? 0) + (first.coefficients.get(total) ?? 0)
      if (count !== 1 || Math.abs(moved) !== 1) return []
      const change = (one: string): Change => {
        const from = figures.get(one)!
        return {key: one, from, to: subtractExactly(from, moved * first.difference)}
      }
      return [{kind: 'summed', changes: [change(key), change(total)]}]
    })
  })
}

/** What the cells of a row would be if each broken sum that holds one of them were mended there. */
function mended(broken: Equation[], figures: Figures, row: string): Change[] {
  return broken.flatMap(({coefficients, difference}) => {
    const own = [...coefficients].filter(([key]) => rowOf(key) === row)
    if (own.length !== 1) return []
    const [key, count] = own[0]!
    const from = figures.get(key)!
    return Math.abs(count) === 1 ? [{key, from, to: subtractExactly(from, count * difference)}] : []
  })
}
