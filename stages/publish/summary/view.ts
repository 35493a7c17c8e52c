import type {
  FigureRow,
  Method,
  MethodChoice,
  PanelRow,
  Rollup,
  RollupKey,
  RollupRegion,
  Sum,
} from '../../../pipeline/model/rollup.ts'
import {filled} from '../workbook/words.ts'
import type {SummarySettings} from './settings.ts'

/** The roll-up as the sheets ask for it. */
export interface View {
  rollup: Rollup
  regions: Map<string, RollupRegion>
  keys: Map<string, RollupKey>
  /** Code and name: 350581 石狮市. One region has one. */
  label(region: string): string
  /** Outline level: how many regions stand above. */
  depth(region: string): number
  choice(region: string, year: number, table: string): MethodChoice | undefined
  figures(region: string, year: number, table: string, method: 'S' | 'M'): FigureRow | undefined
  /** The figures that speak for a table, by the method chosen. */
  chosen(region: string, year: number, table: string): FigureRow | undefined
  /** A chosen sum: undefined where nothing was chosen, null where no form had the figure. */
  sum(region: string, year: number, key: string): Sum | null | undefined
  /** A chosen sum as a sheet shows it: sums of whatever came in do not look like those of a region. */
  shown(region: string, year: number, key: string): {sum: Sum | null | undefined; over?: string}
  /** How the figures of a table came about, in words. */
  method(region: string, year: number, table: string): string
  /** Change of a figure from the year before over the bodies that gave it in both years. */
  panel(region: string, year: number, key: string): PanelRow | undefined
  /** Regions and years that reports speak of: newest year first, then regions as they are listed. */
  regionYears: {region: RollupRegion; year: number}[]
}

/** A roll-up made ready to be looked up by region, year, table and key. */
export function viewOf(rollup: Rollup, {words}: SummarySettings): View {
  const regions = new Map(rollup.regions.map(region => [region.id, region]))
  const keys = new Map(rollup.keys.map(key => [key.key, key]))
  const choices = new Map(rollup.methods.map(one => [nameOf(one.region, one.year, one.table), one]))
  const figures = new Map(
    rollup.figures.map(row => [`${nameOf(row.region, row.year, row.table)} ${row.method}`, row]),
  )
  const panels = new Map(rollup.panels.map(row => [nameOf(row.region, row.year, row.key), row]))
  const view: View = {
    rollup,
    regions,
    keys,
    label(region) {
      const {code, name, id} = regions.get(region)!
      return code === null ? id : `${code} ${name}`
    },
    depth(region) {
      const {parent} = regions.get(region)!
      return parent === null ? 0 : 1 + view.depth(parent)
    },
    choice: (region, year, table) => choices.get(nameOf(region, year, table)),
    figures: (region, year, table, method) => figures.get(`${nameOf(region, year, table)} ${method}`),
    chosen(region, year, table) {
      const chosen = view.choice(region, year, table)?.chosen
      if (!chosen) return undefined
      return view.figures(region, year, table, chosen === 'S' ? 'S' : 'M')
    },
    sum(region, year, key) {
      const row = view.chosen(region, year, keys.get(key)?.table ?? '')
      return row && (row.sums[key] ?? null)
    },
    shown(region, year, key) {
      const choice = view.choice(region, year, keys.get(key)?.table ?? '')
      const open = choice?.chosen && !isWhole(choice, choice.chosen === 'S' ? 'S' : 'M')
      return {sum: view.sum(region, year, key), ...(open ? {over: 'received'} : {})}
    },
    method(region, year, table) {
      const choice = view.choice(region, year, table)
      return choice ? methodInWords(choice, words) : words.methods.nothing
    },
    panel: (region, year, key) => panels.get(nameOf(region, year, key)),
    regionYears: [...rollup.years]
      .reverse()
      .flatMap(year =>
        rollup.regions
          .filter(region => rollup.keys.some(key => choices.has(nameOf(region.id, year, key.table))))
          .map(region => ({region, year})),
      ),
  }
  return view
}

function nameOf(region: string, year: number, table: string): string {
  return `${region} ${year} ${table}`
}

/**
 * Whether it is known how much of the region a method's sum is: bodies are told by a roster of all of it alone. Every
 * government has bodies of its own level: a roster that lists none says nothing of them.
 */
export function isWhole(choice: MethodChoice, method: Method): boolean {
  if (method === 'M') return choice.bodiesExpected !== null && !choice.rosterPartial
  return choice.summary === 'summary' || (choice.ownExpected ?? 0) > 0
}

function methodInWords(choice: MethodChoice, {methods}: SummarySettings['words']): string {
  const {chosen, summary, bodies, bodiesListed: listed, bodiesExpected: due} = choice
  if (chosen === 'S') return summary === 'summary' ? methods.summary : composedInWords(choice, methods)
  if (chosen === 'M') return filled(methods.bodies, {listed, expected: due!})
  if (chosen === 'received')
    return filled(choice.rosterPartial ? methods.receivedPart : methods.received, {bodies})
  if (choice.reason === 'nothing') return methods.nothing
  const parts = summary === 'composed' ? [composedInWords(choice, methods)] : []
  if (bodies > 0 || due !== null)
    parts.push(filled(methods.bodies, {listed, expected: due ?? methods.noRoster}))
  return filled(methods.coverageLow, {parts: parts.join(methods.and)})
}

/** Of a composed summary: how many regions below are in it, and how many bodies of the region's own level. */
function composedInWords(choice: MethodChoice, methods: SummarySettings['words']['methods']): string {
  const {
    summaryCovered: covered,
    summaryExpected: expected,
    ownBodies: bodies,
    ownListed,
    ownExpected,
  } = choice
  const own =
    ownExpected === null
      ? filled(methods.ownReceived, {bodies})
      : filled(methods.own, {listed: ownListed, expected: ownExpected})
  return filled(methods.composed, {covered, expected, own})
}
