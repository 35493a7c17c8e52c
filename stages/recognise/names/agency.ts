import type {BodyType, Level} from '../../../pipeline/model/report.ts'
import {fold} from '../../../pipeline/model/text.ts'
import {besidePlaces, type Division, type Gazetteer} from '../words/gazetteer.ts'
import type {Lexicon} from '../words/lexicon.ts'
import {derivedFrom} from '../words/memo.ts'
import {isNational} from './national.ts'
import {readChain} from './region.ts'

/** Most mentions of a name looked at for its full form. */
const MOST_MENTIONS = 300

/** Longest name of a body, characters. */
const LONGEST_NAME = 45

/** Words in front of a body that make it no name; 本溪 and 全州 are names all the same. */
const notAName = derivedFrom(
  (lexicon: Lexicon) => new RegExp(besidePlaces(lexicon, '^(?:[我该各]|本~|全~)'), 'u'),
)

/** Whether a line reads as the name of a body and nothing else. */
export function isAgencyName(lexicon: Lexicon, line: string): boolean {
  const text = fold(line).replace(/\((?:盖章|公章|章)\)$/, '')
  if (text.length < 3 || text.length > LONGEST_NAME || /[,;:!?。"<>《》〈〉0-9]/.test(text)) return false
  if (lexicon.agencyForbidden.test(text) || lexicon.spam.test(text)) return false
  return lexicon.agencySuffix.test(text) && !notAName(lexicon).test(text)
}

/** A name as it is kept: no white space, no seal mark, no brackets around it. */
export function tidyName(name: string): string {
  return (
    name
      .replace(/[\s\u3000]+/g, '')
      .replace(/[（(](?:盖章|公章|章|印章)[）)]$/, '')
      .replace(/^[（(【[]+|[】\]]+$/g, '')
      .replace(/^(?:单位名称|单位|报告单位|编制单位|发布机构)[:：]/, '')
      // 平山县人民政府东回舍镇 is 东回舍镇 of the county; 区人民政府西街街道办事处 is what its office is called.
      .replace(/(?<=[省市县区州旗盟])人民政府(?=.{1,8}(?:镇|乡|苏木)(?:人民政府|政府)?$)/u, '')
      // 区政府国资局 is 国资局 of the district: 沈河区国资局.
      .replace(/^([省市县区州旗盟])(?:人民)?政府(?=.{2,}(?:局|委|委员会|中心)$)/u, '$1')
  )
}

/**
 * The body a bare territory speaks for: 梁平区 → its government, a development zone → its committee, 桥江镇 → its
 * government, 西街街道 → its office. Other names stay.
 */
export function bodyOf(gazetteer: Gazetteer, name: string): string {
  const chain = readChain(gazetteer, name)
  if (chain && !chain.short && chain.length === name.length && !name.endsWith('师')) {
    return chain.candidates.every(({kind}) => kind === 'zone') ? `${name}管理委员会` : `${name}人民政府`
  }
  // 南平市政府, 石桥镇政府: names in full end in 人民政府.
  if (/[省市县区州旗镇乡]政府$/u.test(name) && name.length > 4) return `${name.slice(0, -2)}人民政府`
  if (gazetteer.bareZone.test(name)) return `${name}管理委员会`
  if (/.(?:镇|乡|苏木)$/u.test(name) && !gazetteer.byShort.has(name)) return `${name}人民政府`
  // 张湾街 and 双桥街办 leave out letters of 张湾街道办事处.
  return name.replace(/(?<=.{2}街)道?办?$/u, '道办事处')
}

/** A name without the unit inside the body that answers for it: 青溪县财政局办公室 → 青溪县财政局. */
export function withoutUnit(lexicon: Lexicon, name: string): string {
  const body = lexicon.unit.exec(name)?.[1]
  return body !== undefined && isAgencyName(lexicon, body) ? body : name
}

/** Divisions a name names, read behind the name of a body that leads it from above. */
export function divisionsOf(gazetteer: Gazetteer, name: string): Division[] {
  const folded = fold(name)
  const start = gazetteer.ledFromAbove.exec(folded)?.[0].length ?? 0
  const rest = folded.slice(start)
  const divisions = readChain(gazetteer, rest)?.candidates ?? provinceOf(gazetteer, start > 0 ? rest : '')
  const branch = branchIn(gazetteer, folded, divisions)
  return branch.length === 1 ? branch : divisions
}

/** The province of a branch that is called by nothing else: 国家矿山安全监察局 + 山西局. */
function provinceOf(gazetteer: Gazetteer, rest: string): Division[] {
  const known = rest.endsWith('局') ? (gazetteer.byShort.get(rest.slice(0, -1)) ?? []) : []
  return known.filter(({kind}) => kind === 'province')
}

/** Where a branch is that has its district behind the name of the body: 聊城市公安局东昌府分局 → 东昌府区. */
function branchIn(gazetteer: Gazetteer, folded: string, divisions: Division[]): Division[] {
  const name = /(?:局|支队|总队|委员会)([^局队会]{2,8}?)(?:区|县|市)?(?:分局|大队|支局)$/u.exec(folded)?.[1]
  if (name === undefined) return []
  const known = gazetteer.byShort.get(name) ?? []
  return known.filter(
    one => one.now === null && divisions.some(({name: of}) => of === one.prefecture || of === one.province),
  )
}

/** A name without a region before it: 市机关事务管理局, 区执法局, or no division at all. */
export function isShortName(gazetteer: Gazetteer, name: string): boolean {
  return /^[省市区县州旗盟]/u.test(name)
    ? readChain(gazetteer, name) === null
    : divisionsOf(gazetteer, name).length === 0
}

/**
 * The full form of a short name where the text has it: a name of a division directly before it, 聊城 + 市机关事务管理局,
 * 重庆市 + 梁平区人民政府. The form met most often; null where there is none.
 */
export function expandName(gazetteer: Gazetteer, name: string, text: string): string | null {
  const counts = new Map<string, number>()
  let left = MOST_MENTIONS
  for (let at = text.indexOf(name); at >= 0 && left-- > 0; at = text.indexOf(name, at + name.length)) {
    const full = fullFormAt(gazetteer, name, text, at)
    if (full) counts.set(full, (counts.get(full) ?? 0) + 1)
  }
  let best: string | null = null
  for (const [full, count] of counts) if (best === null || count > counts.get(best)!) best = full
  return best
}

/** What a report says it calls a body from there on, group 1. Folded text. */
const DEFINED = /\((?:以下|下|下文)(?:统一)?简?称:?"?([^()"]{3,20})"?\)/gu
/** What stands before it, and how long that may be, UTF-16 units. */
const BEFORE = /[^,.;:!?"《》()]{4,60}$/u
const LONGEST_BEFORE = 120

/**
 * The name in full of a body that the text defines under its short one: 国家税务总局青溪县税务局(以下简称"青溪县税务局"). The
 * full name begins where a division or the body above does; null where nothing defines it.
 */
export function definedName(
  lexicon: Lexicon,
  gazetteer: Gazetteer,
  name: string,
  text: string,
): string | null {
  for (const {index, 1: short} of text.matchAll(DEFINED)) {
    if (short !== name) continue
    const before = BEFORE.exec(text.slice(Math.max(0, index - LONGEST_BEFORE), index))?.[0] ?? ''
    if (!before.endsWith(name.slice(-2))) continue
    for (let start = 0; before.length - start > name.length; start++) {
      const full = before.slice(start)
      const begins = gazetteer.ledFromAbove.test(full) || readChain(gazetteer, full) !== null
      if (begins && isAgencyName(lexicon, full)) return full
    }
  }
  return null
}

/** 市农业农村委 may stand in the text as 天津市农业农村委员会: what the full form has behind the short one. */
function restOfName(name: string, behind: string): string {
  if (name.endsWith('委')) return /^员会/u.exec(behind)?.[0] ?? ''
  return name.endsWith('办') ? (/^(?:公室|公厅|事处)/u.exec(behind)?.[0] ?? '') : ''
}

function fullFormAt(gazetteer: Gazetteer, name: string, text: string, at: number): string | null {
  for (let length = Math.min(16, at); length >= 2; length--) {
    const full = text.slice(at - length, at) + name
    const chain = readChain(gazetteer, full)
    // The names of divisions must reach up to the short name, or one character into it (聊城|市机关…).
    if (chain && (!chain.short || chain.length === length) && chain.length >= length)
      return full + restOfName(name, text.slice(at + name.length, at + name.length + 3))
  }
  return null
}

/** Type by the name, the first pattern of the configuration that matches. */
export function typeOf(lexicon: Lexicon, name: string | null): BodyType {
  if (name === null) return 'unknown'
  const folded = fold(name)
  // 固镇经济开发区（任桥镇）: what stands in brackets says what else the body is.
  const bare = folded.replace(/(?<=.{3})\([^()]{1,20}\)$/u, '')
  return lexicon.types.find(({pattern}) => pattern.test(folded) || pattern.test(bare))?.type ?? 'unknown'
}

/** Level of the body: townships by type, others by the division the name names or the body was located in. */
export function levelOf(
  lexicon: Lexicon,
  type: BodyType,
  name: string | null,
  division: Division | null,
): Level | null {
  if (type === 'unknown') return null
  if (type === 'townshipGovernment' || type === 'subdistrictOffice') return 'township'
  if (type === 'zoneCommittee') return division ? 'county' : null
  if (!division) return name !== null && isNational(lexicon, name) ? 'national' : null
  if (division.kind === 'zone') return 'county'
  return division.kind
}

/** Township or subdistrict a name ends in, without its district: 甘州区人民政府西街街道办事处 → 西街街道. */
export function townshipOf(gazetteer: Gazetteer, type: BodyType, name: string): string | null {
  if (type !== 'townshipGovernment' && type !== 'subdistrictOffice') return null
  const chain = readChain(gazetteer, name)
  const rest = name.slice(chain?.length ?? 0).replace(/^(?:人民)?政府/, '')
  const match = /^(.+?(?:街道|镇|乡|苏木))(?:办事处|办|人民政府|政府|党政办公室|办公室)*$/u.exec(rest)
  if (match) return match[1]!
  const office = /^(.+?)办事处$/u.exec(rest)
  return office ? `${office[1]}街道` : null
}
