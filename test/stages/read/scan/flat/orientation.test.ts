import {createRequire} from 'node:module'
import {describe, expect, it} from 'vitest'
import type {Root} from '../../../../../pipeline/model/ast.ts'
import type {Box} from '../../../../../pipeline/model/place.ts'
import {image, isInstalled} from '../../../../../stages/read/scan/index.ts'
import {outline, ROWS, readWithPictures, TABLE} from '../reading.ts'

/** What is used of sharp to make pictures. */
interface Picture {
  rotate(degrees: number): Picture
  extend(sides: {top: number; bottom: number; background: string}): Picture
  metadata(): Promise<{width: number; height: number}>
  withMetadata(options: {orientation: number}): Picture
  png(): Picture
  jpeg(options: {quality: number}): Picture
  flop(): Picture
  negate(options: {alpha: false}): Picture
  resize(options: {width: number; height: number; fit: 'fill'}): Picture
  tiff(options: {compression: 'lzw'; xres: number; yres: number}): Picture
  toBuffer(): Promise<Buffer>
}

const scanSet = createRequire(new URL('../../../../../stages/read/scan/models/package.json', import.meta.url))
const sharp = (bytes: Uint8Array) => (scanSet('sharp') as (bytes: Uint8Array) => Picture)(bytes)

const READ = 'R12 第 1 页是扫描的图片，其中的文字和数字由程序识别，可能有误'
const TURNED = 'R12 info 第 1 页是横放或倒放的，已按其中文字的方向转正后识别'

/** The table on a page of its own, turned clockwise. */
async function pageOf(degrees: number): Promise<Uint8Array> {
  const {width, height} = await sharp(TABLE).metadata()
  const room = Math.round(width * 1.41) - height
  const page = await sharp(TABLE)
    .extend({top: 200, bottom: room - 200, background: '#fff'})
    .png()
    .toBuffer()
  return await sharp(page).rotate(degrees).png().toBuffer()
}

describe.skipIf(!isInstalled())('a picture', () => {
  let flat: Promise<Box[]> | undefined

  it.each([90, 180, 270])(
    'turned by %i degrees is read upright, its cells where they stand as it lies',
    async degrees => {
      const {width, height} = await sharp(await pageOf(0)).metadata()
      const onLying = ([left, top, right, bottom]: Box): Box => {
        if (degrees === 90) return [height - bottom, left, height - top, right]
        if (degrees === 270) return [top, width - right, bottom, width - left]
        return [width - right, height - bottom, width - left, height - top]
      }
      flat ??= pageOf(0).then(async page => boxesOf((await readWithPictures(image, page)).root))
      const upright = (await flat).map(onLying)
      const {root, findings} = await readWithPictures(image, await pageOf(degrees))
      expect(outline(root.children)).toEqual([ROWS])
      expect(findings).toEqual([READ, TURNED])
      // A rule two dots thick lies on either of them.
      expect(boxesOf(root)).toEqual(upright.map(box => box.map(value => expect.closeTo(value, -1))))
    },
  )

  // Exif 2.32, tag 0x0112: 6 is to be turned by 90 degrees to be seen upright, 3 by 180.
  it.each([
    [6, 270],
    [3, 180],
  ])('that says how it is held (%i) is read so', async (orientation, degrees) => {
    const bytes = await sharp(await pageOf(degrees))
      .withMetadata({orientation})
      .jpeg({quality: 95})
      .toBuffer()
    const {root, findings} = await readWithPictures(image, bytes)
    expect(outline(root.children)).toEqual([ROWS])
    expect(findings).toEqual([READ])
  })

  it('with left for right is turned over, and its cells stand where they lay', async () => {
    const {width} = await sharp(await pageOf(0)).metadata()
    const {root, findings} = await readWithPictures(
      image,
      await sharp(await pageOf(0))
        .flop()
        .png()
        .toBuffer(),
    )
    expect(outline(root.children)).toEqual([ROWS])
    expect(findings).toEqual([READ, 'R12 第 1 页左右颠倒，已翻转后识别'])
    flat ??= pageOf(0).then(async page => boxesOf((await readWithPictures(image, page)).root))
    const expected = (await flat).map(([left, top, right, bottom]) => [
      width - right,
      top,
      width - left,
      bottom,
    ])
    expect(boxesOf(root)).toEqual(expected.map(box => box.map(value => expect.closeTo(value, -1))))
  })

  it('in white on black is read as in black on white', async () => {
    const bytes = await sharp(await pageOf(0))
      .negate({alpha: false})
      .png()
      .toBuffer()
    const {root, findings} = await readWithPictures(image, bytes)
    expect(outline(root.children)).toEqual([ROWS])
    expect(findings).toEqual([READ, 'R12 info 第 1 页是黑底白字的，已反转后识别'])
  })

  it('of dots twice as high as wide, as a fax has them, is read in its true shape', async () => {
    const page = await pageOf(0)
    const {width, height} = await sharp(page).metadata()
    const squashed = sharp(page).resize({width: 2 * width, height, fit: 'fill'})
    const bytes = await squashed.tiff({compression: 'lzw', xres: 16, yres: 8}).toBuffer()
    const {root, findings} = await readWithPictures(image, bytes)
    expect(outline(root.children)).toEqual([ROWS])
    expect(findings).toEqual([READ])
  })

  it('that says wrongly how it is held is read upright all the same', async () => {
    const bytes = await sharp(await pageOf(0))
      .withMetadata({orientation: 6})
      .jpeg({quality: 95})
      .toBuffer()
    const {root, findings} = await readWithPictures(image, bytes)
    expect(outline(root.children)).toEqual([ROWS])
    expect(findings).toEqual([READ, TURNED])
  })
})

function boxesOf(root: Root): Box[] {
  return root.children.flatMap(block =>
    block.type === 'table' ? block.children.map(({place}) => place!.box!) : [],
  )
}
