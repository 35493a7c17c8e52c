import {readFileSync} from 'node:fs'
import {strToU8, zipSync} from 'fflate'
import {type Block, type Image, type Root, type Table, textOf} from '../../../../pipeline/model/ast.ts'
import type {EmbeddedPicture, LayerGlyph, Reader, ReadLimits} from '../../../../stages/read/reader.ts'
import {readPictures} from '../../../../stages/read/scan/index.ts'

const READ: ReadLimits = {
  maxBytes: 1e9,
  maxUnpackedBytes: 1e9,
  maxRatio: 200,
  maxCells: 200_000,
  maxNodes: 500_000,
  maxPages: 500,
  maxDepth: 200,
}
const SCAN = {
  maxPages: 5,
  maxDots: 60_000_000,
  maxDotsInAll: 600_000_000,
  maxTables: 5,
  maxTableCells: 2000,
  labels: [],
}

export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)))
}

/** A table of four rows, as a screenshot. */
export const TABLE = fixture('table.png')
export const ROWS = [
  ['第二十条第（一）项'],
  ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
  ['规章', '0', '0', '4'],
  ['行政规范性文件', '13', '2', '157'],
]

/** The tree of a file, and the pictures that its reader hands over for nodes of it. */
export async function handedOver(reader: Reader, bytes: Uint8Array) {
  const pictures = new Map<Block, EmbeddedPicture>()
  const root = await reader.read(bytes, {
    limits: READ,
    report() {},
    picture: (node, picture) => void pictures.set(node, picture),
  })
  return {root, pictures}
}

/** Reads a file with the pictures in it. */
export async function readWithPictures(reader: Reader, bytes: Uint8Array, limits: Partial<typeof SCAN> = {}) {
  const findings: string[] = []
  const pictures = new Map<Image, EmbeddedPicture>()
  const layers = new Map<number, readonly LayerGlyph[] | null>()
  const context = {
    limits: READ,
    report: (rule: string, {values, severity}: {values?: object; severity?: string} = {}) =>
      void findings.push([rule, ...(severity ? [severity] : []), Object.values(values ?? {})].join(' ')),
    picture: (node: Image, picture: EmbeddedPicture) => void pictures.set(node, picture),
    layer: (page: number, glyphs: readonly LayerGlyph[] | null) => void layers.set(page, glyphs),
  }
  const root = await reader.read(bytes, context)
  const read: Root = await readPictures(root, bytes, {pictures, layers}, {...SCAN, ...limits}, context)
  return {root: read, findings}
}

/** What stands in a tree: texts, the rows of tables, the word picture. */
export function outline(blocks: readonly Block[]): unknown[] {
  return blocks.map(block => {
    if (block.type === 'table') return rowsOf(block)
    return block.type === 'paragraph' ? block.value : 'picture'
  })
}

export function rowsOf(table: Table): unknown[][] {
  return Array.from({length: table.rows}, (_, row) =>
    table.children
      .filter(cell => cell.row === row)
      .map(cell =>
        cell.children.some(({type}) => type !== 'paragraph')
          ? outline(cell.children)
          : cell.children.map(textOf).join('\n'),
      ),
  )
}

const OFFICE = 'http://schemas.openxmlformats.org'
const IMAGE = `${OFFICE}/officeDocument/2006/relationships/image`

/** A picture in a Word document; `crop` are attributes of `a:srcRect`, `turn` degrees. */
export interface Drawn {
  bytes: Uint8Array
  crop?: string
  turn?: number
}

/** A Word document of paragraphs, pictures, and XML written by hand. */
export function docxOf(content: readonly (string | Drawn)[]): Uint8Array {
  const media: Record<string, Uint8Array> = {}
  const links: string[] = []
  const body = content.map(item => {
    if (typeof item === 'string') return item.startsWith('<') ? item : paragraph(`<w:t>${item}</w:t>`)
    const id = `rId${links.length + 1}`
    media[`word/media/${id}.png`] = item.bytes
    links.push(`<Relationship Id="${id}" Type="${IMAGE}" Target="media/${id}.png"/>`)
    const crop = item.crop ? `<a:srcRect ${item.crop}/>` : ''
    const turn = item.turn ? ` rot="${item.turn * 60_000}"` : ''
    return paragraph(
      `<w:drawing><wp:inline><wp:extent cx="5274310" cy="1300000"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${id}"/>${crop}</pic:blipFill><pic:spPr><a:xfrm${turn}/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`,
    )
  })
  const types = Object.keys(media).map(name => `<Override PartName="/${name}" ContentType="image/png"/>`)
  const relationships = (list: string) =>
    strToU8(`<Relationships xmlns="${OFFICE}/package/2006/relationships">${list}</Relationships>`)
  const main = `<Relationship Id="r" Type="${OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>`
  const names = `xmlns:w="${OFFICE}/wordprocessingml/2006/main" xmlns:r="${OFFICE}/officeDocument/2006/relationships" xmlns:wp="${OFFICE}/drawingml/2006/wordprocessingDrawing" xmlns:a="${OFFICE}/drawingml/2006/main" xmlns:pic="${OFFICE}/drawingml/2006/picture"`
  return zipSync(
    {
      '[Content_Types].xml': strToU8(
        `<Types xmlns="${OFFICE}/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>${types.join('')}</Types>`,
      ),
      '_rels/.rels': relationships(main),
      'word/document.xml': strToU8(`<w:document ${names}><w:body>${body.join('')}</w:body></w:document>`),
      'word/_rels/document.xml.rels': relationships(links.join('')),
      ...media,
    },
    {level: 0},
  )
}

const paragraph = (inner: string) => `<w:p><w:r>${inner}</w:r></w:p>`
