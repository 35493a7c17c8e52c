import {createRequire} from 'node:module'
import {describe, expect, it} from 'vitest'
import type {Table} from '../../../../pipeline/model/ast.ts'
import {pdf} from '../../../../stages/read/pdf/index.ts'
import {isInstalled} from '../../../../stages/read/scan/index.ts'
import {at, rawPdf, stream} from '../pdf/raw.ts'
import {outline, ROWS, readWithPictures, TABLE} from './reading.ts'

const SCALE = 72 / 100
const [WIDTH, HEIGHT] = [800, 200]
/** Where the figures of the picture stand, dots. */
const COLUMNS = [315, 500, 680]
const LINES = [112, 148]
const SAID =
  'R12 第 1 页是带有识别层的扫描件，其中的文字和数字由程序从图片中重新识别，识别层只用来核对，都可能有误'

/** A page that is the picture, with figures under it that nobody sees, and text that is printed. */
async function scan(layer: readonly (readonly string[])[], printed = ''): Promise<Uint8Array> {
  const sharp = createRequire(new URL('../../../../stages/read/scan/models/package.json', import.meta.url))(
    'sharp',
  )
  const dots: Buffer = await sharp(TABLE).toColourspace('b-w').raw().toBuffer()
  const image = stream(
    `/Type /XObject /Subtype /Image /Width ${WIDTH} /Height ${HEIGHT} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /ASCIIHexDecode`,
    `${dots.toString('hex')}>`,
  )
  const text = layer.flatMap((row, i) =>
    row.map((figure, k) => at(COLUMNS[k]! * SCALE - 2, (HEIGHT - LINES[i]!) * SCALE, figure, '3 Tr', 11)),
  )
  const size = [WIDTH, HEIGHT].map(side => side * SCALE)
  const content = `q ${size[0]} 0 0 ${size[1]} 0 0 cm /I1 Do Q ${text.join('')} ${printed}`
  return rawPdf([{content, entries: `/MediaBox [0 0 ${size[0]} ${size[1]}]`}], {
    objects: {20: image},
    resources: '/XObject << /I1 20 0 R >>',
  })
}

/** Figures whose picture alone would not do. */
const doubted = (table: Table) =>
  table.children
    .filter(({data}) => data?.picture && data.doubt)
    .map(({row, column, data}) => [row, column, data?.doubt])

describe.skipIf(!isInstalled())('a scan with a layer of text', () => {
  it('is read once, from its picture', async () => {
    const layer = [
      ['0', '0', '4'],
      ['13', '2', '157'],
    ]
    const {root, findings} = await readWithPictures(pdf, await scan(layer))
    expect(outline(root.children)).toEqual([ROWS])
    expect(findings.filter(text => !text.startsWith('R09'))).toEqual([SAID])
    expect(doubted(root.children[0] as Table)).toEqual([])
  })

  it('is doubted where the layer has another figure, not where it has none', async () => {
    const layer = [
      ['0', '', '4'],
      ['18', '2', '157'],
    ]
    const {root} = await readWithPictures(pdf, await scan(layer))
    expect(outline(root.children)).toEqual([ROWS])
    expect(doubted(root.children[0] as Table)).toEqual([[3, 1, '扫描件自带的识别层在此处是“18”']])
  })

  it('keeps its layer beside text that is printed, and is not read twice', async () => {
    const printed = at(20, 140, 'printed beside the scan', '0 Tr', 8)
    const {root, findings} = await readWithPictures(pdf, await scan([['0', '0', '4']], printed))
    expect(outline(root.children)).toEqual(['printed beside the scan', 'picture', '0 0 4'])
    expect(findings).toEqual(['R06 第 1 页是扫描件，文字取自其隐藏的识别层，可能有误'])
  })

  it('keeps its layer beyond the pages that are read', async () => {
    const {root, findings} = await readWithPictures(pdf, await scan([['0', '0', '4']]), {maxPages: 0})
    expect(outline(root.children)).toEqual(['picture', '0 0 4'])
    expect(findings).toEqual(['R06 第 1 页是扫描件，文字取自其隐藏的识别层，可能有误'])
  })
})
