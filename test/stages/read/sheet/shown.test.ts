import {unzipSync, zipSync} from 'fflate'
import {describe, expect, test} from 'vitest'
import {type Table, textOf} from '../../../../pipeline/model/ast.ts'
import {sheet} from '../../../../stages/read/sheet/index.ts'
import {outcomeOf} from '../word/outcome.ts'

/** The cells of the first row but for the first: what is read, and what is doubtful about it. */
async function cellsOf(bytes: Uint8Array) {
  const {tree} = await outcomeOf(sheet, bytes)
  const table = tree!.children.find(block => block.type === 'table') as Table
  return table.children.slice(1).map(cell => [textOf(cell), cell.data?.doubt ?? ''])
}

const UNSEEN = '的文字是白色的，可能不显示'
const PALE = '的文字颜色与底色相近，可能不显示'
const TINY = '的字号小到无法辨认'
const UNEVEN = '中数字的字号大小不一，小的可能是注释的标号，按文件中的文字读取'
const NO_ZEROS = '工作表设为不显示零值，显示为空白，存储的数是 0，按存储的读取'
const STRUCK = '的数字被删除线划去'
const PARTLY = '中的“17”被删除线划去，没有采用'

/** What every kind of workbook below holds in the cells B1 to G1. */
const EXPECTED = [
  ['12', `单元格 B1 ${UNSEEN}`],
  ['13', ''],
  ['14', `单元格 D1 ${PALE}`],
  ['15', `单元格 E1 ${TINY}`],
  ['16', `单元格 F1 ${STRUCK}`],
  ['18', `单元格 G1 ${PARTLY}`],
]

