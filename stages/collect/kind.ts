/** How much of a file tells its kind. */
export const HEAD = 1024

/** What the first bytes say of a file: an archive that can be opened, one that cannot, or anything else. */
export type Kind = 'zip' | 'tar' | 'gzip' | {unsupported: string} | 'file'

/** Archives that are not opened: where their mark stands, the mark, and the name people know them by. */
const UNSUPPORTED: [number, string, string][] = [
  [0, 'Rar!\x1a\x07', 'RAR'],
  [0, '7z\xbc\xaf\x27\x1c', '7z'],
  [0, 'PK\x07\x08PK', '分卷 ZIP'],
  [4, '1AY&SY', 'bzip2'],
  [0, '\xfd7zXZ\0', 'xz'],
  [0, '\x28\xb5\x2f\xfd', 'zstd'],
  [0, '\x1f\x9d\x90', 'compress（.Z）'],
  [0, 'MSCF\0\0\0\0', 'CAB'],
  [2, '-lh', 'LZH'],
  [7, '**ACE**', 'ACE'],
]

/**
 * Parts of formats that are ZIP files inside: Office Open XML (docx, xlsx), OpenDocument, EPUB, OFD and Apple's. Such a
 * file is a document, not an archive.
 */
const PART =
  /^(?:\[content_types\]\.xml|_rels\/.*\.rels|docprops\/[^/]+\.xml|customxml\/.*\.(?:xml|rels)|(?:word|xl|ppt)\/(?:[^/]+\/)*[\w.]+\.(?:xml|rels|bin)|ofd\.xml|doc_\d+\/.*\.xml|mimetype|meta-inf\/(?:container|manifest)\.xml|index\/.*\.iwa)$/i

/** Names that only a document has, wherever they stand in its directory. */
const MARKS = /^(?:\[content_types\]\.xml|mimetype|ofd\.xml|meta-inf\/container\.xml|index\/document\.iwa)$/i

/** The kind of a file by its first HEAD bytes. */
export function kindOf(head: Uint8Array): Kind {
  const buffer = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  const text = buffer.toString('latin1', 0, 64)
  if (text.startsWith('PK\x03\x04')) return firstPart(buffer) ? 'file' : 'zip'
  if (text.startsWith('PK\x05\x06')) return 'zip'
  if (text.startsWith('\x1f\x8b\x08')) return 'gzip'
  const known = UNSUPPORTED.find(([at, mark]) => text.startsWith(mark, at))
  if (known) return {unsupported: known[2]}
  return isTarHeader(buffer) ? 'tar' : 'file'
}

/** Whether the first entry of a ZIP file is a part of a document. */
function firstPart(head: Buffer): boolean {
  if (head.length < 30) return false
  return PART.test(head.toString('latin1', 30, 30 + head.readUInt16LE(26)))
}

/** Whether a ZIP file with these names at its root is a document. */
export function isDocumentPackage(names: string[]): boolean {
  return names.some(name => MARKS.test(name))
}

/** Whether 512 bytes are a tar header: their sum stands in them (POSIX.1-1988, ustar). */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.length < 512 || block[0] === 0) return false
  const written = /^[ 0]*([0-7]{1,6})(?![0-7])/.exec(Buffer.from(block.subarray(148, 156)).toString('latin1'))
  if (!written) return false
  let sum = 0
  for (let i = 0; i < 512; i++) sum += i >= 148 && i < 156 ? 32 : block[i]!
  return sum === Number.parseInt(written[1]!, 8)
}
