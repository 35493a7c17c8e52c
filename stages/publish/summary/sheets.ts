import type {CoverageRow, Sum} from '../../../pipeline/model/rollup.ts'
import type {WorkbookSettings} from '../workbook/settings.ts'
import {decimal, type Grid, type GridValue} from './grid.ts'
import type {SummarySettings} from './settings.ts'
import type {View} from './view.ts'

/** What the writers of the data sheets share. */
export interface Sheets {
  view: View
  settings: SummarySettings
  words: WorkbookSettings['words']
  /** Starts a sheet of config/summary.yaml. */
  grid(sheet: keyof SummarySettings['sheets'], rowOutlines?: number): Grid
  names(key: string): string
}

/** A sheet that was written, with its rows of data. */
export type Written = ReturnType<Grid['end']>

/** 分地区: a row a region and year, newest year first, grouped by level. */
export function writeRegions({view, settings, grid}: Sheets): Written {
  const depth = Math.max(0, ...view.rollup.regions.map(({id}) => view.depth(id)))
  const sheet = grid('regions', depth)
  const {columns} = settings.sheets.regions
  for (const {region, year} of view.regionYears) {
    const values: Record<string, GridValue> = {
      year,
      code: region.code,
      region: `${'　'.repeat(view.depth(region.id))}${region.name}`,
      level: settings.words.regionLevel[region.level] ?? region.level,
      applicationsMethod: view.method(region.id, year, 'applications'),
      disputesMethod: view.method(region.id, year, 'disputes'),
      disclosureMethod: view.method(region.id, year, 'disclosure'),
    }
    for (const {key, figure} of columns) if (figure) values[key] = view.shown(region.id, year, figure)
    const styles = openMethods(view, region.id, year, {
      applicationsMethod: 'applications',
      disputesMethod: 'disputes',
      disclosureMethod: 'disclosure',
    })
    sheet.row(values, {outline: view.depth(region.id), over: region.level, styles})
  }
  return sheet.end()
}

/** Why nothing was chosen is longer than its column: it goes over the empty cells behind it, and would be specks if shrunk. */
function openMethods(view: View, region: string, year: number, columns: Record<string, string>) {
  const open = Object.entries(columns).filter(([, table]) => !view.choice(region, year, table)?.chosen)
  return Object.fromEntries(open.map(([column]) => [column, 'methodOpen']))
}

/** 复议诉讼: a row a region and year. */
export function writeDisputes({view, settings, grid}: Sheets): Written {
  const sheet = grid('disputes')
  for (const {region, year} of view.regionYears) {
    const values: Record<string, GridValue> = {
      year,
      region: view.label(region.id),
      method: view.method(region.id, year, 'disputes'),
    }
    for (const {key, figure} of settings.sheets.disputes.columns)
      if (figure) values[key] = view.shown(region.id, year, figure)
    sheet.row(values, {styles: openMethods(view, region.id, year, {method: 'disputes'})})
  }
  return sheet.end()
}

const APPLICANTS = [
  'naturalPerson',
  'commercialEnterprise',
  'researchInstitution',
  'publicWelfareOrganization',
  'legalServiceInstitution',
  'otherOrganization',
  'total',
]

/** 申请人×结果: seven rows a region and year. */
export function writeMatrix({view, settings, grid}: Sheets): Written {
  const sheet = grid('matrix')
  for (const {region, year} of view.regionYears) {
    if (!view.chosen(region.id, year, 'applications')) continue
    settings.outcomes.forEach(({row, label}, i) => {
      const values: Record<string, GridValue> = {
        year,
        region: view.label(region.id),
        method: view.method(region.id, year, 'applications'),
        outcome: label,
      }
      for (const column of APPLICANTS) values[column] = view.shown(region.id, year, `${row}.${column}`)
      sheet.row(values, i === settings.outcomes.length - 1 ? {over: 'total'} : {})
    })
  }
  return sheet.end()
}

