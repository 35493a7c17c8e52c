/** What RTF is made of ([MSFT-RTF] 1.9.1, "RTF Syntax"). */
export interface TokenVisitor {
  open(): void
  close(): void
  /** `\name` with its number, null where it has none. */
  word(name: string, parameter: number | null): void
  /** `\` and one character that is no letter. */
  symbol(byte: number): void
  /** A byte of text, plain or written as \'hh. */
  byte(value: number, escaped: boolean): void
  /** Raw data of \bin, already stepped over. */
  binary(): void
  /** True ends the scan. */
  done(): boolean
}

const BACKSLASH = 0x5c
const OPEN = 0x7b
const CLOSE = 0x7d
const QUOTE = 0x27
/** Parameters are signed numbers of at most 32 bits; what is larger is cut to that. */
const MAX_PARAMETER = 2 ** 31 - 1
/** Longest control word; the specification says 32, longer ones are cut by every reader. */
const MAX_WORD = 32

/**
 * Goes over the bytes once.
 * @returns where the scan ended
 */
export function scan(source: Uint8Array, visitor: TokenVisitor): number {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength)
  let at = 0
  while (at < bytes.length && !visitor.done()) {
    const byte = bytes[at]!
    if (byte === BACKSLASH) at = control(bytes, at + 1, visitor)
    else {
      at++
      if (byte === OPEN) visitor.open()
      else if (byte === CLOSE) visitor.close()
      else if (byte !== 13 && byte !== 10 && byte !== 0) visitor.byte(byte, false)
    }
  }
  return at
}

function control(bytes: Buffer, start: number, visitor: TokenVisitor): number {
  const byte = bytes[start]
  if (byte === undefined) return start
  if (!isLetter(byte)) {
    if (byte !== QUOTE) {
      visitor.symbol(byte)
      return start + 1
    }
    const high = hexValue(bytes[start + 1])
    const low = hexValue(bytes[start + 2])
    if (high < 0 || low < 0) return start + 1
    visitor.byte(high * 16 + low, true)
    return start + 3
  }
  let at = start
  while (at < bytes.length && isLetter(bytes[at]!)) at++
  const name = bytes.toString('latin1', start, Math.min(at, start + MAX_WORD))
  const negative = bytes[at] === 0x2d && isDigit(bytes[at + 1])
  if (negative) at++
  let parameter: number | null = null
  while (isDigit(bytes[at])) {
    parameter = Math.min((parameter ?? 0) * 10 + bytes[at]! - 0x30, MAX_PARAMETER)
    at++
  }
  if (negative && parameter !== null) parameter = -parameter
  if (bytes[at] === 0x20) at++
  if (name === 'bin') {
    visitor.binary()
    return at + Math.max(0, parameter ?? 0)
  }
  visitor.word(name, parameter)
  return at
}

function isLetter(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a)
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}

function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (isDigit(byte)) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}
