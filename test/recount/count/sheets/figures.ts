import {divisions, nameOf} from '../given.ts'
import {label, levelOf, upwards} from '../places.ts'
import type {Count} from '../sums.ts'
import {computed, figure, figureColumns, LEVELS, layout, type Row, shown, TABLES, tableOf} from './layout.ts'

export function regions(count: Count): Row[] {
  return count.regionYears.map(({region, year}) => {
    const row: Row = {
      year,
      code: region,
      region: `${'　'.repeat(upwards(region).length - 1)}${divisions.get(region)}`,
      level: LEVELS[levelOf(region)],
    }
    for (const name of ['applications', 'disputes', 'disclosure'])
      row[`${name}Method`] = count.choice(region, year, name).words
    for (const one of figureColumns('regions')) row[one.key] = shown(figure(count, region, year, one.figure!))
    return computed('regions', row)
  })
}

export function disputes(count: Count): Row[] {
  return count.regionYears.map(({region, year}) => {
    const row: Row = {year, region: label(region), method: count.choice(region, year, 'disputes').words}
    for (const one of figureColumns('disputes'))
      row[one.key] = shown(figure(count, region, year, one.figure!))
    return computed('disputes', row)
  })
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

export function matrix(count: Count): Row[] {
  return count.regionYears
    .filter(({region, year}) => count.chosen(region, year, 'applications'))
    .flatMap(({region, year}) =>
      layout.outcomes.map(({row: line, label: outcome}) => {
        const row: Row = {
          year,
          region: label(region),
          method: count.choice(region, year, 'applications').words,
          outcome,
        }
        for (const one of APPLICANTS) row[one] = shown(figure(count, region, year, `${line}.${one}`))
        return computed('matrix', row)
      }),
    )
}

/** 总表数据, by key; regions and years that nothing is known of have no row. */
export function data(count: Count, keys: string[]): Row[] {
  return count.regionYears.map(({region, year}) => {
    const row: Row = {key: `${label(region)}|${year}`, region: label(region), year, code: region}
    for (const name of Object.keys(TABLES)) row[`method.${name}`] = count.choice(region, year, name).words
    for (const key of keys) row[key] = shown(figure(count, region, year, key))
    return row
  })
}

/** S−M差异, for what both methods give. */
export function difference(count: Count): Row[] {
  const rows: Row[] = []
  for (const {region, year} of count.regionYears) {
    for (const {key, label: item} of layout.sheets.difference!.items) {
      const {S, M, usable, bodies, listed, expected} = count.choice(region, year, tableOf(key))
      const [s, m] = [S, M].map(one => one?.sums.get(key)?.value ?? null)
      if (s === null || m === null || s === undefined || m === undefined || !usable.includes('S')) continue
      const isFull = expected !== null && listed === expected
      const note =
        s < m
          ? 'S小于M：汇总报告可能只含本机关（H03）'
          : isFull && s !== m
            ? '覆盖率100%而S不等于M（H02）'
            : null
      rows.push(
        computed('difference', {
          year,
          region: label(region),
          item,
          s,
          m,
          bodies,
          expected,
          listed: expected === null ? null : listed,
          note,
        }),
      )
    }
  }
  return rows
}

const STATES = {complete: '齐全', partial: '部分填报', notReported: '未填报', unassessable: '无法判定'}

/** 填报不全: every figure that speaks for a region and year and is not whole, or holds totals that were computed. */
export function partial(count: Count, keys: string[]): Row[] {
  return count.regionYears.flatMap(({region, year}) =>
    keys.flatMap(key => {
      const name = tableOf(key)
      const added = count.chosen(region, year, name)
      const sum = added?.sums.get(key)
      const isSubtotal = key.includes('.sum.')
      if (!added || !sum || (sum.state === 'complete' && (sum.derived === 0 || isSubtotal))) return []
      const row: Row = {
        year,
        region: label(region),
        method: count.choice(region, year, name).words,
        item: nameOf(key),
        state: sum.state === 'partial' && sum.reported === added.members ? '分项不全' : STATES[sum.state],
        value: sum.value,
        reported: sum.reported,
        members: added.members,
        derived: isSubtotal ? null : sum.derived,
      }
      return [computed('partial', row)]
    }),
  )
}
