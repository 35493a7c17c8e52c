/**
 * Compound files ([MS-CFB]): a file system of sectors inside one file. Opened without copying: a stream is cut out when
 * it is asked for. Damage never throws here; it shortens streams and is listed in `damage`, because a truncated file
 * often still holds all of its text. Loops in sector chains and in the directory end after as many steps as there are
 * sectors.
 */
export interface Compound {
  entries: CompoundEntry[]
  /** The bytes of a stream, null where there is none of this path. */
  stream(path: string): Uint8Array | null
  /** Chinese clauses: what of the container is broken. */
  damage: string[]
}

interface CompoundEntry {
  /** Names from the root down, joined by /; the root itself is the empty string. */
  path: string
  kind: 'storage' | 'stream' | 'root'
  start: number
  /** Bytes. */
  size: number
  /** Class id of a storage as 32 hexadecimal digits in file order. */
  classId: string
}

const MAGIC = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const ENTRY_SIZE = 128
const LAST_SECTOR = 0xfffffffa
const MINI_CUTOFF = 4096

/** Whether the bytes begin as a compound file. */
export function isCompound(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte)
}

/** @returns null where the header is not that of a compound file */
export function openCompound(bytes: Uint8Array): Compound | null {
  if (bytes.length < 512 || !isCompound(bytes)) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const shift = view.getUint16(30, true)
  if (shift !== 9 && shift !== 12) return null
  const sectorSize = 1 << shift
  const sectorCount = Math.max(0, Math.ceil(bytes.length / sectorSize) - 1)
  const damage = new Set<string>()

  const sectorAt = (sector: number) => {
    const from = (sector + 1) * sectorSize
    return bytes.subarray(Math.min(from, bytes.length), Math.min(from + sectorSize, bytes.length))
  }
  const numberAt = (sector: number, index: number) => {
    const at = (sector + 1) * sectorSize + index * 4
    return at + 4 <= bytes.length ? view.getUint32(at, true) : LAST_SECTOR
  }
  const perSector = sectorSize / 4
  const fat = fatSectors(view, perSector, sectorCount, numberAt, damage)
  const next = (sector: number) => {
    const table = fat[Math.floor(sector / perSector)]
    return table === undefined ? LAST_SECTOR : numberAt(table, sector % perSector)
  }
  const chain = (start: number, wanted: number) => {
    const sectors: number[] = []
    const seen = new Uint8Array(sectorCount)
    for (let sector = start; sector < LAST_SECTOR && sectors.length < wanted; sector = next(sector)) {
      if (sector >= sectorCount || seen[sector]) {
        damage.add('扇区链断裂或成环')
        break
      }
      seen[sector] = 1
      sectors.push(sector)
    }
    return sectors
  }
  const read = (start: number, size: number) =>
    join(
      chain(start, Math.ceil(Math.min(size, bytes.length) / sectorSize)).map(sectorAt),
      Math.min(size, bytes.length),
      damage,
    )

  const directory = joinAll(chain(view.getUint32(48, true), sectorCount).map(sectorAt))
  const entries = listEntries(directory, shift === 9, damage)
  const root = entries.find(entry => entry.kind === 'root')
  let mini: {bytes: Uint8Array; table: Uint8Array} | undefined
  const readMini = (start: number, size: number) => {
    mini ??= {
      bytes: root ? read(root.start, root.size) : new Uint8Array(0),
      table: joinAll(chain(view.getUint32(60, true), sectorCount).map(sectorAt)),
    }
    const table = new DataView(mini.table.buffer, mini.table.byteOffset, mini.table.byteLength)
    const parts: Uint8Array[] = []
    const wanted = Math.ceil(size / 64)
    const seen = new Set<number>()
    for (let sector = start; sector < LAST_SECTOR && parts.length < wanted && !seen.has(sector); ) {
      seen.add(sector)
      parts.push(mini.bytes.subarray(sector * 64, sector * 64 + 64))
      sector = sector * 4 + 4 <= mini.table.length ? table.getUint32(sector * 4, true) : LAST_SECTOR
    }
    return join(parts, size, damage)
  }
  return {
    entries,
    stream(path) {
      const entry = entries.find(item => item.path === path && item.kind === 'stream')
      if (!entry) return null
      return entry.size < MINI_CUTOFF ? readMini(entry.start, entry.size) : read(entry.start, entry.size)
    },
    get damage() {
      return [...damage]
    },
  }
}

