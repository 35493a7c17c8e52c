import {addExactly} from '../decimal.ts'
import type {Assessment} from '../sum.ts'

/** A figure that would be another. */
export interface Change {
  key: string
  from: number
  to: number
}

/** One sum as an equation: what it gives now, and how often each figure enters it (left side +, right side −). */
export interface Equation {
  coefficients: Map<string, number>
  /** Left side less right side: 0 where the sum holds. */
  difference: number
  assessment: Assessment
}

/**
 * Sums that share figures, directly or through others: a table whose rows and columns vouch for each other. `equations`
 * are the sums all of whose figures were printed, `open` the keys of the others: with a blank a sum proves nothing.
 */
export interface System {
  equations: Equation[]
  open: Set<string>
  /** A sum with blanks does not hold: the blanks explain it as well as any wrong figure. */
  blurred: boolean
}

/** Sorts sums into systems, in the order of the sums. A sum that shares no figure is a system of its own. */
export function systemsOf(assessments: Assessment[]): System[] {
  return connected(assessments).map(group => ({
    equations: group.filter(isClosed).map(equationOf),
    open: new Set(group.filter(assessment => !isClosed(assessment)).flatMap(keysOf)),
    blurred: group.some(({status, blanks}) => status === 'fail' && blanks.length > 0),
  }))
}

/** Whether every equation would hold after the changes. */
export function holdsAfter({equations}: System, changes: Change[]): boolean {
  return equations.every(({coefficients, difference}) => {
    const moved = changes.flatMap(({key, from, to}) => {
      const count = coefficients.get(key) ?? 0
      return [count * to, -count * from]
    })
    return addExactly([difference, ...moved]) === 0
  })
}

function isClosed({status, blanks}: Assessment): boolean {
  return status !== 'unassessable' && blanks.length === 0
}

function keysOf({left, right}: Assessment): string[] {
  return [...left, ...right]
}

function equationOf(assessment: Assessment): Equation {
  const coefficients = new Map<string, number>()
  const add = (key: string, count: number) => coefficients.set(key, (coefficients.get(key) ?? 0) + count)
  for (const key of assessment.left) add(key, 1)
  for (const key of assessment.right) add(key, -1)
  return {coefficients, difference: assessment.difference ?? 0, assessment}
}

/** Sums joined wherever two of them share a figure. */
function connected(assessments: Assessment[]): Assessment[][] {
  const groupOf = new Map<string, Set<number>>()
  const groups = new Set<Set<number>>()
  for (const [i, assessment] of assessments.entries()) {
    const keys = keysOf(assessment)
    const [first, ...others] = new Set(keys.flatMap(key => groupOf.get(key) ?? []))
    const group = (first ?? new Set()).add(i)
    groups.add(group)
    for (const other of others) {
      groups.delete(other)
      for (const member of other) {
        group.add(member)
        for (const key of keysOf(assessments[member]!)) groupOf.set(key, group)
      }
    }
    for (const key of keys) groupOf.set(key, group)
  }
  return [...groups]
    .map(members => [...members].sort((a, b) => a - b))
    .sort(([a], [b]) => a! - b!)
    .map(members => members.map(i => assessments[i]!))
}
