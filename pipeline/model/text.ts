/**
 * Text as it is compared, never as it is kept. Official labels reach us letter-spaced, in full-width forms, broken over
 * lines and with zero-width characters from web editors; two labels are the same when their folded forms are.
 */

/** Characters that are invisible in print: zero-width, soft hyphen, byte order mark, direction marks, word joiner. */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|\u034f|[\u115f\u1160]|[\ufe00-\ufe0f]/g

/** One form for the marks that Chinese typing produces in several shapes. Applied after NFKC. */
const SAME: Record<string, string> = {
  '〔': '[',
  '〕': ']',
  '【': '[',
  '】': ']',
  '［': '[',
  '］': ']',
  '“': '"',
  '”': '"',
  '„': '"',
  '「': '"',
  '」': '"',
  '『': '"',
  '』': '"',
  '‘': "'",
  '’': "'",
  '﹣': '-',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '─': '-',
  '·': '.',
  '•': '.',
  '﹒': '.',
  '。': '.',
  '、': ',',
  '，': ',',
  '⼀': '一',
}
const SAME_PATTERN = new RegExp(`[${Object.keys(SAME).join('')}]`, 'g')

/** Removes characters that cannot be seen and turns every kind of white space into a plain space; keeps \n. */
export function visible(text: string): string {
  return withoutInvisible(text).replace(/[^\S\n]/g, ' ')
}

/** Removes characters that cannot be seen and leaves white space as it is. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '')
}

/**
 * The form in which labels are compared: NFKC (full-width to half-width), no white space, no invisible characters,
 * one shape for each mark.
 */
export function fold(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(/[①-⑳]/g, circled => `(${circled.codePointAt(0)! - 0x245f})`)
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(SAME_PATTERN, mark => SAME[mark]!)
}

const NUMBERING =
  /^(?:第[0-9一二三四五六七八九十百]+(?:章|节|部分)[,.:]?|[(（]?[0-9一二三四五六七八九十]+[)）]|[0-9]+[.,、](?![0-9])|[一二三四五六七八九十]+[.,、:]|[①-⑳])/u

/** A folded label without its leading number: 一、 （一） 1. 1、 ① 第一部分. What is left may be empty. */
export function unnumbered(folded: string): string {
  return folded.replace(NUMBERING, '')
}
