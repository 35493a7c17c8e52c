import {createRequire} from 'node:module'
import {strToU8, zipSync} from 'fflate'
import {describe, expect, it} from 'vitest'
import type {Table} from '../../../../../pipeline/model/ast.ts'
import {doc} from '../../../../../stages/read/doc/index.ts'
import {docx, odt, wordXml} from '../../../../../stages/read/docx/index.ts'
import {html, readHtml} from '../../../../../stages/read/html/index.ts'
import {mht} from '../../../../../stages/read/mht/index.ts'
import {ofd} from '../../../../../stages/read/ofd/index.ts'
import {rtf} from '../../../../../stages/read/rtf/index.ts'
import {image, isInstalled} from '../../../../../stages/read/scan/index.ts'
import {readText} from '../../../../../stages/read/text/index.ts'
import {odtBody, odtPackage} from '../../../../generate/files/odt.ts'
import {flatOpc} from '../../../../generate/files/wordXml.ts'
import {
  type Drawn,
  docxOf,
  fixture,
  handedOver,
  outline,
  ROWS,
  readWithPictures,
  rowsOf,
  TABLE,
} from '../reading.ts'

const TEXT = '本机关认真贯彻落实政府信息公开条例，主动公开各类信息。'.repeat(10)
const SAID = 'R12 第 1 张图片中有表格或整页文字，其中的文字和数字由程序识别，可能有误'
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const picture: Drawn = {bytes: TABLE}

const wordTable = (rows: readonly (readonly string[])[]) =>
  `<w:tbl>${rows
    .map(row => {
      const span = row.length === 1 ? '<w:tcPr><w:gridSpan w:val="4"/></w:tcPr>' : ''
      const cells = row.map(text => `<w:tc>${span}<w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`)
      return `<w:tr>${cells.join('')}</w:tr>`
    })
    .join('')}</w:tbl>`

/** Dots without any order, on bright ground: neither paper nor rules. */
function photograph(): Promise<Uint8Array> {
  const require = createRequire(
    new URL('../../../../../stages/read/scan/models/package.json', import.meta.url),
  )
  const sharp = require('sharp')
  const data = new Uint8Array(600 * 400 * 3)
  for (let i = 0; i < data.length; i++) data[i] = (Math.imul(i, 2654435761) >>> 13) % 256
  return sharp(data, {raw: {width: 600, height: 400, channels: 3}})
    .png()
    .toBuffer()
}

describe('pictures are handed over', () => {
  it.each([
    ['a Word document', docx, docxOf([TEXT, picture, '尾'])],
    ['flat OPC', wordXml, flatOpc(docxOf([TEXT, picture, '尾']))],
    [
      'Word 2003 XML',
      wordXml,
      Buffer.from(
        `<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:v="urn:schemas-microsoft-com:vml"><w:body><w:p><w:r><w:t>${TEXT}</w:t></w:r></w:p><w:p><w:r><w:pict><w:binData w:name="wordml://01.png">${base64(TABLE)}</w:binData><v:shape style="width:415pt;height:102pt"><v:imagedata src="wordml://01.png"/></v:shape></w:pict></w:r></w:p><w:p><w:r><w:t>尾</w:t></w:r></w:p></w:body></w:wordDocument>`,
      ),
    ],
    [
      'a web page',
      html,
      Buffer.from(
        `<meta charset="utf-8"><p>${TEXT}</p><p><img src="data:image/png;base64,${base64(TABLE)}"></p><p>尾</p>`,
      ),
    ],
    [
      'an OpenDocument text',
      odt,
      odtPackage({
        'content.xml': odtBody(
          `<text:p>${TEXT}</text:p><text:p><draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame></text:p><text:p>尾</text:p>`,
        ),
        'Pictures/1.png': TABLE,
      }),
    ],
    ['a binary Word document', doc, fixture('inline.doc')],
    ['a binary Word document, floating', doc, fixture('floating.doc')],
    ['RTF', rtf, richText()],
    ['a web archive, by id', mht(readHtml, readText), archive('cid:one@x', 'Content-ID: <one@x>')],
    [
      'a web archive, by place',
      mht(readHtml, readText),
      archive('a.files/%E8%A1%A8.png', 'Content-Location: file:///C:/a.files/%E8%A1%A8.png'),
    ],
    [
      'a web archive, by name',
      mht(readHtml, readText),
      archive('a.files/image001.png', 'Content-Location: http://x/b/image001.png'),
    ],
  ])('in %s', async (_, reader, bytes) => {
    const {root, pictures} = await handedOver(reader, bytes)
    expect(outline(root.children)).toEqual([TEXT, 'picture', '尾'])
    expect(Buffer.from(pictures.get(root.children[1]!)!.bytes()!).equals(TABLE)).toBe(true)
  })
})

