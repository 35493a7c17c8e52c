import {readFileSync} from 'node:fs'
import {strToU8, zipSync} from 'fflate'
import {describe, expect, test} from 'vitest'
import {openPackage} from '../../../../stages/read/ooxml/package.ts'
import {repeatsCells} from '../../../../stages/read/sheet/drawn/charts.ts'
import {sheet} from '../../../../stages/read/sheet/index.ts'
import {outcomeOf} from '../word/outcome.ts'
import {bytesOf} from './books.ts'
import {shown} from './showing.ts'
import {withDrawing} from './withDrawing.ts'

const LIMITS = {
  maxBytes: 1e6,
  maxUnpackedBytes: 1e6,
  maxRatio: 200,
  maxCells: 1e4,
  maxNodes: 1e4,
  maxPages: 1,
  maxDepth: 99,
}

const told = (where: string, figure: string) =>
  `R04 warning 工作表“表”${where}的文本框里只有数字“${figure}”，可能盖在表格的某一格上，该格另有数字时以哪一个为准不能确定`

/** What is read of a workbook, long texts cut, and what is said of it. */
async function readingOf(bytes: Uint8Array) {
  const outcome = await outcomeOf(sheet, bytes)
  return {
    blocks: shown(outcome).map(block =>
      typeof block === 'string' && block.length > 99 ? block.length : block,
    ),
    findings: outcome.findings.map(({rule, severity, what}) =>
      [rule, severity, what].filter(Boolean).join(' '),
    ),
  }
}

/** Text above the table, one that is hidden, two in a group, one of 4500 letters, three figures; a comment. */
test.each(['boxes.xlsx', 'boxes.xls', 'boxes.ods'])(
  'boxes of text on a sheet, as programs write them: %s',
  async name => {
    expect(await readingOf(readFileSync(new URL(`fixtures/${name}`, import.meta.url)))).toEqual({
      blocks: [
        '表',
        '某局年报',
        '说明：本表',
        '由办公室填写',
        [
          ['项', '数'],
          ['甲', '5'],
          ['乙', ''],
        ],
        '12',
        '3件',
        '4',
        4500,
        '8',
      ],
      findings: [
        'R07 工作表“表”有 1 条批注未读入',
        told('自单元格 B4 起', '12'),
        told('自单元格 A5 起', '3件'),
        told('自单元格 A5 起', '4'),
        told('自单元格 C8 起', '8'),
      ],
    })
  },
)

describe('Office Open XML', () => {
  const at = (row: number, body: string) =>
    `<xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>${row}</xdr:row></xdr:from>${body}</xdr:oneCellAnchor>`
  const box = (text: string, hidden = '') =>
    `<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="T"${hidden}/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></xdr:txBody></xdr:sp>`
  const frame = (data: string) =>
    `<xdr:graphicFrame><a:graphic><a:graphicData>${data}</a:graphicData></a:graphic></xdr:graphicFrame>`
  const said = async (drawing: string, hidden: 0 | 1 = 0) =>
    (
      await readingOf(
        withDrawing(
          {
            rows: [
              ['项', '数'],
              ['甲', 5],
            ],
            hidden,
          },
          drawing,
        ),
      )
    ).findings

  test('words with a figure, hidden shapes and what older programs show say nothing', async () => {
    expect(await said(at(1, box('共12件，其中')))).toEqual([])
    expect(await said(at(1, box('12', ' hidden="1"')))).toEqual([])
    const group = `<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr hidden="true"/></xdr:nvGrpSpPr>${box('12')}</xdr:grpSp>`
    expect(await said(at(1, group))).toEqual([])
    const either = `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="a14">${box('12')}</mc:Choice><mc:Fallback>${box('12')}</mc:Fallback></mc:AlternateContent>`
    expect(await said(at(1, either))).toEqual([told('自单元格 B2 起', '12')])
  })

  test('on a sheet that is not shown nothing is said', async () => {
    expect(await said(at(1, box('12')), 1)).toEqual(['R07 工作表“表”是隐藏的，其中有 1 处数字'])
  })

  test('one that begins nowhere', async () => {
    expect(await said(`<xdr:absoluteAnchor>${box('12')}</xdr:absoluteAnchor>`)).toEqual([told('上', '12')])
  })

  test('charts and diagrams', async () => {
    const chart = frame('<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>')
    const diagram = frame(
      '<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"/>',
    )
    expect(await said(at(1, chart) + at(2, chart) + at(3, diagram))).toEqual([
      'R05 工作表“表”的 2 个图表没有读出，图中的数字未计入',
      'R05 工作表“表”的 1 个SmartArt 图形没有读出，其中的文字未计入',
    ])
  })

  test('a chart of cells that are shown loses nothing', async () => {
    const namespaces =
      'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    const shape = at(1, frame(`<c:chart ${namespaces} r:id="c"/>`))
    const from = (formula: string) =>
      `<c:ser><c:val><c:numRef><c:f>${formula}</c:f><c:numCache><c:pt idx="0"><c:v>5</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>`
    const saidOf = async (chart: string) => {
      const {findings} = await readingOf(
        withDrawing(
          {
            rows: [
              ['项', '数'],
              ['甲', 5],
            ],
          },
          shape,
          chart,
        ),
      )
      return findings.filter(finding => finding.startsWith('R05'))
    }
    const named = ['R05 工作表“表”的 1 个图表没有读出，图中的数字未计入']
    expect(await saidOf(from('表!$A$1:$B$2') + from("'表'!$B$1"))).toEqual([])
    expect(await saidOf(from('表!$A$1') + from('[1]表!$B$1'))).toEqual(named)
    expect(await saidOf(from("'[别处.xlsx]表'!$B$1"))).toEqual(named)
    expect(
      await saidOf('<c:ser><c:val><c:numLit><c:pt idx="0"><c:v>5</c:v></c:pt></c:numLit></c:val></c:ser>'),
    ).toEqual(named)
    expect(await saidOf('')).toEqual(named)
    const drawing = withDrawing({rows: [['项']]}, shape, from('表!$B$1'))
    const parts = openPackage(drawing, {limits: LIMITS, report() {}})
    expect(repeatsCells(parts, 'xl/charts/chart1.xml', new Set())).toBe(true)
    expect(repeatsCells(parts, 'xl/charts/chart1.xml', new Set(['表']))).toBe(false)
  })

  test('a drawing that breaks off', async () => {
    expect(await said(`${at(1, box('12'))}<xdr:oops`)).toEqual([
      told('自单元格 B2 起', '12'),
      'R04 warning 工作表“表”的绘图部件 xl/drawings/drawing1.xml 没有或不能读到底，其中的文本框可能缺失',
    ])
  })

  test('more boxes than can be named', async () => {
    const findings = await said(at(1, box('12')).repeat(102))
    expect(findings.length).toBe(101)
    expect(findings[100]).toBe(
      'R04 warning 工作表“表”另有 2 个文本框里只有数字，可能盖在表格的格上，未逐一列出',
    )
  })
})

