import type {Assessment} from '../sum.ts'
import {systemsOf} from './equations.ts'
import {type Explanation, explanationsOf, type Form} from './explanations.ts'

/** What single mistakes would explain all broken sums of one system. */
export interface Location {
  /** The sums that do not hold. */
  broken: Assessment[]
  /** At least one, in the order: cells, exchanges, omissions, doublings, cells with their totals. */
  explanations: Explanation[]
  /** Whether one explanation is the only one and every sum of its figures was assessed: the mistake is found. */
  certain: boolean
}

/**
 * Where one mistake explains every broken sum. Each row and column of a table is a sum that vouches for its cells, so that a
 * single wrong cell breaks a set of sums of its own. Systems of one sum are left out: there any operand would do. So are
 * systems where a broken sum holds blanks, and candidates that say no more than the broken sum itself. A cell with the total
 * summed up from it is only a rival: any row of a column that is out of balance offers one.
 */
export function locate(assessments: Assessment[], form: Form): Location[] {
  if (assessments.every(({status}) => status !== 'fail')) return []
  return systemsOf(assessments).flatMap((system): Location[] => {
    if (system.blurred || system.equations.length < 2) return []
    const broken = system.equations.flatMap(({difference, assessment}) =>
      difference === 0 ? [] : [assessment],
    )
    const all = explanationsOf(system, form)
    const explanations = broken.length === 1 ? all.filter(({kind}) => kind !== 'summed') : all
    const only = explanations.find(({kind}) => kind !== 'summed')
    if (!only) return []
    if (explanations.length === 1) {
      const certain = only.changes.every(({key}) => !system.open.has(key))
      return certain ? [{broken, explanations, certain}] : []
    }
    const operands = broken.length === 1 ? broken[0]!.left.length + broken[0]!.right.length : Infinity
    return explanations.length < operands ? [{broken, explanations, certain: false}] : []
  })
}
