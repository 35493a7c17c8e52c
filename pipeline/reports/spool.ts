import {createHash} from 'node:crypto'
import {closeSync, mkdirSync, openSync, readSync, rmSync, writeSync} from 'node:fs'
import {dirname} from 'node:path'

/** Bytes gathered before they go to the file. */
const BATCH = 1 << 20

/**
 * Values of JSON on disk, such as the outcomes of a run: written once in the order of finishing, read any number of times in
 * another. In memory a value is two numbers.
 */
export interface Spool<T> {
  put(index: number, value: T): void
  /** Values by their indexes, in the order asked for. */
  read(indexes: Iterable<number>): Iterable<T>
  /** Hash of the values in the order of the indexes. */
  digest(indexes: Iterable<number>): string
  /** What another thread needs to read it while this one does nothing but read. */
  share(): SharedSpool
  close(): void
}

/** A spool to be read by another thread: the file, and where each value lies in it. */
export interface SharedSpool {
  path: string
  offsets: Float64Array<SharedArrayBuffer>
  lengths: Uint32Array<SharedArrayBuffer>
}

/** Reads values of a spool that is no longer written to, also that of another thread. */
export function sharedSpool<T>({path, offsets, lengths}: SharedSpool): {
  one(index: number): T
  /** Values by their indexes, in the order asked for. */
  each(indexes: Iterable<number>): Iterable<T>
} {
  function* each(indexes: Iterable<number>): Iterable<T> {
    const file = openSync(path, 'r')
    try {
      for (const index of indexes) {
        const bytes = readWhole(file, path, offsets[index]!, lengths[index]!)
        yield JSON.parse(bytes.toString('utf8')) as T
      }
    } finally {
      closeSync(file)
    }
  }
  return {
    each,
    one: index => {
      const [value] = each([index])
      return value as T
    },
  }
}

/** Makes a spool for `count` values in a file, which `close` removes. */
export function openSpool<T>(path: string, count: number): Spool<T> {
  mkdirSync(dirname(path), {recursive: true})
  const file = openSync(path, 'w+')
  const offsets = new Float64Array(new SharedArrayBuffer(count * Float64Array.BYTES_PER_ELEMENT))
  const lengths = new Uint32Array(new SharedArrayBuffer(count * Uint32Array.BYTES_PER_ELEMENT))
  let batch: Buffer[] = []
  let batched = 0
  let written = 0
  const flush = () => {
    const bytes = Buffer.concat(batch)
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, written + at)
    written += bytes.length
    batch = []
    batched = 0
  }
  function* texts(indexes: Iterable<number>): Iterable<Buffer> {
    flush()
    for (const index of indexes) yield readWhole(file, path, offsets[index]!, lengths[index]!)
  }
  return {
    put(index, value) {
      const bytes = Buffer.from(JSON.stringify(value))
      offsets[index] = written + batched
      lengths[index] = bytes.length
      batch.push(bytes)
      batched += bytes.length
      if (batched > BATCH) flush()
    },
    *read(indexes) {
      for (const bytes of texts(indexes)) yield JSON.parse(bytes.toString('utf8')) as T
    },
    digest(indexes) {
      const hash = createHash('sha256')
      for (const bytes of texts(indexes)) hash.update(bytes).update('\n')
      return hash.digest('hex')
    },
    share() {
      flush()
      return {path, offsets, lengths}
    },
    close() {
      closeSync(file)
      rmSync(path, {force: true})
    },
  }
}

function readWhole(file: number, path: string, from: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  for (let at = 0; at < length; ) {
    const read = readSync(file, bytes, at, length - at, from + at)
    if (read === 0) throw new Error(`the spool ${path} is shorter than what was written`)
    at += read
  }
  return bytes
}
