import {type CellObject, SSF} from 'xlsx'
import {isFigureAlone} from '../word/boxes.ts'
import {richDoubt, richText} from './look/rich.ts'

/** The text of a cell, and what is doubtful about it: a Chinese clause. */
export interface CellText {
  text: string
  doubt?: string
}

/**
 * What a cell holds, as text. Figures are the stored ones, whatever decimals the cell shows; dates, percentages and
 * texts are as shown. Where the shown number is not the stored one rounded (a format that scales), the shown one is what
 * people read, and that is told. A formula that was never calculated has no value: blank, never zero.
 */
export function cellText(cell: CellObject, date1904: boolean): CellText {
  if (cell.t === 'z' || cell.v === undefined || cell.v === null) {
    return cell.f === undefined ? {text: ''} : {text: '', doubt: '的公式没有保存计算结果'}
  }
  if (cell.t === 'n') return numberText(Number(cell.v), cell, date1904)
  if (cell.t === 'b') return {text: cell.v ? 'TRUE' : 'FALSE'}
  if (cell.t === 'e') return {text: cell.w ?? '#ERROR'}
  if (cell.t === 'd') return {text: tidy(cell.w ?? String(cell.v))}
  const rich = typeof cell.r === 'string' ? richText(cell.r) : null
  if (!rich) return {text: tidy(String(cell.v))}
  const doubt = richDoubt(rich)
  return {text: tidy(rich.text), ...(doubt === null ? {} : {doubt})}
}

function numberText(value: number, cell: CellObject, date1904: boolean): CellText {
  const format = typeof cell.z === 'string' ? cell.z : 'General'
  const shown = format.includes('!') ? escapedAnew(format, value, cell.w) : cell.w
  if (!Number.isFinite(value)) return {text: shown ?? '', doubt: '的数值无法读出'}
  const text = shownNumber(value, format, shown, date1904)
  return text.doubt === undefined && isWhite(format, value)
    ? {...text, doubt: '的数字格式用白色显示，可能不显示'}
    : text
}

/** What a format shows of a number, and whether that is the number. */
function shownNumber(value: number, format: string, shown: string | undefined, date1904: boolean): CellText {
  // The library leaves off what stands behind General.
  const behind = GENERAL_AND_MORE.exec(format)?.[1]?.replace(/["\\]/g, '') ?? ''
  const stored = plain(value)
  const exact = stored + (shown === undefined ? '' : scaleBehind(shown + behind))
  if (shown === undefined || (shown.trim() === '' && (format === 'General' || format === '@')))
    return {text: exact}
  // A file may say itself what it shows, whatever is made of its formats.
  if (/^(?:true|false|真|假)$/i.test(shown.trim())) return {text: tidy(shown)}
  if (SSF.is_date(format)) {
    const text = dateText(value, format, date1904) ?? tidy(shown)
    return isFigureAlone(text) ? {text, doubt: shownElse(text, stored)} : {text}
  }
  if (shown.includes('%')) return {text: tidy(shown)}
  // A zero shown as a dash is a zero; one that is not shown looks like a cell left blank.
  if (value === 0 && shown.trim() === '') return {text: exact, doubt: UNSEEN_ZERO}
  // Another number that is not shown is not what people read.
  if (!/\d/.test(shown.normalize('NFKC')) && value !== 0 && !CHINESE.test(shown))
    return {text: exact, doubt: `显示为“${tidy(shown)}”，存储的数却是 ${stored}，按存储的读取`}
  if (
    !/\d/.test(shown) ||
    /\dE[+-]?\d/i.test(shown) ||
    (isRounded(value, shown) && !hasOtherSign(value, shown))
  )
    return {text: exact}
  return {text: tidy(shown), doubt: shownElse(shown, stored)}
}

const UNSEEN_ZERO = '按数字格式显示为空白，存储的数是 0，按存储的读取'

/** What is said of a number that its format shows as another one, which is read. */
function shownElse(shown: string, stored: string): string {
  return `显示为“${tidy(shown)}”，存储的数却是 ${stored}，按显示的读取`
}

/** Whether a file says what it shows: the library would have made something else of the format. */
function isOfFile(format: string, value: number, made: string | undefined): boolean {
  try {
    return made !== undefined && SSF.format(format, value) !== made
  } catch {
    // Of no such format has the library made anything: what it shows then is the number.
    return false
  }
}

/**
 * What a format shows in which Chinese offices write ! for \\ (0!.0000"万"): the library takes it for a mark of exclamation.
 * @param made what the library made of it, or what the file says that it shows
 */
function escapedAnew(format: string, value: number, made: string | undefined): string | undefined {
  const known = format.replace(/"[^"]*"|\\.|!(.)/g, (part, next?: string) =>
    next === undefined ? part : `\\${next}`,
  )
  try {
    const shown = SSF.format(known, value)
    return isOfFile(format, value, made) ? made : shown
  } catch {
    // The format is no format: as for any other such, nothing is known to be shown but the number.
    return undefined
  }
}

/** Whether the part of a format that holds for a number paints it white; parts with conditions are not worked out. */
function isWhite(format: string, value: number): boolean {
  const parts = format.split(';')
  const part = value < 0 ? parts[1] : value === 0 ? parts[2] : parts[0]
  return /\[(?:white|白色|colou?r\s*2)\]/i.test(part ?? parts[0]!)
}

/** A format that shows a number as it is, and a word behind it. */
const GENERAL_AND_MORE = /^General((?:"[^"]*"|\\.|\p{Script=Han})+)(?:;|$)/iu

/** A unit that a format writes behind a figure and that says how much one of it is: 元 in a column of 万元, 万 behind a count. */
function scaleBehind(shown: string): string {
  const behind = /\d\s*[(（]?([^\d(（)）]+)[)）]?\s*$/.exec(shown.normalize('NFKC'))?.[1]?.trim() ?? ''
  return /^[十百千万亿元]/.test(behind) ? behind : ''
}

/** Whether a format writes a sign before a number that has none. */
function hasOtherSign(value: number, shown: string): boolean {
  return value > 0 && /^[-−－减↓]/.test(shown.trim())
}

/** Numerals that a format for Chinese writes. */
const CHINESE = /[〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖]/

/** Excel computes with 15 significant digits; what lies beyond is noise of binary fractions. */
function plain(value: number): string {
  if (Number.isInteger(value)) return String(value)
  const text = String(Number(value.toPrecision(15)))
  return text.includes('e') ? value.toFixed(15).replace(/0+$/, '') : text
}

function isRounded(value: number, shown: string): boolean {
  const digits = shown.normalize('NFKC').replace(/[^\d.]/g, '')
  const decimals = digits.split('.')[1]?.length ?? 0
  const tolerance = 0.5 * 10 ** -decimals + Math.abs(value) * 1e-12
  return Math.abs(Number(digits) - Math.abs(value)) <= tolerance
}

/** A date in the words of an official document: short forms (1/9/24) depend on the country and say less. */
function dateText(value: number, format: string, date1904: boolean): string | null {
  const parts = format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').toLowerCase()
  const date = SSF.parse_date_code(value, {date1904}) as {y: number; m: number; d: number} | null
  if (!date || !parts.includes('y')) return null
  if (/h|s/.test(parts)) return null
  if (parts.includes('d')) return `${date.y}年${date.m}月${date.d}日`
  return parts.includes('m') ? `${date.y}年${date.m}月` : `${date.y}年`
}

/** White space collapsed, line breaks kept, empty lines at both ends dropped. */
function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map(line => line.replace(/\s+/g, ' ').trim())
    .join('\n')
    .replace(/^\n+|\n+$/g, '')
}
