import {crc32, deflateSync} from 'node:zlib'
import type {Raster, Region} from './raster.ts'

/** Dots an inch a person needs to read a figure. */
const ENOUGH = 150
/** Shades of grey: 16, four bits a dot. */
const BITS = 4

/** A part of a page as a PNG (ISO/IEC 15948) of sixteen greys, coarse enough to be small. */
export function pngOf(page: Raster, [left, top, right, bottom]: Region): Uint8Array {
  const step = Math.max(1, Math.floor(page.dpi / ENOUGH))
  const width = Math.max(1, Math.floor((right - left) / step))
  const height = Math.max(1, Math.floor((bottom - top) / step))
  const row = 1 + Math.ceil((width * BITS) / 8)
  const rows = new Uint8Array(row * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const shade = meanOf(page, left + x * step, top + y * step, step) >> (8 - BITS)
      rows[y * row + 1 + (x >> 1)]! |= x % 2 === 0 ? shade << BITS : shade
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = BITS
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, {level: 9})),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function meanOf({width, height, data}: Raster, left: number, top: number, step: number): number {
  let sum = 0
  for (let y = top; y < top + step; y++) {
    for (let x = left; x < left + step; x++) {
      sum += data[Math.min(y, height - 1) * width + Math.min(x, width - 1)]!
    }
  }
  return Math.floor(sum / (step * step))
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}
