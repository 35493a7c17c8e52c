import {strToU8, unzipSync, zipSync} from 'fflate'
import {describe, expect, it} from 'vitest'
import {CFB} from 'xlsx'
import {isInstalled} from '../../../../stages/read/scan/index.ts'
import {sheet} from '../../../../stages/read/sheet/index.ts'
import {outline, ROWS, readWithPictures, TABLE} from '../scan/reading.ts'
import {outcomeOf} from '../word/outcome.ts'
import {bytesOf, type SheetSpec} from './books.ts'

const BASE = 'http://schemas.openxmlformats.org'
const FORM: Record<string, SheetSpec> = {
  正文: {rows: [['政府信息公开工作年度报告']]},
  附表: {rows: []},
}

const relationships = (links: readonly (readonly [id: string, type: string, target: string])[]) =>
  strToU8(
    `<Relationships xmlns="${BASE}/package/2006/relationships">${links
      .map(
        ([id, type, target]) =>
          `<Relationship Id="${id}" Type="${BASE}/officeDocument/2006/relationships/${type}" Target="${target}"/>`,
      )
      .join('')}</Relationships>`,
  )

/** A workbook with pictures on its second sheet, in their turn, and one that nothing shows. */
function withPictures(bytes: Uint8Array, pictures: readonly Uint8Array[]): Uint8Array {
  const parts = unzipSync(bytes)
  const blips = pictures.map(
    (_, i) =>
      `<xdr:oneCellAnchor><xdr:from><xdr:row>${i}</xdr:row></xdr:from><xdr:pic><xdr:blipFill><a:blip r:embed="p${i}"/></xdr:blipFill></xdr:pic></xdr:oneCellAnchor>`,
  )
  const names = `xmlns:xdr="${BASE}/drawingml/2006/spreadsheetDrawing" xmlns:a="${BASE}/drawingml/2006/main" xmlns:r="${BASE}/officeDocument/2006/relationships"`
  const media = Object.fromEntries(pictures.map((picture, i) => [`xl/media/image${i}.png`, picture]))
  return zipSync({
    ...parts,
    ...media,
    'xl/media/left.png': TABLE,
    'xl/worksheets/_rels/sheet2.xml.rels': relationships([['d', 'drawing', '../drawings/drawing1.xml']]),
    'xl/drawings/drawing1.xml': strToU8(`<xdr:wsDr ${names}>${blips.join('')}</xdr:wsDr>`),
    'xl/drawings/_rels/drawing1.xml.rels': relationships(
      pictures.map((_, i) => [`p${i}`, 'image', `../media/image${i}.png`]),
    ),
  })
}

const bytes = withPictures(bytesOf(FORM, 'xlsx'), [TABLE])
const LEFT = 'R05 工作簿内有 1 幅图片未读取'

describe('pictures on a sheet', () => {
  it.skipIf(!isInstalled())('are read where they hold a table', async () => {
    const {root, findings} = await readWithPictures(sheet, bytes)
    expect(outline(root.children)).toEqual(['正文', '政府信息公开工作年度报告', '附表', ROWS])
    expect(findings).toEqual([
      LEFT,
      'R12 第 1 张图片中有表格或整页文字，其中的文字和数字由程序识别，可能有误',
    ])
  })

  it('are counted where nobody reads them', async () => {
    const {findings} = await outcomeOf(sheet, bytes)
    expect(findings.map(({rule, what}) => `${rule} ${what}`)).toEqual(['R05 工作簿内有 2 幅图片未读取'])
  })

  it.skipIf(!isInstalled())('that are damaged leave the cells as they are', async () => {
    const damaged = withPictures(bytesOf(FORM, 'xlsx'), [TABLE.subarray(0, 60)])
    const {root, findings} = await readWithPictures(sheet, damaged)
    expect(outline(root.children)).toEqual(['正文', '政府信息公开工作年度报告', '附表', 'picture'])
    expect(findings[0]).toBe(LEFT)
  })
})

it.each([
  ['are counted', 3, ['R05 工作簿内有 3 幅图片未读取']],
  ['that it has not are not', 0, []],
])('pictures in a workbook of Excel 97 %s', async (_, count, expected) => {
  const container = CFB.read(bytesOf(FORM, 'biff8'), {type: 'buffer'})
  const stream = Buffer.from(CFB.find(container, '/Workbook')!.content)
  // MSODRAWINGGROUP: a container, in it a record of no concern and the store of pictures.
  const record = Buffer.from(
    `eb0020000f0000f018000000000006f008000000${'00'.repeat(8)}0f0001f000000000`,
    'hex',
  )
  record.writeUInt16LE((count << 4) | 0xf, 28)
  const bof = 4 + stream.readUInt16LE(2)
  // BOUNDSHEET8 says where a sheet begins.
  for (let at = 0; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2))
    if (stream.readUInt16LE(at) === 0x85)
      stream.writeUInt32LE(stream.readUInt32LE(at + 4) + record.length, at + 4)
  CFB.utils.cfb_del(container, '/Workbook')
  const changed = Buffer.concat([stream.subarray(0, bof), record, stream.subarray(bof)])
  CFB.utils.cfb_add(container, '/Workbook', changed)
  const {findings} = await outcomeOf(sheet, CFB.write(container, {type: 'buffer'}) as Buffer)
  expect(findings.map(({rule, what}) => `${rule} ${what}`)).toEqual(expected)
})
