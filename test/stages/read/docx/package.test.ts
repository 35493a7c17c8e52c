import {unzipSync, zipSync} from 'fflate'
import {describe, expect, test} from 'vitest'
import {docx} from '../../../../stages/read/docx/index.ts'
import {UnreadableError} from '../../../../stages/read/reader.ts'
import {p, packDocx, packParts, readDocx, relationships, values} from './helpers.ts'

const DOCX = packDocx(p('规章12'))

async function read(bytes: Uint8Array, limits = {}) {
  const {root, findings} = await readDocx(bytes, limits)
  return {values: values(root.children), findings, data: root.data}
}

async function failure(bytes: Uint8Array, limits = {}): Promise<[string, string]> {
  const error = await readDocx(bytes, limits).then(
    () => null,
    error => error,
  )
  if (!(error instanceof UnreadableError)) throw new Error('no UnreadableError', {cause: error})
  return [error.reason, error.detail]
}

function joined(...pieces: (Uint8Array | string)[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces.map(piece => Buffer.from(piece as string))))
}

function edited(change: (parts: Record<string, Uint8Array>) => void): Uint8Array {
  const parts = unzipSync(DOCX)
  change(parts)
  return zipSync(parts, {mtime: new Date(1980, 0, 1)})
}

const OK = {values: ['规章12'], findings: []}

describe('archives', () => {
  test('junk before and after', async () => {
    expect(await read(joined('HTTP/1.1 200 OK\r\n\r\n', DOCX))).toMatchObject(OK)
    expect(await read(joined(DOCX, '\n\0\0'))).toMatchObject(OK)
  })

  test('a comment that holds an end record', async () => {
    const bytes = Buffer.from(DOCX)
    bytes.writeUInt16LE(26, bytes.length - 2)
    expect(await read(joined(bytes, 'PK\x05\x06', new Uint8Array(22)))).toMatchObject(OK)
  })

  test('ZIP64', async () => {
    expect(await read(asZip64(DOCX))).toMatchObject(OK)
    expect(await read(joined('junk', asZip64(DOCX)))).toMatchObject(OK)
  })

  test('without its directory the parts are found by their own headers', async () => {
    const cut = DOCX.subarray(0, Buffer.from(DOCX).indexOf('PK\x01\x02'))
    expect(await read(cut)).toMatchObject({
      values: ['规章12'],
      findings: ['R04 压缩包的目录已损坏，各部件按其本地文件头恢复，可能不全'],
    })
  })

  test('recovered with data descriptors', async () => {
    const cut = withDescriptors(DOCX)
    expect(await read(cut)).toMatchObject({
      values: ['规章12'],
      findings: ['R04 压缩包的目录已损坏，各部件按其本地文件头恢复，可能不全'],
    })
  })

  test('a part cut off in the middle', async () => {
    const at = Buffer.from(DOCX).indexOf('word/document.xml', Buffer.from(DOCX).indexOf('word/_rels'))
    const [reason] = await failure(DOCX.subarray(0, at + 60))
    expect(reason).toBe('unreadable')
  })

  test('a checksum that does not fit', async () => {
    const bytes = Buffer.from(DOCX)
    let at = bytes.indexOf('PK\x01\x02')
    while (bytes.toString('latin1', at + 46, at + 63) !== 'word/document.xml')
      at = bytes.indexOf('PK\x01\x02', at + 4)
    bytes[at + 16]! ^= 1
    expect(await read(bytes)).toMatchObject({
      values: ['规章12'],
      findings: ['R04 部件 word/document.xml 与压缩包记录的校验值不符，内容可能已损坏'],
    })
  })

  test('nothing of an archive', async () => {
    const detail = '文件不是完整的压缩包，可能下载或拷贝不全；请重新取得该文件。'
    expect(await failure(new Uint8Array(0))).toEqual(['unreadable', detail])
    expect(await failure(joined('PK\x03\x04 and no more'))).toEqual(['unreadable', detail])
  })

  test('an archive of something else', async () => {
    const [reason, detail] = await failure(packParts({'a.txt': 'a'}))
    expect([reason, detail]).toEqual([
      'unreadable',
      '压缩包内没有文档正文部件，不是 Word 文档或已损坏；请核实文件。',
    ])
  })

  test('encrypted entries', async () => {
    const bytes = Buffer.from(DOCX)
    for (let at = bytes.indexOf('PK\x01\x02'); at !== -1; at = bytes.indexOf('PK\x01\x02', at + 4))
      bytes[at + 8]! |= 1
    expect((await failure(bytes))[0]).toBe('encrypted')
  })

  test('a bomb', async () => {
    const bomb = packDocx(p(' '.repeat(40 << 20)))
    expect(await failure(bomb)).toEqual([
      'tooLarge',
      '压缩包内的 word/document.xml 解压后超出限额，未读取；请核实文件来源。',
    ])
    expect((await failure(DOCX, {maxUnpackedBytes: 100}))[0]).toBe('tooLarge')
  })

  test('two parts of one name', async () => {
    const second = packDocx(p('规章13'))
    const {values, findings} = await read(withoutDirectory(DOCX, second))
    expect(values).toEqual(['规章12'])
    expect(findings.filter(one => one.includes('document.xml，') || one.includes('document.xml，'))).toEqual([
      'R04 压缩包内有两个 word/document.xml，只读了第一个',
    ])
  })
})

