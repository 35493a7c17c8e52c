import {strToU8, zipSync} from 'fflate'
import type {Block, Image, Paragraph, Root, Table, TableCell} from '../../../pipeline/model/ast.ts'

/** How a tree is written; the text that is seen is the same whatever is chosen. */
export interface DocxOptions {
  /** Merges over columns as w:gridSpan (Word 2007 on) or w:hMerge (converted from binary documents). */
  merge?: 'gridSpan' | 'hMerge'
  /** Numbers in `data.numbering` as automatic numbering instead of text. */
  automaticNumbering?: boolean
  /** Deleted text, rows and paragraph marks beside what is there, and what is there as an insertion. */
  tracked?: boolean
  /** Hidden text beside what is there. */
  hidden?: boolean
  /** Strict namespaces (ISO/IEC 29500). */
  strict?: boolean
  /** Prefix of the main namespace; '' makes it the default one. */
  prefix?: string
  /** Content controls around cells and paragraphs. */
  controls?: boolean
  /** One run a character. */
  splitRuns?: boolean
  /** WPS: its own namespace, no column grid, widths only. */
  wps?: boolean
  /** UTF-16 with byte order mark. */
  utf16?: boolean
  /** Name of the main part. */
  mainPart?: string
}

const namespaces = (base: string, year: string) => ({
  w: `${base}/wordprocessingml${year}/main`,
  r: `${base}/officeDocument${year}/relationships`,
  wp: `${base}/drawingml${year}/wordprocessingDrawing`,
  a: `${base}/drawingml${year}/main`,
})
const TRANSITIONAL = namespaces('http://schemas.openxmlformats.org', '/2006')
const STRICT = namespaces('http://purl.oclc.org/ooxml', '')
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const COLUMN_WIDTH = 900

interface Writing {
  options: DocxOptions
  links: {type: string; target: string}[]
  /** Definitions of automatic numbers: start, format, text around the number. */
  numbers: {start: number; format: string; text: string}[]
}

/** Writes a tree as a Word document, deterministic to the byte. Paragraph roles go to their own parts. */
export function writeDocx(root: Root, options: DocxOptions = {}): Uint8Array {
  const writing: Writing = {options, links: [], numbers: []}
  const parts: Record<string, string> = {}
  const role = (name: string) =>
    root.children.filter(block => block.type === 'paragraph' && block.data?.role === name)
  const body = root.children.filter(
    block => block.type !== 'paragraph' || !['header', 'footer', 'footnote'].includes(block.data?.role ?? ''),
  )
  let content = blocks(body, writing)
  const section: string[] = []
  for (const kind of ['header', 'footer'] as const) {
    const list = role(kind)
    if (list.length === 0) continue
    parts[`word/${kind}1.xml`] = story(kind === 'header' ? 'hdr' : 'ftr', blocks(list, writing), writing)
    section.push(`<w:${kind}Reference w:type="default" r:id="${link(writing, kind, `/word/${kind}1.xml`)}"/>`)
  }
  const notes = role('footnote')
  if (notes.length) {
    const special =
      '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    const written = notes.map(
      (note, i) =>
        `<w:footnote w:id="${i + 1}">${blocks([note], writing, '<w:r><w:footnoteRef/></w:r>')}</w:footnote>`,
    )
    parts['word/footnotes.xml'] = story('footnotes', special + written.join(''), writing)
    link(writing, 'footnotes', '/word/footnotes.xml')
    const marks = notes.map(
      (_, i) =>
        `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="${i + 1}"/></w:r>`,
    )
    content += `<w:p>${marks.join('')}</w:p>`
  }
  const main = options.mainPart ?? 'word/document.xml'
  const bodyXml = `<w:body>${content}<w:sectPr>${section.join('')}</w:sectPr></w:body>`
  parts[main] = story('document', bodyXml, writing)
  if (writing.numbers.length) {
    parts['word/numbering.xml'] = story('numbering', numberingXml(writing.numbers), writing)
    link(writing, 'numbering', '/word/numbering.xml')
  }
  return pack(main, parts, writing)
}

