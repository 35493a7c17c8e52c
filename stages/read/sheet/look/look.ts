import {type Colour, type Ground, WHITE, whyLost} from '../../word/ink.ts'
import {type RichText, richDoubt} from './rich.ts'

/** What a file says of how a cell shows its digits, where that is not what is stored. */
export interface Shown {
  /** Why it is doubtful: a Chinese predicate. */
  why?: string
  /** What is left where part of the text is struck out, or kept apart where part is raised. */
  text?: string
}

/** Cells by address (B12). */
export type ShownCells = ReadonlyMap<string, Shown>

/** Points below which letters are specks. */
export const SMALLEST = 2.5

/** How letters look, as far as it tells whether a figure counts. */
export interface Font {
  struck: boolean
  /** Superscript or subscript. */
  raised: boolean
  tiny: boolean
  /** Null where the program picks a colour that is seen. */
  ink: Colour | null
}

export const PLAIN_FONT: Font = Object.freeze({struck: false, raised: false, tiny: false, ink: null})

/** Why a cell in this font on this ground shows nothing, or something that does not count; null where it does. */
export function whyFaint({struck, tiny, ink}: Font, ground: Ground | null): string | null {
  if (struck) return '的数字被删除线划去'
  if (tiny) return '的字号小到无法辨认'
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

/** The palette of Excel 97 ([MS-XLS] 2.5.161, Icv; ECMA-376 18.8.27) from number 8 on; 0 to 7 are its first eight. */
const PALETTE = (
  '000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF800000008000000080808000800080008080C0C0C08080809999FF993366FFFFCC' +
  'CCFFFF660066FF80800066CCCCCCFF000080FF00FFFFFF0000FFFF8000808000000080800000FF00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CC' +
  'CC99FFFFCC993366FF33CCCC99CC00FFCC00FF9900FF6600666699969696003366339966003300333300993300993366333399333333'
)
  .match(/.{6}/g)!
  .map(hex => Number.parseInt(hex, 16))

/** Null for the colours of the system and for numbers the palette does not have. */
export function paletteColour(number: number, own: readonly Colour[] = []): Colour | null {
  return (number < 8 ? PALETTE[number] : (own[number - 8] ?? PALETTE[number - 8])) ?? null
}