describe('parts', () => {
  test('names in other case, with backslashes, with a leading slash', async () => {
    const renamed = (name: (old: string) => string) =>
      edited(parts => {
        for (const [old, bytes] of Object.entries(parts)) {
          delete parts[old]
          parts[name(old)] = bytes
        }
      })
    expect(await read(renamed(old => old.toUpperCase()))).toMatchObject(OK)
    expect(await read(renamed(old => old.replaceAll('/', '\\')))).toMatchObject(OK)
    expect(await read(renamed(old => `/${old}`))).toMatchObject(OK)
  })

  test('the main part is found by content type where relationships are lost', async () => {
    const moved = edited(parts => {
      delete parts['_rels/.rels']
      parts['[Content_Types].xml'] = Buffer.from(
        '<t:Types xmlns:t="http://schemas.openxmlformats.org/package/2006/content-types"><t:Override PartName="/a/b.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></t:Types>',
      )
      parts['a/b.xml'] = parts['word/document.xml']!
      delete parts['word/document.xml']
    })
    expect(await read(moved)).toMatchObject(OK)
    const bare = edited(parts => {
      delete parts['_rels/.rels']
      delete parts['[Content_Types].xml']
    })
    expect(await read(bare)).toMatchObject(OK)
  })

  test('a workbook is no document', async () => {
    const book = packParts({
      '[Content_Types].xml':
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
      '_rels/.rels': relationships(
        '<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>',
      ),
      'xl/workbook.xml': '<workbook/>',
    })
    expect((await failure(book))[0]).toBe('unsupported')
    expect(docx.sniff(book, 'a.docx')).toBe(false)
  })

  test('document properties', async () => {
    const relation = 'http://schemas.openxmlformats.org'
    const bytes = edited(parts => {
      parts['_rels/.rels'] = Buffer.from(
        relationships(
          `<Relationship Id="a" Type="${relation}/officeDocument/2006/relationships/officeDocument" Target="/word/document.xml"/><Relationship Id="b" Type="${relation}/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="c" Type="${relation}/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/><Relationship Id="d" Type="${relation}/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/>`,
        ),
      )
      parts['docProps/core.xml'] = Buffer.from(
        `<c:coreProperties xmlns:c="${relation}/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/"><dc:title>某某局2023年度报告</dc:title><dc:creator>张 &amp; 李</dc:creator><dc:subject/><t:created>2024-01-15T08:00:00Z</t:created></c:coreProperties>`,
      )
      parts['docProps/app.xml'] = Buffer.from(
        `<Properties xmlns="${relation}/officeDocument/2006/extended-properties" xmlns:vt="${relation}/officeDocument/2006/docPropsVTypes"><Application>WPS Office</Application><TitlesOfParts><vt:vector><vt:lpstr>x</vt:lpstr></vt:vector></TitlesOfParts></Properties>`,
      )
      parts['docProps/custom.xml'] = Buffer.from(
        `<Properties xmlns="${relation}/officeDocument/2006/custom-properties" xmlns:vt="${relation}/officeDocument/2006/docPropsVTypes"><property fmtid="{D}" pid="2" name="KSOProductBuildVer"><vt:lpwstr>2052-11</vt:lpwstr></property></Properties>`,
      )
    })
    expect((await read(bytes)).data).toEqual({
      reader: 'docx',
      title: '某某局2023年度报告',
      metadata: [
        {name: 'dc:title', value: '某某局2023年度报告'},
        {name: 'dc:creator', value: '张 & 李'},
        {name: 'dcterms:created', value: '2024-01-15T08:00:00Z'},
        {name: 'ep:Application', value: 'WPS Office'},
        {name: 'KSOProductBuildVer', value: '2052-11'},
      ],
    })
  })

  test('a damaged part beside the text costs that part', async () => {
    const bytes = packDocx(p('规章12', '<w:rStyle w:val="x"/>'), {
      styles: '<w:style w:styleId="x"><w:rPr></w:style>',
    })
    expect(await read(bytes)).toMatchObject({
      values: ['规章12'],
      findings: ['R04 部件 word/styles.xml 第 1 行不合 XML 规范（unexpected close tag.），其后的内容未读'],
    })
  })
})