function pack(main: string, parts: Record<string, string>, {links, options}: Writing): Uint8Array {
  const relation = options.strict ? STRICT.r : TRANSITIONAL.r
  const relationships = (list: {type: string; target: string}[]) =>
    `<Relationships xmlns="${PACKAGE}/relationships">${list
      .map(
        ({type, target}, i) =>
          `<Relationship Id="rId${i + 1}" Type="${relation}/${type}" Target="${target}"/>`,
      )
      .join('')}</Relationships>`
  const slash = main.lastIndexOf('/') + 1
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
  const all: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="${type}"/></Types>`,
    '_rels/.rels': relationships([{type: 'officeDocument', target: main}]),
    [`${main.slice(0, slash)}_rels/${main.slice(slash)}.rels`]: relationships(links),
    ...parts,
  }
  const files: Record<string, Uint8Array> = {}
  for (const [name, xml] of Object.entries(all)) files[name] = encode(xml, options.utf16 ?? false)
  return zipSync(files, {mtime: new Date(1980, 0, 1), level: 6})
}

function encode(xml: string, utf16: boolean): Uint8Array {
  if (!utf16) return strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`)
  return new Uint8Array(Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${xml}`, 'utf16le'))
}

function story(name: string, content: string, {options}: Writing): string {
  const uris = options.strict ? STRICT : TRANSITIONAL
  const declared = Object.entries({
    ...uris,
    mc: 'http://schemas.openxmlformats.org/markup-compatibility/2006',
    ...(options.wps ? {wpsCustomData: 'http://www.wps.cn/officeDocument/2013/wpsCustomData'} : {}),
  })
  const {prefix} = options
  const xml = `<w:${name} ${declared.map(([key, uri]) => `xmlns:${key}="${uri}"`).join(' ')}>${content}</w:${name}>`
  if (prefix === undefined || prefix === 'w') return xml
  const element = prefix === '' ? '' : `${prefix}:`
  const attribute = prefix === '' ? 'q:' : `${prefix}:`
  // With a default namespace attributes still need a prefix: they get a second one, q.
  const extra = prefix === '' ? ` xmlns="${uris.w}" xmlns:q="${uris.w}"` : ` xmlns:${prefix}="${uris.w}"`
  return xml
    .replace(/ xmlns:w="[^"]*"/, extra)
    .replace(/<(\/?)w:/g, `<$1${element}`)
    .replace(/ w:(\w+="[^"<]*")/g, ` ${attribute}$1`)
}

function link(writing: Writing, type: string, target: string): string {
  writing.links.push({type, target})
  return `rId${writing.links.length}`
}

function blocks(list: Block[], writing: Writing, lead = ''): string {
  const {options} = writing
  return list
    .map(block => {
      if (block.type === 'table') return table(block, writing)
      if (block.type === 'image') return `<w:p><w:r>${drawing(block, writing)}</w:r></w:p>`
      if (block.type !== 'paragraph') throw new Error('a Word document has no attachment')
      const xml = paragraph(block, writing, lead)
      return options.controls
        ? `<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>${xml}</w:sdtContent></w:sdt>`
        : xml
    })
    .join('')
}

function paragraph({value, data}: Paragraph, writing: Writing, lead: string): string {
  const {options} = writing
  const properties: string[] = []
  let text = value
  if (data?.numbering !== undefined && options.automaticNumbering) {
    writing.numbers.push(definition(data.numbering))
    properties.push(`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${writing.numbers.length}"/></w:numPr>`)
    text = value.slice(data.numbering.length).trimStart()
  }
  if (data?.align)
    properties.push(
      `<w:jc w:val="${options.strict ? {left: 'start', center: 'center', right: 'end'}[data.align] : data.align}"/>`,
    )
  if (data?.depth) properties.push(`<w:outlineLvl w:val="${data.depth - 1}"/>`)
  let content = lead + runs(text, options)
  let before = ''
  if (options.tracked) {
    content = `<w:del w:id="1" w:author="甲"><w:r><w:delText>37</w:delText></w:r></w:del><w:ins w:id="2" w:author="甲">${content}</w:ins><w:moveFrom w:id="3" w:author="甲"><w:r><w:t>58</w:t></w:r></w:moveFrom>`
    before =
      '<w:p><w:pPr><w:rPr><w:del w:id="4" w:author="甲"/></w:rPr></w:pPr><w:del w:id="5" w:author="甲"><w:r><w:delText>6</w:delText></w:r></w:del></w:p>'
  }
  if (options.hidden) content = `<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r>${content}`
  return `${before}<w:p>${properties.length ? `<w:pPr>${properties.join('')}</w:pPr>` : ''}${content}</w:p>`
}

function runs(text: string, {splitRuns}: DocxOptions): string {
  const pieces = splitRuns ? [...text] : text.split(/(\n)/)
  return pieces
    .filter(piece => piece !== '')
    .map(piece =>
      piece === '\n'
        ? '<w:r><w:br/></w:r>'
        : `<w:r><w:t xml:space="preserve">${escapeXml(piece)}</w:t></w:r>`,
    )
    .join('')
}

