/** TIFF 6.0, section 2: how an image file directory is laid out, and the tags that tell the resolution. */
const ENTRY = 12
const X_RESOLUTION = 282
const Y_RESOLUTION = 283
const RATIONAL = 5
/** Fax machines have dots up to twice as high as wide (ITU-T T.4: 204 by 98 an inch); what says more is not to be believed. */
const MOST = 3
/** Dots that differ by less are square: 204 by 196 an inch is meant to be. */
const SQUARE = 1.1

/**
 * How much higher than wide the dots of a page of a TIFF are, as its resolutions say; 1 where they are square, where the file does
 * not say, and for any other file.
 * @param page from 1
 */
export function dotShapeOf(bytes: Uint8Array, page: number): number {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('latin1')
  if (start !== 'II*\0' && start !== 'MM\0*') return 1
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const little = start[0] === 'I'
  const at = directoryOf(view, little, page)
  if (at === null) return 1
  const across = rationalOf(view, little, at, X_RESOLUTION)
  const down = rationalOf(view, little, at, Y_RESOLUTION)
  if (!(across > 0) || !(down > 0)) return 1
  const shape = across / down
  const isPlausible = shape >= 1 / MOST && shape <= MOST && (shape > SQUARE || shape < 1 / SQUARE)
  return isPlausible ? shape : 1
}

/** Where the directory of a page begins; null where there is none. */
function directoryOf(view: DataView, little: boolean, page: number): number | null {
  if (view.byteLength < 8) return null
  let at = view.getUint32(4, little)
  for (let i = 1; at > 0 && at + 2 <= view.byteLength; i++) {
    if (i === page) return at
    const next = at + 2 + ENTRY * view.getUint16(at, little)
    if (next + 4 > view.byteLength) return null
    at = view.getUint32(next, little)
  }
  return null
}

/** The value of a fraction in a directory; NaN where it has none. */
function rationalOf(view: DataView, little: boolean, at: number, tag: number): number {
  const count = view.getUint16(at, little)
  for (
    let entry = at + 2;
    entry < at + 2 + ENTRY * count && entry + ENTRY <= view.byteLength;
    entry += ENTRY
  ) {
    if (view.getUint16(entry, little) !== tag || view.getUint16(entry + 2, little) !== RATIONAL) continue
    const value = view.getUint32(entry + 8, little)
    if (value + 8 > view.byteLength) return Number.NaN
    return view.getUint32(value, little) / view.getUint32(value + 4, little)
  }
  return Number.NaN
}
