import {derive} from './figures.ts'
import type {Given} from './given.ts'
import {below, upwards} from './places.ts'
import {type Cell, inBeing, type Kind, type Table, type Unit, unitsOf} from './units.ts'

export interface Sum {
  value: number | null
  state: 'complete' | 'partial' | 'notReported' | 'unassessable'
  /** Reports that gave it, and those of them in which it was computed. */
  reported: number
  derived: number
}

/** What a method adds up for a table of a region and year. */
export interface Added {
  members: number
  sums: Map<string, Sum>
  tables: {unit: Unit; table: Table}[]
}

export interface Choice {
  chosen: 'S' | 'M' | 'received' | null
  usable: ('S' | 'M')[]
  words: string
  /** Whether it is known how much of the region each method is. */
  whole: {S: boolean; M: boolean}
  S: Added | null
  M: Added | null
  bodies: number
  listed: number
  expected: number | null
}

const LEAST = 0.9

const exact = (value: number) => Number(value.toFixed(8))

/** Everything a run has to say of regions and years, counted anew. */
export class Count {
  readonly units: Unit[]
  readonly regions: string[]
  readonly years: number[]
  private readonly choices = new Map<string, Choice>()
  private readonly covers = new Map<string, Cover | null>()

  constructor(readonly given: Given) {
    this.units = unitsOf(given)
    for (const unit of this.units) for (const [name, table] of unit.tables) derive(table, name)
    const listed = (given.roster ?? []).flatMap(entry => this.placeOf(entry.code) ?? [])
    const known = this.units.map(({region}) => region).filter(region => region !== '')
    const all = [...known, ...listed].flatMap(upwards)
    this.regions = [...new Set(all)].sort(byTree)
    this.years = [...new Set(this.units.map(({year}) => year))].sort()
  }

  /** Where a body of the roster lies: by its own region, or that of the body above it. */
  placeOf(code: string): string | null {
    const entry = this.given.roster!.find(one => one.code === code)
    if (!entry) return null
    return entry.region ?? (entry.parent === null ? null : this.placeOf(entry.parent))
  }

  /** Bodies of a kind that should report for a year, in regions of which `here` is true. */
  expected(year: number, kind: Kind, here: (region: string) => boolean) {
    return (this.given.roster ?? []).flatMap(entry => {
      const own = this.units.filter(unit => unit.entry === entry)
      const [first] = own
      const type = first?.type ?? entry.type ?? 'unknown'
      const region = first?.region ?? this.placeOf(entry.code)
      const isSummary = type === 'governmentSummary'
      if (!entry.mustFile || !inBeing(entry, year) || isSummary !== (kind === 'summary')) return []
      return region !== null && here(region) ? [{entry, type, region}] : []
    })
  }

  isDue(unit: Unit): boolean {
    const {entry, year} = unit
    return entry?.mustFile === true && inBeing(entry, year)
  }

  /** Tables in the sums, of bodies of the given regions. */
  tables(year: number, name: string, kind: Kind, here: (region: string) => boolean) {
    return this.units.flatMap(unit => {
      const table = unit.tables.get(name)
      if (!table || unit.year !== year || table.reason !== null || table.kind !== kind || !here(unit.region))
        return []
      return [{unit, table}]
    })
  }

  /** Newest year first, then regions; those of which nothing came in or is due are left out. */
  get regionYears(): {region: string; year: number}[] {
    return [...this.years].reverse().flatMap(year =>
      this.regions
        .filter(region => {
          const within = isIn(region)
          const came = this.units.some(unit => unit.year === year && within(unit.region))
          return came || this.duesIn(region, year) > 0
        })
        .map(region => ({region, year})),
    )
  }

  private duesIn(region: string, year: number): number {
    return this.expected(year, 'own', isIn(region)).filter(({entry}) => entry.inSummary).length
  }

  choice(region: string, year: number, name: string): Choice {
    const at = `${region} ${year} ${name}`
    const known = this.choices.get(at)
    if (known) return known
    const made = this.choose(region, year, name)
    this.choices.set(at, made)
    return made
  }

