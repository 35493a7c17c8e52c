import {cellsOf, type Format, type FormCell} from '../../../pipeline/model/format.ts'
import type {Random} from '../random.ts'
import type {AgencyModel} from './agency.ts'

/** What a cell of the form says: `raw` as printed, and how it has to be understood. */
export interface Figure {
  value: number | null
  state: 'value' | 'zero' | 'blank' | 'notApplicable' | 'text'
  raw: string
}

/** How much an office has to do: `none` prints zeros only, `large` is a city government's summary. */
export type Size = 'none' | 'small' | 'medium' | 'large'

const APPLICATIONS: Record<Size, number> = {none: 0, small: 6, medium: 90, large: 4200}
const DECISIONS: Record<Size, number> = {none: 0, small: 160, medium: 9800, large: 1260000}
const DOCUMENTS: Record<Size, number> = {none: 0, small: 3, medium: 14, large: 220}
const DISPUTES: Record<Size, number> = {none: 0, small: 1, medium: 6, large: 240}

type Values = Map<string, number>

/**
 * Figures for every cell of a format that satisfy each arithmetic rule and each rule of plausibility: what an office
 * that makes no mistake would print.
 */
export function figuresOf(
  format: Format,
  agency: AgencyModel,
  size: Size,
  random: Random,
): Record<string, Figure> {
  const cells = cellsOf(format)
  const values: Values = new Map(cells.map(cell => [cell.key, 0]))
  if (format.id === '2019') disclosure2019(values, agency, size, random.fork('disclosure'))
  else disclosure2021(values, agency, size, random.fork('disclosure'))
  applications(cells, values, size, random.fork('applications'))
  disputes(cells, values, size, random.fork('disputes'))
  return Object.fromEntries(cells.map(cell => [cell.key, figure(cell, values.get(cell.key)!)]))
}

/** A number as the form prints it. Procurement carries its unit, because the form of 2019 names none. */
export function figure(cell: FormCell, value: number): Figure {
  const state = value === 0 ? 'zero' : 'value'
  if (cell.measure === 'change' && value > 0) return {value, state, raw: `+${value}`}
  if (cell.measure === 'money' && cell.unit === null && value > 0) return {value, state, raw: `${value}万元`}
  return {value, state, raw: String(value)}
}

/** A number of about the given size, often 0: most cells of most forms are. */
function amount(random: Random, top: number, zero = 0.3): number {
  if (top === 0 || random.chance(zero)) return 0
  return Math.floor(top * random.next() ** 2) + (random.chance(0.5) ? 1 : 0)
}

function mayMakeRules(agency: AgencyModel): boolean {
  return agency.type === 'governmentSummary' && agency.level === 'prefecture'
}

function disclosure2021(values: Values, agency: AgencyModel, size: Size, random: Random) {
  for (const row of mayMakeRules(agency) ? ['regulations', 'normativeDocuments'] : ['normativeDocuments']) {
    const issued = amount(random, row === 'regulations' ? 4 : DOCUMENTS[size])
    const repealed = amount(random, row === 'regulations' ? 2 : DOCUMENTS[size])
    const standing =
      row === 'regulations' ? random.int(5, 30) : amount(random, DOCUMENTS[size] * 4, 0.1) + issued
    values.set(`disclosure.${row}.issued`, issued)
    values.set(`disclosure.${row}.repealed`, repealed)
    values.set(`disclosure.${row}.inForce`, standing + issued)
  }
  separate(values, ['issued', 'repealed', 'inForce'])
  for (const row of ['licensing', 'penalties', 'compulsion']) {
    values.set(`disclosure.${row}.decisions`, amount(random, DECISIONS[size]))
  }
  const yuan = amount(random, DECISIONS[size] * 1000, 0.6)
  values.set('disclosure.fees.amount', Math.min(yuan, 99999999) / 100)
}

/** Two rows with the same figures look copied (P14), so the second total is raised. */
function separate(values: Values, columns: string[]) {
  const [first, second] = ['regulations', 'normativeDocuments'].map(row =>
    columns.map(column => values.get(`disclosure.${row}.${column}`)!),
  )
  if (first!.join() !== second!.join() || first!.every(value => value === 0)) return
  const last = `disclosure.normativeDocuments.${columns.at(-1)}`
  values.set(last, values.get(last)! + 1)
}

