import {inflateRawSync} from 'node:zlib'
import type {ZipEntry} from '../ooxml/entry.ts'
import {listByLocalHeaders} from '../ooxml/recover.ts'

/** What a content types part says of a Word document, whatever its parts are called. */
const WORD = /wordprocessingml|ms-word\.(?:document|template)/
const EXTENSION = /\.(?:docx|docm|dotx|dotm)$/i

/**
 * Whether the file begins like a Word package: a ZIP archive whose first parts lie in word/ or whose content types name
 * WordprocessingML. Junk before the archive is believed only under a Word extension.
 */
export function isWordPackage(head: Uint8Array, name: string): boolean {
  const isZip = head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4
  if (!isZip && !(EXTENSION.test(name) && !hasOtherMagic(head))) return false
  const entries = listByLocalHeaders(head, new DataView(head.buffer, head.byteOffset, head.byteLength))
  for (const entry of entries) {
    if (/^word\/[^/]+\.xml$/i.test(entry.name) || /^word\/_rels\//i.test(entry.name)) return true
    if (/^\[content_types\]\.xml$/i.test(entry.name) && WORD.test(beginning(head, entry))) return true
  }
  return false
}

/** CFB, PDF, RTF: such a file may hold a Word package without being one. */
function hasOtherMagic(head: Uint8Array): boolean {
  const start = new TextDecoder('latin1').decode(head.subarray(0, 5))
  return start.startsWith('ÐÏ\u0011à') || start === '%PDF-' || start === '{\\rtf'
}

const MOST = 1 << 20

function beginning(head: Uint8Array, {data, packedSize, method}: ZipEntry): string {
  const packed = head.subarray(data ?? 0, (data ?? 0) + packedSize)
  if (method === 0) return new TextDecoder().decode(packed)
  try {
    return new TextDecoder().decode(inflateRawSync(packed, {maxOutputLength: MOST, finishFlush: 2}))
  } catch {
    // Damaged or cut off at the end of the head: it says nothing.
    return ''
  }
}
