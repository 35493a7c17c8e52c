import type {Settings} from '../settings.ts'
import {derivedFrom} from './memo.ts'

/** A division of county level or higher, present or past, or a zone that files reports of its own. */
export interface Division {
  /** Six digits of GB/T 2260; for a zone without a code of its own the code of the division it lies in. */
  code: string
  name: string
  kind: 'province' | 'prefecture' | 'county' | 'zone'
  province: string
  prefecture: string | null
  county: string | null
  /** Set for a division that has been renamed or merged: the division that stands for it now. */
  now: string | null
}

/** Divisions by their codes and names, past ones included. */
export interface Gazetteer {
  byCode: Map<string, Division>
  /** Full names, past names included. */
  byName: Map<string, Division[]>
  /** Names without 省 市 区 县 or nationality (梁平, 聊城, 恩施, 临夏). */
  byShort: Map<string, Division[]>
  /** Townships by county code, for counties whose name another county bears too. */
  townships: Map<string, Set<string>>
  /** First two characters of all names, short ones included. */
  heads: Set<string>
  /** Length of the longest name. */
  longest: number
  /** A name that ends like a zone, and stands for its committee. */
  bareZone: RegExp
  /** What stands before the region in names of bodies that are led from above. */
  ledFromAbove: RegExp
}

/** What tells from the name of a division what it is. */
interface Naming {
  zone: RegExp
  /** Nationalities at the end of a name, with or without 族. */
  nationalities: RegExp
}

/**
 * The divisions of config/regions. divisions.csv: `code,name`. history.csv: `kind,name,code,parent`, where kind is
 * `renamed` (code: its own old code or empty, parent: code of the division that stands for it now) or `zone` (code: its
 * own or empty, parent: the division it lies in) or `alias` (a further name of `parent`). townships.csv: `code,names`, the
 * townships of those counties whose name is not unique.
 */
export const gazetteerOf = derivedFrom(({regions, words}: Settings): Gazetteer => {
  const {zones, bareZones, nationalities, ledFromAbove} = words.regions
  const naming: Naming = {
    zone: new RegExp(`(?:${zones.join('|')})$`, 'u'),
    nationalities: new RegExp(`(?:(?:${nationalities.join('|')})族?)+$`, 'u'),
  }
  const names = new Map(rowsOf(regions.divisions).map(([code, name]) => [code!, name!]))
  const gazetteer: Gazetteer = {
    byCode: new Map(),
    byName: new Map(),
    byShort: new Map(),
    townships: new Map(),
    heads: new Set(),
    longest: 0,
    bareZone: new RegExp(`(?:${bareZones.join('|')})$`, 'u'),
    ledFromAbove: new RegExp(`^(?:${ledFromAbove.join('|')})`, 'u'),
  }
  for (const [code, name] of names) add(gazetteer, divisionOf(names, code, name, null, naming), naming)
  for (const [kind, name, code, parent] of rowsOf(regions.history)) {
    const home = gazetteer.byCode.get(parent!)
    if (!home) throw new Error(`config/regions/history.csv: ${name} names ${parent}, which is no division`)
    gazetteer.longest = Math.max(gazetteer.longest, name!.length)
    if (kind === 'alias') index(gazetteer.byName, name!, home)
    else if (kind === 'zone')
      add(gazetteer, {...home, code: code || home.code, name: name!, kind: 'zone'}, naming)
    else add(gazetteer, divisionOf(names, code || home.code, name!, home.code, naming), naming)
  }
  for (const [code, townships] of rowsOf(regions.townships))
    gazetteer.townships.set(code!, new Set(townships!.split(' ')))
  for (const names of [gazetteer.byName, gazetteer.byShort])
    for (const name of names.keys()) gazetteer.heads.add(name.slice(0, 2))
  return gazetteer
})

function rowsOf(csv: string): string[][] {
  const [, ...lines] = csv.split(/\r?\n/)
  return lines.filter(line => line !== '').map(line => line.split(','))
}

/** A division with the names above it, which its code tells. Counties under a province directly have no prefecture. */
function divisionOf(
  names: Map<string, string>,
  code: string,
  name: string,
  now: string | null,
  {zone}: Naming,
): Division {
  const province = names.get(`${code.slice(0, 2)}0000`) ?? ''
  if (code.endsWith('0000'))
    return {code, name, kind: 'province', province: name, prefecture: null, county: null, now}
  if (code.endsWith('00'))
    return {code, name, kind: 'prefecture', province, prefecture: name, county: null, now}
  const prefecture = names.get(`${code.slice(0, 4)}00`) ?? null
  // Counties of GB/T 2260 have 0, 1, 2 and 8 there; statistics gives development zones codes of their own from 71 on.
  const kind = zone.test(name) || /^\d{4}7/.test(code) ? 'zone' : 'county'
  return {code, name, kind, province, prefecture, county: name, now}
}

function add(gazetteer: Gazetteer, division: Division, naming: Naming): void {
  if (division.now === null && division.kind !== 'zone') gazetteer.byCode.set(division.code, division)
  else if (!gazetteer.byCode.has(division.code)) gazetteer.byCode.set(division.code, division)
  index(gazetteer.byName, division.name, division)
  for (const short of shortNames(division, naming)) index(gazetteer.byShort, short, division)
  gazetteer.longest = Math.max(gazetteer.longest, division.name.length)
}

function index(map: Map<string, Division[]>, name: string, division: Division): void {
  const known = map.get(name)
  if (known) known.push(division)
  else map.set(name, [division])
}

/** 重庆市 → 重庆; 恩施土家族苗族自治州 → 恩施州, 恩施; 内蒙古自治区 → 内蒙古. Zones have none. */
function shortNames({name, kind}: Division, {nationalities}: Naming): string[] {
  if (kind === 'zone') return []
  const autonomous = /^(.+?)(?:自治州|自治县|自治旗|自治区)$/u.exec(name)
  if (!autonomous) {
    const short = name.replace(/(?:省|市|地区|盟|特区|林区|新区|区|县|旗)$/u, '')
    return short.length >= 2 && short !== name ? [short] : []
  }
  const rest = autonomous[1]!.replace(nationalities, '')
  // 西藏 is no nationality of 西.
  const stem = rest.length >= 2 || kind !== 'province' ? rest || autonomous[1]! : autonomous[1]!
  if (kind === 'province') return [name === '内蒙古自治区' ? '内蒙古' : stem]
  const level = name.at(-1)!
  return stem.length >= 2 ? [`${stem}${level}`, stem] : [`${stem}${level}`]
}

/**
 * A pattern in which `~` stands behind characters that also begin names of divisions (和~, 从~): where they do (和平区,
 * 从化区), it does not match.
 */
export function besidePlaces({heads}: Pick<Gazetteer, 'heads'>, pattern: string): string {
  return pattern.replace(/(\p{Script=Han})~/gu, (_, first: string) => {
    const seconds = [...heads].filter(head => head[0] === first).map(head => head[1])
    return seconds.length > 0 ? `${first}(?![${seconds.join('')}])` : first
  })
}
