import type {Cell, Table} from './units.ts'

const COLUMNS = [
  'naturalPerson',
  'commercialEnterprise',
  'researchInstitution',
  'publicWelfareOrganization',
  'legalServiceInstitution',
  'otherOrganization',
]
export const GROUPS = ['denied', 'unableToProvide', 'notProcessed', 'other']
const OUTCOMES = 'applications.outcomes'

/** What some cells come to. Blank is never zero: of blanks alone there is nothing. */
function added(parts: (Cell | undefined)[]): Pick<Cell, 'value' | 'state' | 'lacking'> {
  const there = parts.filter(part => part !== undefined)
  const known = there.filter(part => part.value !== null)
  const lacking = there.some(part => part.state === 'unknown' || part.lacking)
  if (known.length === 0) return {value: null, state: lacking ? 'unknown' : 'blank'}
  return {value: known.reduce((sum, part) => sum + part.value!, 0), state: 'reported', lacking}
}

/**
 * Fills in what a report left blank and its other cells say (totals of rows, of outcomes, of disputes), and the
 * subtotals that the form does not have. A subtotal of which a part is not given is not whole; a total that is filled in
 * is whole unless a part is something nobody can read.
 */
export function derive({cells}: Table, name: string): void {
  const fill = (key: string, parts: string[]) => {
    const cell = cells.get(key)
    if (cell?.state !== 'blank') return
    const sum = added(parts.map(part => cells.get(part)))
    if (sum.value !== null) cells.set(key, {...cell, ...sum, derived: true})
  }
  if (name === 'disputes') {
    for (const group of ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration'])
      fill(
        `disputes.${group}.total`,
        ['upheld', 'corrected', 'other', 'pending'].map(part => `disputes.${group}.${part}`),
      )
  }
  if (name !== 'applications') return
  const rows = [...new Set([...cells.keys()].map(key => key.slice(0, key.lastIndexOf('.'))))]
  for (const row of rows)
    fill(
      `${row}.total`,
      COLUMNS.map(column => `${row}.${column}`),
    )
  for (const column of [...COLUMNS, 'total']) {
    for (const group of GROUPS) {
      const parts = rows
        .filter(row => row.startsWith(`${OUTCOMES}.${group}.`))
        .map(row => cells.get(`${row}.${column}`)!)
      const sum = added(parts)
      const open = parts.some(part => part.value === null)
      cells.set(`${OUTCOMES}.${group}.sum.${column}`, {
        ...sum,
        part: sum.value !== null && (open || sum.lacking === true),
        derived: true,
        why: null,
        rules: [],
      })
    }
    const parts = ['granted', 'partiallyGranted', ...GROUPS.map(group => `${group}.sum`)]
    fill(
      `${OUTCOMES}.total.${column}`,
      parts.map(part => `${OUTCOMES}.${part}.${column}`),
    )
  }
}
