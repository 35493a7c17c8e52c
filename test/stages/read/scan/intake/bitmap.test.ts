import {createRequire} from 'node:module'
import {describe, expect, it} from 'vitest'
import {docx} from '../../../../../stages/read/docx/index.ts'
import {rtf} from '../../../../../stages/read/rtf/index.ts'
import {image, isInstalled} from '../../../../../stages/read/scan/index.ts'
import {bitmapOf, isBitmap} from '../../../../../stages/read/scan/intake/bitmap.ts'
import {bitmapIn, metafileKind} from '../../../../../stages/read/scan/intake/metafile.ts'
import {docxOf, outline, ROWS, readWithPictures, TABLE} from '../reading.ts'

const LIMIT = 1_000_000

/** Two rows of three dots: red, green, blue; white, black, grey. */
const DOTS = [
  [
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
  ],
  [
    [255, 255, 255],
    [0, 0, 0],
    [128, 128, 128],
  ],
]

interface Options {
  depth: number
  downwards?: boolean
  compression?: number
  masks?: number[]
  table?: number[][]
}

/** A bitmap without a file's header. @param rows dots as values of their depth, from the top */
function dib(rows: number[][], {depth, downwards, compression = 0, masks = [], table = []}: Options): Buffer {
  const width = rows[0]!.length
  const stride = Math.ceil((width * depth) / 32) * 4
  const head = Buffer.alloc(40)
  head.writeUInt32LE(40, 0)
  head.writeInt32LE(width, 4)
  head.writeInt32LE(downwards ? -rows.length : rows.length, 8)
  head.writeUInt16LE(1, 12)
  head.writeUInt16LE(depth, 14)
  head.writeUInt32LE(compression, 16)
  head.writeUInt32LE(table.length, 32)
  const fields = Buffer.alloc(masks.length * 4)
  masks.forEach((mask, i) => {
    fields.writeUInt32LE(mask, i * 4)
  })
  const colours = Buffer.from(table.flatMap(([r, g, b]) => [b!, g!, r!, 0]))
  const lines = (downwards ? rows : rows.toReversed()).map(row => {
    const line = Buffer.alloc(stride)
    row.forEach((value, x) => {
      if (depth >= 8) line.writeUIntLE(value, (x * depth) / 8, depth / 8)
      else line[Math.floor((x * depth) / 8)]! |= value << (8 - depth - ((x * depth) % 8))
    })
    return line
  })
  return Buffer.concat([head, fields, colours, ...lines])
}

function fileOf(bitmap: Buffer, dotsAt: number): Buffer {
  const head = Buffer.alloc(14)
  head.write('BM')
  head.writeUInt32LE(14 + bitmap.length, 2)
  head.writeUInt32LE(14 + dotsAt, 10)
  return Buffer.concat([head, bitmap])
}

const rgb = DOTS.map(row => row.map(([r, g, b]) => (r! << 16) | (g! << 8) | b!))
const table = DOTS.flat()
const numbers = [
  [0, 1, 2],
  [3, 4, 5],
]

