/** Bytes of a text in an encoding that pages of government sites use. */
export function encode(text: string, encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'gbk'): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return new TextEncoder().encode(text)
    case 'utf-8-bom':
      return new TextEncoder().encode(`\ufeff${text}`)
    case 'utf-16le':
      return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))
    case 'gbk':
      return gbk(text)
  }
}

const codes = gbkCodes()

/** Two-byte codes by character, taken from what the platform decodes: it has no encoder of its own. */
function gbkCodes(): Map<string, number> {
  const decoder = new TextDecoder('gb18030')
  const found = new Map<string, number>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      const character = decoder.decode(new Uint8Array([lead, trail]))
      if (character.length === 1 && character !== '\ufffd' && !found.has(character)) {
        found.set(character, (lead << 8) | trail)
      }
    }
  }
  return found
}

function gbk(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0)!
    if (point < 0x80) {
      bytes.push(point)
      continue
    }
    const code = codes.get(character)
    /** What GBK does not have is written as a character reference, as editors do. */
    if (code === undefined) bytes.push(...new TextEncoder().encode(`&#${point};`))
    else bytes.push(code >> 8, code & 0xff)
  }
  return new Uint8Array(bytes)
}

/** The two bytes of a character in GBK, null where it has none. */
export function gbkBytes(character: string): [number, number] | null {
  const code = codes.get(character)
  return code === undefined ? null : [code >> 8, code & 0xff]
}
