import {numeral} from './numerals.ts'

/** Names of ST_NumberFormat (ECMA-376, 17.18.59) of the number format codes that Word writes in Chinese documents. */
const NAMES: Record<number, string> = {
  0: 'decimal',
  1: 'upperRoman',
  2: 'lowerRoman',
  3: 'upperLetter',
  4: 'lowerLetter',
  10: 'ideographDigital',
  11: 'japaneseCounting',
  14: 'decimalFullWidth',
  15: 'decimalHalfWidth',
  18: 'decimalEnclosedCircle',
  19: 'decimalFullWidth2',
  22: 'decimalZero',
  26: 'decimalEnclosedFullstop',
  27: 'decimalEnclosedParen',
  28: 'decimalEnclosedCircleChinese',
  29: 'ideographEnclosedCircle',
  30: 'ideographTraditional',
  31: 'ideographZodiac',
  33: 'taiwaneseCounting',
  34: 'ideographLegalTraditional',
  35: 'taiwaneseCountingThousand',
  36: 'taiwaneseDigital',
  37: 'chineseCounting',
  38: 'chineseLegalSimplified',
  39: 'chineseCountingThousand',
  255: 'none',
}
const BULLET = 23

/**
 * A number as Word prints it in automatic numbering.
 * @param nfc number format code of [MS-OSHARED] 2.2.1.3 (MSONFC)
 * @returns null for a format not known here (letters of other scripts, words in English)
 */
export function formatNumber(nfc: number, n: number): string | null {
  if (nfc === BULLET) return '•'
  const name = NAMES[nfc]
  return name === undefined ? null : numeral(n, name)
}
