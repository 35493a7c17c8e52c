import {deflateSync} from 'node:zlib'
import {describe, expect, it} from 'vitest'
import {UnreadableError} from '../../../../stages/read/reader.ts'
import {image, isInstalled, readScans} from '../../../../stages/read/scan/index.ts'

const LIMITS = {maxPages: 5, maxDots: 60_000_000, labels: []}
const READ = {
  maxBytes: 1e9,
  maxUnpackedBytes: 1e9,
  maxRatio: 200,
  maxCells: 200_000,
  maxNodes: 500_000,
  maxPages: 500,
  maxDepth: 200,
}

/** A PNG that says it is so large, with this much of its rows. */
function png(width: number, height: number, rows: Buffer): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const size = Buffer.alloc(4)
    size.writeUInt32BE(data.length)
    return Buffer.concat([size, Buffer.from(type), data, Buffer.alloc(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Why a picture was not read, or the rules of what was said of it. */
async function outcome(bytes: Uint8Array): Promise<string> {
  const said: string[] = []
  const context = {limits: READ, report: (rule: string) => void said.push(rule)}
  try {
    const root = await image.read(bytes, context)
    await readScans(root, bytes, LIMITS, context)
    return said.join(' ')
  } catch (error) {
    if (error instanceof UnreadableError) return error.reason
    throw error
  }
}

it.each([
  ['a PNG', '\u0089PNG\r\n\u001a\n', true],
  ['a JPEG', '\u00ff\u00d8\u00ff\u00e0', true],
  ['a TIFF', 'II*\0', true],
  ['a WebP', 'RIFF\0\0\0\0WEBPVP8 ', true],
  ['a sound', 'RIFF\0\0\0\0WAVEfmt ', false],
  ['a PDF', '%PDF-1.7', false],
])('%s is told by its first bytes', (_, start, expected) => {
  expect(image.sniff(Buffer.from(start, 'latin1'), 'x')).toBe(expected)
})

it.skipIf(isInstalled())('without the optional set the one command is named', () => {
  const sentence = '图片文件需要识别文字才能读取；请运行 npm run install:scan 安装识别组件后重新运行。'
  expect(() => image.read(png(8, 8, Buffer.alloc(72)), {limits: READ, report() {}})).toThrow(sentence)
})

describe.skipIf(!isInstalled())('with the optional set', () => {
  it('a picture that says it is 50,000 by 50,000 is too large', async () => {
    expect(await outcome(png(50_000, 50_000, Buffer.alloc(100)))).toBe('tooLarge')
  })

  it('what is left out of a truncated picture is told', async () => {
    expect(await outcome(png(400, 400, Buffer.alloc(4000)))).toBe('R04')
  })

  it('a file that only begins like a picture is unreadable', async () => {
    expect(await outcome(Buffer.from('\u00ff\u00d8\u00ff\u00e0 and nothing', 'latin1'))).toBe('unreadable')
  })
})