it('a page of an OFD file that is a picture hands it over', async () => {
  const xml = (text: string) =>
    strToU8(
      text.replace(/<(\/?)(?=[A-Z])/g, '<$1ofd:').replace('>', ' xmlns:ofd="http://www.ofdspec.org/2016">'),
    )
  const bytes = zipSync({
    'OFD.xml': xml('<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>'),
    'Doc_0/Document.xml': xml(
      '<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea><DocumentRes>DocumentRes.xml</DocumentRes></CommonData><Pages><Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></Pages></Document>',
    ),
    'Doc_0/DocumentRes.xml': xml(
      '<Res BaseLoc="Res"><MultiMedias><MultiMedia ID="7" Type="Image"><MediaFile>a.png</MediaFile></MultiMedia></MultiMedias></Res>',
    ),
    'Doc_0/Pages/Page_0/Content.xml': xml(
      '<Page><Content><Layer ID="2"><ImageObject ID="3" Boundary="10 20 190 47.5" CTM="190 0 0 47.5 0 0" ResourceID="7"/></Layer></Content></Page>',
    ),
    'Doc_0/Res/a.png': TABLE,
  })
  const {root, pictures} = await handedOver(ofd, bytes)
  expect(outline(root.children)).toEqual(['picture'])
  const [picture] = [...pictures.values()]
  expect(picture!.part).toBe('Doc_0/Res/a.png')
  expect(Buffer.from(picture!.bytes()!).equals(TABLE)).toBe(true)
})

describe.skipIf(!isInstalled())('a picture of a table', () => {
  it('is read to the letter, with a picture of each figure', async () => {
    const {root} = await readWithPictures(image, TABLE)
    const table = root.children[0] as Table
    expect(rowsOf(table)).toEqual(ROWS)
    const figures = table.children.filter(cell => cell.data?.picture).map(cell => [cell.row, cell.column])
    expect(figures).toEqual([2, 3].flatMap(row => [1, 2, 3].map(column => [row, column])))
  })

  it('becomes the table at its place', async () => {
    const {root, findings} = await readWithPictures(docx, docxOf([TEXT, picture, '尾']))
    expect(outline(root.children)).toEqual([TEXT, ROWS, '尾'])
    expect(findings).toEqual([SAID])
  })

  it('says which part of the document it is and where in the picture its cells stand', async () => {
    const {root} = await readWithPictures(docx, docxOf([TEXT, picture]))
    const {children, place} = root.children[1] as Table
    expect(place).toEqual({part: 'word/media/rId1.png', box: expect.any(Array)})
    expect(children.every(cell => cell.place?.part === 'word/media/rId1.png')).toBe(true)
    const {box} = children.at(-1)!.place!
    expect(box!.map(value => Math.round(value / 20) * 20)).toEqual([600, 120, 780, 160])
  })

  it('in a cell that lays out the page is a table in that cell', async () => {
    const page = `<meta charset="utf-8"><table><tr><td>${TEXT}</td></tr><tr><td><img src="data:image/png;base64,${base64(TABLE)}"></td></tr></table>`
    const {root} = await readWithPictures(html, Buffer.from(page))
    expect(outline(root.children)).toEqual([[[TEXT], [[ROWS]]]])
  })

  it('is read as far as it is shown', async () => {
    const {root} = await readWithPictures(docx, docxOf([TEXT, {...picture, crop: 't="24500"'}]))
    expect(outline(root.children)).toEqual([TEXT, ROWS.slice(1)])
  })

  it('is read upright where the document turns it', async () => {
    const turned = await createRequire(
      new URL('../../../../../stages/read/scan/models/package.json', import.meta.url),
    )('sharp')(TABLE)
      .rotate(270)
      .png()
      .toBuffer()
    const {root} = await readWithPictures(docx, docxOf([TEXT, {bytes: turned, turn: 90}]))
    expect(outline(root.children)).toEqual([TEXT, ROWS])
  })

  it('that stands there twice is read once', async () => {
    const {root} = await readWithPictures(docx, docxOf([TEXT, picture, '又', picture]))
    expect(outline(root.children)).toEqual([TEXT, ROWS, '又', 'picture'])
  })

  it('whose table the document has as a table does not count', async () => {
    const {root, findings} = await readWithPictures(docx, docxOf([TEXT, wordTable(ROWS), picture]))
    expect(outline(root.children)).toEqual([TEXT, ROWS, 'picture'])
    const said = '第 1 张图片中的表格正文里也有，以正文的表格为准，图片未计入'
    expect(findings).toEqual([`R12 info ${said}`])
    const other = ROWS.map(row => row.map(text => (text === '157' ? '151' : text)))
    const differing = await readWithPictures(docx, docxOf([TEXT, wordTable(other), picture]))
    expect(differing.findings).toEqual([`R12 warning ${said}；图中识别出的 157在正文的表格中没有`])
  })

  it('beside the blank form counts', async () => {
    const blank = ROWS.map(row => row.map(text => text.replace(/^\d+$/, '')))
    const {root} = await readWithPictures(docx, docxOf([TEXT, wordTable(blank), picture]))
    expect(outline(root.children)).toEqual([TEXT, blank, ROWS])
  })

  it('beyond the limit stays a picture, and is told', async () => {
    const other = Buffer.concat([TABLE, Buffer.from('more')])
    const bytes = docxOf([TEXT, picture, '又', {bytes: other}])
    const {root, findings} = await readWithPictures(docx, bytes, {maxTables: 1})
    expect(outline(root.children)).toEqual([TEXT, ROWS, '又', 'picture'])
    const beyond = 'R08 文件中的图片过多或过大，第 2 张及以后的图片没有查看是否含有表格'
    expect(findings).toEqual([beyond, SAID])
  })
})