describe('a bitmap', () => {
  it.each([
    ['of 24 bits a dot', dib(rgb, {depth: 24})],
    ['of 32 bits a dot', dib(rgb, {depth: 32})],
    ['from the top down', dib(rgb, {depth: 24, downwards: true})],
    ['of 8 bits a dot', dib(numbers, {depth: 8, table})],
    ['of 4 bits a dot', dib(numbers, {depth: 4, table})],
    [
      'with masks',
      dib(
        DOTS.map(row => row.map(([r, g, b]) => r! | (g! << 8) | (b! << 16))),
        {depth: 32, compression: 3, masks: [0xff, 0xff00, 0xff0000]},
      ),
    ],
    ['as a file', fileOf(dib(rgb, {depth: 24}), 40)],
  ])('%s is decoded to the dot', (_, bytes) => {
    expect(bitmapOf(bytes, LIMIT)).toEqual({width: 3, height: 2, data: Uint8Array.from(DOTS.flat(2))})
  })

  it('of 16 bits a dot has 32 shades of each colour', () => {
    const bytes = dib([[0x7fff, 0, 0x7c00, 0x3e0, 0x1f]], {depth: 16})
    const shades = [255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255]
    expect(bitmapOf(bytes, LIMIT)).toEqual({width: 5, height: 1, data: Uint8Array.from(shades)})
  })

  it('of one bit a dot has two colours', () => {
    const bytes = dib([[0, 1, 1, 0, 1, 0, 0, 0, 1]], {depth: 1, table: [DOTS[0]![0]!, DOTS[1]![0]!]})
    const [red, white] = [
      [255, 0, 0],
      [255, 255, 255],
    ]
    const dots = [red, white, white, red, white, red, red, red, white].flat()
    expect(bitmapOf(bytes, LIMIT)).toEqual({width: 9, height: 1, data: Uint8Array.from(dots)})
  })

  it('that holds a file gives the file', () => {
    const head = dib([[0]], {depth: 24, compression: 5}).subarray(0, 40)
    expect(Buffer.compare(bitmapOf(Buffer.concat([head, TABLE]), LIMIT) as Uint8Array, TABLE)).toBe(0)
  })

  it.each([
    ['larger than the limit', dib(rgb, {depth: 24}), 5],
    ['cut short', dib(rgb, {depth: 24}).subarray(0, 50), LIMIT],
    ['packed by runs', dib(numbers, {depth: 8, compression: 1, table}), LIMIT],
    ['without width', dib([[]], {depth: 24}), LIMIT],
    ['whose dots lie before it', fileOf(dib(rgb, {depth: 24}), -14), LIMIT],
  ])('%s is unreadable', (_, bytes, limit) => {
    expect(() => bitmapOf(bytes, limit)).toThrow(
      /^图片(超过 5 个像素的上限，未读取；请降低分辨率后重试。|文件已损坏或不完整，无法读取，请重新取得该文件。)$/,
    )
  })

  it('is told from text that begins with the same letters', () => {
    expect([isBitmap(Buffer.from('BMW 2021年度')), isBitmap(dib(rgb, {depth: 24}))]).toEqual([false, true])
  })
})

/** An enhanced metafile of these records ([MS-EMF]): type and content. */
function emf(records: readonly (readonly [number, Buffer])[]): Buffer {
  const head = Buffer.alloc(88)
  head.writeUInt32LE(1, 0)
  head.writeUInt32LE(88, 4)
  head.write(' EMF', 40)
  const all = [...records, [14, Buffer.alloc(12)] as const].map(([type, content]) => {
    const start = Buffer.alloc(8)
    start.writeUInt32LE(type, 0)
    start.writeUInt32LE(8 + content.length, 4)
    return Buffer.concat([start, content])
  })
  return Buffer.concat([head, ...all])
}

/** EMR_STRETCHDIBITS. */
function stretched(bitmap: Buffer): readonly [number, Buffer] {
  const content = Buffer.alloc(72)
  for (const [at, value] of [
    [40, 80],
    [44, 40],
    [48, 120],
    [52, bitmap.length - 40],
  ] as const)
    content.writeUInt32LE(value, at)
  return [81, Buffer.concat([content, bitmap])]
}

/** A metafile of one META_STRETCHDIB ([MS-WMF] 2.3.1.6), with the header of a file that says its place. */
function wmf(bitmap: Buffer): Buffer {
  const placeable = Buffer.alloc(22)
  placeable.writeUInt32LE(0x9ac6cdd7, 0)
  const head = Buffer.alloc(18)
  head.writeUInt16LE(1, 0)
  head.writeUInt16LE(9, 2)
  head.writeUInt16LE(0x300, 4)
  const record = Buffer.alloc(28)
  record.writeUInt32LE((28 + bitmap.length) / 2, 0)
  record.writeUInt16LE(0x0f43, 4)
  const end = Buffer.from([3, 0, 0, 0, 0, 0])
  return Buffer.concat([placeable, head, record, bitmap, end])
}

