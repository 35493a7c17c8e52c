import type {BodyType} from '../../../pipeline/model/report.ts'
import {fold} from '../../../pipeline/model/text.ts'
import {divisionsOf, isAgencyName} from '../names/agency.ts'
import {filedName} from '../names/filed.ts'
import {isNational} from '../names/national.ts'
import {
  contains,
  divisionOfIndex,
  type Located,
  locate,
  mentioned,
  type RegionWitness,
  readChain,
} from '../names/region.ts'
import {sitesIn} from '../names/said.ts'
import type {Division, Gazetteer} from '../words/gazetteer.ts'
import type {Lexicon} from '../words/lexicon.ts'
import type {Evidence} from './evidence.ts'
import type {NameStatement} from './naming.ts'

/** What the witnesses say of divisions of a province. */
function inside(province: Division, witnesses: RegionWitness[]): RegionWitness[] {
  return witnesses.flatMap(witness => {
    const candidates = witness.candidates.filter(one => one.province === province.name && one !== province)
    return candidates.length ? [{...witness, candidates}] : []
  })
}

/** Everything but the name that tells where a body is, the surest first. */
export function regionWitnesses(
  lexicon: Lexicon,
  gazetteer: Gazetteer,
  evidence: Evidence,
  names: NameStatement[],
): RegionWitness[] {
  const out: RegionWitness[] = []
  const index = evidence.facts.find(({name}) => name === 'indexNumber')
  const byIndex = index ? divisionOfIndex(gazetteer, index.value) : null
  if (byIndex) out.push({source: 'indexNumber', candidates: [byIndex]})
  for (const {source, value} of names) {
    const candidates = divisionsOf(gazetteer, value)
    if (candidates.length) out.push({source, candidates})
  }
  for (const fact of evidence.facts) {
    if (fact.name === 'publisher' || fact.name === 'siteName')
      push(out, 'publisher', divisionsOf(gazetteer, fact.value))
  }
  push(out, 'folder', folderDivisions(lexicon, gazetteer, evidence.folders))
  push(out, 'fileName', divisionsOf(gazetteer, filedName(lexicon, evidence.stem) ?? evidence.stem))
  for (const part of (evidence.htmlTitle ?? '').split(/[-_|—–\s]+/)) {
    push(out, 'htmlTitle', readChain(gazetteer, fold(part))?.candidates ?? [])
  }
  for (const division of saidDivisions(lexicon, gazetteer, evidence)) push(out, 'body', division)
  return distinct(out)
}

/** Divisions named in passing: in a line of its own on top, whose site the report is on, its address, what documents it cites. */
function saidDivisions(lexicon: Lexicon, gazetteer: Gazetteer, {preamble, opening}: Evidence): Division[][] {
  const paragraphs = [...preamble, ...opening]
  const sites = sitesIn(lexicon, paragraphs).map(({name}) => `${name}网站`)
  const behind = paragraphs.flatMap(({value}) =>
    [...fold(value).matchAll(/(?:地址(?:为|是)?:?|《)([^,.;()《》]{4,30})/gu)].map(([, text]) => text!),
  )
  const alone = preamble.slice(0, 3).flatMap(({value}) => (isAgencyName(lexicon, value) ? [fold(value)] : []))
  return [...alone, ...sites, ...behind].map(text => readChain(gazetteer, text)?.candidates ?? [])
}

/** The same witness for the same divisions counts once. */
function distinct(witnesses: RegionWitness[]): RegionWitness[] {
  const seen = new Set<string>()
  return witnesses.filter(({source, candidates}) => {
    const key = `${source} ${candidates.map(({code}) => code).join()}`
    return !seen.has(key) && seen.add(key)
  })
}

function push(out: RegionWitness[], source: string, candidates: RegionWitness['candidates']): void {
  if (candidates.length) out.push({source, candidates})
}

/** Folders from the outside in, each read within the one before: 甘肃省 / 武威 / 凉州区. */
function folderDivisions(
  lexicon: Lexicon,
  gazetteer: Gazetteer,
  folders: string[],
): RegionWitness['candidates'] {
  let best: RegionWitness['candidates'] = []
  let path = ''
  for (const folder of folders) {
    const name = fold(folder)
    const nested = readChain(gazetteer, `${path}${name}`)
    const alone = readChain(gazetteer, name) ?? readChain(gazetteer, `${name}人民政府`)
    const chain = nested && nested.length > path.length ? nested : alone
    // 新建文件夹 is not in 新建区: a name without its 区 counts where it is all, or begins the name of a body.
    const read = chain === nested ? (chain?.length ?? 0) - path.length : (chain?.length ?? 0)
    if (!chain || (chain.short && read < name.length && !isAgencyName(lexicon, name))) continue
    best = chain.candidates
    path = chain === nested ? `${path}${name}`.slice(0, chain.length) : name.slice(0, chain.length)
  }
  return best
}

