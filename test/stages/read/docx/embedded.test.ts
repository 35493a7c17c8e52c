import {strFromU8, strToU8, unzipSync, zipSync} from 'fflate'
import {expect, test} from 'vitest'
import {type BookType, utils, write} from 'xlsx'
import {differences, silentErrors} from '../../../generate/compare.ts'
import {writeDocx} from '../../../generate/files/docx.ts'
import {cellAt, type Draft} from '../../../generate/form/draft.ts'
import {documentOf, rootOf} from '../../../generate/form/tree.ts'
import {pipeline} from '../../../generate/pipeline.ts'
import {randomOf} from '../../../generate/random.ts'
import {cleanReport} from '../../../generate/report/model.ts'

const document = documentOf(cleanReport(randomOf(77), {year: 2023, type: 'department', size: 'medium'}))
const TABLE = document.items.find((item): item is Draft => item.type === 'table')!
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/package'
const HERE = '此处为嵌入的表格'

/** The first table of the report as a workbook. */
function workbook(bookType: BookType): Uint8Array {
  const value = (text: string) => (/^\d+$/.test(text) ? Number(text) : text)
  const sheet = utils.aoa_to_sheet(
    Array.from({length: TABLE.rows}, (_, row) =>
      Array.from({length: TABLE.columns}, (_, column) => {
        const cell = cellAt(TABLE, row, column)
        return cell?.row === row && cell.column === column ? value(cell.text) : null
      }),
    ),
  )
  sheet['!merges'] = TABLE.cells.map(({row, column, rowSpan, columnSpan}) => ({
    s: {r: row, c: column},
    e: {r: row + rowSpan - 1, c: column + columnSpan - 1},
  }))
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, 'Sheet1')
  return write(book, {type: 'buffer', bookType})
}

/** The report with this object in the place of its first table. */
function withObject(program: string, name: string, object: Uint8Array): Uint8Array {
  const root = rootOf(document)
  const at = root.children.findIndex(({type}) => type === 'table')
  root.children[at] = {type: 'paragraph', value: HERE}
  const parts = unzipSync(writeDocx(root))
  const edit = (part: string, change: (xml: string) => string) => {
    parts[part] = strToU8(change(strFromU8(parts[part]!)))
  }
  const shape = `<w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" Type="Embed" ProgID="${program}" r:id="object"/></w:object>`
  edit('word/document.xml', xml => xml.replace(new RegExp(`<w:t[^>]*>${HERE}</w:t>`), shape))
  edit('word/_rels/document.xml.rels', xml =>
    xml.replace(
      '</Relationships>',
      `<Relationship Id="object" Type="${RELATION}" Target="embeddings/${name}"/></Relationships>`,
    ),
  )
  return zipSync({...parts, [`word/embeddings/${name}`]: object})
}

test.each([
  ['Excel.Sheet.12', 'Microsoft_Excel.xlsx', 'xlsx'],
  ['Excel.Sheet.8', 'oleObject1.bin', 'biff8'],
  ['ET.Xls.6', 'oleObject1.bin', 'biff8'],
] as const)(
  'a table in an embedded workbook is read, and each figure named: %s',
  async (program, name, kind) => {
    const outcome = await pipeline(false)(withObject(program, name, workbook(kind)), 'a.docx')
    expect(differences(document, outcome.reports[0]!)).toEqual([])
    const named = outcome.findings.filter(({rule}) => rule === 'S21').flatMap(({keys}) => keys)
    expect(new Set(named)).toEqual(new Set(TABLE.cells.flatMap(({key}) => key ?? [])))
    expect(outcome.findings.filter(({rule}) => rule === 'R05').map(({message}) => message)).toEqual([
      `文件中有嵌入的对象或图片未读取：嵌入的对象（${program}）显示的图片没有读出，表格取自其中保存的数据。如其中含有表格或数字，请改为文字形式或另行提供。`,
    ])
  },
)

test('other objects, and workbooks that are none, are named', async () => {
  const what = (program: string) =>
    `文件中有嵌入的对象或图片未读取：嵌入的对象（${program}）没有读出，其中的数字未计入。如其中含有表格或数字，请改为文字形式或另行提供。`
  for (const [program, object] of [
    ['Visio.Drawing.11', workbook('xlsx')],
    ['Excel.Sheet.12', strToU8('nothing')],
  ] as const) {
    const outcome = await pipeline(false)(withObject(program, 'object.bin', object), 'a.docx')
    expect(silentErrors(document, outcome)).toEqual([])
    expect(outcome.findings.filter(({rule}) => rule === 'R05').map(({message}) => message)).toEqual([
      what(program),
    ])
  }
})
