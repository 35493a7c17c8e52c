import {createRequire} from 'node:module'
import {expect, it} from 'vitest'
import type {Image} from '../../../../../pipeline/model/ast.ts'
import {isInstalled} from '../../../../../stages/read/scan/index.ts'
import {openPdf} from '../../../../../stages/read/scan/intake/pdf.ts'
import {scannedPdf} from '../../../../generate/scan/pdf.ts'

interface Drawn {
  jpeg(options?: {quality: number}): {toBuffer(): Promise<Buffer>}
}
type Sharp = {(options: {create: object}): Drawn; (data: Uint8Array, options: {raw: object}): Drawn}
const sharpOf = () =>
  createRequire(new URL('../../../../../stages/read/scan/models/package.json', import.meta.url))(
    'sharp',
  ) as Sharp

/** Pages of 4 by 2 inches that are one picture. */
const [ACROSS, DOWN] = [4, 2]

it.skipIf(!isInstalled()).each([
  [100, 200],
  [150, 200],
  [200, 200],
  [250, 250],
  [600, 300],
])('a page scanned with %i dots an inch is read with %i', async (dpi, worked) => {
  const sharp = sharpOf()
  const [width, height] = [ACROSS * dpi, DOWN * dpi]
  const jpeg = await sharp({create: {width, height, channels: 3, background: '#ffffff'}})
    .jpeg()
    .toBuffer()
  const source = await openPdf(scannedPdf([{jpeg, width, height, dpi, grey: false}]), 1e8)
  const image: Image = {type: 'image', width, height, place: {page: 1, box: [0, 0, ACROSS * 72, DOWN * 72]}}
  const {raster, ...told} = (await source.picture(1, image))!
  source.close()
  const {data, ...shape} = raster
  expect(data.every(value => value === 255)).toBe(true)
  expect(shape).toEqual({width: ACROSS * worked, height: DOWN * worked, dpi: worked})
  expect(told).toEqual({unitsPerDot: 72 / worked, scanned: dpi})
})

/** A page of 4 by 4 inches with rules and strokes of letters, and a ring, a star and bars over them in a grey. */
function sealedPage(dpi: number, grey: number): {data: Uint8Array; width: number; height: number} {
  const [width, height] = [4 * dpi, 4 * dpi]
  const data = new Uint8Array(width * height)
  for (let at = 0; at < data.length; at++) {
    // In dots of a page of 300 an inch.
    const [x, y] = [((at % width) * 300) / dpi, (Math.floor(at / width) * 300) / dpi]
    const isRule = x >= 60 && x < 1140 && y >= 60 && y % 70 < 3
    const isLetter = x % 14 < 4 && y % 70 >= 25 && y % 70 < 48
    const [distance, angle] = [Math.hypot(x - 600, y - 600), Math.atan2(y - 600, x - 600)]
    const isBar = Math.abs(distance - 180) < 20 && Math.sin(14 * angle) > 0.35
    const isSeal = Math.abs(distance - 228) < 6 || distance < 66 * (0.6 + 0.4 * Math.cos(5 * angle)) || isBar
    data[at] = Math.min(isRule ? 40 : isLetter ? 20 : 255, isSeal ? grey : 255)
  }
  return {data, width, height}
}

it.skipIf(!isInstalled()).each([
  ['below 200 dots an inch with a seal in grey is not made up to 200', 150, 130, 150],
  ['of 200 dots an inch with a seal in grey is read as it is', 200, 130, 200],
  ['below 200 dots an inch without a seal is made up to 200', 150, 255, 200],
])('a page %s', async (_, dpi, grey, worked) => {
  const {data, width, height} = sealedPage(dpi, grey)
  const jpeg = await sharpOf()(data, {raw: {width, height, channels: 1}})
    .jpeg({quality: 90})
    .toBuffer()
  const source = await openPdf(scannedPdf([{jpeg, width, height, dpi, grey: false}]), 1e8)
  const image: Image = {type: 'image', width, height, place: {page: 1, box: [0, 0, 4 * 72, 4 * 72]}}
  const {raster, unitsPerDot, scanned} = (await source.picture(1, image))!
  source.close()
  expect([raster.width, raster.height, raster.dpi]).toEqual([4 * worked, 4 * worked, worked])
  expect([unitsPerDot, scanned]).toEqual([72 / worked, dpi])
})