const bitmap = dib(rgb, {depth: 32})
const text = [84, Buffer.alloc(68)] as const

describe('a metafile', () => {
  it.each([
    ['EMF', emf([stretched(bitmap)])],
    ['WMF', wmf(bitmap)],
    ['WMF', wmf(bitmap).subarray(22)],
  ])('of kind %s that paints a bitmap gives it', (kind, bytes) => {
    const inner = bitmapIn(bytes)!
    expect([metafileKind(bytes), bitmapOf(inner.bytes, LIMIT, inner.bitsAt)]).toEqual([
      kind,
      {width: 3, height: 2, data: Uint8Array.from(DOTS.flat(2))},
    ])
  })

  it.each([
    ['writes text, too', emf([stretched(bitmap), text])],
    ['paints two', emf([stretched(bitmap), stretched(bitmap)])],
    ['paints none', emf([])],
    ['breaks off', emf([stretched(bitmap)]).subarray(0, 150)],
    ['has records without length', emf([[81, Buffer.alloc(0)]]).fill(0, 92, 96)],
  ])('that %s gives none', (_, bytes) => {
    expect(bitmapIn(bytes)).toBe(null)
  })
})

describe.skipIf(!isInstalled())('the table', () => {
  const scanSet = createRequire(
    new URL('../../../../../stages/read/scan/models/package.json', import.meta.url),
  )
  const LETTERS = '本机关认真贯彻落实政府信息公开条例，主动公开各类信息。'.repeat(10)

  /** The table as a bitmap of 24 bits without a header. */
  async function table24(): Promise<Buffer> {
    const {data, info} = await scanSet('sharp')(TABLE)
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer({resolveWithObject: true})
    const dot = (x: number, y: number) => {
      const at = (y * info.width + x) * info.channels
      return (data[at] << 16) | (data[at + 1] << 8) | data[at + 2]
    }
    const rows = Array.from({length: info.height}, (_, y) =>
      Array.from({length: info.width}, (_, x) => dot(x, y)),
    )
    return dib(rows, {depth: 24})
  }

  it('is read from a bitmap file', async () => {
    const {root} = await readWithPictures(image, fileOf(await table24(), 40))
    expect(outline(root.children)).toEqual([ROWS])
  })

  it('is read from a metafile in a Word document', async () => {
    const {root} = await readWithPictures(docx, docxOf([LETTERS, {bytes: emf([stretched(await table24())])}]))
    expect(outline(root.children)).toEqual([LETTERS, ROWS])
  })

  it.each([
    ['dibitmap0', (bytes: Buffer) => bytes],
    ['wmetafile8', (bytes: Buffer) => wmf(bytes).subarray(22)],
  ])('is read from RTF (%s)', async (word, wrap) => {
    const hex = wrap(await table24()).toString('hex')
    const {root} = await readWithPictures(
      rtf,
      Buffer.from(`{\\rtf1\\ansi\\ansicpg936 ${'a '.repeat(150)}\\par{\\pict\\${word} ${hex}}\\par}`),
    )
    expect(outline(root.children)).toEqual([`${'a '.repeat(150)}`.trim(), ROWS])
  })

  it('in a metafile that is drawn is named', async () => {
    const {findings} = await readWithPictures(docx, docxOf([LETTERS, {bytes: emf([text])}]))
    expect(findings).toEqual(['R05 info 第 1 张图片是 EMF 格式，没有读出，其中如有数字未计入'])
  })

  it.each([
    ['JPEG 2000', '\0\0\0\u000cjP  \r\n\u0087\n'],
    ['JBIG2', '\u0097JB2\r\n\u001a\n'],
  ])('as %s is refused by name', (kind, start) => {
    const detail = `这是 ${kind} 格式的图片，本程序不能读取；请另存为 PNG 或 JPEG 后重新转换。`
    const bytes = Buffer.from(start.padEnd(64, '\0'), 'latin1')
    expect(image.sniff(bytes, 'a')).toBe(true)
    expect(() => image.read(bytes, {limits: {} as never, report() {}})).toThrow(detail)
  })
})
