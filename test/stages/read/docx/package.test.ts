import {describe, expect, test} from 'vitest'
import {docx} from '../../../../stages/read/docx/index.ts'
import {edited, failure, OK, read} from './containers.ts'
import {p, packDocx, packParts, readDocx, relationships} from './helpers.ts'

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
