import {UnreadableError} from '../reader.ts'
import {type SharpImage, scanSet} from './optional.ts'
import {inkOf, type Raster} from './raster.ts'
import type {PagePicture, PageSource} from './source.ts'

/** Width of A4 and of a table across it, inches: pictures seldom tell their resolution, and often wrongly. */
const PORTRAIT = 8.27
const LANDSCAPE = 11.69
const TABLE = 7
/** Resolution to work at, dots an inch. */
const COARSEST = 140
const FINEST = 320
const WORKING = 200

/** The pictures in an image file: one, or the pages of a TIFF. @throws UnreadableError where it is damaged or too large */
export async function openImage(bytes: Uint8Array, maxDots: number): Promise<PageSource & {pages: number}> {
  const {sharp} = scanSet()
  const open = (page: number) =>
    sharp(bytes, {limitInputPixels: maxDots, failOn: 'truncated', sequentialRead: true, page})
  const {pages = 1} = await decoding(open(0).metadata(), maxDots)
  return {
    pages,
    picture: page => decode(open(page - 1), maxDots),
    close() {},
  }
}

async function decode(image: SharpImage, maxDots: number): Promise<PagePicture> {
  // Upright by its Exif orientation, on white paper where it is transparent.
  const upright = image.rotate().flatten({background: '#ffffff'}).toColourspace('srgb')
  const {data, info} = await decoding(upright.raw().toBuffer({resolveWithObject: true}), maxDots)
  const dpi = resolutionOf(info.width, info.height)
  const ink = {
    width: info.width,
    height: info.height,
    data: inkOf(data, info.channels, info.width, info.height),
    dpi,
  }
  const raster = dpi < COARSEST || dpi > FINEST ? scaled(ink, WORKING / dpi) : ink
  return {raster, unitsPerDot: info.width / raster.width}
}

function resolutionOf(width: number, height: number): number {
  if (height >= width) return width / PORTRAIT
  const page = width / height < 1.6
  return width / (page ? LANDSCAPE : TABLE)
}

async function decoding<T>(work: Promise<T>, maxDots: number): Promise<T> {
  try {
    return await work
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    if (/pixel limit/i.test(message)) {
      throw new UnreadableError('tooLarge', `图片超过 ${maxDots} 个像素的上限，未读取；请降低分辨率后重试。`)
    }
    throw new UnreadableError('unreadable', '图片文件已损坏或不完整，无法读取，请重新取得该文件。')
  }
}

/** The picture with more or fewer dots, each between or averaged over its neighbours. */
function scaled(source: Raster, factor: number): Raster {
  const width = Math.max(1, Math.round(source.width * factor))
  const height = Math.max(1, Math.round(source.height * factor))
  const data = new Uint8Array(width * height)
  const spread = Math.max(1, Math.round(1 / factor))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data[y * width + x] = valueAt(source, x / factor, y / factor, spread)
  }
  return {width, height, data, dpi: source.dpi * factor}
}

function valueAt({width, height, data}: Raster, x: number, y: number, spread: number): number {
  const dot = (dx: number, dy: number) => data[Math.min(dy, height - 1) * width + Math.min(dx, width - 1)]!
  const [left, top] = [Math.floor(x), Math.floor(y)]
  if (spread === 1) {
    const [fx, fy] = [x - left, y - top]
    const above = dot(left, top) * (1 - fx) + dot(left + 1, top) * fx
    const below = dot(left, top + 1) * (1 - fx) + dot(left + 1, top + 1) * fx
    return above * (1 - fy) + below * fy
  }
  let sum = 0
  for (let dy = 0; dy < spread; dy++) for (let dx = 0; dx < spread; dx++) sum += dot(left + dx, top + dy)
  return sum / (spread * spread)
}
