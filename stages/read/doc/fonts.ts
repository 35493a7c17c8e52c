import {isPictureFont} from '../word/ink.ts'

/** Bytes of a font's entry before its name ([MS-DOC] 2.9.78), the one that says its size among them. */
const NAME = 40

/** Numbers of the fonts of a table of fonts (SttbfFfn, [MS-DOC] 2.9.286) in which digits are pictures. */
export function pictureFonts(table: Uint8Array): ReadonlySet<number> {
  const found = new Set<number>()
  const buffer = Buffer.from(table.buffer, table.byteOffset, table.length)
  const count = table.length < 4 ? 0 : buffer.readUInt16LE(0)
  for (let font = 0, at = 4; font < count && at < table.length; font++) {
    const end = at + 1 + table[at]!
    const [name = ''] = buffer.toString('utf16le', Math.min(at + NAME, end), end).split('\0')
    if (isPictureFont(name)) found.add(font)
    at = end
  }
  return found
}