describe('OpenDocument', () => {
  const names = ['office', 'style', 'text', 'table']
    .map(name => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
    .concat('xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"')
    .concat('xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"')
    .join(' ')
  const style = (name: string, text: string, ground = '', family = 'table-cell', parent = '') =>
    `<style:style style:name="${name}" style:family="${family}"${parent && ` style:parent-style-name="${parent}"`}>` +
    `${ground && `<style:table-cell-properties fo:background-color="${ground}"/>`}<style:text-properties ${text}/></style:style>`
  const line = 'style:text-line-through-style="solid"'
  const cell = (value: number, name = '') =>
    `<table:table-cell${name && ` table:style-name="${name}"`} office:value-type="float" office:value="${value}"><text:p>${value}</text:p></table:table-cell>`
  const text = (content: string) =>
    `<table:table-cell office:value-type="string"><text:p>${content}</text:p></table:table-cell>`

  const format = (name: string, content: string) =>
    `<number:number-style style:name="N${name}">${content}<number:number number:min-integer-digits="1"/></number:number-style>` +
    `<style:style style:name="${name}" style:family="table-cell" style:data-style-name="N${name}"/>`
  const WHITE = '<style:text-properties fo:color="#ffffff"/>'

  function book(
    row: string,
    columns = '<table:table-column table:number-columns-repeated="9"/>',
    rowStyle = '',
  ) {
    const styles =
      format('nw', WHITE) +
      format('nm', `${WHITE}<style:map style:condition="value()&gt;=100" style:apply-style-name="Nn"/>`) +
      format('n', '') +
      '<style:style style:name="low" style:family="table-row"><style:table-row-properties style:row-height="0.021in"/></style:style>' +
      '<style:style style:name="flat" style:family="table-row"><style:table-row-properties style:row-height="0cm"/></style:style>' +
      '<style:style style:name="thin" style:family="table-column"><style:table-column-properties style:column-width="0.8mm"/></style:style>' +
      style('w', 'fo:font-size="11pt"', '', 'table-cell', 'base') +
      style('wb', 'fo:color="#ffffff"', '#1f4e79') +
      style('gg', 'fo:color="#c0c0c0"', '#c0c0c0') +
      style('t', 'fo:font-size="1pt"') +
      style('s', line) +
      style('S', line, '', 'text') +
      style('R', 'style:text-position="super 58%"', '', 'text') +
      style('W', 'fo:color="#ffffff"', '', 'text') +
      style('N', 'fo:font-size="6pt"', '', 'text')
    const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${names} office:version="1.3"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="表">${columns}<table:table-row${rowStyle && ` table:style-name="${rowStyle}"`}>${row}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`
    return zipSync({
      mimetype: [Buffer.from('application/vnd.oasis.opendocument.spreadsheet'), {level: 0}],
      'META-INF/manifest.xml': Buffer.from(
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
      ),
      'styles.xml': Buffer.from(
        `<?xml version="1.0" encoding="UTF-8"?><office:document-styles ${names}><office:styles>${style('base', 'fo:color="#ffffff"')}</office:styles></office:document-styles>`,
      ),
      'content.xml': Buffer.from(content),
    })
  }

  test('white, pale, specks, struck out', async () => {
    const row = cell(11) + cell(12, 'w') + cell(13, 'wb') + cell(14, 'gg') + cell(15, 't') + cell(16, 's')
    const partly = text('<text:span text:style-name="S">17</text:span>18')
    expect(await cellsOf(book(row + partly))).toEqual(EXPECTED)
  })

  test('raised and white beside a figure', async () => {
    const span = (name: string, part: string) => `<text:span text:style-name="${name}">${part}</text:span>`
    const row =
      cell(11) + text(`12${span('R', '1')}`) + text(`${span('W', '7')}12`) + text(`12${span('N', '1')}`)
    expect(await cellsOf(book(row))).toEqual([
      ['12 1', ''],
      ['712', '单元格 C1 中的“7”是白色的，可能不显示'],
      ['121', `单元格 D1 ${UNEVEN}`],
    ])
  })

  test('by the style of the column, over cells that repeat', async () => {
    const columns =
      '<table:table-column/><table:table-column table:number-columns-repeated="2" table:default-cell-style-name="w"/>'
    const twice =
      '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>'
    expect(await cellsOf(book(cell(11) + twice, columns))).toEqual([
      ['5', `单元格 B1 ${UNSEEN}`],
      ['5', `单元格 C1 ${UNSEEN}`],
    ])
  })

  test('a number that its format hides', async () => {
    const written = (value: number, shown: string) =>
      `<table:table-cell office:value-type="float" office:value="${value}">${shown}</table:table-cell>`
    const noted = '<office:annotation><text:p>9</text:p></office:annotation>'
    const row = [written(12, '<text:p/>'), written(13, ''), written(0, '<text:p/>'), written(14, noted)].join(
      '',
    )
    const why = '按数字格式什么也不显示，存储的数却是 12，按存储的读取'
    expect(await cellsOf(book(cell(11) + row))).toEqual([
      ['12', `单元格 B1 ${why}`],
      ['13', ''],
      ['0', '单元格 D1 按数字格式什么也不显示，存储的数却是 0，按存储的读取'],
      ['14', ''],
    ])
  })

  test('a sheet that is told to leave zeros out', async () => {
    const item = (value: boolean) =>
      `<config:config-item config:name="ShowZeroValues" config:type="boolean">${value}</config:config-item>`
    const entry = (name: string, content: string) =>
      `<config:config-item-map-entry${name && ` config:name="${name}"`}>${content}</config:config-item-map-entry>`
    const settings = (view: boolean, own = '') =>
      `<office:document-settings ${names} xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"><office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">${entry('', `${own && `<config:config-item-map-named config:name="Tables">${own}</config:config-item-map-named>`}${item(view)}`)}</config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>`
    const row = cell(11) + cell(0) + cell(12)
    const read = (xml: string) => {
      const {mimetype, ...parts} = unzipSync(book(row))
      return cellsOf(zipSync({mimetype: [mimetype!, {level: 0}], ...parts, 'settings.xml': Buffer.from(xml)}))
    }
    const unseen = [
      ['0', `单元格 B1 ${NO_ZEROS}`],
      ['12', ''],
    ]
    const sound = [
      ['0', ''],
      ['12', ''],
    ]
    expect(await read(settings(false))).toEqual(unseen)
    expect(await read(settings(true))).toEqual(sound)
    expect(await read(settings(true, entry('表', item(false))))).toEqual(unseen)
    expect(await read(settings(false, entry('表', item(true))))).toEqual(sound)
    expect(await read(settings(true, entry('另一张', item(false))))).toEqual(sound)
  })

  test('characters in the notation of Excel are text as it stands', async () => {
    expect(await cellsOf(book(cell(11) + text('_x0035_127')))).toEqual([['_x0035_127', '']])
  })

  test('a number that its format paints white, by the part that holds for it', async () => {
    const row = cell(11) + cell(12, 'nw') + cell(0, 'nw') + cell(13, 'nm') + cell(100, 'nm') + cell(14, 'n')
    const why = '的数字格式用白色显示，可能不显示'
    expect(await cellsOf(book(row))).toEqual([
      ['12', `单元格 B1 ${why}`],
      ['0', ''],
      ['13', `单元格 D1 ${why}`],
      ['100', ''],
      ['14', ''],
    ])
  })

  test('what the file says that it shows, where nothing is said of a format', async () => {
    const written = (value: number, shown: string) =>
      `<table:table-cell office:value-type="float" office:value="${value}"><text:p>${shown}</text:p></table:table-cell>`
    const row = [
      written(1, 'TRUE'),
      written(0, 'FALSE'),
      written(46349, '11/23/26'),
      written(20000, '2.0万'),
      written(1234.5, '1,235'),
      written(12, '12件'),
      written(0, '—'),
    ].join('')
    const other = (at: string, text: string, stored: number) => [
      text,
      `单元格 ${at} 显示为“${text}”，存储的数却是 ${stored}，按显示的读取`,
    ]
    expect(await cellsOf(book(cell(11) + row))).toEqual([
      ['TRUE', ''],
      ['FALSE', ''],
      other('D1', '11/23/26', 46349),
      other('E1', '2.0万', 20000),
      ['1234.5', ''],
      ['12', ''],
      ['0', ''],
    ])
  })

  test('rows and columns too thin to be read, or without any height', async () => {
    const why = '所在的行或列窄到无法辨认，可能不显示'
    const columns = '<table:table-column/><table:table-column table:style-name="thin"/><table:table-column/>'
    const row = text('甲') + cell(12) + cell(13)
    expect(await cellsOf(book(row, columns))).toEqual([
      ['12', `单元格 B1 ${why}`],
      ['13', ''],
    ])
    expect(await cellsOf(book(row, undefined, 'low'))).toEqual([
      ['12', `单元格 B1 ${why}`],
      ['13', `单元格 C1 ${why}`],
    ])
    const {tree} = await outcomeOf(sheet, book(row, undefined, 'flat')).catch(() => ({tree: null}))
    expect(tree?.children.some(block => block.type === 'table') ?? false).toBe(false)
  })

  test('what a comment says is no part of the cell', async () => {
    const noted =
      '<table:table-cell office:value-type="string"><office:annotation><text:p><text:span text:style-name="S">9</text:span></text:p></office:annotation><text:p>12</text:p></table:table-cell>'
    expect(await cellsOf(book(cell(11) + noted))).toEqual([['12', '']])
  })
})

describe('the XML of Excel 2003', () => {
  const style = (id: string, font: string, interior = '') =>
    `<Style ss:ID="${id}"><Font ${font}/>${interior && `<Interior ss:Color="${interior}" ss:Pattern="Solid"/>`}</Style>`
  const cell = (value: number, id = '') =>
    `<Cell${id && ` ss:StyleID="${id}"`}><Data ss:Type="Number">${value}</Data></Cell>`

  test('white, pale, specks, struck out', async () => {
    const styles =
      style('w', 'ss:Color="#FFFFFF"') +
      style('wb', 'ss:Color="#FFFFFF"', '#1F4E79') +
      style('gg', 'ss:Color="#C0C0C0"', '#C0C0C0') +
      style('t', 'ss:Size="1"') +
      style('s', 'ss:StrikeThrough="1"')
    const partly =
      '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><S><Font>17</Font></S><Font>18</Font></ss:Data></Cell>'
    const row = cell(11) + cell(12, 'w') + cell(13, 'wb') + cell(14, 'gg') + cell(15, 't') + cell(16, 's')
    const data = (content: string) =>
      `<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">${content}</ss:Data></Cell>`
    const more = data('12<Sup>1</Sup>') + data('<Font html:Color="#FFFFFF">7</Font>12')
    const xml = `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40"><Styles>${styles}</Styles><Worksheet ss:Name="表"><Table><Row>${row}${partly}${more}</Row></Table></Worksheet></Workbook>`
    expect(await cellsOf(Buffer.from(xml))).toEqual([
      ...EXPECTED,
      ['12 1', ''],
      ['712', '单元格 I1 中的“7”是白色的，可能不显示'],
    ])
  })
})

