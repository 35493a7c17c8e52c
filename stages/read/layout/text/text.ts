import type {Glyph, Line} from '../types.ts'
import {gapBetween, lengthOf} from './lines.ts'

/** Gap beyond which two Latin letters or digits are two words, in letter sizes; more where the source has no blank. */
const WORD_GAP = 0.15
const UNMARKED_WORD_GAP = 0.3
/** Letter-spacing: even gaps up to this, in letter sizes. */
const MAX_LETTER_SPACING = 0.7
const EVEN = 0.1
/** Digits of one number have one size and one baseline, within these shares of it. */
const SAME_SIZE = 0.25
const SAME_BASELINE = 0.15
/** How far digits of one number may reach into each other, in letter sizes, when they are written out of turn. */
const SHARED = 0.1
/** Gap beyond which Chinese characters are two pieces of text, in letter sizes. */
const PIECE_GAP = 1.8

/** Characters written without spaces between words: East Asian scripts, their punctuation, full-width forms. */
const WIDE =
  /[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3ffff}“”‘’…—·①-⓿]/u

/** Whether a character is a digit, half or full width. A pattern would be as right and take ten times as long. */
export function isDigit(character: string): boolean {
  const code = character.charCodeAt(0)
  return (code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19)
}

/** Whether a character may stand in a number: a digit, a point, a comma. */
export function isOfNumber(character: string): boolean {
  return isDigit(character) || character === '.' || character === ','
}

/** Whether a character is of a script written without spaces; the common ones are told without the pattern. */
function isWide(character: string): boolean {
  const code = character.charCodeAt(0)
  if (code < 0x80) return false
  return (code >= 0x4e00 && code <= 0x9fff) || WIDE.test(character)
}

/** The text of a line: blanks only where words of an alphabet or pieces of text are apart. */
export function textOfLine(line: Line): string {
  line.text ??= composed(line)
  return line.text
}

function composed(line: Line): string {
  let text = ''
  line.glyphs.forEach((glyph, i) => {
    if (i > 0 && isBlankBetween(line, i)) text += ' '
    text += glyph.text
  })
  return text
}

function isBlankBetween(line: Line, i: number): boolean {
  const a = line.glyphs[i - 1]!
  const b = line.glyphs[i]!
  const digits = isDigit(a.text) && isDigit(b.text)
  if (digits && (!isOneNumber(a, b) || isInterleaved(a, b))) return true
  const gap = gapBefore(line, i) / Math.max(line.size, 1e-6)
  if (isWide(a.text) || isWide(b.text)) return gap > PIECE_GAP
  if (b.spaced) return gap > WORD_GAP
  return gap > UNMARKED_WORD_GAP && !isLetterSpaced(line, i)
}

/** Whether two digits side by side may be of one number: a raised note mark is none of the figure before it. */
function isOneNumber(a: Glyph, b: Glyph): boolean {
  const size = Math.max(a.size, b.size)
  if (Math.abs(a.size - b.size) > SAME_SIZE * size) return false
  return a.turn !== 0 || Math.abs(middleOf(a) - middleOf(b)) <= SAME_BASELINE * size
}

/** Whether two digits lie over each other without having been written one after the other: two figures in one place. */
export function isInterleaved(a: Glyph, b: Glyph): boolean {
  if (a.turn !== 0 || !isDigit(a.text) || !isDigit(b.text) || Math.abs(a.order - b.order) === 1) return false
  const shared = Math.min(a.box[2], b.box[2]) - Math.max(a.box[0], b.box[0])
  return shared > SHARED * Math.min(a.size, b.size)
}

function middleOf({box}: Glyph): number {
  return (box[1] + box[3]) / 2
}

function gapBefore(line: Line, i: number): number {
  return gapBetween(line.glyphs[i - 1]!, line.glyphs[i]!, line.turn)
}

/** Whether the gap before glyph i is one of at least two even ones in a run of alphabetic glyphs without a blank. */
function isLetterSpaced(line: Line, i: number): boolean {
  const gap = gapBefore(line, i)
  if (gap > MAX_LETTER_SPACING * line.size) return false
  const like = (k: number) =>
    k > 0 &&
    k < line.glyphs.length &&
    !line.glyphs[k]!.spaced &&
    !WIDE.test(line.glyphs[k]!.text) &&
    !WIDE.test(line.glyphs[k - 1]!.text) &&
    Math.abs(gapBefore(line, k) - gap) <= EVEN * line.size
  return like(i - 1) || like(i + 1)
}

/** What stands between two lines of one paragraph: nothing in Chinese, a blank between words of an alphabet. */
export function seamOf(above: string, below: string): '' | ' ' {
  const last = [...above].at(-1) ?? ''
  const first = [...below][0] ?? ''
  if (last === '' || first === '' || WIDE.test(last) || WIDE.test(first)) return ''
  if (isDigit(last) && isDigit(first)) return ''
  return /[\p{L}\p{N},;:!?)]/u.test(last) && /[\p{L}\p{N}(]/u.test(first) && !/[-/]$/.test(above) ? ' ' : ''
}

/** Whether a text is nothing but a number as it stands in a form: sign, digits, separators, a full stop, the mark of a note. */
export function isNumeric(text: string): boolean {
  return /^[-+−－＋]?[0-9０-９][0-9０-９.,，．]*[%。]?(?:[①-⑳*※⁰¹²³⁴-⁹]+|\[\d{1,2}\])?$/.test(text)
}

/** Whether a text is a figure or what people write in place of one: 无, a dash, a slash. */
export function isValue(text: string): boolean {
  return (
    text === '' || isNumeric(text) || /^(无|[-—－/／\\]{1,4}|[-+]?[0-9.,]+(件|条|项|个|元|万元))$/.test(text)
  )
}

/** Marks that never begin a line, and marks that never end one (GB/T 15834, 5.1). */
const NO_START = /[、。，．：；？！）》〉」』】〕”’…,.:;?!)\]}%％]/u
const NO_END = /[（《〈「『【〔“‘([{]/u

/** Width of the first piece of a line that cannot be broken: a word or number, a character with its marks. */
export function firstUnit(line: Line): number {
  const {glyphs} = line
  let end = 1
  while (end < glyphs.length) {
    const [a, b] = [glyphs[end - 1]!.text, glyphs[end]!.text]
    const word = !WIDE.test(a) && !WIDE.test(b) && !isDigit(a)
    if (!word && !NO_START.test(b) && !NO_END.test(a)) break
    end++
  }
  const first = glyphs[0]
  const last = glyphs[end - 1]
  return first && last ? lengthOf(first, last, line.turn) : 0
}