function disclosure2019(values: Values, agency: AgencyModel, size: Size, random: Random) {
  for (const row of mayMakeRules(agency) ? ['regulations', 'normativeDocuments'] : ['normativeDocuments']) {
    const produced = amount(random, row === 'regulations' ? 4 : DOCUMENTS[size])
    const published = Math.min(produced, amount(random, produced, 0))
    values.set(`disclosure.${row}.produced`, produced)
    values.set(`disclosure.${row}.newlyPublished`, published)
    values.set(`disclosure.${row}.totalPublished`, published + amount(random, DOCUMENTS[size] * 4, 0.1))
  }
  separate(values, ['produced', 'newlyPublished', 'totalPublished'])
  for (const row of ['licensing', 'otherExternalServices', 'penalties', 'compulsion', 'fees']) {
    const before = size === 'none' ? 0 : amount(random, 400, 0.2)
    const change = before > 0 && random.chance(0.5) ? random.int(-Math.min(before, 20), 20) : 0
    values.set(`disclosure.${row}.itemsPreviousYear`, before)
    values.set(`disclosure.${row}.itemsChange`, change)
    if (row === 'fees') continue
    const decided = before + change > 0 ? amount(random, DECISIONS[size]) : 0
    values.set(`disclosure.${row}.decisions`, decided !== 0 && decided === change ? decided + 1 : decided)
  }
  const projects = amount(random, DOCUMENTS[size] * 3, 0.5)
  values.set('disclosure.procurement.projects', projects)
  values.set('disclosure.procurement.amount', projects === 0 ? 0 : (projects * random.int(1100, 90000)) / 100)
}

/** Every applicant's column balances: received + carried in = handled + carried out. Totals are added up last. */
function applications(cells: FormCell[], values: Values, size: Size, random: Random) {
  const own = cells.filter(cell => cell.table === 'applications')
  const columns = [...new Set(own.map(cell => cell.column.key))].filter(column => column !== 'total')
  const outcomes = [...new Set(own.map(cell => cell.row.key))].filter(
    row => row.startsWith('outcomes.') && row !== 'outcomes.total',
  )
  const at = (row: string, column: string) => `applications.${row}.${column}`
  const share = (column: string) => (column === 'naturalPerson' ? 1 : 0.12)
  for (const column of columns) {
    const received = amount(
      random,
      Math.round(APPLICATIONS[size] * share(column)),
      column === 'naturalPerson' ? 0.2 : 0.5,
    )
    const carriedIn = amount(random, Math.ceil(received / 8), 0.6)
    const carriedOut = Math.min(amount(random, Math.ceil(received / 8), 0.6), received + carriedIn)
    values.set(at('received', column), received)
    values.set(at('carriedIn', column), carriedIn)
    values.set(at('carriedOut', column), carriedOut)
    let left = received + carriedIn - carriedOut
    values.set(at('outcomes.total', column), left)
    for (const row of random.some(outcomes.slice(1), Math.min(left, random.int(1, 9)))) {
      const part = random.int(0, Math.ceil(left / 3))
      values.set(at(row, column), part)
      left -= part
    }
    values.set(at('outcomes.granted', column), left)
  }
  for (const row of new Set(own.map(cell => cell.row.key))) {
    values.set(
      at(row, 'total'),
      columns.reduce((sum, column) => sum + values.get(at(row, column))!, 0),
    )
  }
}

/** Nobody goes to court over applications that were never made; litigation after reconsideration needs one. */
function disputes(cells: FormCell[], values: Values, size: Size, random: Random) {
  if (values.get('applications.received.total') === 0) return
  const results = ['upheld', 'corrected', 'other', 'pending']
  const sum = (group: string) =>
    results.reduce((total, result) => total + (values.get(`disputes.${group}.${result}`) ?? 0), 0)
  const groups = new Set(
    cells.filter(cell => cell.table === 'disputes').map(cell => cell.column.key.split('.')[0]!),
  )
  for (const group of groups) {
    for (const result of results) {
      const most = group === 'litigationAfterReconsideration' ? sum('reconsideration') - sum(group) : Infinity
      const drawn = amount(random, result === 'upheld' ? DISPUTES[size] : Math.ceil(DISPUTES[size] / 3), 0.5)
      values.set(`disputes.${group}.${result}`, Math.min(drawn, most))
    }
    values.set(`disputes.${group}.total`, sum(group))
  }
}
