const DIGITS = [...'〇一二三四五六七八九']
const LEGAL = [...'零壹贰叁肆伍陆柒捌玖']
const LEGAL_TRADITIONAL = [...'零壹貳參肆伍陸柒捌玖']
const STEMS = [...'甲乙丙丁戊己庚辛壬癸']
const BRANCHES = [...'子丑寅卯辰巳午未申酉戌亥']
const CIRCLED_IDEOGRAPHS = [...'㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉']
const FOOTNOTE_MARKS = [...'*†‡§']
const ROMAN: [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

/** Number formats (ST_NumberFormat, 17.18.59) that Word writes in Chinese documents. */
const FORMATS: Record<string, (n: number) => string> = {
  decimal: String,
  decimalHalfWidth: String,
  decimalZero: n => (n < 10 ? `0${n}` : String(n)),
  decimalFullWidth: fullWidth,
  decimalFullWidth2: fullWidth,
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedFullstop: n => (n >= 1 && n <= 20 ? String.fromCodePoint(0x2487 + n) : `${n}.`),
  decimalEnclosedParen: n => (n >= 1 && n <= 20 ? String.fromCodePoint(0x2473 + n) : `(${n})`),
  ideographEnclosedCircle: n => CIRCLED_IDEOGRAPHS[n - 1] ?? String(n),
  ideographTraditional: n => STEMS[n - 1] ?? String(n),
  ideographZodiac: n => BRANCHES[n - 1] ?? String(n),
  ideographZodiacTraditional: n => (n >= 1 ? `${STEMS[(n - 1) % 10]}${BRANCHES[(n - 1) % 12]}` : String(n)),
  chineseCounting: n => (n < 100 ? counted(n, DIGITS, ['', '十'], true) : digitwise(n)),
  taiwaneseCounting: n => (n < 100 ? counted(n, DIGITS, ['', '十'], true) : digitwise(n)),
  chineseCountingThousand: n => counted(n, DIGITS, ['', '十', '百', '千'], true),
  taiwaneseCountingThousand: n => counted(n, DIGITS, ['', '十', '百', '千'], true),
  japaneseCounting: n => counted(n, DIGITS, ['', '十', '百', '千'], true).replace(/^一(?=[百千])/, ''),
  koreanCounting: n => counted(n, DIGITS, ['', '十', '百', '千'], true),
  ideographDigital: digitwise,
  japaneseDigitalTenThousand: digitwise,
  taiwaneseDigital: digitwise,
  koreanDigital2: digitwise,
  chineseLegalSimplified: n => counted(n, LEGAL, ['', '拾', '佰', '仟'], false),
  ideographLegalTraditional: n => counted(n, LEGAL_TRADITIONAL, ['', '拾', '佰', '仟'], false),
  japaneseLegal: n => counted(n, LEGAL_TRADITIONAL, ['', '拾', '佰', '仟'], false),
  upperRoman: n => roman(n).toUpperCase(),
  lowerRoman: roman,
  upperLetter: n => letter(n).toUpperCase(),
  lowerLetter: letter,
  chicago: n => (n >= 1 ? FOOTNOTE_MARKS[(n - 1) % 4]!.repeat(Math.min(Math.ceil(n / 4), 50)) : String(n)),
  hex: n => n.toString(16).toUpperCase(),
  numberInDash: n => `- ${n} -`,
  ordinal: n => `${n}${ordinalSuffix(n)}`,
  none: () => '',
}

/** A number as Word prints it in a format of ST_NumberFormat; null where the format is not known here. */
export function numeral(n: number, format: string): string | null {
  return FORMATS[format]?.(n) ?? null
}

function fullWidth(n: number): string {
  return String(n).replace(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
}

/** ① to ㊿; beyond 50 Unicode has none and Word prints plain digits. */
export function circled(n: number): string {
  if (n === 0) return '⓪'
  if (n >= 1 && n <= 20) return String.fromCodePoint(0x245f + n)
  if (n >= 21 && n <= 35) return String.fromCodePoint(0x323c + n)
  if (n >= 36 && n <= 50) return String.fromCodePoint(0x328d + n)
  return String(n)
}

function digitwise(n: number): string {
  return String(n).replace(/\d/g, digit => DIGITS[Number(digit)]!)
}

/** Counting with units below ten thousand: 一百零五; `short` writes 十五 for 一十五. */
function counted(n: number, digits: string[], units: string[], short: boolean): string {
  if (n < 0 || n > 9999) return String(n)
  if (n === 0) return short ? '零' : digits[0]!
  let text = ''
  let gap = false
  for (let power = units.length - 1; power >= 0; power--) {
    const digit = Math.floor(n / 10 ** power) % 10
    if (digit === 0) {
      gap = text !== ''
      continue
    }
    text += (gap ? '零' : '') + digits[digit]! + units[power]!
    gap = false
  }
  return short && n >= 10 && n < 20 ? text.slice(1) : text
}

function roman(n: number): string {
  if (n < 1 || n > 9999) return String(n)
  let text = ''
  let left = n
  for (const [size, sign] of ROMAN) {
    text += sign.repeat(Math.floor(left / size))
    left %= size
  }
  return text
}

/** a … z, aa, bb …, as Word counts on. */
function letter(n: number): string {
  if (n < 1) return String(n)
  return String.fromCharCode(97 + ((n - 1) % 26)).repeat(Math.min(Math.ceil(n / 26), 50))
}

function ordinalSuffix(n: number): string {
  if (n % 100 >= 11 && n % 100 <= 13) return 'th'
  return ['th', 'st', 'nd', 'rd'][n % 10] ?? 'th'
}
