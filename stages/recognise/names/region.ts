import type {Region} from '../../../pipeline/model/report.ts'
import {fold} from '../../../pipeline/model/text.ts'
import type {Division, Gazetteer} from '../words/gazetteer.ts'

/** What a text at its start says of a region. */
export interface Chain {
  /** Smallest divisions it may mean; several where the name alone does not decide. */
  candidates: Division[]
  /** Characters the names of divisions take. */
  length: number
  /** Whether the smallest division was named without its 市, 区 or 县. */
  short: boolean
}

/**
 * Reads names of divisions at the start of a (folded) name: 甘肃省武威市凉州区… → 凉州区. Each further name must lie in
 * the one before. A name without its ending (梁平) is taken only where a name of a body of three or more characters
 * follows, since 公安局 is not the 局 of 公安县; nor before a township, since 永定门外街道 is not in 永定区.
 */
export function readChain(gazetteer: Gazetteer, text: string): Chain | null {
  let chain = readOne(gazetteer, text, null)
  while (chain) {
    const next = readOne(gazetteer, text.slice(chain.length), chain.candidates)
    if (!next) return chain
    chain = {candidates: next.candidates, length: chain.length + next.length, short: next.short}
  }
  return null
}

/** Rest of the name of a township, up to its end. */
const TOWNSHIP = /^[^省市县区局委厅部]{1,6}(?:镇|乡|街道|苏木)/u

function readOne(gazetteer: Gazetteer, text: string, within: Division[] | null): Chain | null {
  if (!gazetteer.heads.has(text.slice(0, 2))) return null
  for (let length = Math.min(gazetteer.longest, text.length); length >= 2; length--) {
    const named = gazetteer.byName.get(text.slice(0, length))
    const candidates = named ? inside(named, within) : []
    if (candidates.length) return {candidates, length, short: false}
  }
  for (let length = Math.min(8, text.length - 3); length >= 2; length--) {
    const rest = text.slice(length)
    if (/^[镇乡街村社路]/u.test(rest) || (within === null && TOWNSHIP.test(rest))) continue
    const named = gazetteer.byShort.get(text.slice(0, length))
    const candidates = named ? inside(named, within) : []
    if (candidates.length) return {candidates, length, short: true}
  }
  return null
}

function inside(candidates: Division[], within: Division[] | null): Division[] {
  const distinct = dedupe(candidates)
  const here = within ? distinct.filter(one => lies(one, within)) : distinct
  // A name that a division bears today is not taken for one abolished.
  const present = here.filter(one => one.now === null)
  return present.length ? present : here
}

function lies(one: Division, within: Division[]): boolean {
  // A zone without a code of its own has that of the division it lies in: 大连金普新区.
  return within.some(
    other =>
      (one.code !== other.code || (one.kind === 'zone' && other.kind !== 'zone')) && contains(other, one),
  )
}

/** Renamed divisions count as what they are now; the same division under two names counts once. */
function dedupe(divisions: Division[]): Division[] {
  const seen = new Set<string>()
  return divisions.filter(({code, name, now, kind}) => {
    const key = kind === 'zone' ? `${code}${name}` : (now ?? code)
    return !seen.has(key) && seen.add(key)
  })
}

/** Whether `inner` lies in `outer`, or is it. */
export function contains(outer: Division, inner: Division): boolean {
  if (outer.code === inner.code) return true
  if (outer.code.endsWith('0000')) return inner.code.startsWith(outer.code.slice(0, 2))
  if (!outer.code.endsWith('00')) return false
  if (inner.code.startsWith(outer.code.slice(0, 4))) return true
  return inner.prefecture === outer.name
}

/** The division of an index number: 11 + six digits + … of a unified social credit code, or six digits in front. */
export function divisionOfIndex(gazetteer: Gazetteer, index: string): Division | null {
  const text = fold(index).toUpperCase()
  const credit = /(?<![0-9A-Z])[1-9A-Y][1-9A-Y](\d{6})[0-9A-HJ-NPQRTUWXY]{9,10}/.exec(text)
  const plain = /^[A-Z]{0,3}(\d{6})/.exec(text)
  for (const code of [credit?.[1], plain?.[1]]) {
    const division = code === undefined ? undefined : gazetteer.byCode.get(code)
    if (division) return division
  }
  return null
}

/** One witness of where a body is: divisions it allows, and where it was read. */
export interface RegionWitness {
  source: string
  candidates: Division[]
}

/** What the witnesses make of it. `open` holds the candidates that nothing told apart. */
export interface Located {
  division: Division | null
  open: Division[]
  /** The witness that decided. */
  source: string | null
}

/**
 * Decides among what the name allows by the other witnesses, in their order; a witness that allows none of the
 * candidates decides nothing. Without a name that names a division the first witness that names just one decides.
 */
export function locate(named: Division[], witnesses: RegionWitness[]): Located {
  if (named.length === 1) return {division: named[0]!, open: [], source: 'agency'}
  if (named.length === 0) {
    const sure = witnesses.find(({candidates}) => candidates.length === 1)
    return {division: sure?.candidates[0] ?? null, open: [], source: sure?.source ?? null}
  }
  let open = named
  for (const {source, candidates} of witnesses) {
    const left = open.filter(one => candidates.some(other => contains(other, one)))
    if (left.length === 1) return {division: left[0]!, open: [], source}
    if (left.length > 1) open = left
  }
  return {division: null, open, source: null}
}

/** The candidate whose prefecture (or province, where they differ in it) is the only one the text names. */
export function mentioned(candidates: Division[], text: string): Division[] {
  const said = (name: string | null) => name !== null && name !== '' && text.includes(name)
  const byPrefecture = candidates.filter(one => said(one.prefecture))
  return byPrefecture.length ? byPrefecture : candidates.filter(one => said(one.province))
}

/** The published form. A division that no longer is keeps its name, with the code that stands for it. */
export function regionOf(located: Located, township: string | null): Region {
  const {division, open} = located
  if (division) {
    const {province, prefecture, county} = division
    return {code: division.now ?? division.code, province, prefecture, county, township}
  }
  const shared = (values: (string | null)[]) => (new Set(values).size === 1 ? (values[0] ?? null) : null)
  return {
    code: null,
    province: shared(open.map(one => one.province)),
    prefecture: shared(open.map(one => one.prefecture)),
    county: shared(open.map(one => one.county)),
    township,
  }
}
