import type {Level} from '../../pipeline/model/report.ts'
import type {RollupRegion} from '../../pipeline/model/rollup.ts'

/** Regions and levels as reports (or the roster) name them; each combination once. */
export interface Named {
  code: string | null
  province: string | null
  prefecture: string | null
  county: string | null
  level: Level | null
}

/** Where a combination belongs: the smallest region it names, and whether that is one of the level it speaks of. */
export interface Placed extends Named {
  region: string | null
  exact: boolean
}

/** The regions of a run as a tree, and where each report lies in it. */
export interface Regions {
  regions: RollupRegion[]
  placed: Placed[]
  /** Regions directly below each region: by the gazetteer, and those only reports know. */
  children: Map<string, string[]>
}

type Names = Pick<Named, 'province' | 'prefecture' | 'county'>
const LEVELS = ['province', 'prefecture', 'county'] as const

/**
 * Builds the tree of regions from what reports say of themselves. A region is told by its code; where no report of the
 * same names has one, by its names. `divisions` are code and name of the gazetteer (config/regions/divisions.csv): a region
 * that bore two names (祁阳县, since 2021 祁阳市) is one row for all years, under the name of today.
 */
export function regionsOf(named: Named[], divisions: Map<string, string>): Regions {
  const codes = codesByName(named)
  const found = new Map<string, RollupRegion>()
  const placed = named.map((one): Placed => {
    let region: string | null = null
    let exact = false
    for (const level of LEVELS) {
      if (one[level] === null) continue
      const upTo = {
        ...one,
        ...(level === 'county' ? {} : {county: null}),
        ...(level === 'province' ? {prefecture: null} : {}),
      }
      const code = codes.get(pathOf(upTo)) ?? null
      const id = code ?? pathOf(upTo)
      if (!found.has(id)) {
        const name = divisions.get(id) ?? one[level]
        found.set(id, {id, code, name, level, parent: region})
      }
      region = id
      exact = level === one.level || (one.level === 'township' && level === 'county')
    }
    return {...one, region, exact}
  })
  return {regions: ordered([...found.values()]), placed, children: childrenOf([...found.values()], divisions)}
}

function pathOf({province, prefecture, county}: Names): string {
  return [province, prefecture ?? (county === null ? null : ''), county]
    .filter(name => name !== null)
    .join('/')
}

/** Codes of all paths of names: those printed, and those of the regions above them. Of several the smallest. */
function codesByName(named: Named[]): Map<string, string> {
  const codes = new Map<string, string>()
  const learn = (names: Names, code: string) => {
    const path = pathOf(names)
    const known = codes.get(path)
    if (known === undefined || code < known) codes.set(path, code)
  }
  for (const {code, province, prefecture, county} of named) {
    if (code === null || province === null) continue
    learn({province, prefecture: null, county: null}, `${code.slice(0, 2)}0000`)
    if (prefecture !== null) learn({province, prefecture, county: null}, `${code.slice(0, 4)}00`)
    if (county !== null && !code.endsWith('00')) learn({province, prefecture, county}, code)
  }
  return codes
}

/** Parents before children, by code, then by name. */
function ordered(regions: RollupRegion[]): RollupRegion[] {
  const byId = new Map(regions.map(region => [region.id, region]))
  const name = (region: RollupRegion): string =>
    `${region.parent === null ? '' : name(byId.get(region.parent)!)} ${region.code ?? `~${region.name}`}`
  return regions
    .map(region => ({region, key: name(region)}))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({region}) => region)
}

/** Codes for statistics of zones (开发区) that lie in other divisions and have no government of their own: 430371. */
const ZONE = /7\d$/

function childrenOf(regions: RollupRegion[], divisions: Map<string, string>): Map<string, string[]> {
  const children = new Map<string, Set<string>>()
  const add = (parent: string, child: string) =>
    children.set(parent, (children.get(parent) ?? new Set()).add(child))
  for (const code of divisions.keys()) {
    const parent = parentCode(code, divisions)
    if (parent && !ZONE.test(code)) add(parent, code)
  }
  for (const {id, parent} of regions) if (parent !== null) add(parent, id)
  return new Map([...children].map(([parent, all]) => [parent, [...all].sort()]))
}

/** The region above a code; counties of no prefecture (of municipalities, or under the province) lie under the province. */
function parentCode(code: string, divisions: Map<string, string>): string | null {
  if (code.endsWith('0000')) return null
  const [prefecture, province] = [`${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`]
  return code !== prefecture && divisions.has(prefecture) ? prefecture : province
}