describe('XML', () => {
  const main = (xml: string | Uint8Array) =>
    edited(parts => {
      parts['word/document.xml'] = Buffer.from(xml as string)
    })
  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  const body = (text: string, root = W) => `<w:document ${root}><w:body>${text}</w:body></w:document>`

  test('byte order marks, UTF-16, GB 18030', async () => {
    const xml = body(p('规章12'))
    expect(await read(main(`\ufeff${xml}`))).toMatchObject(OK)
    expect(await read(main(Buffer.from(`\ufeff${xml}`, 'utf16le')))).toMatchObject(OK)
    expect(await read(main(Buffer.from(`\ufeff${xml}`, 'utf16le').swap16()))).toMatchObject(OK)
    expect(await read(main(Buffer.from(xml, 'utf16le')))).toMatchObject(OK)
    const gb = Buffer.concat([
      Buffer.from(`<?xml version="1.0" encoding="GB2312"?><w:document ${W}><w:p><w:r><w:t>`),
      Buffer.from([0xb9, 0xe6, 0xd5, 0xc2]),
      Buffer.from('12</w:t></w:r></w:p></w:document>'),
    ])
    expect(await read(main(gb))).toMatchObject(OK)
  })

  test('bytes that are not what they claim', async () => {
    const bytes = Buffer.from(body(p('12X')))
    bytes[bytes.indexOf('12X') + 2] = 0xb9
    expect(await read(main(bytes))).toMatchObject({
      values: ['12\ufffd'],
      findings: ['R02 部件 word/document.xml 的字节不合其编码 utf-8'],
    })
  })

  test('entities are not expanded', async () => {
    const doctype =
      '<!DOCTYPE d [<!ENTITY a "99"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    expect(await read(main(doctype + body(p('规章&b;&c;&amp;'))))).toMatchObject({
      values: ['规章&b;&c;&'],
      findings: [
        'R04 部件 word/document.xml 带有文档类型声明，其中的实体不予展开',
        'R04 部件 word/document.xml 第 1 行不合 XML 规范（undefined entity.）',
      ],
    })
  })

  test('prefixes are resolved, not believed', async () => {
    const uri = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
    const other = `<d:document xmlns:d="${uri}" xmlns:w="urn:other"><d:body><d:p><d:pPr><d:jc d:val="center" w:val="right"/></d:pPr><d:r><d:t>规章12</d:t><w:t>9</w:t></d:r><x:r xmlns:x="${uri}"><x:br/><x:t>甲</x:t></x:r></d:p></d:body></d:document>`
    const {root} = await readDocx(main(other))
    expect(root.children).toEqual([
      {type: 'paragraph', value: '规章12\n甲', data: {align: 'center'}, place: {part: 'word/document.xml'}},
    ])
  })

  test('what comes before a fault is kept, and the fault told', async () => {
    expect(await read(main(`<w:document ${W}><w:body>${p('规章12')}\n<w:p></w:q>${p('失')}`))).toMatchObject({
      values: ['规章12'],
      findings: ['R04 部件 word/document.xml 第 2 行不合 XML 规范（unexpected close tag.），其后的内容未读'],
    })
  })

  test('nothing but a fault', async () => {
    expect(await failure(main('not XML'))).toEqual([
      'unreadable',
      '文档正文部件已损坏，没有可读的内容；请用 Word 或 WPS 修复后重新转换。',
    ])
  })

  test('deep nesting', async () => {
    const deep = '<w:sdt><w:sdtContent>'.repeat(5000) + p('深9') + '</w:sdtContent></w:sdt>'.repeat(5000)
    expect(await read(main(body(p('规章12') + deep)))).toMatchObject({
      values: ['规章12'],
      findings: ['R08 部件 word/document.xml 的元素嵌套超过 200 层，更深的内容未读'],
    })
    const tables = '<w:tbl><w:tr><w:tc>'.repeat(60) + p('深') + '</w:tc></w:tr></w:tbl>'.repeat(60)
    expect((await read(main(body(tables)))).findings).toEqual([])
  })

  test('more nodes than the limit', async () => {
    expect(await read(main(body(p('规章12') + p('二') + p('三'))), {maxNodes: 1})).toMatchObject({
      values: ['规章12'],
      findings: ['R08 文档内容超过 1 个节点，其后的内容未读'],
    })
  })
})

