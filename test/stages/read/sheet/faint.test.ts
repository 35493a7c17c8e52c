import {zipSync} from 'fflate'
import {describe, expect, test} from 'vitest'
import type {Table} from '../../../../pipeline/model/ast.ts'
import {textOf} from '../../../../pipeline/model/ast.ts'
import {sheet} from '../../../../stages/read/sheet/index.ts'
import {outcomeOf} from '../word/outcome.ts'
import {bytesOf} from './books.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook of one sheet, from the XML of its fonts, fills, formats, shared strings and of the second cell of its row. */
function workbook(parts: {
  fonts?: string
  fills?: string
  formats?: string
  strings?: string
  view?: string
  cell: string
}) {
  const {fonts = '', fills = '', formats = '', strings = '', view = '', cell} = parts
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  const relations = (content: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`
  const files: Record<string, string> = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    '_rels/.rels': relations(relation('r1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      relation('r1', 'worksheet', 'worksheets/sheet1.xml') +
        relation('r2', 'styles', 'styles.xml') +
        relation('r3', 'sharedStrings', 'sharedStrings.xml'),
    ),
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts><font><sz val="11"/></font>${fonts}</fonts><fills><fill><patternFill patternType="none"/></fill>${fills}</fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf fontId="0" fillId="0"/>${formats}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings}</sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}">${view}<sheetData><row r="1"><c r="A1"><v>1</v></c>${cell}</row></sheetData></worksheet>`,
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])))
}

async function cellOf(bytes: Uint8Array) {
  const {tree, findings} = await outcomeOf(sheet, bytes)
  const cell = (tree!.children.find(block => block.type === 'table') as Table).children[1]!
  return {
    text: textOf(cell),
    doubt: cell.data?.doubt,
    told: findings.map(({rule, what}) => `${rule} ${what}`),
  }
}

/** The second cell with one font of its own, and a ground where wanted. */
const inFont = (font: string, value = '12', ground = false) =>
  cellOf(
    workbook({
      fonts: `<font>${font}</font>`,
      fills: '<fill><patternFill patternType="solid"><fgColor rgb="FF1F4E79"/></patternFill></fill>',
      formats: `<xf fontId="1" fillId="${ground ? 1 : 0}"/>`,
      cell: `<c r="B1" s="1"><v>${value}</v></c>`,
    }),
  )

const doubtful = (what: string) => ({
  text: '12',
  doubt: `单元格 B1 ${what}`,
  told: [`R04 工作表“表”单元格 B1 ${what}`],
})
const SOUND = {text: '12', doubt: undefined, told: []}

test('a sheet that is told to leave zeros out', async () => {
  const zeros = (view: string, cell: string) =>
    cellOf(workbook({view: `<sheetViews><sheetView ${view} workbookViewId="0"/></sheetViews>`, cell}))
  const zero = '<c r="B1"><v>0</v></c>'
  const why = '工作表设为不显示零值，显示为空白，存储的数是 0，按存储的读取'
  const unseen = {...doubtful(why), text: '0'}
  expect(await zeros('showZeros="0"', zero)).toEqual(unseen)
  expect(await zeros('showZeros="false"', zero)).toEqual(unseen)
  expect(await zeros('showZeros="1"', zero)).toEqual({...SOUND, text: '0'})
  expect(await zeros('showZeros="0"', '<c r="B1"><v>12</v></c>')).toEqual(SOUND)
  const asText = '<c r="B1" t="inlineStr"><is><t>0</t></is></c>'
  expect(await zeros('showZeros="0"', asText)).toEqual({...SOUND, text: '0'})
})

describe('fonts that leave nothing to be seen', () => {
  test('white letters, but on a ground', async () => {
    const white = '的文字是白色的，可能不显示'
    expect(await inFont('<color rgb="FFFFFFFF"/>')).toEqual(doubtful(white))
    expect(await inFont('<color theme="0"/>')).toEqual(doubtful(white))
    expect(await inFont('<color theme="0"/>', '12', true)).toEqual(SOUND)
    expect(await inFont('<color theme="1"/>')).toEqual(SOUND)
  })

  test('in the colour of the ground', async () => {
    const grey = '<color rgb="FFD9D9D9"/>'
    const cell = {fonts: `<font>${grey}</font>`, cell: '<c r="B1" s="1"><v>12</v></c>'}
    const on = (fill: string) =>
      cellOf(workbook({...cell, fills: `<fill>${fill}</fill>`, formats: '<xf fontId="1" fillId="1"/>'}))
    const pale = doubtful('的文字颜色与底色相近，可能不显示')
    expect(
      await on('<patternFill patternType="solid"><fgColor theme="0" tint="-0.149"/></patternFill>'),
    ).toEqual(pale)
    expect(await on('<patternFill patternType="solid"><fgColor indexed="8"/></patternFill>')).toEqual(SOUND)
    expect(await on('<patternFill patternType="gray125"><fgColor rgb="FFD9D9D9"/></patternFill>')).toEqual(
      SOUND,
    )
    expect(await on('<gradientFill/>')).toEqual(SOUND)
    expect(await inFont('<color rgb="FFFDFDFD"/>')).toEqual(pale)
  })

  test('struck out, and specks', async () => {
    expect(await inFont('<strike/>')).toEqual(doubtful('的数字被删除线划去'))
    expect(await inFont('<strike val="0"/>')).toEqual(SOUND)
    expect(await inFont('<sz val="1"/>')).toEqual(doubtful('的字号小到无法辨认'))
  })

  test('in a font of pictures', async () => {
    const pictures = doubtful('用的是图形字体，显示的是图形而不是数字')
    expect(await inFont('<name val="Wingdings"/>')).toEqual(pictures)
    expect(await inFont('<name val="Symbol"/>')).toEqual(SOUND)
  })
})

