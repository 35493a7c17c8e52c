import {type Bitmap, bitmapOf, isBitmap, isBitmapFile} from './bitmap.ts'
import {bitmapIn, metafileKind} from './metafile.ts'

/** How pictures begin that the decoder knows: PNG, JPEG, TIFF in both byte orders, GIF, WebP. */
const SIGNATURES = ['\u0089PNG\r\n', '\u00ff\u00d8\u00ff', 'II*\0', 'MM\0*', 'GIF87a', 'GIF89a', 'RIFF']
/** Pictures that nothing here decodes: JPEG 2000 as a file and as a bare stream, JBIG2. */
const OTHERS = [
  {kind: 'JPEG 2000', signature: '\0\0\0\u000cjP  '},
  {kind: 'JPEG 2000', signature: '\u00ff\u004f\u00ff\u0051'},
  {kind: 'JBIG2', signature: '\u0097JB2\r\n\u001a\n'},
]

/** Whether a file begins like a picture that can be read. */
export function isPicture(head: Uint8Array): boolean {
  const start = startOf(head)
  const known = SIGNATURES.some(signature => start.startsWith(signature))
  return (known && (start[0] !== 'R' || start.endsWith('WEBP', 12))) || isBitmapFile(head)
}

/** What kind of picture that cannot be read a file begins like; null for any other. */
export function unreadKind(head: Uint8Array): string | null {
  const start = startOf(head)
  return OTHERS.find(({signature}) => start.startsWith(signature))?.kind ?? metafileKind(head)
}

/** Whether a picture inside a document can be read: bitmaps without a header, and in metafiles, too. */
export function isEmbeddedPicture(bytes: Uint8Array): boolean {
  return isPicture(bytes) || isBitmap(bytes) || bitmapIn(bytes) !== null
}

/**
 * A picture as a file that the decoder knows, or its dots.
 * @throws UnreadableError where a bitmap is larger than the limit or damaged
 */
export function unwrapped(bytes: Uint8Array, maxDots: number): Uint8Array | Bitmap {
  if (isBitmapFile(bytes) || isBitmap(bytes)) return bitmapOf(bytes, maxDots)
  const inner = bitmapIn(bytes)
  return inner ? bitmapOf(inner.bytes, maxDots, inner.bitsAt) : bytes
}

function startOf(head: Uint8Array): string {
  return Buffer.from(head.subarray(0, 16)).toString('latin1')
}
