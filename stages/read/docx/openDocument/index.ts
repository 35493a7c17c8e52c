import {inflateRawSync} from 'node:zlib'
import {type OfficePackage, openArchive, type PartSource, packageOf} from '../../ooxml/package.ts'
import {listByLocalHeaders} from '../../ooxml/recover.ts'
import {type ReadContext, UnreadableError} from '../../reader.ts'
import {openDocumentParts} from './parts.ts'

const TYPE = 'application/vnd.oasis.opendocument.text'
const FLAT =
  /urn:oasis:names:tc:opendocument:xmlns:office:1\.0[\s\S]*office:mimetype="application\/vnd\.oasis\.opendocument\.text/
const FLAT_TYPE = /office:mimetype=["']application\/vnd\.oasis\.opendocument\.text/
/** The beginning of markup, perhaps in UTF-16. */
const MARKUP = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*</
const HEAD = 16_384
const MOST = 1 << 20

/** Whether the bytes are an OpenDocument text: a package that says so in its first part, or one XML file. */
export function isOpenDocument(head: Uint8Array, name: string): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  if (bytes.length < 8 || bytes.readUInt32BE(0) !== 0x504b0304) return isFlat(head)
  const entries = listByLocalHeaders(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  for (const {name: part, data, packedSize, method} of entries) {
    const packed = bytes.subarray(data ?? 0, (data ?? 0) + packedSize)
    if (part === 'mimetype') return packed.toString('latin1').startsWith(TYPE)
    if (part === 'content.xml' && method === 8) return /<office:text[\s>]/.test(beginning(packed))
  }
  return /\.(?:odt|ott)$/i.test(name) && entries.some(({name: part}) => part === 'styles.xml')
}

function isFlat(head: Uint8Array): boolean {
  const latin = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, HEAD)).toString('latin1')
  if (!MARKUP.test(latin)) return false
  const text = latin.replaceAll('\0', '')
  return FLAT.test(text) || (FLAT_TYPE.test(text) && /office:document\b/.test(text))
}

function beginning(packed: Uint8Array): string {
  try {
    return inflateRawSync(packed, {maxOutputLength: MOST, finishFlush: 2}).toString('latin1')
  } catch {
    // Damaged or cut off at the end of the head: it says nothing.
    return ''
  }
}

/**
 * Opens an OpenDocument text as the Word package that says the same.
 * @throws UnreadableError where it is encrypted, damaged or no text.
 */
export function openOpenDocument(bytes: Uint8Array, context: ReadContext): OfficePackage {
  const archive = bytes[0] === 0x50 && bytes[1] === 0x4b ? openArchive(bytes, context) : null
  const parts = openDocumentParts(archive ? filesIn(archive) : [{name: '整个文件', bytes}], context)
  return packageOf(
    {
      has: part => parts.has(part) || (archive?.has(part) ?? false),
      bytes: part => parts.get(part) ?? archive?.bytes(part) ?? null,
    },
    context,
  )
}

/** The parts in the order in which they build on each other. */
function filesIn(archive: PartSource): {name: string; bytes: Uint8Array}[] {
  const manifest = archive.has('META-INF/manifest.xml') ? archive.bytes('META-INF/manifest.xml') : null
  if (manifest && /:encryption-data[\s/>]/.test(Buffer.from(manifest).toString('latin1'))) {
    throw new UnreadableError('encrypted', '文件有密码保护，无法读取；请取消密码后重新提交。')
  }
  return ['styles.xml', 'content.xml', 'meta.xml'].flatMap(name => {
    const bytes = archive.has(name) ? archive.bytes(name) : null
    return bytes ? [{name, bytes}] : []
  })
}
