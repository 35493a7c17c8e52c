import {fold} from '../../../pipeline/model/text.ts'
import {datesIn, yearOf} from '../words/dates.ts'
import type {Lexicon} from '../words/lexicon.ts'
import {derivedFrom, derivedFromText} from '../words/memo.ts'
import {NUMERAL} from '../words/numerals.ts'

/** A title taken apart. */
export interface TitleParts {
  /** White space collapsed, as printed. */
  text: string
  /** What stands before or inside as the name of the body; null where none. */
  agency: string | null
  year: number | null
}

const YEAR = `[(（\\[]?[${NUMERAL}]{4}(?:年年度|年年|年度|年|度)[)）\\]]?`

/**
 * Takes a line apart that reads as the title of a report: body, year, 政府信息公开工作年度报告 in any order offices write
 * them. Null where the line is something else. A line that names neither body nor year is the name of a column of a
 * web site and no title.
 */
export const titleParts = derivedFromText((lexicon: Lexicon, line): TitleParts | null => {
  const text = line.replace(/\s+/g, ' ').trim()
  if (text.length > lexicon.words.title.maxLength || /\.(?:docx?|pdf|wps|xlsx?|ofd|zip|rar)$/i.test(text))
    return null
  if (!/公\s*开|信\s*息\s*工\s*作/.test(text)) return null
  const folded = fold(text)
    .replace(/^(?:附件\d*[:.,]?|标题:?|题目:?|名称:?|(?:公报|信息|文件)(?:标题|名称):?)/, '')
    .replace(/^[<《[](.*)[>》\]]$/u, '$1')
    // 关于公布…年度报告的公告, with the body before it perhaps: the notice has no text of its own.
    .replace(
      /^(.{0,40}?)关于(?:公布|发布|公开|公示|报送|上报|印发)(.{10,})的?(?:报告|公告|公示|通告|函)$/u,
      '$1$2',
    )
    .replace(/(?<=情况)的(?=年度报告|年报)/u, '')
    // What the figures take in is no name: （含所属部门、乡镇）, （含：各直属单位）.
    .replace(/\([含及][^()]{1,30}\)/gu, '')
    // A school's year is that of its end.
    .replace(/20\d\d年?[-~至](20\d\d)学年度?/u, '$1年度')
    .replace(
      /(?<=报告|年报)的?(?:公示|公告|公示稿|终稿|定稿|全文|正文|书|及.{2,8}表|V\d(?:\.\d)?|打印|关闭)+$/iu,
      '',
    )
    .replace(/的$/u, '')
    // 【年度报告】 is a tag of the site; a colon parts the body from the title.
    .replace(/^[【[][^【】[\]]{1,12}[】\]](?=.{8})/u, '')
    .replace(/^([^:]{3,40}):(?=\S)/u, (whole, name: string) =>
      lexicon.agencySuffix.test(name) ? name : whole,
    )
  const match = titlePattern(lexicon).exec(folded)
  if (!match) return null
  const {before = '', middle = '', after = ''} = match.groups ?? {}
  // Two titles one behind the other: the name of the one is no part of the other.
  if (lexicon.core.test(before) || lexicon.core.test(middle)) return null
  const printed =
    cleanAgency(lexicon, before) || cleanAgency(lexicon, middle) || bracketed(lexicon, after) || null
  const agency = printed !== null && lexicon.spam.test(printed) ? null : wholeGovernment(printed, folded)
  const year = yearOf(folded.replace(/([0-9]{4})度(?!日)/, '$1年度')) ?? bareYear(folded)
  if (year === null && (agency === null || !/报告|年报|总结/.test(folded))) return null
  if (agency !== null && lexicon.agencyForbidden.test(agency)) return null
  return {text: withoutFactName(text), agency, year}
})

const titlePattern = derivedFrom((lexicon: Lexicon): RegExp => {
  const name = '[^,;:!?。"<>]'
  const of = '(?:的|关于|年度)*'
  return new RegExp(
    `^(?:关于)?(?<before>${name}{0,45}?)${of}(?:${YEAR})?(?<middle>${name}{0,45}?)${of}(?:关于)?(?:年度)?` +
      `(?:${lexicon.titleSubject})(?:工作)?(?:的)?(?:${YEAR}|20\\d\\d)?(?:的)?(?:${lexicon.titleKind})(?:${YEAR})?` +
      '(?:[(\\[](?<after>[^()]{0,40})[)\\]])?$',
    'u',
  )
})

function bareYear(folded: string): number | null {
  const match = /(?<!\d)(20\d\d)(?!\d)/.exec(folded)
  return match ? Number(match[1]) : null
}

