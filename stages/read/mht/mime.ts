/** A MIME entity (RFC 2045): header fields with lower-case names, and the body still encoded. */
export interface Entity {
  headers: Map<string, string>
  /** Media type in lower case; text/plain where none is given. */
  type: string
  parameters: Map<string, string>
  body: Uint8Array
}

const MAX_HEADER = 65536

/** Splits an entity into header fields (folded lines joined) and body. */
export function readEntity(bytes: Uint8Array): Entity {
  const bodyAt = endOfHeaders(bytes)
  const head = latin(bytes.subarray(0, Math.min(bodyAt, MAX_HEADER)))
  const headers = new Map<string, string>()
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim())
  }
  const [type = '', ...rest] = (headers.get('content-type') ?? 'text/plain').split(';')
  const parameters = new Map<string, string>()
  for (const [, name, quoted, plain] of rest.join(';').matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|([^;\s]+))/g)) {
    parameters.set(name!.toLowerCase(), quoted ?? plain!)
  }
  return {headers, type: type.trim().toLowerCase(), parameters, body: bytes.subarray(bodyAt)}
}

/** The first empty line ends the header; a body without one has no header. */
function endOfHeaders(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, at)
    if (newline < 0) return bytes.length
    if (newline === at || (newline === at + 1 && bytes[at] === 0x0d)) return newline + 1
    at = newline + 1
  }
  return bytes.length
}

/** The bodies between the boundary lines of a multipart entity (RFC 2046, 5.1.1). */
export function splitParts(body: Uint8Array, boundary: string): {parts: Uint8Array[]; closed: boolean} {
  const parts: Uint8Array[] = []
  const mark = Buffer.from(`--${boundary}`, 'latin1')
  const all = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  let start = -1
  for (let at = all.indexOf(mark); at >= 0; at = all.indexOf(mark, at + mark.length)) {
    if (at > 0 && all[at - 1] !== 0x0a) continue
    const after = at + mark.length
    // The mark of a part within may begin like this one.
    if (!/^(?:--)?(?:\s|$)/.test(all.toString('latin1', after, after + 3))) continue
    if (start >= 0) parts.push(body.subarray(start, withoutLineEnd(all, at)))
    if (all[after] === 0x2d && all[after + 1] === 0x2d) return {parts, closed: true}
    const newline = all.indexOf(0x0a, after)
    if (newline < 0) return {parts, closed: false}
    start = newline + 1
  }
  if (start >= 0) parts.push(body.subarray(start))
  return {parts, closed: false}
}

/** The line end before a boundary belongs to the boundary. */
function withoutLineEnd(bytes: Uint8Array, at: number): number {
  return bytes[at - 2] === 0x0d ? at - 2 : at - 1
}

/** The body of an entity with its transfer encoding undone (RFC 2045, 6). */
export function decodeBody({headers, body}: Entity): Uint8Array {
  switch (headers.get('content-transfer-encoding')?.toLowerCase()) {
    case 'quoted-printable':
      return decodeQuotedPrintable(body)
    case 'base64':
      return Buffer.from(latin(body), 'base64')
    default:
      return body
  }
}

function decodeQuotedPrintable(body: Uint8Array): Uint8Array {
  const out = new Uint8Array(body.length)
  let length = 0
  for (let at = 0; at < body.length; at++) {
    const byte = body[at]!
    if (byte !== 0x3d) {
      out[length++] = byte
      continue
    }
    const [high, low] = [hexValue(body[at + 1]), hexValue(body[at + 2])]
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low
      at += 2
      continue
    }
    const lineEnd = /^[ \t]*\r?\n/.exec(latin(body.subarray(at + 1, at + 80)))
    if (lineEnd) at += lineEnd[0].length
    else out[length++] = byte
  }
  return out.subarray(0, length)
}

/** A header value with its encoded words (RFC 2047) read. */
export function decodeWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(
      /=\?([\w-]+)(?:\*\w+)?\?([bq])\?([^?]*)\?=/gi,
      (_, charset: string, kind: string, text: string) => {
        const bytes =
          kind.toLowerCase() === 'b'
            ? Buffer.from(text, 'base64')
            : decodeQuotedPrintable(Buffer.from(text.replaceAll('_', ' '), 'latin1'))
        const label = /^(gb|cp936)/i.test(charset) ? 'gb18030' : /big-?5/i.test(charset) ? 'big5' : 'utf-8'
        return new TextDecoder(label).decode(bytes)
      },
    )
}

function hexValue(byte: number | undefined): number {
  return byte === undefined ? -1 : '0123456789abcdef'.indexOf(String.fromCharCode(byte | 0x20))
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
