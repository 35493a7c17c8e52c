import type {EmbeddedPicture} from '../reader.ts'

/** A picture that is open ([MSFT-RTF] 1.9.1, "Pictures"): its properties, then its bytes in hexadecimal digits. */
export interface OpenPicture {
  picture: EmbeddedPicture
  word(name: string, parameter: number | null): void
  digit(byte: number): void
}

const SIDES = ['piccropl', 'piccropt', 'piccropr', 'piccropb']
const FIRST = 1024
/** Kinds of pictures that are kept: those that depend on a device and Macintosh ones nobody reads. */
const KEPT = ['pngblip', 'jpegblip', 'emfblip', 'wmetafile', 'dibitmap']

/** Collects a picture; of kinds that nobody reads it keeps nothing. */
export function openPicture(): OpenPicture {
  const values = new Map<string, number>()
  let bytes = new Uint8Array(FIRST)
  let length = 0
  let half = -1
  let isReadable = false
  return {
    picture: {
      bytes: () => (length > 0 ? bytes.subarray(0, length) : null),
      get crop() {
        const size = [values.get('picwgoal') ?? 0, values.get('pichgoal') ?? 0]
        const shares = SIDES.map((side, i) => (values.get(side) ?? 0) / (size[i % 2] || 1))
        return shares.map(share => Math.min(Math.max(share, 0), 1)) as [number, number, number, number]
      },
    },
    word(name, parameter) {
      if (KEPT.includes(name)) isReadable = true
      else if (parameter !== null) values.set(name, parameter)
    },
    digit(byte) {
      const value = isReadable ? hexValue(byte) : -1
      if (value < 0) return
      if (half < 0) {
        half = value
        return
      }
      if (length === bytes.length) {
        const more = new Uint8Array(2 * length)
        more.set(bytes)
        bytes = more
      }
      bytes[length++] = half * 16 + value
      half = -1
    },
  }
}

function hexValue(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}
