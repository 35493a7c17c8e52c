import {closeSync, fsyncSync, openSync, writeSync} from 'node:fs'

/** Bytes gathered before they go to the file. */
const BATCH = 1 << 16

/** A file written from front to back. */
export interface Output {
  write(bytes: Uint8Array): void
  /** Puts what is left on the disk and closes the file. */
  close(): void
}

/** Opens `path` for writing; bytes go out in batches. */
export function openOutput(path: string): Output {
  const descriptor = openSync(path, 'w')
  const batch = Buffer.allocUnsafe(BATCH)
  let filled = 0
  const put = (bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
  }
  const flush = () => {
    put(batch.subarray(0, filled))
    filled = 0
  }
  return {
    write(bytes) {
      if (filled + bytes.length > BATCH) flush()
      if (bytes.length > BATCH) return put(bytes)
      batch.set(bytes, filled)
      filled += bytes.length
    },
    close() {
      flush()
      fsyncSync(descriptor)
      closeSync(descriptor)
    },
  }
}
