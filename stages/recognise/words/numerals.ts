const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  '○': 0,
  '◯': 0,
  О: 0,
  O: 0,
  o: 0,
  一: 1,
  壹: 1,
  元: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}

/** Characters a printed numeral may consist of; the O's and circles are what offices type for 〇. */
export const NUMERAL = '0-9０-９零〇○◯ОOo一壹元二贰三叁四肆五伍六陆七柒八捌九玖十拾廿卅'

/**
 * Whole number of a numeral in Arabic, full-width or Chinese digits (二〇二四, 十八, 二十, 三十一, 廿三), or null.
 * Numbers from 100 up are read digit by digit only, as years are written.
 */
export function parseNumeral(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/\s+/g, '')
  if (plain === '') return null
  if (/^\d+$/.test(plain)) return Number(plain)
  const ten = plain.replace(/拾/g, '十').replace(/廿/g, '二十').replace(/卅/g, '三十')
  const [before, after, ...more] = ten.split('十')
  if (more.length) return null
  if (after === undefined) return byDigits(before!)
  const tens = before === '' ? 1 : digit(before!)
  const units = after === '' ? 0 : digit(after)
  return tens === null || units === null ? null : tens * 10 + units
}

function byDigits(text: string): number | null {
  let value = 0
  for (const char of text) {
    const one = digit(char)
    if (one === null) return null
    value = value * 10 + one
  }
  return value
}

function digit(char: string): number | null {
  if (/^\d$/.test(char)) return Number(char)
  return DIGITS[char] ?? null
}
