import {createRequire} from 'node:module'
import {expect, it} from 'vitest'
import type {Image} from '../../../../../pipeline/model/ast.ts'
import {isInstalled} from '../../../../../stages/read/scan/index.ts'
import {openPdf} from '../../../../../stages/read/scan/intake/pdf.ts'
import {scannedPdf} from '../../../../generate/scan/pdf.ts'

type Sharp = (options: {create: object}) => {jpeg(): {toBuffer(): Promise<Buffer>}}

/** Pages of 4 by 2 inches that are one picture. */
const [ACROSS, DOWN] = [4, 2]

it.skipIf(!isInstalled()).each([
  [100, 200],
  [150, 200],
  [200, 200],
  [250, 250],
  [600, 300],
])('a page scanned with %i dots an inch is read with %i', async (dpi, worked) => {
  const sharp = createRequire(
    new URL('../../../../../stages/read/scan/models/package.json', import.meta.url),
  )('sharp') as Sharp
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
