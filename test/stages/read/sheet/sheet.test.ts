import {readFileSync} from 'node:fs'
import {zipSync} from 'fflate'
import {describe, expect, test} from 'vitest'
import {type CellObject, CFB} from 'xlsx'
import {rootSchema, type Table} from '../../../../pipeline/model/ast.ts'
import {readers} from '../../../../stages/read/readers.ts'
import {sheet} from '../../../../stages/read/sheet/index.ts'
import {outcomeOf} from '../word/outcome.ts'
import {bytesOf, KINDS, type SheetSpec} from './books.ts'
import {FORM, FORM_SHOWN, number, one, read, shown} from './showing.ts'

describe('every kind of workbook', () => {
  test.each(KINDS)('%s gives the same tree', async kind => {
    const bytes = bytesOf(FORM, kind)
    expect(readers.find(reader => reader.sniff(bytes.subarray(0, 65536), '年报.doc'))?.id).toBe('sheet')
    const outcome = await outcomeOf(sheet, bytes)
    expect(outcome.findings).toEqual([])
    expect(shown(outcome)).toEqual(FORM_SHOWN)
    expect(rootSchema.parse(outcome.tree)).toEqual(outcome.tree)
  })

  test('each cell knows its sheet, table and address', async () => {
    const {tree} = await read(FORM)
    const table = tree!.children[4] as Table
    expect(table.place).toEqual({part: '复议诉讼', table: 2})
    expect(table.children.at(-1)!.place).toEqual({part: '复议诉讼', table: 2, row: 2, column: 3})
  })
})

describe('values', () => {
  const text = async (cell: CellObject | number, kind = 'xlsx') => {
    const outcome = await read(
      one([
        ['项', '数'],
        ['甲', cell],
      ]),
      kind,
    )
    return [(shown(outcome)[1] as string[][])[1]![1], outcome.findings.map(({rule, what}) => [rule, what])]
  }
  test.each(['xlsx', 'biff8'])('figures are the stored ones: %s', async kind => {
    expect(await text(number(5644.23, '0'), kind)).toEqual(['5644.23', []])
    expect(await text(number(1234567.5, '#,##0'), kind)).toEqual(['1234567.5', []])
    expect(await text(number(3, '000'), kind)).toEqual(['3', []])
    expect(await text(number(5, '0"件"'), kind)).toEqual(['5', []])
    expect(await text(number(0, '0;-0;"-"'), kind)).toEqual(['0', []])
    expect(await text(number(-3, '0;(0)'), kind)).toEqual(['-3', []])
    expect(await text(12.1 + 23.2, kind)).toEqual(['35.3', []])
    expect(await text(number(123456789012, '0.00E+00'), kind)).toEqual(['123456789012', []])
    expect(await text(0.000001, kind)).toEqual(['0.000001', []])
  })
  test.each(['xlsx', 'biff8'])('a zero that its format does not show looks like a blank: %s', async kind => {
    const unseen = ['0', [['R04', '工作表“表”单元格 B2 按数字格式显示为空白，存储的数是 0，按存储的读取']]]
    expect(await text(number(0, '0;-0;'), kind)).toEqual(unseen)
    expect(await text(number(0, '0;-0;;@'), kind)).toEqual(unseen)
    expect(await text(number(7, '0;-0;'), kind)).toEqual(['7', []])
  })
  test('dates are written out, percentages as shown', async () => {
    expect(await text(number(45322, 'm/d/yy'))).toEqual(['2024年1月31日', []])
    expect(await text(number(45322, 'yyyy"年"m"月"'))).toEqual(['2024年1月', []])
    expect(await text(number(0.125, '0.0%'))).toEqual(['12.5%', []])
    expect(await text(number(0.5, 'h:mm'))).toEqual(['12:00', []])
  })
  test('a format that paints white is told', async () => {
    const white = ['12', [['R04', '工作表“表”单元格 B2 的数字格式用白色显示，可能不显示']]]
    expect(await text(number(12, '[White]0'))).toEqual(white)
    expect(await text(number(12, '[White]General'))).toEqual(white)
    expect(await text(number(12, '0;[White]-0'))).toEqual(['12', []])
    expect(await text(number(12, '[Red]0'))).toEqual(['12', []])
  })
  test('a part of a date that looks like a figure is told', async () => {
    expect(await text(number(186, 'd'))).toEqual([
      '4',
      [['R04', '工作表“表”单元格 B2 显示为“4”，存储的数却是 186，按显示的读取']],
    ])
  })
  test.each(['xlsx', 'biff8'])('a unit that says how much one is stays behind the figure: %s', async kind => {
    expect(await text(number(251000.255, '#,##0.00"元"'), kind)).toEqual(['251000.255元', []])
    expect(await text(number(25.1, '0.00\\元'), kind)).toEqual(['25.1元', []])
    expect(await text(number(7, '0"万"'), kind)).toEqual(['7万', []])
    expect(await text(number(7, '0.00"(千元)"'), kind)).toEqual(['7千元', []])
    expect(await text(number(-7.5, '0"万元";-0"万元"'), kind)).toEqual(['-7.5万元', []])
    expect(await text(number(7.5, 'General"元"'), kind)).toEqual(['7.5元', []])
    expect(await text(number(0, '0"元"'), kind)).toEqual(['0元', []])
    expect(await text(number(7, '0"公里"'), kind)).toEqual(['7', []])
  })
  test('a format that scales is told', async () => {
    expect(await text(number(12345, '0,'))).toEqual([
      '12',
      [['R04', '工作表“表”单元格 B2 显示为“12”，存储的数却是 12345，按显示的读取']],
    ])
  })
  test.each(['xlsx', 'biff8'])('a decimal point written into a format scales, too: %s', async kind => {
    const what = (shown: string) => [
      ['R04', `工作表“表”单元格 B2 显示为“${shown}”，存储的数却是 45040，按显示的读取`],
    ]
    expect(await text(number(45040, '0!.0000'), kind)).toEqual(['4.5040', what('4.5040')])
    expect(await text(number(45040, '0\\.0000"万"'), kind)).toEqual(['4.5040万', what('4.5040万')])
    expect(await text(number(45040, '0!.0000!万'), kind)).toEqual(['4.5040万', what('4.5040万')])
    expect(await text(number(45040, '0"!"'), kind)).toEqual(['45040', []])
    expect(await text(number(45040, '0!"'), kind)).toEqual(['45040', []])
  })
  test('a formula gives its stored result, and blank where none was stored', async () => {
    expect(await text({t: 'n', v: 7, f: '3+4'})).toEqual(['7', []])
    expect(await text({t: 'n', f: '3+4'} as CellObject)).toEqual([
      '',
      [['R04', '工作表“表”单元格 B2 的公式没有保存计算结果']],
    ])
  })
  test.each(['xlsx', 'biff8'])('errors and truth values are text: %s', async kind => {
    expect(await text({t: 'e', v: 0x17}, kind)).toEqual(['#REF!', []])
    expect(await text({t: 'b', v: true}, kind)).toEqual(['TRUE', []])
  })
})

