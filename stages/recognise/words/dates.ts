import {NUMERAL, parseNumeral} from './numerals.ts'

/** A date as printed and as ISO 8601, with the place in the text it was read from. */
export interface FoundDate {
  /** YYYY-MM-DD. */
  iso: string
  raw: string
  index: number
}

const YEAR = `([${NUMERAL}](?:\\s*[${NUMERAL}]){3})`
const PART = `([${NUMERAL}](?:\\s*[${NUMERAL}]){0,2})`
const WRITTEN = new RegExp(`${YEAR}\\s*年\\s*${PART}\\s*月\\s*${PART}\\s*[日号]`, 'gu')
const DOTTED =
  /(?<![0-9０-９])([0-9０-９]{4})\s*([-/.－．／])\s*([0-9０-９]{1,2})\s*\2\s*([0-9０-９]{1,2})(?![0-9０-９])/gu

/** All dates with year, month and day in a text, in order. Impossible dates (2月30日) are left out. */
export function datesIn(text: string): FoundDate[] {
  const found: FoundDate[] = []
  if (text.includes('年')) {
    for (const match of text.matchAll(WRITTEN)) {
      const iso = isoDate(match[1]!, match[2]!, match[3]!)
      if (iso) found.push({iso, raw: match[0], index: match.index})
    }
  }
  for (const match of text.matchAll(DOTTED)) {
    const iso = isoDate(match[1]!, match[3]!, match[4]!)
    if (iso) found.push({iso, raw: match[0], index: match.index})
  }
  return found.sort((a, b) => a.index - b.index)
}

/** The date a metadata value holds: any written form, or eight digits. Null where there is none. */
export function dateOf(text: string): string | null {
  const first = datesIn(text)[0]
  if (first) return first.iso
  const packed = /(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/.exec(text.normalize('NFKC'))
  return packed ? isoDate(packed[1]!, packed[2]!, packed[3]!) : null
}

/** ISO form of year, month and day as printed, or null where they make no date between 1990 and 2100. */
function isoDate(year: string, month: string, day: string): string | null {
  const [y, m, d] = [parseNumeral(year), parseNumeral(month), parseNumeral(day)]
  if (y === null || m === null || d === null || y < 1990 || y > 2100) return null
  const date = new Date(Date.UTC(y, m - 1, d))
  if (date.getUTCFullYear() !== y || date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return null
  return date.toISOString().slice(0, 10)
}

/** A stretch of time a text names. */
export interface FoundPeriod {
  start: string
  end: string
  raw: string
  index: number
}

const PERIOD = new RegExp(
  `${YEAR}\\s*年\\s*${PART}\\s*月\\s*${PART}\\s*日\\s*(?:起|始|零时)?\\s*(?:开始)?\\s*[,，]?\\s*(?:至|到|截至|截止到|—+|-+|－+|–|~|～)\\s*` +
    `(?:${YEAR}\\s*年|同年|当年)?\\s*${PART}\\s*月\\s*${PART}\\s*日\\s*(?:为止|止)?`,
  'gu',
)

/** A whole year whose 年, 月 or 日 a page has lost: 自20231月1日起至20231231日止. */
const BARE_PERIOD =
  /(?<!\d)(20\d\d)年?1月?1日?\s*[起始]?\s*(?:至|到|—+|-+|－+|–|~|～)\s*(20\d\d)?年?12月?31日?(?!\d)\s*止?/gu

/** Periods from one date to another (2023年1月1日至12月31日止); the second year may be left out. */
export function periodsIn(text: string): FoundPeriod[] {
  const whole = text.includes('年') ? [...text.matchAll(PERIOD)] : []
  const found = whole.flatMap(match => {
    const start = isoDate(match[1]!, match[2]!, match[3]!)
    const end = isoDate(match[4] ?? match[1]!, match[5]!, match[6]!)
    return start && end ? [{start, end, raw: match[0].trim(), index: match.index}] : []
  })
  if (found.length > 0 || !text.includes('日')) return found
  return [...text.matchAll(BARE_PERIOD)].map(({0: raw, 1: from, 2: to, index}) => ({
    start: `${from}-01-01`,
    end: `${to ?? from}-12-31`,
    raw: raw.trim(),
    index,
  }))
}

/** A year with 年 behind it, from 2000 to 2099, in any numerals. */
const YEAR_WORD = new RegExp(`(?<![${NUMERAL}])${YEAR}\\s*年`, 'gu')

/** The first year a text names (2023年, 二〇二三年度), or null. */
export function yearOf(text: string): number | null {
  if (!text.includes('年')) return null
  for (const match of text.matchAll(YEAR_WORD)) {
    const year = parseNumeral(match[1]!)
    if (year !== null && year >= 2000 && year < 2100) return year
  }
  return null
}
