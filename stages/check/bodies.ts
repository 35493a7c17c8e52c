import type {Region} from '../../pipeline/model/report.ts'
import {fold} from '../../pipeline/model/text.ts'

/**
 * Whether two names can be of one body. Offices abbreviate freely: 西街办事处 is 甘州区人民政府西街街道办事处, 市卫健委 is
 * 聊城市卫生健康委员会. An abbreviation keeps characters of the full name in their order, so one name must be a subsequence of
 * the other, with or without the region in front. A name that begins with the name of another region is another body.
 */
export function sameBody(first: string, second: string, region: Region): boolean {
  const [a, b] = [fold(first), fold(second)]
  if (alike(a, b) || alike(plain(a), plain(b))) return true
  const [coreA, coreB] = [core(plain(a), region), core(plain(b), region)]
  if (FOREIGN.test(coreA) || FOREIGN.test(coreB)) return false
  return alike(coreA, coreB) && (TOWN.test(coreA) || !ofTwoLevels(a, b, region))
}

/**
 * Whether one name is what the other body was called before a reform: 环境保护局, 生态环境局. Two names of before are two bodies
 * (文化局 and 旅游局 went into one). `renamed`: a name of today, then those of before, between bars.
 */
export function renamedBody(first: string, second: string, region: Region, renamed: string[]): boolean {
  const [a, b] = [fold(first), fold(second)]
  return renamed.some(entry => {
    const [today, ...before] = entry.split('|') as [string, ...string[]]
    const becomes = (old: string, other: string) =>
      (abbreviates(today, other) || !before.some(name => other.endsWith(name))) &&
      before.some(name => old.includes(name) && sameBody(old.replace(name, today), other, region))
    return becomes(a, b) || becomes(b, a)
  })
}

function alike(a: string, b: string): boolean {
  return abbreviates(a, b) || abbreviates(b, a) || reorders(a, b) || reorders(b, a)
}

/** A town, of which there is one of a name in a city, whether or not the county is named. */
const TOWN = /^.{1,8}?(?:镇|乡|街道|苏木)/
/** The office that answers for a town: 石桥镇党政综合办公室 stands for the town. */
const TOWN_OFFICE =
  /^(.+?(?:镇|乡|街道|苏木))(?:人民政府|政府|办事处)?(?:党政|综合|政务|信息|公开|服务|党建)*(?:办公室|办)$/

/** A name that still begins with a region after the known regions were taken off: 高台县教育局. */
const FOREIGN =
  /^(?!经济|高新|产业|工业|开发|示范|新)(?!.{0,4}(?:园区|景区|社区|假区|片区))\S{2,5}?(?:省|市|自治州|自治县|县|区|盟|旗)(?=.{2})/

/** Without remarks in brackets, without 人民政府 in front of the body of it that is meant, and a town's office as the town. */
function plain(name: string): string {
  return name
    .replace(/\(.*?\)|\[.*?\]/g, '')
    .replace(TOWN_OFFICE, '$1')
    .replace(/人民政府(?=.{2})/g, '')
}

/** Whether one is a body of the city and the other of its county, both by the full name of their region: 许昌市财政局, 建安区财政局. */
function ofTwoLevels(a: string, b: string, {province, prefecture, county}: Region): boolean {
  if (county === null) return false
  const level = (name: string) => {
    if (name.includes(fold(county)) || name.includes(shortened(fold(county)))) return 'county'
    return [prefecture, province].some(above => above !== null && name.startsWith(fold(above)))
      ? 'above'
      : null
  }
  const [levelA, levelB] = [level(a), level(b)]
  return levelA !== null && levelB !== null && levelA !== levelB
}

function shortened(region: string): string {
  return region.replace(/(?:省|市|自治区|自治州|自治县|县|区|盟|旗)$/, '')
}

/** The name without the regions in front of it. */
function core(name: string, region: Region): string {
  const regions = [region.province, region.prefecture, region.county].flatMap(item => {
    if (item === null) return []
    const full = fold(item)
    return [full, shortened(full)].filter(part => part.length > 1)
  })
  let rest = name
  for (const part of regions) if (rest.startsWith(part)) rest = rest.slice(part.length)
  return rest.replace(/^[省市县区州盟旗](?=.{3})/, '')
}

/** Whether the characters of `short` stand in `long` in the same order. */
function abbreviates(short: string, long: string): boolean {
  let at = 0
  for (const character of long) if (character === short[at]) at++
  return at === short.length
}

/** Whether a short name of several offices in one has the characters of the long one in another order: 文广体旅局. */
function reorders(short: string, long: string): boolean {
  if (short.length < 4 || short[0] !== long[0] || short.at(-1) !== long.at(-1)) return false
  const left = [...long]
  return [...short].every(character => {
    const at = left.indexOf(character)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}