test('the XML of Excel 2003: a sheet that is told to leave zeros out', async () => {
  const xml = (options: string) =>
    Buffer.from(
      `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表"><Table><Row><Cell><Data ss:Type="Number">1</Data></Cell><Cell><Data ss:Type="Number">0</Data></Cell></Row></Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">${options}</WorksheetOptions></Worksheet></Workbook>`,
    )
  expect(await cellsOf(xml('<DoNotDisplayZeros/>'))).toEqual([['0', `单元格 B1 ${NO_ZEROS}`]])
  expect(await cellsOf(xml('<Selected/>'))).toEqual([['0', '']])
})

describe('binary workbooks', () => {
  const short = (...values: number[]) => values.flatMap(value => [value & 255, (value >> 8) & 255])
  const long = (value: number) => short(value & 0xffff, value >>> 16)
  const record = (type: number, ...body: number[]) => [...short(type, body.length), ...body]
  /** FONT: height in twips, flags, colour; the rest is what nobody asks for. */
  const font = (height: number, flags: number, colour: number) =>
    record(0x31, ...short(height, flags, colour, 400, 0), 0, 0, 134, 0, 1, 0, 0x41)
  /** XF with a font and a fill: pattern and colour. */
  const format = (number: number, pattern = 0, ground = 64) =>
    record(
      0xe0,
      ...short(number, 0, 0),
      ...new Array<number>(10).fill(0),
      ...short(pattern << 10, (65 << 7) | ground),
    )
  const AUTO = 0x7fff
  const [WHITE, GREY, BLUE] = [9, 22, 18]
  const RICH = 8

  /** A workbook of one sheet whose first row has numbers, each in a format by its number, and one text. */
  function book(formats: number[], numbers: (row: number, first: number) => number[]) {
    const fonts = [
      font(220, 0, AUTO),
      font(220, 0, WHITE),
      font(220, 0, GREY),
      font(20, 0, AUTO),
      // Number 5: there is no font 4.
      font(220, 8, AUTO),
    ].flat()
    const xfs = [
      format(0),
      format(1),
      format(1, 1, BLUE),
      format(2, 1, GREY),
      format(3),
      format(5),
      ...formats.map(() => []),
    ].flat()
    const text = [...short(4), RICH, ...short(2), ...Buffer.from('1718'), ...short(0, 5, 2, 0)]
    const strings = record(0xfc, ...long(1), ...long(1), ...text)
    const head = [...record(0x809, ...short(0x600, 5, 0, 0), ...long(0), ...long(0)), ...fonts, ...xfs]
    const name = [...Buffer.from('表', 'utf16le')]
    const bound = (at: number) => record(0x85, ...long(at), 0, 0, 1, 1, ...name)
    const place = head.length + bound(0).length + strings.length + 4
    const sheet = [
      ...record(0x809, ...short(0x600, 0x10, 0, 0), ...long(0), ...long(0)),
      ...numbers(0, 0),
      ...record(0xfd, ...short(0, 6, 0), ...long(0)),
      ...record(0x0a),
    ]
    return Uint8Array.from([...head, ...bound(place), ...strings, ...record(0x0a), ...sheet])
  }
  /** One text whose second run is in the font of a number. */
  const textIn = (number: number) => {
    const fonts = [0, 0, 0, 0].map(() => font(220, 0, AUTO))
    const raised = record(0x31, ...short(220, 0, AUTO, 400, 1), 0, 0, 134, 0, 1, 0, 0x41)
    const head = [
      ...record(0x809, ...short(0x600, 5, 0, 0), ...long(0), ...long(0)),
      ...fonts.flat(),
      ...raised,
      ...font(220, 0, WHITE),
      ...font(20, 0, AUTO),
      ...font(120, 0, AUTO),
      ...format(0),
    ]
    const text = [...short(3), RICH, ...short(1), ...Buffer.from('127'), ...short(2, number)]
    const strings = record(0xfc, ...long(1), ...long(1), ...text)
    const bound = (at: number) => record(0x85, ...long(at), 0, 0, 1, 1, ...Buffer.from('表', 'utf16le'))
    const place = head.length + bound(0).length + strings.length + 4
    const sheet = [
      ...record(0x809, ...short(0x600, 0x10, 0, 0), ...long(0), ...long(0)),
      ...record(0x27e, ...short(0, 0, 0), ...rk(1)),
      ...record(0xfd, ...short(0, 1, 0), ...long(0)),
      ...record(0x0a),
    ]
    return Uint8Array.from([...head, ...bound(place), ...strings, ...record(0x0a), ...sheet])
  }

  test('raised and white beside a figure', async () => {
    expect(await cellsOf(textIn(5))).toEqual([['12 7', '']])
    expect(await cellsOf(textIn(6))).toEqual([['127', '单元格 B1 中的“7”是白色的，可能不显示']])
    expect(await cellsOf(textIn(7))).toEqual([['127', '单元格 B1 中的“7”字号小到无法辨认']])
    expect(await cellsOf(textIn(8))).toEqual([['127', `单元格 B1 ${UNEVEN}`]])
    expect(await cellsOf(textIn(1))).toEqual([['127', '']])
  })

  /** An RK number: an integer. */
  const rk = (value: number) => long((value << 2) | 2)

  test('white, pale, specks, struck out, one record a cell', async () => {
    const cells = (row: number) =>
      [11, 12, 13, 14, 15, 16].flatMap((value, i) => record(0x27e, ...short(row, i, i), ...rk(value)))
    expect(await cellsOf(book([], cells))).toEqual(EXPECTED)
  })

  test('a sheet that is told to leave zeros out', async () => {
    const cells = (shows: number) => (row: number) => [
      ...record(0x23e, ...short(0x6a6 | shows, 0, 0), ...long(64), ...short(0, 0), ...long(0)),
      ...[11, 0, 12].flatMap((value, i) => record(0x27e, ...short(row, i, 0), ...rk(value))),
    ]
    expect((await cellsOf(book([], cells(0)))).slice(0, 2)).toEqual([
      ['0', `单元格 B1 ${NO_ZEROS}`],
      ['12', ''],
    ])
    expect((await cellsOf(book([], cells(0x10)))).slice(0, 2)).toEqual([
      ['0', ''],
      ['12', ''],
    ])
  })

  test('one record for a run of cells', async () => {
    const cells = (row: number, first: number) =>
      record(
        0xbd,
        ...short(row, first),
        ...[11, 12, 13, 14, 15, 16].flatMap((value, i) => [...short(i), ...rk(value)]),
        ...short(first + 5),
      )
    expect(await cellsOf(book([], cells))).toEqual(EXPECTED)
  })
})
