import {expect, test} from 'vitest'
import {textOf} from '../../../../pipeline/model/ast.ts'
import {wordXml} from '../../../../stages/read/docx/index.ts'
import {UnreadableError} from '../../../../stages/read/reader.ts'
import {LIMITS} from './helpers.ts'

const NAMESPACES =
  'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'

const wrap = (body: string, before = '') =>
  `<?xml version="1.0"?><w:wordDocument ${NAMESPACES}>${before}<w:body><wx:sect>${body}</wx:sect></w:body></w:wordDocument>`

const p = (text: string, properties = '') =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`

async function read(xml: string, head = xml) {
  const findings: string[] = []
  const bytes = new TextEncoder().encode(xml)
  expect(wordXml.sniff(new TextEncoder().encode(head), 'a.doc')).toBe(true)
  const root = await wordXml.read(bytes, {
    limits: LIMITS,
    report: (rule, details) => findings.push(`${rule} ${details?.values?.what}`),
  })
  return {root, findings}
}

test('the number Word wrote beside a list paragraph is its first text', async () => {
  const list =
    '<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="一、"/><wx:font wx:val="宋体"/></w:listPr>'
  const {root, findings} = await read(wrap(p('总体情况', list)))
  expect(root.children.map(textOf)).toEqual(['一、总体情况'])
  expect(findings).toEqual([])
})

test('a list paragraph without its number is told', async () => {
  const {root, findings} = await read(
    wrap(p('总体情况', '<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/></w:listPr>')),
  )
  expect(root.children.map(textOf)).toEqual(['总体情况'])
  expect(findings).toEqual(['R04 文档引用的自动编号没有定义，段首编号未读'])
})

test('tracked changes: inserted text counts, deleted text and comments do not', async () => {
  const change = (type: string, content: string) =>
    `<aml:annotation aml:id="1" w:type="${type}"><aml:content>${content}</aml:content></aml:annotation>`
  const {root, findings} = await read(
    wrap(
      `<w:p>${change('Word.Deletion', '<w:r><w:delText>12</w:delText></w:r>')}${change('Word.Insertion', '<w:r><w:t>13</w:t></w:r>')}${change('Word.Comment', '<w:p><w:r><w:t>批注</w:t></w:r></w:p>')}<w:r><w:t>件</w:t></w:r></w:p>`,
    ),
  )
  expect(root.children.map(textOf)).toEqual(['13件'])
  expect(findings).toEqual(['R07 修订中已删除的内容“12”'])
})

test('headers, footnotes, pictures and properties', async () => {
  const note = `<w:r><w:footnote>${p('按办结件数')}</w:footnote></w:r>`
  const picture =
    '<w:r><w:pict><w:binData w:name="wordml://1.png">iVBORw0KGgo=</w:binData><v:shape style="width:96pt;height:48pt"><v:imagedata src="wordml://1.png"/></v:shape></w:pict></w:r>'
  const {root} = await read(
    wrap(
      `<w:p><w:r><w:t>新收12</w:t></w:r>${note}</w:p><w:p>${picture}</w:p><w:sectPr><w:hdr w:type="odd">${p('某局年报')}</w:hdr></w:sectPr>`,
      '<o:DocumentProperties><o:Title>2021年年报</o:Title><o:Author>办公室</o:Author></o:DocumentProperties>',
    ),
  )
  expect(root.data).toEqual({
    reader: 'wordXml',
    title: '2021年年报',
    metadata: [
      {name: 'dc:title', value: '2021年年报'},
      {name: 'dc:creator', value: '办公室'},
    ],
  })
  expect(root.children.map(({place: _, ...block}) => block)).toEqual([
    {type: 'paragraph', value: '某局年报', data: {role: 'header'}},
    {type: 'paragraph', value: '新收12'},
    {type: 'image', url: 'word/media/1.png', width: 128, height: 64},
    {type: 'paragraph', value: '按办结件数', data: {role: 'footnote'}},
  ])
})

test('merged cells', async () => {
  const tc = (text: string, properties: string) => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`
  const {root, findings} = await read(
    wrap(
      `<w:tbl><w:tblPr/><w:tr>${tc('甲', '<w:gridSpan w:val="2"/>')}${tc('乙', '<w:vmerge w:val="restart"/>')}</w:tr><w:tr>${tc('丙', '<w:hmerge w:val="restart"/>')}${tc('', '<w:hmerge/>')}${tc('', '<w:vmerge/>')}</w:tr></w:tbl>`,
    ),
  )
  const table = root.children[0]!
  if (table.type !== 'table') throw new Error('no table')
  expect(
    table.children.map(({row, column, rowSpan, columnSpan, ...cell}) => [
      textOf(cell as never),
      row,
      column,
      rowSpan,
      columnSpan,
    ]),
  ).toEqual([
    ['甲', 0, 0, 1, 2],
    ['乙', 0, 2, 2, 1],
    ['丙', 1, 0, 1, 2],
  ])
  expect(findings).toEqual([])
})

test('cut off in the middle: what was read stays, and the fault is told', async () => {
  const whole = wrap(p('一、总体情况') + p('二、主动公开'))
  const {root, findings} = await read(whole.slice(0, whole.indexOf('主动') + 1))
  expect(root.children.map(textOf)).toEqual(['一、总体情况'])
  expect(findings).toEqual([
    'R04 部件 word/document.xml 第 1 行不合 XML 规范（unclosed tag: w:t），其后的内容未读',
  ])
})

test('without a body there is nothing to read', async () => {
  await expect(read(`<w:wordDocument ${NAMESPACES}><w:fonts/></w:wordDocument>`)).rejects.toThrow(
    new UnreadableError(
      'unreadable',
      'Word 2003 XML 文档没有正文，可能已损坏；请用 Word 或 WPS 另存后重新转换。',
    ),
  )
})
