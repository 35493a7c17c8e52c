import {createHash} from 'node:crypto'
import {nameOf} from '../given.ts'
import {label} from '../places.ts'
import type {Count} from '../sums.ts'
import {layout, type Row, TABLES} from './layout.ts'

/** 更正: what people corrected. */
export function corrections(count: Count, keys: string[]): Row[] {
  return count.units.flatMap(unit =>
    keys.flatMap(key => {
      const one = unit.report.observations[key]
      if (!one?.corrected) return []
      const {value, basis, by, on} = one.corrected
      return [
        {
          year: unit.year,
          name: unit.name,
          region: label(unit.region),
          item: nameOf(key),
          raw: one.raw === '' ? null : one.raw,
          corrected: value ?? '空白',
          basis,
          by,
          on,
          file: unit.file,
          report: unit.id,
          key,
        },
      ]
    }),
  )
}

const idOf = (file: string, segment: number) =>
  createHash('sha256').update(`${file}#${segment}`).digest('hex').slice(0, 12)

/** 调整与剔除: whole reports, tables and cells that are in no sum. Where they stand follows the run's own order of files. */
export function excluded(count: Count): Row[] {
  const rows = count.units.flatMap(unit => {
    const row = (table: string, reason: string, rules: string[] = [], cells: number | null = null): Row => ({
      year: unit.year,
      name: unit.name,
      region: unit.region === '' ? '（未识别）' : label(unit.region),
      table,
      reason: layout.words.reason[reason]!,
      rules: rules.join('、') || null,
      cells,
      file: unit.file,
      report: unit.id,
    })
    const merged = unit.report.alsoIn.map(({file, segment}) => ({
      ...row('整份报告', 'merged'),
      file,
      report: idOf(file, segment),
    }))
    if (unit.reason !== null && unit.reason !== 'outside') return [row('整份报告', unit.reason), ...merged]
    const whole = unit.reason === 'outside' ? [row('整份报告', 'outside')] : []
    const tables = [...unit.tables].flatMap(([name, table]) => {
      if (table.reason !== null && table.reason !== 'outside')
        return [row(TABLES[name]!, table.reason, table.rules)]
      return (['doubtful', 'unitUnknown'] as const).flatMap(why => {
        const cells = [...table.cells.values()].filter(cell => cell.why === why)
        const rules = [...new Set(cells.flatMap(cell => cell.rules))].sort()
        return cells.length === 0 ? [] : [row(TABLES[name]!, why, rules, cells.length)]
      })
    })
    return [...whole, ...tables, ...merged]
  })
  return rows
}
