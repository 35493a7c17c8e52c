/**
 * Bytes of an XML part as text: byte order mark first, then UTF-16 recognised by its zero bytes, then the XML
 * declaration, else UTF-8 (XML 1.0, appendix F). `misencoded` is the label that the bytes turned out not to be.
 */
export function decodeXml(bytes: Uint8Array): {text: string; misencoded?: string} {
  const label = encodingOf(bytes)
  try {
    return {text: strip(new TextDecoder(label, {fatal: true}).decode(bytes))}
  } catch {
    // Not what it claims to be: read what can be read, the caller reports the label.
    return {text: strip(new TextDecoder(label).decode(bytes)), misencoded: label}
  }
}

function strip(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

/** The encoding the bytes claim, as a WHATWG label. */
export function encodingOf(bytes: Uint8Array): string {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === 0x3c && b === 0) return 'utf-16le'
  if (a === 0 && b === 0x3c) return 'utf-16be'
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const declared = /^(?:ï»¿)?\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1]
  if (!declared || a === 0xef) return 'utf-8'
  // A declaration that could be read byte by byte cannot be UTF-16; Node's gbk label loses four-byte characters.
  if (/^utf-?16/i.test(declared)) return 'utf-8'
  if (/^(gb2312|gbk|gb18030)$/i.test(declared)) return 'gb18030'
  return isKnown(declared) ? declared.toLowerCase() : 'utf-8'
}

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== ''
  } catch {
    return false
  }
}
