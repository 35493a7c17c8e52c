import {unzipSync} from 'fflate'
import {describe, expect, test} from 'vitest'
import type {Table} from '../../../../pipeline/model/ast.ts'
import {textOf} from '../../../../pipeline/model/ast.ts'
import {packDocx, packParts, readDocx, relationships, tbl, tr} from './helpers.ts'

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const NAME = '{0A1B2C3D-0000-4000-8000-000000000001}'
const LINKS = 'word/_rels/document.xml.rels'

const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`
const control = (content: string, properties: string) =>
  `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`
const bound = (path: string, store = NAME, kind = '<w:text/>') =>
  `<w:dataBinding w:xpath="${path}" w:storeItemID="${store}"/>${kind}`
const cell = (content: string) => `<w:tc><w:p>${content}</w:p></w:tc>`

/** What is doubtful about the first cell of a table, of a document with these data. */
async function doubtOf(inCell: string, data = '<a:t xmlns:a="urn:a"><a:x>12</a:x><a:x>30</a:x></a:t>') {
  const parts = unzipSync(packDocx(tbl([tr([inCell])])))
  const links = Buffer.from(parts[LINKS]!).toString()
  const item = `<Relationship Id="d" Type="${OFFICE}/customXml" Target="../customXml/item1.xml"/>`
  const {root, findings} = await readDocx(
    packParts({
      ...parts,
      [LINKS]: links.replace('</Relationships>', `${item}</Relationships>`),
      'customXml/item1.xml': data,
      'customXml/_rels/item1.xml.rels': relationships(
        `<Relationship Id="p" Type="${OFFICE}/customXmlProps" Target="itemProps1.xml"/>`,
      ),
      'customXml/itemProps1.xml': `<ds:datastoreItem ds:itemID="${NAME.toLowerCase()}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>`,
    }),
  )
  const [only] = (root.children[0] as Table).children
  return {text: textOf(only!), doubt: only!.data?.doubt, findings}
}

const sound = (text: string) => ({text, doubt: undefined, findings: []})
const doubtful = (text: string, data: string) => ({
  text,
  doubt: `内容控件里的文字是“${text}”，它绑定的数据却是“${data}”，打开文件时显示的是数据，按文件中的文字读取`,
  findings: [],
})

describe('a control that shows data', () => {
  test('is doubtful where its text is another', async () => {
    const shown = (text: string, path: string) => doubtOf(cell(control(run(text), bound(path))))
    expect(await shown('7', '/a:t[1]/a:x[1]')).toEqual(doubtful('7', '12'))
    expect(await shown('12', '/ns0:t/ns0:x')).toEqual(sound('12'))
    expect(await shown('12', '/a:t/a:x[2]')).toEqual(doubtful('12', '30'))
    expect(await shown('12', '/a:t/a:x[3]')).toEqual(sound('12'))
    expect(await shown('12', '/a:t[2]/a:x[2]')).toEqual(sound('12'))
    expect(await shown('12', '//a:x[2]')).toEqual(sound('12'))
  })

  test('around a cell, and in several runs', async () => {
    const around = control(cell(run('1') + run('3')), bound('/a:t/a:x[1]'))
    expect(await doubtOf(around)).toEqual(doubtful('13', '12'))
    expect(await doubtOf(control(cell(run('1') + run('2')), bound('/a:t/a:x[1]')))).toEqual(sound('12'))
  })

  test('is left alone where it shows other data, a list, or words', async () => {
    const path = '/a:t/a:x[1]'
    expect(await doubtOf(cell(control(run('7'), bound(path, '{2}'))))).toEqual(sound('7'))
    expect(await doubtOf(cell(control(run('7'), bound(path, NAME, '<w:dropDownList/>'))))).toEqual(sound('7'))
    const words = '<t><x>无</x></t>'
    expect(await doubtOf(cell(control(run('有'), bound(path))), words)).toEqual(sound('有'))
  })

  test('deleted text is not its text', async () => {
    const deleted = `<w:del w:id="1" w:author="a">${run('7')}</w:del>`
    const {doubt} = await doubtOf(cell(control(deleted + run('12'), bound('/a:t/a:x[1]'))))
    expect(doubt).toBeUndefined()
  })
})
