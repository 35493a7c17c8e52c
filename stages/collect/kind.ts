/** How much of a file tells its kind. */
export const HEAD = 1024

/** What the first bytes say of a file: an archive that can be opened, one that cannot, or anything else. */
export type Kind = 'zip' | 'tar' | 'gzip' | {unsupported: string} | 'file'

/** Programs of Windows; some hold an archive and unpack it when they are started. */
export const PROGRAM = ' Windows 程序（可能是自解压的压缩包）'

/** Archives that are not opened: where their mark stands, the mark, and the name people know them by. */
const UNSUPPORTED: [number, string, string][] = [
  [0, 'Rar!\x1a\x07', ' RAR 压缩包'],
  [0, '7z\xbc\xaf\x27\x1c', ' 7z 压缩包'],
  [0, 'PK\x07\x08PK', '分卷 ZIP 压缩包'],
  [4, '1AY&SY', ' bzip2 压缩包'],
  [0, '\xfd7zXZ\0', ' xz 压缩包'],
  [0, '\x28\xb5\x2f\xfd', ' zstd 压缩包'],
  [0, '\x1f\x9d\x90', ' compress（.Z）压缩包'],
  [0, 'MSCF\0\0\0\0', ' CAB 压缩包'],
  [2, '-lh', ' LZH 压缩包'],
  [7, '**ACE**', ' ACE 压缩包'],
]

/** Names of parts into which archivers and splitters cut what they pack, the first aside: it begins as an archive. */
const VOLUME = /\.(?:z\d\d|r\d\d|(?:zip|7z|rar|tar|gz|tgz|iso)\.\d{3})$/i

/** Whether a file whose bytes tell nothing is a part of a split archive, by its name. */
export function isVolume(file: string): boolean {
  return VOLUME.test(file)
}

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
  if (isProgram(buffer)) return {unsupported: PROGRAM}
  return isTarHeader(buffer) ? 'tar' : 'file'
}

/** MZ, and where it says so the mark PE (Microsoft PE and COFF Specification, 2 and 3.1). */
function isProgram(head: Buffer): boolean {
  if (head.length < 64 || !head.toString('latin1', 0, 2).startsWith('MZ')) return false
  const at = head.readUInt32LE(60)
  return at + 4 <= head.length && head.toString('latin1', at, at + 4) === 'PE\0\0'
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
