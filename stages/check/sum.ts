import type {Observation, Report} from '../../pipeline/model/report.ts'
import {addExactly, subtractExactly} from './decimal.ts'
import type {BoundSum} from './pattern.ts'

export type Status = 'pass' | 'fail' | 'unassessable'

/** What came of one sum. `blanks` are operands without a figure; with any of them a sum never passes. */
export interface Assessment extends BoundSum {
  status: Status
  /** Totals of both sides; null where nothing could be compared. */
  leftSum: number | null
  rightSum: number | null
  /** leftSum − rightSum. */
  difference: number | null
  blanks: string[]
  /** Figures that took part: as printed, or derived for a blank total. Only sums that do not hold are looked into. */
  operands: () => Record<string, number>
}

type Look = (key: string) => Observation | undefined

/**
 * Assesses sums under the blank policy:
 * - all operands present: compare;
 * - the total present and only components blank: blanks are absent, compare; agreement proves nothing (unassessable), a
 *   disagreement is a failure of lower severity;
 * - the total blank: unassessable (A04 and A05 report it with the derived value);
 * - an operand that is text, or a cell that was not found at all: unassessable, another finding names it.
 * 「/」 and 「无」 count like blanks: they say that there is no figure, not that the figure is zero.
 * A blank component that is itself the total of another sum is replaced by what that sum gives: in tables where only the
 * total column is blank, the columns would otherwise seem to add up to nothing.
 */
export function assessSums(report: Pick<Report, 'observations'>, sums: BoundSum[]): Assessment[] {
  const look: Look = key => report.observations[key]
  const totals = totalsOf(sums)
  return sums.map(sum => assess(sum, look, key => derive(totals.get(key), look)))
}

/** How often each rule passed, failed and could not be assessed. */
export function countAssessments(assessments: Assessment[]): Record<string, Record<Status, number>> {
  const counts: Record<string, Record<Status, number>> = {}
  for (const {rule, status} of assessments) {
    counts[rule] ??= {pass: 0, fail: 0, unassessable: 0}
    counts[rule][status]++
  }
  return counts
}

/** The sum of the components of a blank total, null where none of them holds a figure or one of them is text. */
export function derivedTotal(report: Pick<Report, 'observations'>, sum: BoundSum): number | null {
  return derive([sum], key => report.observations[key])
}

/** The sum assessed as if its blank total held this value. */
export function assessWith(report: Pick<Report, 'observations'>, sum: BoundSum, total: number): Assessment {
  const look: Look = key => {
    const observation = report.observations[key]
    if (key !== sum.right[0] || !observation) return observation
    return {...observation, value: total, state: total === 0 ? 'zero' : 'value'}
  }
  return assess(sum, look, () => null)
}

/** Whether a cell was found and holds no figure: left blank, or filled with a placeholder. */
export function isUnfilled(observation: Observation | undefined): boolean {
  return observation?.state === 'blank' || observation?.state === 'notApplicable'
}

function assess(sum: BoundSum, look: Look, deriveTotal: (key: string) => number | null): Assessment {
  const blanks: string[] = []
  const sides: number[][] = [[], []]
  let comparable = true
  for (let side = 0; side < 2; side++) {
    for (const key of side === 0 ? sum.left : sum.right) {
      const observation = look(key)
      const blank = isUnfilled(observation)
      if (blank) blanks.push(key)
      if (observation && observation.value !== null) sides[side]!.push(observation.value)
      else if (blank && key !== sum.right[0]) sides[side]!.push(deriveTotal(key) ?? 0)
      else comparable = false
    }
  }
  const both = comparable ? sides.map(addExactly) : null
  const difference = both && subtractExactly(both[0]!, both[1]!)
  return {
    rule: sum.rule,
    left: sum.left,
    right: sum.right,
    status:
      !comparable || (difference === 0 && blanks.length > 0)
        ? 'unassessable'
        : difference === 0
          ? 'pass'
          : 'fail',
    leftSum: both && both[0]!,
    rightSum: both && both[1]!,
    difference,
    blanks,
    operands: () => operandsOf(sum, look, deriveTotal),
  }
}

function operandsOf(
  {left, right}: BoundSum,
  look: Look,
  deriveTotal: (key: string) => number | null,
): Record<string, number> {
  const operands: Record<string, number> = {}
  for (const key of [...left, ...right]) {
    const observation = look(key)
    const derived = isUnfilled(observation) && key !== right[0] ? deriveTotal(key) : null
    const value = observation?.value ?? derived
    if (value !== null) operands[key] = value
  }
  return operands
}

/** The sums that give each total, by the sums of a format. A memory of a pure function, nothing more. */
const totalsOfSums = new WeakMap<BoundSum[], Map<string, BoundSum[]>>()

/** The sums that give each total: those with one key on the right. */
function totalsOf(sums: BoundSum[]): Map<string, BoundSum[]> {
  const known = totalsOfSums.get(sums)
  if (known) return known
  const totals = new Map<string, BoundSum[]>()
  totalsOfSums.set(sums, totals)
  for (const sum of sums) {
    if (sum.right.length !== 1) continue
    totals.set(sum.right[0]!, [...(totals.get(sum.right[0]!) ?? []), sum])
  }
  return totals
}

function derive(sums: BoundSum[] | undefined, look: Look): number | null {
  for (const sum of sums ?? []) {
    const found = sum.left.map(look)
    if (found.some(item => !item || item.state === 'text')) continue
    const values = found.flatMap(item => (item && item.value !== null ? [item.value] : []))
    if (values.length > 0) return addExactly(values)
  }
  return null
}
