/**
 * Whether a file of a picture surely has nothing to see through: JPEG, BMP, and PNG without alpha. Others may be seals and
 * watermarks, through which figures are seen.
 */
export function isOpaqueFile(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, MOST_HEAD)).toString(
    'latin1',
  )
  if (head.startsWith('\xff\xd8') || head.startsWith('BM')) return true
  if (!head.startsWith('\x89PNG')) return false
  const isAlpha = (head.charCodeAt(COLOUR_TYPE) & ALPHA) !== 0
  return !isAlpha && !head.slice(0, Math.max(head.indexOf('IDAT'), 0)).includes('tRNS')
}

/** Bytes looked at: the blocks before the dots of a picture. */
const MOST_HEAD = 65_536
/** Where a PNG tells how its dots are coloured, and the bit for alpha. */
const COLOUR_TYPE = 25
const ALPHA = 4