  private choose(region: string, year: number, name: string): Choice {
    const rostered = this.given.roster !== null
    const tables = this.tables(year, name, 'own', isIn(region))
    const bodies = tables.length
    const listed = tables.filter(({unit}) => this.isDue(unit)).length
    const expected = rostered ? this.duesIn(region, year) : null
    const cover = this.cover(region, year, name)
    const usable: Choice['usable'] = []
    if (cover && isEnough(cover)) usable.push('S')
    if (bodies > 0 && (expected === null || (expected > 0 && listed >= LEAST * expected))) usable.push('M')
    const next = below(region)
    const part = rostered && next.filter(one => this.duesIn(one, year) > 0).length < LEAST * next.length
    const [first] = usable
    const chosen = first === 'M' && (!rostered || part) ? 'received' : (first ?? null)
    const composed = cover && cover.own !== 'summary' ? composedWords(cover) : null
    const words =
      chosen === 'S'
        ? (composed ?? 'S 本级汇总')
        : chosen === 'M'
          ? `M 逐级 ${listed}/${expected}`
          : chosen === 'received'
            ? `M 已收${bodies}家（${part ? '名册不全' : '无名册'}）`
            : bodies === 0 && !cover
              ? '未汇总：无可用报告'
              : `覆盖不足：${[...(composed ? [composed] : []), ...(bodies > 0 || rostered ? [`M 逐级 ${listed}/${expected ?? '无名册'}`] : [])].join('；')}`
    return {
      chosen,
      usable,
      words,
      whole: {S: isKnown(cover), M: rostered && !part},
      S: cover && addUp(cover.tables),
      M: bodies === 0 ? null : addUp(tables),
      bodies,
      listed,
      expected,
    }
  }

  /** Method S: the summary of the region, or those of the regions below beside the bodies of its own level. */
  private cover(region: string, year: number, name: string): Cover | null {
    const at = `${region} ${year} ${name}`
    const known = this.covers.get(at)
    if (known !== undefined) return known
    const here = (other: string) => other === region
    const summary = this.tables(year, name, 'summary', here)
    const make = (): Cover | null => {
      if (summary.length > 0) return {tables: summary, own: 'summary', covered: 1, all: 1}
      const next = below(region)
      const parts = next.flatMap(one => {
        const cover = this.cover(one, year, name)
        return cover && isEnough(cover) ? [cover] : []
      })
      if (parts.length === 0) return null
      const own = this.tables(year, name, 'own', here)
      const listed = own.filter(({unit}) => this.isDue(unit)).length
      const due = this.expected(year, 'own', here).filter(({entry}) => entry.inSummary).length
      return {
        tables: [...own, ...parts.flatMap(one => one.tables)],
        own: {received: own.length, listed, due: this.given.roster === null ? null : due},
        covered: parts.length,
        all: next.length,
      }
    }
    const made = make()
    this.covers.set(at, made)
    return made
  }

  /** The sums that speak for a table. */
  chosen(region: string, year: number, name: string): Added | null {
    const {chosen, S, M} = this.choice(region, year, name)
    return chosen === null ? null : chosen === 'S' ? S : M
  }
}

interface Cover {
  tables: {unit: Unit; table: Table}[]
  own: 'summary' | {received: number; listed: number; due: number | null}
  covered: number
  all: number
}

function isEnough({own, covered, all}: Cover): boolean {
  return covered >= LEAST * all && (own === 'summary' || own.listed >= LEAST * (own.due ?? 0))
}

/** Whether all of a region is in it: every government has bodies of its own level, so a roster without one says nothing. */
function isKnown(cover: Cover | null): boolean {
  return cover !== null && (cover.own === 'summary' || (cover.own.due ?? 0) > 0)
}

function composedWords({own, covered, all}: Cover): string {
  if (own === 'summary') throw new Error('a summary is not composed')
  const bodies = own.due === null ? `${own.received}家（无名册）` : `${own.listed}/${own.due}`
  return `S 下级汇总 ${covered}/${all}＋本级 ${bodies}`
}

/** Whether a region is another or lies in it. */
export const isIn = (region: string) => (other: string) => other !== '' && upwards(other).includes(region)

function byTree(a: string, b: string): number {
  const [x, y] = [a, b].map(code => upwards(code).reverse().join(' '))
  return x! < y! ? -1 : x! > y! ? 1 : 0
}

export function addUp(tables: {unit: Unit; table: Table}[]): Added {
  const keys = new Set(tables.flatMap(({table}) => [...table.cells.keys()]))
  const sums = new Map([...keys].map(key => [key, sumOf(tables.map(({table}) => table.cells.get(key)))]))
  return {members: tables.length, sums, tables}
}

/** The sum of one figure over reports; a report whose form lacks it gives none. */
export function sumOf(cells: (Cell | undefined)[]): Sum {
  const known = cells.filter(cell => cell !== undefined && cell.value !== null) as (Cell & {value: number})[]
  const isWhole = known.length === cells.length && known.every(cell => !cell.part && !cell.lacking)
  return {
    value: known.length === 0 ? null : exact(known.reduce((sum, {value}) => sum + value, 0)),
    state: isWhole
      ? 'complete'
      : known.length > 0
        ? 'partial'
        : cells.some(cell => cell?.state === 'unknown')
          ? 'unassessable'
          : 'notReported',
    reported: known.length,
    derived: known.filter(cell => cell.derived).length,
  }
}