/** The name of a body out of what stood around the year: connecting words and brackets fall off. */
function cleanAgency(lexicon: Lexicon, raw: string): string {
  const text = raw
    .replace(new RegExp(YEAR, 'gu'), '')
    .replace(new RegExp(`[${NUMERAL}]{4}年?$|^20\\d\\d(?!\\d)年?|(?<!\\d)[12]\\d年$`, 'gu'), '')
    .replace(/^(?:附件\d*[:.,]?|关于)/, '')
    .replace(lexicon.titleBeside, '')
    .replace(/\((?:本级|本级机关|机关|机关本级|汇总|公开|公示|网络版)\)$/u, '')
    // A part of the year is no part of the name (M05 names it).
    .replace(/^(?:[上下]半年|第?[一二三四1-4]季度)|(?:[上下]半年|第?[一二三四1-4]季度)$/gu, '')
    .replace(/(?:的|关于|上报|报送|印发|编制|年度|本级|-|\.|,|:)+$/u, '')
    .replace(/(?<=\p{Script=Han})20\d\d$/u, '')
    // 青溪县人民政府-青溪县石桥镇: the name of the site stands in front.
    .replace(/^[^-]{3,25}(?:政府|门户|网|网站)-+(?=[^-]{3,}$)/u, '')
    .replace(/^[-.,:()[\]]+|[-.,:([]+$/gu, '')
  return /[\u4e00-\u9fff]{2}/u.test(text) ? text : ''
}

/** 石桥镇人民政府信息公开年报: the 政府 of the name is also the beginning of 政府信息公开. */
function wholeGovernment(agency: string | null, folded: string): string | null {
  return agency?.endsWith('人民') && folded.includes(`${agency}政府`) ? `${agency}政府` : agency
}

/** What a bracket at the end names, where it is a body: 2023年政府信息公开年度报告（区财政局）. */
function bracketed(lexicon: Lexicon, text: string): string {
  const name = cleanAgency(lexicon, text)
  return name.length > 2 && lexicon.agencySuffix.test(name) ? name : ''
}

/** A title without the name that a list of facts gives it: 标题：… */
function withoutFactName(text: string): string {
  return text.replace(/^(?:标题|题目|名称)\s*[:：]\s*/u, '')
}

/** A title found in lines, with the lines it takes. */
export interface FoundTitle extends TitleParts {
  /** Index of the first line and how many lines. */
  line: number
  lines: number
}

/** Lines a title may be broken over. */
const MOST_LINES = 4

/**
 * The first title in a list of lines; null entries (tables, furniture) part lines. A line before the core is taken in only
 * where it reads as the name of a body, so that a column name above the title stays out.
 */
export function findTitle(lexicon: Lexicon, lines: (string | null)[], from = 0): FoundTitle | null {
  for (let line = from; line < lines.length; line++) {
    for (let count = MOST_LINES; count >= 1; count--) {
      const parts = lines.slice(line, line + count)
      if (parts.length < count || parts.some(part => part === null || part === '')) continue
      const strings = parts as string[]
      if (count > 1 && !joinable(lexicon, strings)) continue
      const found = titleParts(lexicon, strings.join(''))
      if (found) {
        const text = withoutFactName(strings.join('').replace(/\s+/g, ' ').trim())
        return {...found, text, line, lines: count}
      }
    }
  }
  return null
}

function joinable(lexicon: Lexicon, lines: string[]): boolean {
  const whole = (text: string) => titleParts(lexicon, text)
  // The last line must be needed, and the first must not be a title, a date or a sentence of its own.
  if (lines.some(text => text.length > 45 || /[。；;：:]/.test(text) || datesIn(text).length > 0))
    return false
  if (whole(lines.slice(0, -1).join('')) && !/^[(（]/.test(lines.at(-1)!)) return false
  const [first, ...rest] = lines
  const below = whole(rest.join(''))
  if (!below) return true
  // 定海区人民政府 / 2022年区民政局…年度报告: the site's name stands above a title that names its own body.
  if (below.agency !== null && /^[省市县区州旗盟]./u.test(below.agency) && /政府$/u.test(first!)) return false
  // 平山县人民政府 / 石家庄市平山县东回舍镇2022年…: the title names the owner of the site again.
  if (below.agency?.includes(ownerOf(first!))) return false
  const name = fold(first!)
    .replace(new RegExp(`${YEAR}$`, 'u'), '')
    .replace(/的?$/, '')
  return lexicon.agencySuffix.test(name) && !lexicon.agencyForbidden.test(name)
}

/** Whose site a line names: 平山县 of 平山县人民政府网. */
function ownerOf(line: string): string {
  return fold(line).replace(/(?:人民)?政府(?:网|网站|门户网站)?$/u, '')
}

/**
 * The title nearest to the body: the last one, since lists of other reports stand before it; but where the same title is
 * said twice (page heading and document), the fuller of the two.
 */
export function lastTitle(lexicon: Lexicon, lines: (string | null)[]): FoundTitle | null {
  const found: FoundTitle[] = []
  for (let from = 0; from < lines.length; ) {
    const next = findTitle(lexicon, lines, from)
    if (!next) break
    found.push(next)
    from = next.line + next.lines
  }
  let best = found.pop() ?? null
  for (const other of found.reverse()) {
    if (!best || (best.year !== null && best.agency !== null)) break
    if (best.year !== null && other.year !== null && best.year !== other.year) break
    if (best.agency !== null && other.agency !== null && best.agency !== other.agency) break
    if (
      Number(other.agency !== null) + Number(other.year !== null) >=
      Number(best.agency !== null) + Number(best.year !== null)
    )
      best = other
  }
  return best
}