/** 分部门系统: a row a province, year, system and level, with a total that adds them up. */
export function writeSystems({view, settings, grid, words}: Sheets): Written {
  const labels = new Map(view.rollup.about.systems.map(({key, label}) => [key, label]))
  const sheet = grid('systems')
  const figures = settings.sheets.systems.columns.filter(({figure}) => figure)
  const order = [...labels.keys()]
  for (const year of [...view.rollup.years].reverse()) {
    for (const {id} of view.rollup.regions.filter(({parent}) => parent === null)) {
      const rows = view.rollup.systems
        .filter(row => row.region === id && row.year === year)
        .sort((a, b) => order.indexOf(a.system) - order.indexOf(b.system))
      if (rows.length === 0) continue
      const numbers = rows.map(row => {
        const values: Record<string, GridValue> = {
          region: view.label(id),
          year,
          system: labels.get(row.system) ?? row.system,
          level: row.level === null ? settings.words.unknown : words.level[row.level],
          reports: row.reports,
        }
        for (const {key, figure} of figures) values[key] = {sum: row.sums[figure!] ?? null}
        return sheet.row(values)
      })
      const added = (key: string, all: (number | null | undefined)[]) => {
        const known = all.filter(value => typeof value === 'number')
        const range = `${sheet.letter(key)}${numbers[0]}:${sheet.letter(key)}${numbers.at(-1)}`
        const value = known.length === 0 ? null : decimal(known.reduce((sum, one) => sum + one, 0))
        return {formula: `IF(COUNT(${range})=0,"",SUM(${range}))`, value}
      }
      const total: Record<string, GridValue> = {
        region: view.label(id),
        year,
        system: settings.words.total,
        level: null,
        reports: added(
          'reports',
          rows.map(row => row.reports),
        ),
      }
      for (const {key, figure} of figures)
        total[key] = added(
          key,
          rows.map(row => row.sums[figure!]?.value),
        )
      sheet.row(total, {over: 'total'})
    }
  }
  return sheet.end()
}

const COUNTS = [
  'expected',
  'received',
  'receivedDue',
  'counted',
  'countedDue',
  'late',
  'unknown',
  'invalid',
  'onTimeDue',
] as const

/** 覆盖与时效: a row a region, year, kind and type, with a total of the bodies that adds them up. */
export function writeCoverage({view, settings, grid, words}: Sheets): Written {
  const sheet = grid('coverage')
  const found = new Map<string, CoverageRow[]>()
  for (const row of view.rollup.coverage) {
    const name = `${row.year} ${row.region}`
    found.set(name, [...(found.get(name) ?? []), row])
  }
  for (const {region, year} of view.regionYears) {
    const rows = found.get(`${year} ${region.id}`) ?? []
    const facts = (kind: string, type: string) => ({year, region: view.label(region.id), kind, type})
    for (const row of rows.filter(({kind}) => kind === 'summary'))
      sheet.row({...facts(settings.words.kind.summary!, words.type[row.type]), ...countsOf(row)})
    const own = rows.filter(({kind}) => kind === 'own')
    if (own.length === 0) continue
    const numbers = own.map(row =>
      sheet.row({...facts(settings.words.kind.own!, words.type[row.type]), ...countsOf(row)}),
    )
    const totals = Object.fromEntries(
      COUNTS.map(key => {
        const range = `${sheet.letter(key)}${numbers[0]}:${sheet.letter(key)}${numbers.at(-1)}`
        const known = own.map(row => row[key]).filter(value => value !== null)
        const value = known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0)
        return [key, {formula: `IF(COUNT(${range})=0,"",SUM(${range}))`, value}]
      }),
    )
    sheet.row({...facts(settings.words.kind.own!, settings.words.allTypes), ...totals}, {over: 'total'})
  }
  return sheet.end()
}

function countsOf(row: CoverageRow): Record<string, GridValue> {
  return Object.fromEntries(COUNTS.map(key => [key, row[key]]))
}

const MONEY = {s: 'money', m: 'money', difference: 'signedMoney'}

/** S−M差异: the items of both methods side by side. */
export function writeDifference({view, settings, grid}: Sheets): Written {
  const {items, notes} = settings.sheets.difference
  const sheet = grid('difference')
  for (const {region, year} of view.regionYears) {
    for (const {key, label} of items) {
      const known = view.keys.get(key)
      if (known === undefined) continue
      const {table, measure} = known
      const by = (method: 'S' | 'M'): Sum | null | undefined => {
        const row = view.figures(region.id, year, table, method)
        return row && (row.sums[key] ?? null)
      }
      const [s, m] = [by('S'), by('M')]
      if (!s || !m || s.value === null || m.value === null) continue
      const choice = view.choice(region.id, year, table)!
      if (!choice.usable.includes('S')) continue
      const full = choice.bodiesExpected !== null && choice.bodiesListed === choice.bodiesExpected
      const note = s.value < m.value ? notes.less : full && s.value !== m.value ? notes.unequal : null
      const cells = {
        year,
        region: view.label(region.id),
        item: label,
        s: {sum: s},
        m: {sum: m},
        bodies: choice.bodies,
        expected: choice.bodiesExpected,
        listed: choice.bodiesExpected === null ? null : choice.bodiesListed,
        note,
      }
      sheet.row(cells, {styles: measure === 'money' ? MONEY : {}})
    }
  }
  return sheet.end()
}
