import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeFileSync,
} from 'node:fs'

/**
 * LMDB maps its file into memory and trusts what it finds there: a file cut short or written over would end the process by a
 * signal. So the structure is looked through first: every page of the trees that lead to the contents (mdb.c of LMDB,
 * "Page headers", "Node header", MDB_meta; data version 2; places in a page count from the end of its head). The contents themselves carry check sums of their own.
 */
const HEAD = {bytes: 24, flags: 18, lower: 20, upper: 22}
const META = {magic: 24, pageSize: 48, trees: [48, 96], lastPage: 144, transaction: 152, bytes: 168}
const TREE = {bytes: 48, root: 40}
const MAGIC = 0xbeefc0de
const BRANCH = 0x01
const LEAF = 0x02
const NODE = {bytes: 8, flags: 4, keySize: 6}
/** Kinds of nodes in leaves: their data lies on pages of its own; they are the root of a tree. */
const LARGE = 0x01
const SUBTREE = 0x02
const NO_PAGE = 0xffffffffffffffffn
const DEEPEST = 32

/**
 * Looks through a cache file, unless it is as the last run closed it.
 * @throws Error naming what is wrong
 */
export function checkCacheFile(path: string): void {
  if (!existsSync(path) || statSync(path).size === 0) return
  if (existsSync(noteOf(path)) && readFileSync(noteOf(path), 'utf8') === stampOf(path)) return
  const file = openSync(path, 'r')
  try {
    for (let tries = 0; ; tries++) {
      const meta = newestMeta(file)
      try {
        checkTrees(file, meta)
        return
      } catch (error) {
        // Another run that writes moves pages while they are read: it has the file open, so the file is sound.
        const moved =
          newestMeta(file).readBigUInt64LE(META.transaction) !== meta.readBigUInt64LE(META.transaction)
        if (!moved) throw error
        if (tries === 3) return
      }
    }
  } finally {
    closeSync(file)
  }
}

/** Notes that the file is sound as it stands now, closed. Where that cannot be written, the next run looks through it. */
export function noteClosed(path: string): void {
  try {
    writeFileSync(noteOf(path), stampOf(path))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
  }
}

function noteOf(path: string): string {
  return `${path}-closed`
}

function stampOf(path: string): string {
  const {size, mtimeNs, ctimeNs, ino} = statSync(path, {bigint: true})
  return [size, mtimeNs, ctimeNs, ino].join(' ')
}

/** The head of the newest state; two take turns, on the first two pages. */
function newestMeta(file: number): Buffer {
  const first = read(file, 0, META.bytes)
  if (first.readUInt32LE(META.magic) !== MAGIC) throw new Error('no head of a database')
  const second = read(file, first.readUInt32LE(META.pageSize), META.bytes)
  if (second.readUInt32LE(META.magic) !== MAGIC) throw new Error('no second head of a database')
  const [one, other] = [first, second].map(meta => meta.readBigUInt64LE(META.transaction))
  return one! >= other! ? first : second
}

function checkTrees(file: number, meta: Buffer): void {
  const size = meta.readUInt32LE(META.pageSize)
  const {size: bytes} = fstatSync(file)
  const last = Math.min(Number(meta.readBigUInt64LE(META.lastPage)), Math.floor(bytes / size) - 1)
  const within = (page: number, count: number) => {
    if (page < 2 || page + count - 1 > last) throw new Error(`page ${page} is beyond the end`)
  }
  const tree = (from: Buffer, at: number) => {
    const root = from.readBigUInt64LE(at + TREE.root)
    if (root !== NO_PAGE) page(Number(root), 0)
  }
  const page = (number: number, depth: number): void => {
    const fault = (what: string) => new Error(`page ${number}: ${what}`)
    within(number, 1)
    if (depth > DEEPEST) throw fault('the tree is too deep')
    const bytes = read(file, number * size, size)
    const [flags, lower, upper] = [HEAD.flags, HEAD.lower, HEAD.upper].map(at => bytes.readUInt16LE(at))
    if (bytes.readBigUInt64LE(0) !== BigInt(number)) throw fault('another page stands there')
    if (flags !== BRANCH && flags !== LEAF) throw fault('no page of a tree')
    if (lower! > upper! || HEAD.bytes + upper! > size) throw fault('its head is wrong')
    for (let entry = 0; entry < lower!; entry += 2) {
      const at = HEAD.bytes + bytes.readUInt16LE(HEAD.bytes + entry)
      if (at < HEAD.bytes + upper! || at + NODE.bytes > size) throw fault('a node lies outside')
      const [low, kind, keySize] = [0, NODE.flags, NODE.keySize].map(part => bytes.readUInt16LE(at + part))
      const high = bytes.readUInt16LE(at + 2)
      const data = at + NODE.bytes + keySize!
      if (flags === BRANCH) {
        if (data > size) throw fault('a key lies outside')
        page(low! + high * 2 ** 16 + kind! * 2 ** 32, depth + 1)
        continue
      }
      const length = low! + high * 2 ** 16
      if (data + (kind! & LARGE ? 8 : length) > size) throw fault('a value lies outside')
      if (kind! & LARGE) {
        within(Number(bytes.readBigUInt64LE(data)), Math.floor((HEAD.bytes - 1 + length) / size) + 1)
      } else if (kind! & SUBTREE) {
        if (length !== TREE.bytes) throw fault('no tree stands there')
        tree(bytes, data)
      }
    }
  }
  for (const at of META.trees) tree(meta, at)
}

function read(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  if (readSync(file, bytes, 0, length, at) < length) throw new Error('it is cut short')
  return bytes
}
