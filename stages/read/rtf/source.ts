import type {Pages} from './pages.ts'

/** Turns bytes and \u into text, stepping over the fallback that follows each \u for old readers. */
export interface Source {
  byte(value: number, font: number | null): void
  unicode(code: number, fallback: number, font: number | null): void
  character(text: string, font: number | null): void
  /** Data that counts as one character of fallback. */
  skipped(): void
  /** Hands on what is pending; anything but text ends the fallback. */
  flush(font: number | null): void
}

/** Turns bytes and characters into text in their order; `text` takes it. */
export function createSource(
  pages: Pages,
  symbol: (code: number) => string,
  text: (value: string) => void,
): Source {
  let pending: number[] = []
  let skip = 0
  /** A character written by \u and the first byte of its fallback. */
  let last = ''
  let lead: number | null = null

  const hand = (font: number | null) => {
    if (pending.length === 0) return
    const bytes = Uint8Array.from(pending)
    pending = []
    const decoded = pages.decode(bytes, font)
    if (decoded !== null) text(decoded)
    else for (const byte of bytes) text(byte === 0x20 ? ' ' : symbol(0xf000 + byte))
  }

  return {
    byte(value, font) {
      if (skip > 0) {
        skip--
        lead = skip === 0 && value > 0x80 ? value : null
        return
      }
      if (lead !== null) {
        // Some writers count a two-byte fallback as one character: its second byte is not text.
        const pair = pages.decode(Uint8Array.of(lead, value), font)
        lead = null
        if (pair === last) return
      }
      pending.push(value)
    },
    unicode(code, fallback, font) {
      hand(font)
      const value = code < 0 ? code + 0x10000 : code
      last = value >= 0 && value <= 0x10ffff ? String.fromCodePoint(value) : '\ufffd'
      text(last)
      skip = fallback
      lead = null
    },
    character(value, font) {
      if (skip > 0) {
        skip--
        return
      }
      hand(font)
      lead = null
      text(value)
    },
    skipped() {
      if (skip > 0) skip--
    },
    flush(font) {
      hand(font)
      skip = 0
      lead = null
    },
  }
}
