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

/** What `visible` changes: a text without any of it, as nearly all are, is returned as it is. */
const NOT_PLAIN = new RegExp(`${INVISIBLE.source}|[^\\S\\n ]`)

/** Removes characters that cannot be seen and turns every kind of white space into a plain space; keeps \n. */
export function visible(text: string): string {
  return NOT_PLAIN.test(text) ? withoutInvisible(text).replace(/[^\S\n]/g, ' ') : text
}

/** Removes characters that cannot be seen and leaves white space as it is. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '')
}

/**
 * The form in which labels are compared: NFKC (full-width to half-width), no white space, no invisible characters,
 * one shape for each mark. Texts of Chinese characters, figures and common marks alone, nearly all, are folded character by
 * character.
 */
export function fold(text: string): string {
  let folded = ''
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const shape = SHAPE_OF[text.charCodeAt(i)]!
    if (shape === ITSELF) continue
    if (shape === UNSURE) return foldWhole(text)
    folded += text.slice(from, i) + SHAPES[shape]!
    from = i + 1
  }
  return from === 0 ? text : folded + text.slice(from)
}

/** The same for any text: characters may combine with their neighbours. */
function foldWhole(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(/[①-⑳]/g, circled => `(${circled.codePointAt(0)! - 0x245f})`)
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(SAME_PATTERN, mark => SAME[mark]!)
}

/** Index in SHAPES by character. Only characters that combine with no neighbour under NFKC have one. */
const SHAPE_OF = new Uint8Array(0x10000)
const UNSURE = 0
const ITSELF = 1
const SHAPES: string[] = ['', '']
/** Ranges of such characters, first and last one by turns: Chinese characters, ASCII, white space, marks of Chinese typing. */
const SINGLE = '一\u9fff!~\t\n\r\r  \u00a0\u00a0··——‘’“”……①⑳\u3000】〔〕！～\u200b\u200b\ufeff\ufeff'
for (let i = 0; i < SINGLE.length; i += 2) {
  for (let code = SINGLE.charCodeAt(i); code <= SINGLE.charCodeAt(i + 1); code++) {
    const character = String.fromCharCode(code)
    const shape = code >= 0x4e00 && code <= 0x9fff ? character : foldWhole(character)
    SHAPE_OF[code] = shape === character ? ITSELF : SHAPES.push(shape) - 1
  }
}

const NUMBERING =
  /^(?:第[0-9一二三四五六七八九十百]+(?:章|节|部分)[,.:]?|[(（]?[0-9一二三四五六七八九十]+[)）]|[0-9]+[.,、](?![0-9])|[一二三四五六七八九十]+[.,、:]|[①-⑳])/u

/** A folded label without its leading number: 一、 （一） 1. 1、 ① 第一部分. What is left may be empty. */
export function unnumbered(folded: string): string {
  return folded.replace(NUMBERING, '')
}

const UNIT_NOTE =
  /\((?:单位:?[^()]*|(?:件|条|项|个|次|篇|份|起|宗|人次?|[百千万亿]{0,2}元|[万亿])(?:\/[^)]*)?)\)$/

/** A folded label without the unit in brackets behind it: 收到申请数(件). */
export function withoutUnitNote(folded: string): string {
  return folded.endsWith(')') ? folded.replace(UNIT_NOTE, '') : folded
}

/** What stands around a figure in a cell, as parts of patterns: its sign or change before it, its unit behind it. */
export const AROUND_FIGURE = {
  sign: '[+\\-−–－＋]?(?:[增减]加?|减少|[↑↓])?',
  unit: '(?:件|条|项|个|次|份|起|宗|人次?|[百千万亿]*元|[万亿])',
}
