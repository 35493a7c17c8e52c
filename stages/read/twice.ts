/** What Windows-1252 has at 0x80–0x9F; the five codes that it leaves open are kept as they are (WHATWG Encoding, windows-1252). */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
/** Fewest characters of that kind: a page in Latin letters has fewer in a row of words, Chinese has two or three for each character. */
const FEWEST = 30
/** Characters that any page in Chinese has some of; what is read as Chinese by chance has none. */
const COMMON = /[的一年公开政府信息]/gu
const FEWEST_COMMON = 3

/** A text that had been taken for Windows-1252 (or Latin 1) and was encoded a second time. */
export interface Twice {
  text: string
  /** The encoding it was in at first, as people call it. */
  first: 'UTF-8' | 'GB18030'
}

/**
 * Undoes a double encoding: every character stands for one byte, and the bytes are Chinese in UTF-8 or GB 18030. Null where the
 * text is anything else; nothing is undone in part.
 */
export function encodedTwice(text: string): Twice | null {
  const odd = text.match(/[\u0080-\u00ff]/g)?.length ?? 0
  if (odd < FEWEST || /\p{Script=Han}/u.test(text)) return null
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const high = code < 0x100 ? code : WINDOWS.indexOf(text[i]!) + 0x80
    if (high < 0x80 && code >= 0x100) return null
    bytes[i] = high
  }
  const utf8 = read('utf-8', bytes)
  if (utf8 !== null) return {text: utf8, first: 'UTF-8'}
  const gb = read('gb18030', bytes)
  return gb === null ? null : {text: gb, first: 'GB18030'}
}

function read(encoding: string, bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder(encoding, {fatal: true}).decode(bytes)
    return (text.match(COMMON)?.length ?? 0) >= FEWEST_COMMON ? text : null
  } catch (error) {
    if ((error as {code?: string}).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return null
    throw error
  }
}