/** [MS-CFB] 2.5: the first 109 FAT sectors stand in the header, the others in a chain of DIFAT sectors. */
function fatSectors(
  header: DataView,
  perSector: number,
  sectorCount: number,
  numberAt: (sector: number, index: number) => number,
  damage: Set<string>,
): number[] {
  const sectors: number[] = []
  for (let i = 0; i < 109; i++) sectors.push(header.getUint32(76 + i * 4, true))
  let difat = header.getUint32(68, true)
  for (let steps = 0; difat < LAST_SECTOR; steps++) {
    if (difat >= sectorCount || steps >= sectorCount) {
      damage.add('扇区分配表不完整')
      break
    }
    for (let i = 0; i < perSector - 1; i++) sectors.push(numberAt(difat, i))
    difat = numberAt(difat, perSector - 1)
  }
  const used = sectors.findLastIndex(sector => sector < LAST_SECTOR)
  const fat = sectors.slice(0, used + 1)
  if (fat.some(sector => sector >= sectorCount)) damage.add('扇区分配表不完整')
  return fat
}

/** [MS-CFB] 2.6: the directory is a forest of binary trees, one a storage; walked from the root, each entry once. */
function listEntries(directory: Uint8Array, narrow: boolean, damage: Set<string>): CompoundEntry[] {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength)
  const count = Math.floor(directory.length / ENTRY_SIZE)
  if (count === 0) {
    damage.add('目录缺失')
    return []
  }
  const entries: CompoundEntry[] = []
  const seen = new Uint8Array(count)
  const open: {index: number; parent: string}[] = [{index: 0, parent: ''}]
  while (open.length > 0) {
    const {index, parent} = open.pop()!
    if (index >= count || seen[index]) continue
    seen[index] = 1
    const at = index * ENTRY_SIZE
    const type = directory[at + 66]!
    const name = new TextDecoder('utf-16le').decode(
      directory.subarray(at, at + Math.max(0, Math.min(62, view.getUint16(at + 64, true) - 2))),
    )
    const path = index === 0 ? '' : parent === '' ? name : `${parent}/${name}`
    const size = view.getUint32(at + 120, true) + (narrow ? 0 : view.getUint32(at + 124, true) * 2 ** 32)
    const kind = index === 0 ? 'root' : type === 2 ? 'stream' : 'storage'
    const classId = Buffer.from(directory.subarray(at + 80, at + 96)).toString('hex')
    entries.push({path, kind, start: view.getUint32(at + 116, true), size, classId})
    open.push({index: view.getUint32(at + 68, true), parent})
    open.push({index: view.getUint32(at + 72, true), parent})
    if (kind !== 'stream') open.push({index: view.getUint32(at + 76, true), parent: path})
  }
  return entries
}

function join(parts: Uint8Array[], size: number, damage: Set<string>): Uint8Array {
  const all = joinAll(parts)
  if (all.length < size) damage.add('数据流不完整')
  return all.subarray(0, size)
}

/** Neighbouring parts of one buffer are joined without copying. */
function joinAll(parts: Uint8Array[]): Uint8Array {
  const first = parts[0]
  if (!first) return new Uint8Array(0)
  let end = first.byteOffset
  const adjacent = parts.every(part => {
    const follows = part.byteOffset === end
    end = part.byteOffset + part.byteLength
    return follows
  })
  return adjacent
    ? new Uint8Array(first.buffer, first.byteOffset, end - first.byteOffset)
    : Buffer.concat(parts)
}
