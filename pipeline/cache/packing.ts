import {brotliCompressSync, brotliDecompressSync, constants, crc32} from 'node:zlib'

/** Bytes of the check sum that ends a value. */
const SUM = 4

/** Bytes as they are kept: packed, and a check sum. */
export function pack(content: Uint8Array): Buffer {
  const packed = brotliCompressSync(content, {params: {[constants.BROTLI_PARAM_QUALITY]: 1}})
  const bytes = Buffer.allocUnsafe(packed.length + SUM)
  packed.copy(bytes)
  bytes.writeUInt32LE(crc32(packed), packed.length)
  return bytes
}

/**
 * What was packed.
 * @throws Error when the bytes are not what was put
 */
export function unpack(bytes: Buffer): Buffer {
  const packed = bytes.subarray(0, Math.max(0, bytes.length - SUM))
  if (bytes.length < SUM || crc32(packed) !== bytes.readUInt32LE(packed.length)) {
    throw new Error('a value is not what was put')
  }
  return brotliDecompressSync(packed)
}

/** A value as it is kept outside of the blobs: what is short is written faster as JSON. */
export function packJson(value: unknown): Buffer {
  return pack(Buffer.from(JSON.stringify(value)))
}

/** The value of bytes of `packJson`, unpacked. */
export function parse(bytes: Buffer): unknown {
  return JSON.parse(bytes.toString('utf8'))
}