describe('what is hidden', () => {
  const rows = [
    ['项', '数', '合计'],
    ['甲', 1, 2],
    ['乙', 3, 4],
    ['丙', 5, 6],
  ]
  const SEEN = [
    '表',
    [
      ['项', '合计'],
      ['甲', '2'],
      ['丙', '6'],
    ],
  ]
  test.each(['xlsx', 'xlsm'])('rows and columns are left out and told: %s', async kind => {
    const outcome = await read(one(rows, {hiddenRows: [2], hiddenColumns: [1], merges: ['A2:A3']}), kind)
    expect(shown(outcome)).toEqual(SEEN)
    expect(outcome.findings).toEqual([
      {rule: 'R07', what: '工作表“表”隐藏的行列中有 4 处数字', place: {part: '表'}},
      {rule: 'R07', what: '工作表“表”的合并单元格下遮住了 1 处内容', place: {part: '表'}},
    ])
  })
  test('columns and rows drawn together until nothing is seen', async () => {
    const outcome = await read(one(rows, {widths: [9, 0.1, 9], heights: [15, 15, 0.3, 15]}))
    expect(shown(outcome)).toEqual(SEEN)
    expect(outcome.findings).toEqual([
      {rule: 'R07', what: '工作表“表”隐藏的行列中有 4 处数字', place: {part: '表'}},
    ])
  })
  test('columns and rows too thin to be read make their figures doubtful', async () => {
    const outcome = await read(one(rows, {widths: [9, 9, 0.4], heights: [15, 2.25]}))
    const what = ['B2', 'C2', 'C3', 'C4']
      .map(place => `单元格 ${place} 所在的行或列窄到无法辨认，可能不显示`)
      .join('，')
    expect(outcome.findings).toEqual([{rule: 'R04', what: `工作表“表”${what}`, place: {part: '表'}}])
  })
  test.each(['hidden.xls', 'hidden.ods'])('as LibreOffice writes it: %s', async name => {
    const outcome = await outcomeOf(sheet, readFileSync(new URL(`fixtures/${name}`, import.meta.url)))
    expect(shown(outcome)).toEqual(SEEN)
    expect(outcome.findings).toEqual([
      {rule: 'R07', what: '工作表“表”隐藏的行列中有 4 处数字', place: {part: '表'}},
      {rule: 'R07', what: '工作表“藏”是隐藏的，其中有 6 处数字', place: {part: '藏'}},
    ])
  })
  test.each(['xlsx', 'biff8', 'xlml'])('sheets, very hidden ones too: %s', async kind => {
    const sheets: Record<string, SheetSpec> = {
      表: {rows},
      藏: {rows, hidden: 1},
      深藏: {rows, hidden: 2},
      空: {rows: [['无']], hidden: 1},
    }
    const outcome = await read(sheets, kind)
    expect(shown(outcome).filter(block => typeof block === 'string')).toEqual(['表'])
    expect(outcome.findings).toEqual([
      {rule: 'R07', what: '工作表“藏”是隐藏的，其中有 6 处数字', place: {part: '藏'}},
      {rule: 'R07', what: '工作表“深藏”是隐藏的，其中有 6 处数字', place: {part: '深藏'}},
    ])
  })
})

