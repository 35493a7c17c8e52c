/** Windows code pages as WHATWG labels; every Chinese GB page is read as its superset GB 18030. */
const LABELS: Record<number, string> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  1200: 'utf-16le',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1253: 'windows-1253',
  1254: 'windows-1254',
  1255: 'windows-1255',
  1256: 'windows-1256',
  1257: 'windows-1257',
  1258: 'windows-1258',
  10008: 'gb18030',
  52936: 'gb18030',
  54936: 'gb18030',
  65001: 'utf-8',
}

/** Bytes 0x80 to 0x9F of code page 1252; some decoders leave them as control characters. */
const WESTERN =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'

/** Decodes bytes of a Windows code page; pages without a table here are read as 1252. */
export function decodePage(bytes: Uint8Array, page: number): string {
  const label = LABELS[page]
  return label === undefined ? decodeWestern(bytes) : new TextDecoder(label, {ignoreBOM: true}).decode(bytes)
}

/** WHATWG label under which a code page is read. */
export function pageLabel(page: number): string {
  return LABELS[page] ?? 'windows-1252'
}

/** Code page 1252, which is also the eight-bit form of Word's own text. */
export function decodeWestern(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return text.replace(/[\x80-\x9f]/g, character => WESTERN[character.charCodeAt(0) - 0x80]!)
}
