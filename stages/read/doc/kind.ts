import {isCompound, openCompound} from './compound.ts'

/** What a compound file holds. `unknown` also where the directory lies outside the bytes given. */
export type CompoundKind =
  | 'word'
  | 'workbook'
  | 'presentation'
  | 'encryptedPackage'
  | 'works'
  | 'message'
  | 'installer'
  | 'visio'
  | 'hangul'
  | 'unknown'

const STREAMS: [RegExp, CompoundKind][] = [
  [/^(EncryptedPackage|EncryptionInfo)$/, 'encryptedPackage'],
  [/^WordDocument$/, 'word'],
  [/^(Workbook|Book)$/i, 'workbook'],
  [/^PowerPoint Document$/, 'presentation'],
  [/^(CONTENTS|MatOST)$/, 'works'],
  [/^__properties_version1\.0$/, 'message'],
  [/^VisioDocument$/, 'visio'],
  [/^.?HwpSummaryInformation$/s, 'hangul'],
]
const INSTALLER_CLASS = '84100c0000000000c000000000000046'

/**
 * The kind of a compound file by the streams of its root; `head` may be its beginning alone. Where the directory is not
 * within reach the first sector decides: Word writes its FIB there, Excel the BOF record of a workbook.
 * @returns null where the bytes are no compound file
 */
export function compoundKind(head: Uint8Array): CompoundKind | null {
  if (!isCompound(head)) return null
  const compound = openCompound(head)
  for (const [name, kind] of STREAMS) {
    if (compound?.entries.some(entry => entry.kind === 'stream' && name.test(entry.path))) return kind
  }
  const root = compound?.entries.find(entry => entry.kind === 'root')
  if (root?.classId === INSTALLER_CLASS) return 'installer'
  if (head[512] === 0xec && head[513] === 0xa5) return 'word'
  if (head[512] === 0x09 && head[513] === 0x08) return 'workbook'
  return 'unknown'
}