describe('what cannot be read', () => {
  const refused = async (bytes: Uint8Array) => {
    const {tree, unreadable} = await outcomeOf(sheet, bytes)
    expect(tree).toBeUndefined()
    return unreadable?.reason
  }
  test('a password in a binary workbook', async () => {
    const container = CFB.read(bytesOf(FORM, 'biff8'), {type: 'buffer'})
    const stream = Buffer.from(CFB.find(container, '/Workbook')!.content)
    const bof = 4 + stream.readUInt16LE(2)
    const filePass = Buffer.from('2f00060000000100020003', 'hex').subarray(0, 10)
    CFB.utils.cfb_del(container, '/Workbook')
    CFB.utils.cfb_add(
      container,
      '/Workbook',
      Buffer.concat([stream.subarray(0, bof), filePass, stream.subarray(bof)]),
    )
    expect(await refused(CFB.write(container, {type: 'buffer'}) as Buffer)).toBe('encrypted')
  })
  test('binary parts (.xlsb)', async () => {
    expect(await refused(bytesOf(FORM, 'xlsb'))).toBe('unsupported')
  })
  test('an empty workbook', async () => {
    expect(await refused(bytesOf({表: {rows: []}}, 'xlsx'))).toBe('empty')
  })
  test('numbers no sheet can have', async () => {
    const part = (body: string) =>
      zipSync({
        '[Content_Types].xml': Buffer.from('<Types>spreadsheetml</Types>'),
        'xl/worksheets/sheet1.xml': Buffer.from(`<worksheet>${body}</worksheet>`),
      })
    expect(await refused(part('<cols><col min="1" max="4000000000"/></cols>'))).toBe('unreadable')
    expect(await refused(part('<sheetData><row r="9999999999"/></sheetData>'))).toBe('unreadable')
    expect(await refused(part('<sheetData><row r="1"><c r="ZZZZ1"/></row></sheetData>'))).toBe('unreadable')
  })
  test('a package that unpacks beyond the limit', async () => {
    const bytes = zipSync({
      '[Content_Types].xml': Buffer.from('<Types>spreadsheetml</Types>'),
      'xl/sharedStrings.xml': new Uint8Array(1 << 20),
    })
    const {unreadable} = await outcomeOf(sheet, bytes, {maxUnpackedBytes: 1 << 16})
    expect(unreadable?.reason).toBe('tooLarge')
  })
  test('a binary workbook that breaks off is told', async () => {
    const rows = Array.from({length: 400}, (_, i) => [`行${i}`, i])
    const bytes = bytesOf(one(rows), 'biff8')
    const outcome = await outcomeOf(sheet, bytes.subarray(0, bytes.length - 8192))
    const told = outcome.findings.some(({rule}) => rule === 'R04') || outcome.unreadable !== undefined
    expect(told).toBe(true)
  })
})
