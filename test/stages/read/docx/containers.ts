import {unzipSync, zipSync} from 'fflate'
import {UnreadableError} from '../../../../stages/read/reader.ts'
import {p, packDocx, readDocx, values} from './helpers.ts'

export const DOCX = packDocx(p('规章12'))

export async function read(bytes: Uint8Array, limits = {}) {
  const {root, findings} = await readDocx(bytes, limits)
  return {values: values(root.children), findings, data: root.data}
}

export async function failure(bytes: Uint8Array, limits = {}): Promise<[string, string]> {
  const error = await readDocx(bytes, limits).then(
    () => null,
    error => error,
  )
  if (!(error instanceof UnreadableError)) throw new Error('no UnreadableError', {cause: error})
  return [error.reason, error.detail]
}

export function joined(...pieces: (Uint8Array | string)[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces.map(piece => Buffer.from(piece as string))))
}

export function edited(change: (parts: Record<string, Uint8Array>) => void): Uint8Array {
  const parts = unzipSync(DOCX)
  change(parts)
  return zipSync(parts, {mtime: new Date(1980, 0, 1)})
}

export const OK = {values: ['规章12'], findings: []}

export function asZip64(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes)
  const start = buffer.indexOf('PK\x01\x02')
  const end = buffer.lastIndexOf('PK\x05\x06')
  const entries: Buffer[] = []
  for (let at = start; at < end; ) {
    const nameSize = buffer.readUInt16LE(at + 28)
    const entry = Buffer.from(buffer.subarray(at, at + 46 + nameSize))
    const extra = Buffer.alloc(28)
    extra.writeUInt16LE(1, 0)
    extra.writeUInt16LE(24, 2)
    extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(24)), 4)
    extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(20)), 12)
    extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(42)), 20)
    for (const field of [20, 24, 42]) entry.writeUInt32LE(0xffffffff, field)
    at += 46 + nameSize + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32)
    entry.writeUInt16LE(28, 30)
    entry.writeUInt16LE(0, 32)
    entries.push(entry, extra)
  }
  const directory = Buffer.concat(entries)
  const end64 = Buffer.alloc(56)
  end64.write('PK\x06\x06', 'latin1')
  end64.writeBigUInt64LE(44n, 4)
  end64.writeBigUInt64LE(BigInt(entries.length / 2), 24)
  end64.writeBigUInt64LE(BigInt(entries.length / 2), 32)
  end64.writeBigUInt64LE(BigInt(directory.length), 40)
  end64.writeBigUInt64LE(BigInt(start), 48)
  const locator = Buffer.alloc(20)
  locator.write('PK\x06\x07', 'latin1')
  locator.writeBigUInt64LE(BigInt(start + directory.length), 8)
  const last = Buffer.from(buffer.subarray(end))
  last.writeUInt16LE(0xffff, 10)
  last.writeUInt32LE(0xffffffff, 12)
  last.writeUInt32LE(0xffffffff, 16)
  return joined(buffer.subarray(0, start), directory, end64, locator, last)
}

/** Local headers whose sizes are said only after the data, and no directory. */
export function withDescriptors(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes)
  const pieces: Buffer[] = []
  for (let at = 0; buffer.readUInt32LE(at) === 0x04034b50; ) {
    const data = at + 30 + buffer.readUInt16LE(at + 26) + buffer.readUInt16LE(at + 28)
    const size = buffer.readUInt32LE(at + 18)
    const header = Buffer.from(buffer.subarray(at, data))
    const descriptor = Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), buffer.subarray(at + 14, at + 26)])
    header.fill(0, 14, 26)
    header.writeUInt16LE(8, 6)
    pieces.push(header, buffer.subarray(data, data + size), descriptor)
    at = data + size
  }
  return joined(...pieces)
}

/** Two archives one after the other, without a directory. */
export function withoutDirectory(...archives: Uint8Array[]): Uint8Array {
  return joined(...archives.map(bytes => bytes.subarray(0, Buffer.from(bytes).indexOf('PK\x01\x02'))))
}
