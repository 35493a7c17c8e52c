import type {CheckedReport} from '../../../pipeline/model/corpus.ts'
import {type Body, type Figures, keysOf, type Options, reportOf} from './build.ts'
import type {Area} from './plain.ts'

export interface Size {
  prefectures: number
  counties: number
  /** Bodies of each county, prefecture and of the province. */
  bodies: [number, number, number]
  years: number[]
}

/** Numbers by chance, the same every time. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/**
 * A province no gazetteer knows (code 99): summaries and members both there, some of either missing, tables with errors,
 * blanks, amounts without a unit. The first years are in the older format.
 */
export function province(size: Size, seed: number): {area: Area; reports: CheckedReport[]} {
  const next = chance(seed)
  const reports: CheckedReport[] = []
  const whole = {province: '示例省'}
  const file = (body: Body, year: number, scope: Options['scope']): CheckedReport | null => {
    if (next() < 0.12) return null
    const format = year < 2021 ? '2019' : '2021'
    const figures: Figures = {}
    for (const key of keysOf(format)) figures[key] = next() < 0.05 ? null : figureOf(key, next)
    const money = keysOf(format).find(key => key.endsWith('.amount'))!
    const unknown = next() < 0.1
    const report = reportOf(body, year, figures, {
      format,
      scope,
      observations: unknown
        ? {[money]: {value: 5, state: 'value', raw: '5', unit: 'unknown', place: {}}}
        : {},
      findings: findingsOf(next),
    })
    reports.push(report)
    return report
  }
  const fill = (area: Area, body: Omit<Body, 'name'>, name: string, bodies: number) => {
    for (const year of size.years) {
      const summary = file(
        {...body, name: `${name}人民政府`, type: 'governmentSummary'},
        year,
        'jurisdiction',
      )
      if (summary) area.summaries.set(year, summary)
      const own: CheckedReport[] = []
      for (let i = 0; i < bodies; i++) {
        const one = file({...body, name: `${name}第${i + 1}局`}, year, 'own')
        if (one) own.push(one)
      }
      area.bodies.set(year, own)
    }
  }
  const areaOf = (code: string): Area => ({code, areas: [], summaries: new Map(), bodies: new Map()})
  const area = areaOf('990000')
  const [inCounty, inPrefecture, inProvince] = size.bodies
  let county = 0
  for (let i = 0; i < size.prefectures; i++) {
    const code = `99${String(i + 1).padStart(2, '0')}00`
    const names = {...whole, prefecture: `第${i + 1}市`}
    const prefecture = areaOf(code)
    area.areas.push(prefecture)
    fill(prefecture, {...names, code, level: 'prefecture'}, names.prefecture, inPrefecture)
    for (let n = 1; county < Math.floor(((i + 1) * size.counties) / size.prefectures); county++, n++) {
      const own = `${code.slice(0, 4)}${String(n).padStart(2, '0')}`
      const below = areaOf(own)
      prefecture.areas.push(below)
      fill(
        below,
        {...names, county: `第${county + 1}县`, code: own, level: 'county'},
        `第${county + 1}县`,
        inCounty,
      )
    }
  }
  fill(area, {...whole, code: '990000', level: 'province'}, '示例省', inProvince)
  // The province itself never has a summary in the last year, so that method S is composed there.
  const last = area.summaries.get(size.years.at(-1)!)
  if (last) reports.splice(reports.indexOf(last), 1)
  area.summaries.delete(size.years.at(-1)!)
  return {area, reports}
}

function figureOf(key: string, next: () => number): number {
  if (key.endsWith('.amount')) return Math.floor(next() * 1e6) / 100
  const count = Math.floor(next() * 40)
  return key.endsWith('Change') ? count - 20 : count
}

function findingsOf(next: () => number): Options['findings'] {
  const drawn = next()
  if (drawn < 0.04) return [{rule: 'A02', keys: ['applications.outcomes.total.total']}]
  if (drawn < 0.06) return [{rule: 'M04', keys: []}]
  if (drawn < 0.08) return [{rule: 'A01', severity: 'warning', keys: ['applications.received.total']}]
  return []
}