describe('OpenDocument', () => {
  const names = ['office', 'text', 'table']
    .map(name => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
    .concat('xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"')
    .join(' ')
  const book = (rows: string, shapes = '') =>
    zipSync({
      mimetype: [strToU8('application/vnd.oasis.opendocument.spreadsheet'), {level: 0}],
      'META-INF/manifest.xml': strToU8(
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
      ),
      'styles.xml': strToU8(`<office:document-styles ${names}/>`),
      'content.xml': strToU8(
        `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${names} office:version="1.3"><office:body><office:spreadsheet><table:table table:name="表">${shapes}${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
      ),
    })
  const row = (cells: string) => `<table:table-row>${cells}</table:table-row>`
  const text = (value: string, more = '') =>
    `<table:table-cell office:value-type="string"><text:p>${value}</text:p>${more}</table:table-cell>`
  const shape = (value: string) =>
    `<draw:custom-shape><text:p>${value}</text:p><draw:enhanced-geometry/></draw:custom-shape>`
  const frame = (value: string) =>
    `<draw:frame><draw:text-box><text:p>${value}</text:p></draw:text-box></draw:frame>`
  const object = (more: string) => `<draw:frame><draw:object ${more}/></draw:frame>`

  test('a shape in a cell is no part of its text', async () => {
    const rows =
      row(text('项', frame('注')) + text('数', shape('7'))) + row(text('甲') + text('5', frame('6')))
    expect(await readingOf(book(rows))).toEqual({
      blocks: [
        '表',
        [
          ['项', '数'],
          ['甲', '5'],
        ],
        '注',
        '7',
        '6',
      ],
      findings: [told('自单元格 B1 起', '7'), told('自单元格 B2 起', '6')],
    })
  })

  test('shapes on the sheet as a whole, and objects', async () => {
    const chart = object('draw:notify-on-update-of-ranges="表.A1:表.B2"')
    const shapes = `<table:shapes>${frame('7')}${chart}${object('')}</table:shapes>`
    expect((await readingOf(book(row(text('项') + text('数')), shapes))).findings).toEqual([
      told('上', '7'),
      'R05 工作表“表”的 1 个图表没有读出，图中的数字未计入',
      'R05 工作表“表”的 1 个嵌入的对象没有读出，其中的数字未计入',
    ])
  })

  test('a value without a text is read', async () => {
    const five = '<table:table-cell office:value-type="float" office:value="5"/>'
    expect((await readingOf(book(row(text('项') + text('数')) + row(text('甲') + five)))).blocks[1]).toEqual([
      ['项', '数'],
      ['甲', '5'],
    ])
  })
})

describe('the XML of Excel 2003', () => {
  test('what a comment says is no part of the cell', async () => {
    const data = (value: string) =>
      `<ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">${value}</ss:Data>`
    const cell = `<Cell>${data('5')}<Comment ss:Author="x">${data('<S>7</S>')}</Comment></Cell>`
    const xml = `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表"><Table><Row>${cell}${cell}</Row></Table></Worksheet></Workbook>`
    expect(await readingOf(Buffer.from(xml))).toEqual({
      blocks: ['表', [['5', '5']]],
      findings: ['R07 工作表“表”有 2 条批注未读入'],
    })
  })
})

test('a workbook without drawings', async () => {
  expect(
    (
      await readingOf(
        bytesOf(
          {
            表: {
              rows: [
                ['项', '数'],
                ['甲', 5],
              ],
            },
          },
          'xlsx',
        ),
      )
    ).findings,
  ).toEqual([])
})
