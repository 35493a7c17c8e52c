import {type Colour, type Ground, PICTURED, WHITE, whyLost} from '../../word/ink.ts'
import {RAISED_ALONE, type RichText, richDoubt, SPECK} from './rich.ts'

/** What a file says of how a cell shows its digits, where that is not what is stored. */
export interface Shown {
  /** Why it is doubtful: a Chinese predicate. */
  why?: string
  /** What is left where part of the text is struck out, or kept apart where part is raised. */
  text?: string
}

/** Cells by address (B12); what holds for every zero of a sheet under `ZEROS`. */
export type ShownCells = ReadonlyMap<string, Shown>

/** No cell has this address. */
export const ZEROS = '0'
/** Of a sheet that is told to leave zeros out: blank to its readers, like a cell that holds nothing. */
export const NO_ZEROS: Shown = Object.freeze({
  why: '工作表设为不显示零值，显示为空白，存储的数是 0，按存储的读取',
})

/** How letters look, as far as it tells whether a figure counts. */
export interface Font {
  struck: boolean
  /** Superscript or subscript. */
  raised: boolean
  /** Height in points; null where nothing is said of it. */
  size: number | null
  /** Null where the program picks a colour that is seen. */
  ink: Colour | null
  /** One that shows pictures where others show digits. */
  pictured: boolean
}

export const PLAIN_FONT: Font = Object.freeze({
  struck: false,
  raised: false,
  size: null,
  ink: null,
  pictured: false,
})

/** Why a cell in this font on this ground shows nothing, or something that does not count; null where it does. */
export function whyFaint({struck, raised, size, ink, pictured}: Font, ground: Ground | null): string | null {
  if (struck) return '的数字被删除线划去'
  if (raised) return RAISED_ALONE
  if (pictured) return PICTURED
  if (size !== null && size < SPECK) return '的字号小到无法辨认'
  const why = ink === null ? null : whyLost(ink, ground ?? WHITE)
  if (why === null) return null
  return ink === WHITE ? '的文字是白色的，可能不显示' : '的文字颜色与底色相近，可能不显示'
}

/** What a text in parts shows. */
export function shownText(rich: RichText): Shown {
  const why = richDoubt(rich)
  // What is struck out as a whole is kept, as doubtful as a cell whose font does so.
  const text = rich.text.trim() === '' ? {} : {text: rich.text}
  return why === null ? text : {why, ...text}
}

/** B12 for row 11, column 1. */
export function addressOf(row: number, column: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return `${letters}${row + 1}`
}
