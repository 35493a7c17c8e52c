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
  return !FOREIGN.test(coreA) && !FOREIGN.test(coreB) && alike(coreA, coreB)
}

function alike(a: string, b: string): boolean {
  return abbreviates(a, b) || abbreviates(b, a)
}

/** A name that still begins with a region after the known regions were taken off: 高台县教育局. */
const FOREIGN =
  /^(?!经济|高新|产业|工业|开发|示范|新)(?!.{0,4}(?:园区|景区|社区|假区|片区))\S{2,5}?(?:省|市|自治州|自治县|县|区|盟|旗)(?=.{2})/

/** Without remarks in brackets, and without 人民政府 in front of the body of it that is meant. */
function plain(name: string): string {
  return name.replace(/\(.*?\)|\[.*?\]/g, '').replace(/人民政府(?=.{2})/g, '')
}

/** The name without the regions in front of it. */
function core(name: string, region: Region): string {
  const regions = [region.province, region.prefecture, region.county].flatMap(item => {
    if (item === null) return []
    const full = fold(item)
    return [full, full.replace(/(?:省|市|自治区|自治州|自治县|县|区|盟|旗)$/, '')].filter(
      part => part.length > 1,
    )
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
