import type {SumState} from '../../../pipeline/model/rollup.ts'
import type {Sheets, Written} from './sheets.ts'

/** 派生指标: numerator and denominator of each region, year and indicator, by the method chosen for its tables. */
export function writeIndicators({view, settings, grid}: Sheets): Written {
  const {indicators} = view.rollup.about
  const answered = new Map(view.rollup.about.answered.map(({key, label}) => [key, label]))
  const sheet = grid('indicators')
  const rows = new Map<string, typeof view.rollup.indicators>()
  for (const row of view.rollup.indicators) {
    const name = `${row.region} ${row.year} ${row.indicator}`
    rows.set(name, [...(rows.get(name) ?? []), row])
  }
  for (const {region, year} of view.regionYears) {
    for (const {key, label, tables, difference, bodies, head} of indicators) {
      const methods = new Set(tables.map(table => view.choice(region.id, year, table)?.chosen ?? null))
      const [method] = methods
      if (methods.size > 1 || !method) continue
      const wanted = method === 'S' && !bodies ? 'S' : 'M'
      for (const row of rows.get(`${region.id} ${year} ${key}`) ?? []) {
        if (row.method !== wanted) continue
        const unknown = head && row.denominator === null
        const values = {
          year,
          region: view.label(region.id),
          indicator: label,
          answered: row.answered === null ? null : (answered.get(row.answered) ?? row.answered),
          method: bodies ? settings.words.method.M : view.method(region.id, year, tables[0]!),
          reports: row.reports,
          numerator: row.numerator,
          denominator: unknown ? settings.unassessable : row.denominator,
          ...(difference ? {rate: null} : {}),
        }
        sheet.row(values, head ? {styles: {rate: 'perHead', denominator: 'decimal'}} : {})
      }
    }
  }
  return sheet.end()
}

/** 中位数: how far bodies are apart. */
export function writeMedians({view, grid, names}: Sheets): Written {
  const sheet = grid('medians')
  for (const {region, key, ...figures} of view.rollup.medians)
    sheet.row({region: view.label(region), item: names(key), ...figures})
  return sheet.end()
}

/** 更正: figures people corrected, with what was printed. */
export function writeCorrections({view, settings, grid, names}: Sheets): Written {
  const {words} = settings
  const sheet = grid('corrections')
  for (const {year, name, region, key, corrected, on, ...told} of view.rollup.corrections) {
    sheet.row({
      ...told,
      year: year ?? words.unknown,
      name: name ?? words.unknown,
      region: region === null ? words.regionUnknown : view.label(region),
      item: names(key),
      corrected: corrected ?? words.nothing,
      on,
      key,
    })
  }
  return sheet.end()
}

/** 未见报告: bodies without a report. */
export function writeMissing({view, settings, grid}: Sheets): Written {
  const sheet = grid('missing')
  for (const {year, region, name, basis, agency} of view.rollup.missing) {
    sheet.row({year, region: view.label(region), name, basis: settings.words.basis[basis] ?? basis, agency})
  }
  return sheet.end()
}

/** 调整与剔除: what is in no sum, and why. */
export function writeExcluded({view, settings, grid}: Sheets): Written {
  const {words, sheets} = settings
  const sheet = grid('excluded')
  for (const one of view.rollup.excluded) {
    const reason = words.reason[one.reason]
    if (reason === undefined) throw new Error(`config/summary.yaml: no words for the reason ${one.reason}`)
    sheet.row({
      year: one.year ?? words.unknown,
      name: one.name ?? words.unknown,
      region: one.region === null ? words.regionUnknown : view.label(one.region),
      table: one.table === null ? sheets.excluded.whole : (words.tables[one.table] ?? one.table),
      reason,
      rules: one.rules.join('、'),
      cells: one.cells || null,
      file: one.file,
      report: one.report,
    })
  }
  return sheet.end()
}

const WHOLE: SumState = 'complete'

/** 填报不全: sums that only some reports gave, or that hold computed totals. */
export function writePartial({view, settings, grid, names}: Sheets): Written {
  const {words} = settings
  const sheet = grid('partial')
  for (const {region, year} of view.regionYears) {
    for (const {key, table} of view.rollup.keys) {
      const row = view.chosen(region.id, year, table)
      const sum = row?.sums[key]
      const subtotal = key.includes('.sum.')
      if (!row || !sum || (sum.state === WHOLE && (sum.derived === 0 || subtotal))) continue
      sheet.row({
        year,
        region: view.label(region.id),
        method: view.method(region.id, year, table),
        item: names(key),
        state:
          sum.state === 'partial' && sum.reported === row.members
            ? words.partsLacking
            : words.state[sum.state]!,
        value: sum.value,
        reported: sum.reported,
        members: row.members,
        derived: subtotal ? null : sum.derived,
      })
    }
  }
  return sheet.end()
}
