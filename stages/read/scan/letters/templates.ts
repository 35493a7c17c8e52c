import type {Raster, Region} from '../dots/raster.ts'

/** Paper around a digit, dots. */
const MARGIN = 1
/** So many of a digit tell how it looks, and so many are looked at. */
const FEWEST = 2
const MOST = 40

/** How a digit of a page looks. All of a page are of one height. */
export interface Template {
  digit: string
  width: number
  height: number
  /** Ink of each dot, 0 to 1, row by row. */
  ink: Float32Array
}

/** The digits of a page as they look on the whole. @param samples where some stand that are known */
export function templatesOf(page: Raster, samples: readonly {digit: string; box: Region}[]): Template[] {
  const boxes = new Map<string, Region[]>()
  for (const {digit, box} of samples) boxes.set(digit, [...(boxes.get(digit) ?? []), box])
  const height = middleOf(samples.map(({box}) => box[3] - box[1])) + 2 * MARGIN
  return [...boxes]
    .filter(([, own]) => own.length >= FEWEST)
    .map(([digit, own]) => {
      const width = middleOf(own.map(box => box[2] - box[0])) + 2 * MARGIN
      return {digit, width, height, ink: meanOf(page, own.slice(0, MOST), width, height)}
    })
}

function meanOf(page: Raster, boxes: readonly Region[], width: number, height: number): Float32Array {
  const ink = new Float32Array(width * height)
  for (const [left, top, right, bottom] of boxes) {
    const x = Math.round((left + right - width) / 2)
    const y = Math.round((top + bottom - height) / 2)
    for (let i = 0; i < ink.length; i++) {
      const [px, py] = [x + (i % width), y + Math.floor(i / width)]
      const isOnPage = px >= 0 && py >= 0 && px < page.width && py < page.height
      if (isOnPage) ink[i]! += (255 - page.data[py * page.width + px]!) / 255 / boxes.length
    }
  }
  return ink
}

function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}
