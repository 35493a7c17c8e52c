import {type EmbeddedPicture, UnreadableError} from '../../reader.ts'
import {cropped, type Raster, type Region, turned} from '../dots/raster.ts'
import {type SharpImage, scanSet} from '../optional.ts'
import {inkOf} from './colour.ts'
import {unwrapped} from './kinds.ts'
import type {PagePicture, PageSource} from './source.ts'
import {dotShapeOf} from './tiff.ts'

/** Width of A4 and of a table across it, inches: pictures seldom tell their resolution, and often wrongly. */
const PORTRAIT = 8.27
const LANDSCAPE = 11.69
const TABLE = 7
/** Resolution to work at, dots an inch. */
const COARSEST = 140
const FINEST = 320
const WORKING = 200

/** Shape of a picture, dots as they lie in the file. @throws UnreadableError where it is damaged or too large */
export async function sizeOf(bytes: Uint8Array, maxDots: number): Promise<{width: number; height: number}> {
  return await decoding(open(bytes, maxDots, 0).metadata(), maxDots)
}

/** The ink of a picture, made as narrow as that. @throws UnreadableError where it is damaged or too large */
export async function thumbnailOf(bytes: Uint8Array, maxDots: number, width: number): Promise<Raster> {
  const small = open(bytes, maxDots, 0).resize({width, withoutEnlargement: true})
  return {...(await inkIn(small, maxDots, true)), dpi: 0}
}

/** A picture inside a document as it is shown there. @throws UnreadableError where it is damaged or too large */
export async function openPicture(
  bytes: Uint8Array,
  maxDots: number,
  {crop, turns}: Pick<EmbeddedPicture, 'crop' | 'turns'>,
): Promise<PagePicture> {
  const plain = await inkIn(open(bytes, maxDots, 0), maxDots, turns === undefined)
  const whole = {...plain, dpi: 0}
  return workable(turned(crop ? cropped(whole, shown(whole, crop)) : whole, turns ?? 0))
}

function shown({width, height}: Raster, crop: NonNullable<EmbeddedPicture['crop']>): Region {
  const [left, top, right, bottom] = crop.map(share => Math.min(Math.max(share, 0), 1))
  const x = Math.min(Math.floor(left! * width), width - 1)
  const y = Math.min(Math.floor(top! * height), height - 1)
  const [endX, endY] = [Math.ceil((1 - right!) * width), Math.ceil((1 - bottom!) * height)]
  return [x, y, Math.max(x + 1, endX), Math.max(y + 1, endY)]
}

/** The pictures in an image file: one, or the pages of a TIFF. @throws UnreadableError where it is damaged or too large */
export async function openImage(bytes: Uint8Array, maxDots: number): Promise<PageSource & {pages: number}> {
  const {pages = 1} = await decoding(open(bytes, maxDots, 0, LARGER).metadata(), maxDots)
  return {
    pages,
    picture: page => decode(bytes, maxDots, page),
    close() {},
  }
}

/** Files of so many times the dots are read smaller: A3 at 600 dots an inch, which decodes row by row. */
const LARGER = 4

/** A picture for the decoder, which knows neither bitmaps nor metafiles. */
function open(bytes: Uint8Array, maxDots: number, page: number, larger = 1): SharpImage {
  const {sharp} = scanSet()
  const picture = unwrapped(bytes, maxDots)
  if (!(picture instanceof Uint8Array)) {
    const {data, width, height} = picture
    return sharp(data, {raw: {width, height, channels: 3}, limitInputPixels: maxDots})
  }
  return sharp(picture, {limitInputPixels: larger * maxDots, failOn: 'truncated', sequentialRead: true, page})
}

async function decode(bytes: Uint8Array, maxDots: number, page: number): Promise<PagePicture> {
  const image = await fitted(open(bytes, maxDots, page - 1, LARGER), maxDots, dotShapeOf(bytes, page))
  return workable({...(await inkIn(image, maxDots, true)), dpi: 0})
}

/**
 * A picture of no more dots than the limit, each as wide as high: those of a fax are not, and letters would be squashed. It is made
 * smaller while it is decoded.
 * @param shape how much higher than wide its dots are
 */
async function fitted(image: SharpImage, maxDots: number, shape: number): Promise<SharpImage> {
  const {width, height, orientation = 1} = await decoding(image.metadata(), maxDots)
  // Turned on its side by its orientation, the picture is stretched the other way.
  const [across, down, high] = orientation < 5 ? [width, height, shape] : [height, width, 1 / shape]
  const square = high > 1 ? [across, down * high] : [across / high, down]
  const smaller = Math.min(1, Math.sqrt(maxDots / (square[0]! * square[1]!)))
  if (shape === 1 && smaller === 1) return image
  const [newWidth, newHeight] = square.map(side => Math.max(1, Math.floor(side * smaller)))
  return image.resize({width: newWidth!, height: newHeight!, fit: 'fill'})
}

/** At a resolution that can be read. */
function workable(picture: Raster): PagePicture {
  const dpi = resolutionOf(picture.width, picture.height)
  const ink = {...picture, dpi}
  const raster = dpi < COARSEST || dpi > FINEST ? scaled(ink, WORKING / dpi) : ink
  return {raster, unitsPerDot: ink.width / raster.width, scanned: dpi}
}

/** Its ink, on white paper where it is transparent. @param upright whether its Exif orientation counts */
async function inkIn(image: SharpImage, maxDots: number, upright: boolean): Promise<Omit<Raster, 'dpi'>> {
  const plain = (upright ? image.rotate() : image).flatten({background: '#ffffff'}).toColourspace('srgb')
  const {data, info} = await decoding(plain.raw().toBuffer({resolveWithObject: true}), maxDots)
  const {width, height} = info
  const dpi = resolutionOf(width, height)
  return {width, height, data: inkOf({data, channels: info.channels, width, height, dpi})}
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
