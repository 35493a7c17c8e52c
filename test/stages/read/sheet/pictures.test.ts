import {strToU8, unzipSync, zipSync} from 'fflate'
import {describe, expect, it} from 'vitest'
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

  it('that are damaged leave the cells as they are', async () => {
    const damaged = withPictures(bytesOf(FORM, 'xlsx'), [TABLE.subarray(0, 60)])
    const {root, findings} = await readWithPictures(sheet, damaged)
    expect(outline(root.children)).toEqual(['正文', '政府信息公开工作年度报告', '附表', 'picture'])
    expect(findings[0]).toBe(LEFT)
  })
})