describe.skipIf(!isInstalled())('a picture without a table stays a picture', () => {
  it('a photograph', async () => {
    const {root, findings} = await readWithPictures(docx, docxOf([TEXT, {bytes: await photograph()}]))
    expect(outline(root.children)).toEqual([TEXT, 'picture'])
    expect(findings).toEqual([])
  })

  it('one that cannot be read, which may be an ornament', async () => {
    const {root, findings} = await readWithPictures(docx, docxOf([TEXT, {bytes: TABLE.subarray(0, 900)}]))
    expect(outline(root.children)).toEqual([TEXT, 'picture'])
    expect(findings).toEqual(['R04 info 第 1 张图片已损坏，未能查看其中是否含有表格'])
  })

  it('one that says it is 60,000 by 60,000', async () => {
    const bytes = Uint8Array.from(TABLE)
    new DataView(bytes.buffer).setUint32(16, 60_000)
    new DataView(bytes.buffer).setUint32(20, 60_000)
    const {root, findings} = await readWithPictures(docx, docxOf([TEXT, {bytes}]))
    expect(outline(root.children)).toEqual([TEXT, 'picture'])
    expect(findings).toEqual(['R08 info 第 1 张图片过大，未查看是否含有表格'])
  })
})

/** In hexadecimal digits on many lines, as word processors write it. */
function richText(): Uint8Array {
  const unicode = (text: string) => [...text].map(c => `\\u${c.charCodeAt(0)}?`).join('')
  const digits = Buffer.from(TABLE).toString('hex').replace(/.{64}/g, '$&\n')
  return Buffer.from(
    `{\\rtf1\\ansi ${unicode(TEXT)}\\par {\\*\\shppict{\\pict{\\*\\blipuid 00ff}\\picwgoal8306\\pichgoal2047\\pngblip\n${digits}}}{\\nonshppict{\\pict\\wmetafile8 00}}\\par ${unicode('尾')}\\par}`,
  )
}

/** A page with a picture in one file. */
function archive(url: string, header: string): Uint8Array {
  const page = `<meta charset="utf-8"><p>${TEXT}</p><p><img src="${url}"></p><p>尾</p>`
  return Buffer.from(
    [
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; boundary="--b"',
      '',
      '----b',
      'Content-Type: text/html; charset="utf-8"',
      'Content-Transfer-Encoding: base64',
      'Content-Location: file:///C:/a.htm',
      '',
      base64(Buffer.from(page)),
      '----b',
      'Content-Type: image/png',
      'Content-Transfer-Encoding: base64',
      header,
      '',
      base64(TABLE).replace(/.{76}/g, '$&\r\n'),
      '----b--',
      '',
    ].join('\r\n'),
  )
}
