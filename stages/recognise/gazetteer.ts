import {derivedFrom} from './memo.ts'
import type {Settings} from './settings.ts'

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
}

/**
 * The divisions of config/regions. divisions.csv: `code,name`. history.csv: `kind,name,code,parent`, where kind is
 * `renamed` (code: its own old code or empty, parent: code of the division that stands for it now) or `zone` (code: its
 * own or empty, parent: the division it lies in) or `alias` (a further name of `parent`). townships.csv: `code,names`, the
 * townships of those counties whose name is not unique.
 */
export const gazetteerOf = derivedFrom(({regions}: Settings): Gazetteer => {
  const names = new Map(rowsOf(regions.divisions).map(([code, name]) => [code!, name!]))
  const gazetteer: Gazetteer = {
    byCode: new Map(),
    byName: new Map(),
    byShort: new Map(),
    townships: new Map(),
    heads: new Set(),
    longest: 0,
  }
  for (const [code, name] of names) add(gazetteer, divisionOf(names, code, name, null))
  for (const [kind, name, code, parent] of rowsOf(regions.history)) {
    const home = gazetteer.byCode.get(parent!)
    if (!home) throw new Error(`config/regions/history.csv: ${name} names ${parent}, which is no division`)
    gazetteer.longest = Math.max(gazetteer.longest, name!.length)
    if (kind === 'alias') index(gazetteer.byName, name!, home)
    else if (kind === 'zone') add(gazetteer, {...home, code: code || home.code, name: name!, kind: 'zone'})
    else add(gazetteer, {...divisionOf(names, code || home.code, name!, home.code), now: home.code})
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
function divisionOf(names: Map<string, string>, code: string, name: string, now: string | null): Division {
  const province = names.get(`${code.slice(0, 2)}0000`) ?? ''
  if (code.endsWith('0000'))
    return {code, name, kind: 'province', province: name, prefecture: null, county: null, now}
  if (code.endsWith('00'))
    return {code, name, kind: 'prefecture', province, prefecture: name, county: null, now}
  const prefecture = names.get(`${code.slice(0, 4)}00`) ?? null
  return {code, name, kind: isZone(name) ? 'zone' : 'county', province, prefecture, county: name, now}
}

function isZone(name: string): boolean {
  return /(?:开发区|实验区|园区|新城|新区管委会|管理区管委会|示范区|食品区|风景名胜区)$/u.test(name)
}

function add(gazetteer: Gazetteer, division: Division): void {
  if (division.now === null && division.kind !== 'zone') gazetteer.byCode.set(division.code, division)
  else if (!gazetteer.byCode.has(division.code)) gazetteer.byCode.set(division.code, division)
  index(gazetteer.byName, division.name, division)
  for (const short of shortNames(division)) index(gazetteer.byShort, short, division)
  gazetteer.longest = Math.max(gazetteer.longest, division.name.length)
}

function index(map: Map<string, Division[]>, name: string, division: Division): void {
  const known = map.get(name)
  if (known) known.push(division)
  else map.set(name, [division])
}

const NATIONALITIES =
  '蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春|各'

/** 重庆市 → 重庆; 恩施土家族苗族自治州 → 恩施州, 恩施; 内蒙古自治区 → 内蒙古. Zones have none. */
function shortNames({name, kind}: Division): string[] {
  if (kind === 'zone') return []
  const autonomous = /^(.+?)(?:自治州|自治县|自治旗|自治区)$/u.exec(name)
  if (!autonomous) {
    const short = name.replace(/(?:省|市|地区|盟|特区|林区|新区|区|县|旗)$/u, '')
    return short.length >= 2 && short !== name ? [short] : []
  }
  const pattern = new RegExp(`(?:(?:${NATIONALITIES})族?)+$`, 'u')
  const rest = autonomous[1]!.replace(pattern, '')
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