describe('sniff', () => {
  test('by content', () => {
    expect(docx.sniff(DOCX, 'a.doc')).toBe(true)
    expect(docx.sniff(DOCX.subarray(0, 65536), '')).toBe(true)
    expect(docx.sniff(packParts({'a.docx': DOCX}), 'a.docx')).toBe(false)
    expect(docx.sniff(joined('junk', DOCX), 'a.docx')).toBe(true)
    expect(docx.sniff(joined('junk', DOCX), 'a.txt')).toBe(false)
    expect(docx.sniff(joined('%PDF-1.7', DOCX), 'a.docx')).toBe(false)
    expect(docx.sniff(new Uint8Array(0), 'a.docx')).toBe(false)
  })

  test('by content types where the main part lies elsewhere', () => {
    const moved = edited(parts => {
      for (const name of Object.keys(parts)) {
        if (!name.startsWith('word/')) continue
        parts[name.replace('word/', 'x/')] = parts[name]!
        delete parts[name]
      }
    })
    expect(docx.sniff(moved, 'a')).toBe(true)
  })
})

/** The archive with a ZIP64 end record and sizes in extra fields. */
function asZip64(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes)
  const start = buffer.indexOf('PK\x01\x02')
  const end = buffer.lastIndexOf('PK\x05\x06')
  const entries: Buffer[] = []
  for (let at = start; at < end; ) {
    const nameSize = buffer.readUInt16LE(at + 28)
    const entry = Buffer.from(buffer.subarray(at, at + 46 + nameSize))
    const extra = Buffer.alloc(28)
    extra.writeUInt16LE(1, 0)
    extra.writeUInt16LE(24, 2)
    extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(24)), 4)
    extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(20)), 12)
    extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(42)), 20)
    for (const field of [20, 24, 42]) entry.writeUInt32LE(0xffffffff, field)
    at += 46 + nameSize + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32)
    entry.writeUInt16LE(28, 30)
    entry.writeUInt16LE(0, 32)
    entries.push(entry, extra)
  }
  const directory = Buffer.concat(entries)
  const end64 = Buffer.alloc(56)
  end64.write('PK\x06\x06', 'latin1')
  end64.writeBigUInt64LE(44n, 4)
  end64.writeBigUInt64LE(BigInt(entries.length / 2), 24)
  end64.writeBigUInt64LE(BigInt(entries.length / 2), 32)
  end64.writeBigUInt64LE(BigInt(directory.length), 40)
  end64.writeBigUInt64LE(BigInt(start), 48)
  const locator = Buffer.alloc(20)
  locator.write('PK\x06\x07', 'latin1')
  locator.writeBigUInt64LE(BigInt(start + directory.length), 8)
  const last = Buffer.from(buffer.subarray(end))
  last.writeUInt16LE(0xffff, 10)
  last.writeUInt32LE(0xffffffff, 12)
  last.writeUInt32LE(0xffffffff, 16)
  return joined(buffer.subarray(0, start), directory, end64, locator, last)
}

/** Local headers whose sizes are said only after the data, and no directory. */
function withDescriptors(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes)
  const pieces: Buffer[] = []
  for (let at = 0; buffer.readUInt32LE(at) === 0x04034b50; ) {
    const data = at + 30 + buffer.readUInt16LE(at + 26) + buffer.readUInt16LE(at + 28)
    const size = buffer.readUInt32LE(at + 18)
    const header = Buffer.from(buffer.subarray(at, data))
    const descriptor = Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), buffer.subarray(at + 14, at + 26)])
    header.fill(0, 14, 26)
    header.writeUInt16LE(8, 6)
    pieces.push(header, buffer.subarray(data, data + size), descriptor)
    at = data + size
  }
  return joined(...pieces)
}

/** Two archives one after the other, without a directory. */
function withoutDirectory(...archives: Uint8Array[]): Uint8Array {
  return joined(...archives.map(bytes => bytes.subarray(0, Buffer.from(bytes).indexOf('PK\x01\x02'))))
}
