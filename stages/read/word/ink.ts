/** A colour as 0xRRGGBB. */
export type Colour = number

/** What lies behind letters: a colour, or a pattern of two, on which any letters are seen. */
export type Ground = Colour | 'pattern'

/** How letters are set, as far as it decides whether they are seen. Undefined: not said here. */
export interface Ink {
  /** Colour of the letters; null where the program picks one that is seen. */
  ink?: Colour | null
  /** Shading or a marker behind them; null where there is none. */
  ground?: Ground | null
  /** Height of the letters, half-points. */
  size?: number
  /** Squeezed to next to nothing. */
  narrow?: boolean
  /** Set one upon another. */
  crowded?: boolean
  /** Painted with nothing, or with what is seen through. */
  unfilled?: boolean
  /** In a font that shows pictures where others show digits. */
  pictured?: boolean
}

/** Digits that may not be seen: why it depends on the ground of their cell, which may come to be known later. */
export interface Faint {
  text: string
  /** Null for specks. */
  ink: Colour | null
  /** Why specks cannot be read: a Chinese predicate. */
  why?: string
  /** Their own; null where that of the cell lies behind them. */
  ground: Ground | null
}

/** Height of letters of which nothing is said, half-points (ECMA-376 part 1, 17.3.2.38: as the application has it; Word has 10 points). */
export const USUAL = 20
/** Half-points below which letters are specks. */
export const SMALLEST = 5
/** Share of the others' height below which a digit among digits looks like the mark of a note. */
const MARK = 0.7
/** Percent of their width below which letters are strokes. */
export const NARROWEST = 15
/** Twips by which letters that stand nearer together than this stand one upon another: most of a digit of the usual sizes. */
export const CROWDED = -80
export const WHITE: Colour = 0xffffff

/** Steps of 256 by which red, green or blue of letters differ at least from their ground where they are seen. */
const LEAST_DISTANCE = 32

/** The digits among letters that may not be seen; null where they are. */
export function faintIn(text: string, {ink, ground, ...shape}: Ink): Faint | null {
  if (!hasDigits(text)) return null
  const why = whyLostInShape(text, shape)
  if (why !== null) return {text: text.trim(), ink: null, ground: null, why}
  if (typeof ink !== 'number') return null
  const behind = ground ?? null
  return behind !== null && !isLost(ink!, behind) ? null : {text: text.trim(), ink: ink!, ground: behind}
}

/** Why letters of such a shape cannot be read: a Chinese predicate, or null. */
function whyLostInShape(
  text: string,
  {size, narrow, crowded, unfilled, pictured}: Omit<Ink, 'ink' | 'ground'>,
): string | null {
  if (unfilled) return '没有填充颜色，可能不显示'
  if (size !== undefined && size < SMALLEST) return '字号小到无法辨认'
  if (narrow) return '被横向压缩到无法辨认'
  if (pictured && /[0-9]/.test(text)) return PICTURED
  return crowded && /\p{N}{2}/u.test(text) ? '各字符叠在一起，无法辨认' : null
}

/** Why such digits make their cell doubtful: a Chinese clause; null where the ground shows them. */
export function faintDoubt(
  {text, ink, ground, why: shape}: Faint,
  cell: Ground | null | undefined,
): string | null {
  const why = ink === null ? (shape ?? '字号小到无法辨认') : whyLost(ink, ground ?? cell ?? WHITE)
  return why === null ? null : `单元格中的“${text}”${why}，按文件中的文字读取`
}

/** Why digits of such heights in one cell are doubtful: a Chinese clause; null where none looks like the mark of a note. */
export function sizesDoubt(sizes: Iterable<number>): string | null {
  if (!areUneven([...sizes])) return null
  return '单元格中数字的字号大小不一，小的可能是注释的标号，按文件中的文字读取'
}

/** Why raised digits in a cell that has no others are doubtful: a Chinese clause. */
export const RAISED_ALONE = '单元格中只有上标或下标的数字，可能是注释的标号，按文件中的文字读取'

/** Whether of digits of such heights some look like the mark of a note. */
export function areUneven(sizes: readonly number[]): boolean {
  return sizes.length > 1 && Math.min(...sizes) < MARK * Math.max(...sizes)
}

/** What digits in a font of pictures show: a Chinese predicate. */
export const PICTURED = '用的是图形字体，显示的是图形而不是数字'

/** Fonts that come with office programs and show pictures in place of digits; digits of the font Symbol are digits. */
const PICTURES =
  /^[\s'"]*(?:wingdings(?: ?[23])?|webdings|marlett|(?:itc ?)?zapf ?dingbats|monotype sorts|bookshelf symbol 7|mt extra)[\s'";]*$/i

/** Whether digits in the font of this name, as files write it, are pictures. */
export const isPictureFont = (name: string): boolean => PICTURES.test(name)

/** Whether letters are digits, whose height counts. */
export const hasDigits = (text: string): boolean => /\p{N}/u.test(text)

/** A Chinese predicate; null where letters of this colour are seen on this ground. */
export function whyLost(ink: Colour, ground: Ground): string | null {
  if (!isLost(ink, ground)) return null
  return ink === WHITE ? '是白色的文字，可能不显示' : '的颜色与底色相近，可能不显示'
}

function isLost(ink: Colour, ground: Ground): boolean {
  if (ground === 'pattern') return false
  return [16, 8, 0].every(
    shift => Math.abs(((ink >> shift) & 0xff) - ((ground >> shift) & 0xff)) < LEAST_DISTANCE,
  )
}

/** A colour written as six hexadecimal digits, # before them or not; null for anything else. */
export function hexColour(text: string | undefined): Colour | null {
  return text !== undefined && /^#?[0-9a-f]{6}$/i.test(text)
    ? Number.parseInt(text.replace('#', ''), 16)
    : null
}

/** The sixteen colours of Word's first palette, by their number ([MS-DOC] 2.9.119, Ico): 0 is automatic. */
const PALETTE: readonly (Colour | null)[] = [
  null,
  0x000000,
  0x0000ff,
  0x00ffff,
  0x00ff00,
  0xff00ff,
  0xff0000,
  0xffff00,
  0xffffff,
  0x000080,
  0x008080,
  0x008000,
  0x800080,
  0x800000,
  0x808000,
  0x808080,
  0xc0c0c0,
]

/** Null for the automatic colour, and for numbers the palette does not have. */
export function paletteColour(number: number): Colour | null {
  return PALETTE[number] ?? null
}