function table(node: Table, writing: Writing): string {
  const {options} = writing
  const grid = options.wps
    ? ''
    : `<w:tblGrid>${`<w:gridCol w:w="${COLUMN_WIDTH}"/>`.repeat(node.columns)}</w:tblGrid>`
  const rows: string[] = []
  for (let r = 0; r < node.rows; r++) rows.push(row(node, r, writing))
  if (options.tracked && node.rows > 0) {
    rows.push(
      `<w:tr><w:trPr><w:del w:id="8" w:author="甲"/></w:trPr><w:tc><w:p><w:r><w:t>41</w:t></w:r></w:p></w:tc></w:tr>`,
    )
  }
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>${grid}${rows.join('')}</w:tbl>`
}

function row(node: Table, r: number, writing: Writing): string {
  const {options} = writing
  const covering = node.children
    .filter(cell => cell.row <= r && r < cell.row + cell.rowSpan)
    .sort((a, b) => a.column - b.column)
  const properties: string[] = []
  let column = covering[0]?.column ?? node.columns
  const last = covering.at(-1)
  const after = node.columns - (last ? last.column + last.columnSpan : node.columns)
  if (column > 0)
    properties.push(
      `<w:gridBefore w:val="${column}"/><w:wBefore w:w="${column * COLUMN_WIDTH}" w:type="dxa"/>`,
    )
  if (after > 0) properties.push(`<w:gridAfter w:val="${after}"/>`)
  if (options.tracked) properties.push('<w:ins w:id="9" w:author="甲"/>')
  if (covering.some(cell => cell.row === r && cell.data?.header)) properties.push('<w:tblHeader/>')
  let cells = ''
  for (const cell of covering) {
    if (cell.column !== column) throw new Error('a Word row has no hole between its cells')
    column += cell.columnSpan
    cells += tableCell(cell, r, writing)
  }
  return `<w:tr><w:trPr>${properties.join('')}</w:trPr>${cells}</w:tr>`
}

function tableCell(cell: TableCell, r: number, writing: Writing): string {
  const {options} = writing
  const vertical = cell.rowSpan === 1 ? '' : r === cell.row ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>'
  const inner = r === cell.row ? blocks(cell.children, writing) : ''
  // A cell ends with a paragraph, also after a nested table.
  const content = inner.endsWith('</w:p>') ? inner : `${inner}<w:p/>`
  const one = (width: number, span: string, body: string) => {
    const xml = `<w:tc><w:tcPr><w:tcW w:w="${width * COLUMN_WIDTH}" w:type="dxa"/>${span}${vertical}</w:tcPr>${body}</w:tc>`
    return options.controls ? `<w:sdt><w:sdtPr/><w:sdtContent>${xml}</w:sdtContent></w:sdt>` : xml
  }
  if (options.merge !== 'hMerge' || cell.columnSpan === 1) {
    return one(
      cell.columnSpan,
      cell.columnSpan > 1 ? `<w:gridSpan w:val="${cell.columnSpan}"/>` : '',
      content,
    )
  }
  return (
    one(1, '<w:hMerge w:val="restart"/>', content) +
    one(1, '<w:hMerge/>', '<w:p/>').repeat(cell.columnSpan - 1)
  )
}

function drawing({alt, url, width, height}: Image, writing: Writing): string {
  const id = url === undefined ? '' : ` r:embed="${link(writing, 'image', `/${url}`)}"`
  const extent = `<wp:extent cx="${(width ?? 0) * 9525}" cy="${(height ?? 0) * 9525}"/>`
  return `<w:drawing><wp:inline>${extent}<wp:docPr id="1" name="图片 1"${alt ? ` descr="${escapeXml(alt)}"` : ''}/><a:graphic><a:blip${id}/></a:graphic></wp:inline></w:drawing>`
}

const ONES = [...'一二三四五六七八九']

/** The automatic number that prints as `text`; what is no number of a usual kind is written out. */
function definition(text: string): {start: number; format: string; text: string} {
  const chinese = /[一二三四五六七八九十]+/.exec(text)?.[0]
  if (chinese) {
    const [tens, ones] = chinese.includes('十') ? chinese.split('十') : ['', chinese]
    const ten = chinese.includes('十') ? (tens ? ONES.indexOf(tens!) + 1 : 1) : 0
    const start = ten * 10 + (ones ? ONES.indexOf(ones) + 1 : 0)
    return {start, format: 'chineseCountingThousand', text: text.replace(chinese, '%1')}
  }
  const circle = /[①-⑳]/.exec(text)?.[0]
  if (circle) {
    return {
      start: circle.charCodeAt(0) - 0x245f,
      format: 'decimalEnclosedCircleChinese',
      text: text.replace(circle, '%1'),
    }
  }
  const digits = /\d{1,6}/.exec(text)?.[0]
  if (digits) return {start: Number(digits), format: 'decimal', text: text.replace(digits, '%1')}
  return {start: 1, format: 'none', text}
}

function numberingXml(numbers: Writing['numbers']): string {
  const abstracts = numbers.map(
    ({start, format, text}, i) =>
      `<w:abstractNum w:abstractNumId="${i}"><w:lvl w:ilvl="0"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${escapeXml(text)}"/></w:lvl></w:abstractNum>`,
  )
  const instances = numbers.map((_, i) => `<w:num w:numId="${i + 1}"><w:abstractNumId w:val="${i}"/></w:num>`)
  return abstracts.join('') + instances.join('')
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, mark => ({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'})[mark]!)
}