/**
 * Whether a body may bear an official name that a roster has for its short one: towns of one name lie in many counties, and the
 * alias of one is the name of the others. The surest witness that names one division decides; a name with a region needs none.
 */
export function mayBe(
  gazetteer: Gazetteer,
  name: string,
  official: string,
  witnesses: RegionWitness[],
): boolean {
  const places = divisionsOf(gazetteer, official)
  if (places.length === 0 || divisionsOf(gazetteer, name).length > 0) return true
  const sure = witnesses.find(({candidates}) => candidates.length === 1)?.candidates[0]
  return sure === undefined || places.some(place => contains(place, sure) || contains(sure, place))
}

/**
 * A witness as far as it can place a short name: 市… lies in a city, 县… in a county, a town in a county. 泰山区 in an address
 * places 市教育局 in 泰安市.
 */
function ofLevel(gazetteer: Gazetteer, name: string | null, witness: RegionWitness): RegionWitness[] {
  const level = name === null ? null : /^[省市县区州旗盟]/u.exec(name)?.[0]
  if (!level) return [witness]
  const candidates = witness.candidates.flatMap(one => {
    const above = [`${one.code.slice(0, 4)}00`, `${one.code.slice(0, 2)}0000`]
    const known = above.flatMap(code => gazetteer.byCode.get(code) ?? [])
    const fits = (other: Division) =>
      other.name.endsWith(level) || (level === '省' && other.kind === 'province')
    return [one, ...known].filter(fits).slice(0, 1)
  })
  return candidates.length ? [{...witness, candidates}] : []
}

/**
 * The division a zone lies in that is called after a town there, not after the district of that name elsewhere: 鼎湖开发区 of a
 * report with 枣阳市鼎湖镇 in it. Null where the text has no such town, or has it in several places.
 */
function aroundTownship(
  gazetteer: Gazetteer,
  name: string,
  division: Division,
  text: () => string,
): Division | null {
  const chain = readChain(gazetteer, name)
  if (!chain?.short || chain.length > 4) return null
  const head = name.slice(0, chain.length)
  const found = new Map<string, Division>()
  for (const [, before] of fold(text()).matchAll(
    new RegExp(`([^,.;:()"《》]{2,12})${head}(?:镇|乡|街道)`, 'gu'),
  )) {
    for (let start = 0; start < before!.length - 1; start++) {
      const around = readChain(gazetteer, before!.slice(start))
      if (around?.length !== before!.length - start || around.candidates.length !== 1) continue
      found.set(around.candidates[0]!.code, around.candidates[0]!)
      break
    }
  }
  const [only, ...others] = found.values()
  return only && others.length === 0 && !contains(only, division) && !contains(division, only) ? only : null
}

/** Kinds of bodies that lie in a smaller division than a province. */
const BELOW: readonly BodyType[] = ['zoneCommittee', 'townshipGovernment', 'subdistrictOffice']

/**
 * Decides where the body of a name is; a prefecture the text names decides last. A zone or a town whose name says no more
 * than the province (湖南城陵矶新港区) lies where the first witness puts it that names one division of the province.
 */
export function locateBody(
  lexicon: Lexicon,
  gazetteer: Gazetteer,
  {name, type}: {name: string | null; type: BodyType},
  witnesses: RegionWitness[],
  township: string | null,
  text: () => string,
): Located {
  const named = name === null ? [] : divisionsOf(gazetteer, name)
  if (named.length === 1) {
    const [province] = named
    const township = type === 'zoneCommittee' ? aroundTownship(gazetteer, name!, province!, text) : null
    if (township) return {division: township, open: [], source: 'body'}
    const closer = BELOW.includes(type) && province!.kind === 'province' ? inside(province!, witnesses) : []
    const found = locate([], closer)
    return found.division ? found : locate(named, witnesses)
  }
  // The address of a body of the State Council is that of its office.
  if (named.length === 0 && name !== null && isNational(lexicon, name))
    return {division: null, open: [], source: null}
  if (named.length === 0)
    return locate(
      named,
      witnesses.flatMap(witness => ofLevel(gazetteer, name, witness)),
    )
  const all = [...witnesses]
  push(
    all,
    'township',
    township === null ? [] : named.filter(one => gazetteer.townships.get(one.code)?.has(township)),
  )
  push(all, 'body', mentioned(named, fold(text())))
  return locate(named, all)
}