describe.each([
  ['shared', (runs: string) => ({strings: `<si>${runs}</si>`, cell: '<c r="B1" t="s"><v>0</v></c>'})],
  ['in its cell', (runs: string) => ({cell: `<c r="B1" t="inlineStr"><is>${runs}</is></c>`})],
])('rich text, %s', (_, parts) => {
  const rich = (runs: string) => cellOf(workbook(parts(runs)))
  const run = (text: string, properties = '') => `<r><rPr>${properties}</rPr><t>${text}</t></r>`

  test('what is struck out is not part of the figure', async () => {
    expect(await rich(run('7', '<strike/>') + run('12'))).toEqual(doubtful('中的“7”被删除线划去，没有采用'))
    expect(await rich(run('1') + run('2', '<b/>'))).toEqual(SOUND)
  })

  test('a font of pictures beside a figure', async () => {
    const told = {...doubtful('中的“7”用的是图形字体，显示的是图形而不是数字'), text: '712'}
    expect(await rich(run('7', '<rFont val="Wingdings 2"/>') + run('12'))).toEqual(told)
    expect(await rich(run('7', '<rFont val="宋体"/>') + run('12'))).toEqual({...SOUND, text: '712'})
  })

  test('white letters beside a figure', async () => {
    const white = '<color rgb="FFFFFFFF"/>'
    const read = {...doubtful('中的“7”是白色的，可能不显示'), text: '712'}
    expect(await rich(run('7', white) + run('12'))).toEqual(read)
    expect((await rich(run('件', white) + run('12'))).doubt).toBeUndefined()
  })

  test('white letters by their number, and specks, beside a figure', async () => {
    const of = (part: string) => ({...doubtful(`中的“7”${part}`), text: '127'})
    expect(await rich(run('12') + run('7', '<color indexed="9"/>'))).toEqual(of('是白色的，可能不显示'))
    expect(await rich(run('12') + run('7', '<sz val="1"/>'))).toEqual(of('字号小到无法辨认'))
    expect(await rich(run('12') + run('件', '<sz val="1"/>'))).toEqual({...SOUND, text: '12件'})
  })

  test('small digits beside a figure may be the mark of a note', async () => {
    const uneven = {
      ...doubtful('中数字的字号大小不一，小的可能是注释的标号，按文件中的文字读取'),
      text: '127',
    }
    expect(await rich(run('12', '<sz val="11"/>') + run('7', '<sz val="6"/>'))).toEqual(uneven)
    expect(await rich(`<r><t>12</t></r>${run('7', '<sz val="6"/>')}`)).toEqual(uneven)
    expect(await rich(`<r><t>12</t></r>${run('7', '<sz val="16"/>')}`)).toEqual({...SOUND, text: '127'})
    expect(await rich(run('12', '<sz val="16"/>') + run('7', '<sz val="12"/>'))).toEqual({
      ...SOUND,
      text: '127',
    })
  })

  test('a raised mark is kept apart from the figure', async () => {
    const raised = '<vertAlign val="superscript"/>'
    expect((await rich(run('12') + run('2', raised))).text).toBe('12 2')
    const why = doubtful('的数字都是上标或下标，可能是注释的标号，按文件中的文字读取').doubt
    const squared = await rich(run('m') + run('2', raised))
    expect([squared.text, squared.doubt]).toEqual(['m2', undefined])
    expect((await rich(run('12', raised))).doubt).toBe(why)
    expect((await inFont(raised)).doubt).toBe(why)
    expect((await rich(run('a&amp;b&#x4e2d;', '<strike val="0"/>'))).text).toBe('a&b中')
  })
})

describe('formats that show something else', () => {
  test('a number that its format hides', async () => {
    const book = (value: number, format: string) =>
      cellOf(bytesOf({表: {rows: [[1, {t: 'n', v: value, z: format}]]}}, 'xlsx'))
    expect(await book(12, ';;;')).toEqual(doubtful('显示为“”，存储的数却是 12，按存储的读取'))
    expect(await book(12, '[DBNum1]General')).toEqual(SOUND)
    const less = {...doubtful('显示为“减12”，存储的数却是 12，按显示的读取'), text: '减12'}
    expect(await book(12, '"减"0')).toEqual(less)
    expect(await book(-12, '0;"减"0')).toEqual({text: '-12', doubt: undefined, told: []})
    expect(await book(0, '#,##0;-#,##0;"-"')).toEqual({text: '0', doubt: undefined, told: []})
  })
})
