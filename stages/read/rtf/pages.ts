import {decodePage, pageLabel} from '../word/codepage.ts'
import {isPictureFont} from '../word/ink.ts'

/** Code page by the character set of a font (\fcharset). */
const CHARSETS: Record<number, number> = {
  0: 1252,
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
}
const SYMBOL = 2
/** Code page of a default language (\deflang): the low ten bits name the language, the others the country. */
const LANGUAGES: Record<number, number> = {
  2052: 936,
  4100: 936,
  1028: 950,
  3076: 950,
  5124: 950,
  1041: 932,
  1042: 949,
}
const DOUBLE_BYTE = [932, 936, 949, 950, 54936]

/** How bytes of text become characters: declared page, languages, fonts. */
export interface Pages {
  /** The font that \plain goes back to (\deff). */
  standardFont(): number | null
  setStandardFont(font: number | null): void
  declare(page: number): void
  language(language: number): void
  fontCharset(font: number, charset: number): void
  fontPage(font: number, page: number): void
  /** A part of the name of a font. */
  fontName(font: number, part: string): void
  /** Whether digits in a font are pictures. */
  isPictured(font: number | null): boolean
  /** @returns null for fonts whose characters have no meaning as text */
  decode(bytes: Uint8Array, font: number | null): string | null
  /** The document's code page as a WHATWG label. */
  label(): string
  /** Chinese clauses on doubtful decoding. */
  doubts(): string[]
}

/** Code pages of a document, none declared. */
export function createPages(): Pages {
  let declared: number | null = null
  let byLanguage: number | null = null
  const fonts = new Map<number, number>()
  const symbols = new Set<number>()
  const names = new Map<number, string>()
  const doubts = new Set<string>()
  const page = () => declared ?? byLanguage ?? 1252

  /** The page of a font; where it says Western, Chinese writers often mean nothing by it. */
  const pageOf = (bytes: Uint8Array, font: number | null) => {
    const own = font === null ? undefined : fonts.get(font)
    if (own !== undefined && own !== 1252) return own
    if (own === undefined && declared !== null) return declared
    if (!hasOnlyPairs(bytes)) return own ?? page()
    if (DOUBLE_BYTE.includes(page())) return page()
    if (declared === null) {
      doubts.add('文件没有说明编码，按简体中文（GB 18030）读取')
      return 936
    }
    return own ?? page()
  }

  let standard: number | null = null
  return {
    standardFont: () => standard,
    setStandardFont: font => {
      standard = font
    },
    declare: value => {
      declared = value
    },
    language: value => {
      byLanguage ??= LANGUAGES[value] ?? null
    },
    fontCharset(font, charset) {
      if (charset === SYMBOL) symbols.add(font)
      else if (CHARSETS[charset] !== undefined && !fonts.has(font)) fonts.set(font, CHARSETS[charset])
    },
    fontPage: (font, value) => fonts.set(font, value),
    fontName: (font, part) => names.set(font, (names.get(font) ?? '') + part),
    isPictured: font => font !== null && isPictureFont(names.get(font) ?? ''),
    decode(bytes, font) {
      if (font !== null && symbols.has(font)) return null
      if (bytes.every(byte => byte < 0x80)) return decodePage(bytes, 1252)
      const text = decodePage(bytes, pageOf(bytes, font))
      if (text.includes('\ufffd')) doubts.add('部分字节不能按所声明的编码还原为文字')
      return text
    },
    label: () => pageLabel(page()),
    doubts: () => [...doubts],
  }
}

/** Whether every byte above 0xA0 has a neighbour of its kind and none lies between 0x80 and 0xA0: text in GB 2312. */
function hasOnlyPairs(bytes: Uint8Array): boolean {
  let pairs = 0
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0x80) continue
    if (bytes[i]! < 0xa1 || (bytes[i + 1] ?? 0) < 0xa1) return false
    pairs++
    i++
  }
  return pairs > 0
}
