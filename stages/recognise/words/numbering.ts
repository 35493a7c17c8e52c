import {parseNumeral} from './numerals.ts'

/** How a heading is numbered: 一、 · （一） · 1. · （1） · 第一部分 · Ⅰ · ①. */
export type NumberingStyle =
  | 'part'
  | 'roman'
  | 'chinese'
  | 'chineseParen'
  | 'arabic'
  | 'arabicParen'
  | 'circled'

/** The number a heading begins with. */
export interface Numbering {
  style: NumberingStyle
  number: number
  /** As printed, white space collapsed. */
  raw: string
  /** Characters of the text it takes. */
  length: number
}

const STYLES: [NumberingStyle, RegExp][] = [
  ['part', /^\s*第\s*([一二三四五六七八九十百\d]{1,3})\s*(?:部\s*分|章|节|项|、)\s*[、，,:：.．]?\s*/u],
  ['chineseParen', /^\s*[（(﹙]\s*([一二三四五六七八九十]{1,3})\s*[）)﹚]\s*[、.．,，]?\s*/u],
  ['arabicParen', /^\s*[（(﹙]\s*(\d{1,2})\s*[）)﹚]\s*[、.．,，]?\s*/u],
  ['chinese', /^\s*([一二三四五六七八九十]{1,3})\s*[、.．,，:：]\s*/u],
  // Without a mark only where a space parts numeral and text: 一 总体情况.
  ['chinese', /^\s*([一二三四五六七八九十]{1,3})\s+(?=\S)/u],
  ['arabic', /^\s*(\d{1,2})\s*[、.．,，:：)）](?!\d)\s*/u],
  ['roman', /^\s*([ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|(?:I{1,3}|IV|VI{0,3}|IX|X)(?=[、.．,， ]))\s*[、.．,，:：]?\s*/u],
  ['circled', /^\s*([①-⑳])\s*/u],
]

/** What every style begins with. */
const BEGINS = /^\s*[第（(﹙一二三四五六七八九十\dⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX①-⑳]/u

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X']

/** The numbering at the start of a line, or null. */
export function numberingOf(text: string): Numbering | null {
  if (!BEGINS.test(text)) return null
  for (const [style, pattern] of STYLES) {
    const match = pattern.exec(text)
    if (!match) continue
    const number = ordinal(style, match[1]!)
    if (number === null || number < 1) continue
    return {style, number, raw: match[0].replace(/\s+/g, ''), length: match[0].length}
  }
  return null
}

function ordinal(style: NumberingStyle, raw: string): number | null {
  if (style === 'circled') return raw.codePointAt(0)! - '①'.codePointAt(0)! + 1
  if (style === 'roman') return ROMAN.indexOf(raw.normalize('NFKC')) + 1
  return parseNumeral(raw)
}
