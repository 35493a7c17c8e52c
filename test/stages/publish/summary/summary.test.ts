import {mkdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {strFromU8, unzipSync} from 'fflate'
import {describe, expect, test} from 'vitest'
import * as XLSX from 'xlsx'
import {summary} from '../../../../stages/publish/summary/index.ts'
import {reportOf} from '../../rollup/build.ts'
import {province} from '../../rollup/province.ts'
import {written} from './build.ts'
import {hasOffice, recalculated, withWrongNumbers} from './recalculate.ts'

const {reports} = province(
  {prefectures: 3, counties: 6, bodies: [2, 2, 2], years: [2019, 2020, 2021, 2022]},
  3,
)
const bytesOf = (made = reports) => written(made, summary, folder => readFileSync(join(folder, '汇总.xlsx')))

const RECEIVED = '一、本年新收政府信息公开申请数量 × 总计'
const FEES = '行政事业性收费 × 本年收费金额（单位：万元）'

const RECEIVED_KEY = 'applications.received.total'

/** The colour of the letters of a cell, as the file has it. */
function coloursOf(bytes: Uint8Array, name: string): (at: string) => string | undefined {
  const entries = unzipSync(bytes)
  const text = (path: string) => strFromU8(entries[path]!)
  const all = (xml: string, pattern: RegExp) => [...xml.matchAll(pattern)]
  const styles = text('xl/styles.xml')
  const fonts = all(styles, /<font>.*?<\/font>/gs).map(([font]) => /rgb="FF(\w{6})"/.exec(font)?.[1])
  const formats = all(/<cellXfs.*?<\/cellXfs>/s.exec(styles)![0], /<xf [^>]*fontId="(\d+)"/g)
  const sheets = all(text('xl/workbook.xml'), /<sheet name="([^"]*)"/g).map(([, sheet]) => sheet)
  const sheet = text(`xl/worksheets/sheet${sheets.indexOf(name) + 1}.xml`)
  const styleOf = new Map(all(sheet, /<c r="(\w+)" s="(\d+)"/g).map(([, at, style]) => [at, Number(style)]))
  return at => fonts[Number(formats[styleOf.get(at)!]![1])]
}

interface Formula {
  at: string
  value: string | number | null
}

function formulasOf(book: XLSX.WorkBook, others = book): Formula[] {
  return book.SheetNames.flatMap(name =>
    Object.entries(book.Sheets[name]!)
      .filter(([at, cell]) => !at.startsWith('!') && (cell as XLSX.CellObject).f !== undefined)
      .map(([at]) => {
        const cell = others.Sheets[name]?.[at] as XLSX.CellObject | undefined
        const value = cell?.v === undefined || cell.v === '' ? null : (cell.v as string | number)
        return {at: `${name}!${at}`, value: typeof value === 'number' ? Number(value.toPrecision(12)) : value}
      }),
  )
}

/** Sheets that are there whatever came in. */
const LISTS = [
  ...['分地区', '分部门系统', '分年度', '申请人×结果', '复议诉讼', '派生指标', '中位数'],
  ...['覆盖与时效', '未见报告', 'S−M差异', '更正', '调整与剔除', '填报不全'],
]

describe('汇总.xlsx', () => {
  test('has its sheets, and formulas that give no errors but for hidden points of charts', async () => {
    const book = XLSX.read(await bytesOf())
    expect(book.SheetNames).toEqual(['封面与口径说明', '总表2021', '总表2019', '图表', ...LISTS, '总表数据'])
    expect(formulasOf(book).length).toBeGreaterThan(3000)
    const errors = book.SheetNames.filter(name => name !== '图表').flatMap(name =>
      Object.values(book.Sheets[name]!).filter(cell => (cell as XLSX.CellObject).t === 'e'),
    )
    expect(errors).toEqual([])
  })

  test.skipIf(!hasOffice)(
    'formulas calculated anew agree with what the file says',
    {timeout: 180_000},
    async () => {
      await written(reports, summary, folder => {
        const bytes = readFileSync(join(folder, '汇总.xlsx'))
        mkdirSync(join(folder, 'office'))
        const again = recalculated(withWrongNumbers(bytes), join(folder, 'office'))
        const book = XLSX.read(bytes)
        expect(formulasOf(book, again)).toEqual(formulasOf(book))
      })
    },
  )

  test('differences of amounts have the cents that the amounts have', async () => {
    const sheet = XLSX.read(await bytesOf(), {cellNF: true}).Sheets['S−M差异']!
    const rows = XLSX.utils.sheet_to_json<string[]>(sheet, {header: 1})
    const formatsOf = (item: string) => {
      const row = rows.findIndex(cells => cells[2] === item) + 1
      return ['D', 'E', 'F'].map(column => (sheet[`${column}${row}`] as XLSX.CellObject).z)
    }
    expect(formatsOf('收费金额（万元）')).toEqual([
      '#,##0.00_ ',
      '#,##0.00_ ',
      '#,##0.00_ ;[Red]-#,##0.00_ ;0.00_ ',
    ])
    expect(formatsOf('新收申请')).toEqual(['#,##0_ ', '#,##0_ ', '#,##0_ ;[Red]-#,##0_ ;0_ '])
  })

  test('what is computed of several years looks as uncertain as the least certain of them', async () => {
    const body = {
      province: '福建省',
      prefecture: '泉州市',
      county: '石狮市',
      code: '350581',
      level: 'county' as const,
    }
    const issued = 'disclosure.normativeDocuments.issued'
    const of = (name: string, year: number, blank: boolean) =>
      reportOf({...body, name}, year, {[RECEIVED_KEY]: 4, [issued]: blank ? null : 2})
    const bytes = await bytesOf([of('甲局', 2022, false), of('乙局', 2022, true), of('甲局', 2023, false)])
    const sheet = XLSX.read(bytes).Sheets.分年度!
    const rows = XLSX.utils.sheet_to_json<string[]>(sheet, {header: 1})
    const colours = coloursOf(bytes, '分年度')
    const looks = (item: string) => {
      const row = rows.findIndex(cells => cells[0]?.includes('石狮市') && cells[1] === item) + 1
      return ['E', 'F', 'G', 'H'].map(column => colours(`${column}${row}`))
    }
    // Of what came in (grey) without a roster; 2022 with a blank (orange).
    expect(looks('新收申请')).toEqual(['7F7F7F', '7F7F7F', '7F7F7F', '7F7F7F'])
    expect(looks('规范性文件制发（2021年格式）')).toEqual(['B45F06', '7F7F7F', 'B45F06', 'B45F06'])
  })

  test('a sum that every report gave, and one without all its parts, is no sum that some reports gave', async () => {
    const county = {province: '福建省', prefecture: '泉州市', county: '石狮市', code: '350581'}
    const body = {...county, name: '甲局', level: 'county' as const}
    const part = 'disputes.reconsideration.other'
    const figures = {'disputes.reconsideration.upheld': 2, 'disputes.reconsideration.total': null}
    const words = {value: null, state: 'text' as const, raw: '若干', place: {}}
    const bytes = await bytesOf([reportOf(body, 2023, figures, {observations: {[part]: words}})])
    const rows = XLSX.utils.sheet_to_json<unknown[]>(XLSX.read(bytes).Sheets.填报不全!, {header: 1, range: 3})
    const told = rows.filter(row => String(row[1]).includes('石狮市')).map(row => row.slice(3, 8))
    expect(told).toEqual([
      ['行政复议／其他结果', '无法判定', undefined, 0, 1],
      ['行政复议／总计', '分项不全', 2, 1, 1],
    ])
  })

  test('why there is no figure is not shrunk to the width of its column', async () => {
    const county = {province: '福建省', prefecture: '泉州市', county: '石狮市', code: '350581'}
    const wrong = {findings: [{rule: 'A02', keys: [RECEIVED_KEY]}]}
    const body = {...county, name: '甲局', level: 'county' as const}
    const bytes = await bytesOf([reportOf(body, 2022, {}), reportOf(body, 2023, {}, wrong)])
    const entries = unzipSync(bytes)
    const styles = strFromU8(entries['xl/styles.xml']!)
    const formats = [.../<cellXfs.*<\/cellXfs>/s.exec(styles)![0].matchAll(/<xf .*?<\/xf>/gs)].map(
      ([xf]) => xf,
    )
    const sheet = Object.entries(entries)
      .filter(([name]) => name.startsWith('xl/worksheets/sheet'))
      .map(([, part]) => strFromU8(part))
      .find(xml => xml.includes('>applicationsMethod<'))!
    const isShrunk = (at: string) =>
      formats[Number(new RegExp(`<c r="${at}" s="(\\d+)"`).exec(sheet)![1])]!.includes('shrinkToFit')
    // Newest year first, three regions each: no sum of applications in 2023.
    expect(['E6', 'E9', 'R6'].map(isShrunk)).toEqual([false, true, true])
  })

  test('the same reports give the same bytes', async () => {
    expect((await bytesOf()).equals(await bytesOf())).toBe(true)
  })

  test('official tables show the figures of the newest year', async () => {
    const county = {province: '福建省', prefecture: '泉州市', county: '石狮市', code: '350581'}
    const body = {...county, name: '=HYPERLINK("x")局', level: 'county' as const}
    const figures = {
      'disclosure.fees.amount': 5644.23,
      'applications.received.total': 70,
      'applications.received.naturalPerson': null,
    }
    const book = XLSX.read(
      await bytesOf([
        reportOf(body, 2022, {}),
        reportOf(body, 2023, figures, {
          findings: [{rule: 'A02', keys: ['applications.outcomes.total.total']}],
        }),
        reportOf({...body, name: '乙局'}, 2023, figures),
      ]),
    )
    const form = XLSX.utils.sheet_to_json<(string | number)[]>(book.Sheets.总表2021!, {header: 1, defval: ''})
    const row = (label: string) => form.find(cells => cells[0] === label)!.filter(value => value !== '')
    expect(row('地区：').slice(0, 4)).toEqual(['地区：', '350000 福建省', '年度：', 2023])
    expect(row('一、本年新收政府信息公开申请数量')).toEqual([
      '一、本年新收政府信息公开申请数量',
      0,
      0,
      0,
      0,
      0,
      70,
    ])
    expect(row('行政事业性收费')).toEqual(['行政事业性收费', 11288.46])
    const excluded = XLSX.utils.sheet_to_json<string[]>(book.Sheets.调整与剔除!, {header: 1, range: 3})
    expect(excluded.map(cells => cells.slice(0, 6))).toEqual([
      [2023, body.name, '350581 石狮市', '申请', '该表有错误，暂不计入', 'A02'],
    ])
    const cells = book.SheetNames.flatMap(name => Object.values(book.Sheets[name]!) as XLSX.CellObject[])
    expect(cells.filter(cell => String(cell.f ?? '').includes('HYPERLINK'))).toEqual([])
  })

  test('figures that people corrected are listed with what was printed; sums have the corrected figure', async () => {
    const received = 'applications.received.total'
    const county = {province: '福建省', prefecture: '泉州市', county: '石狮市', code: '350581'}
    const body = {...county, name: '甲局', level: 'county' as const}
    const corrected = {value: 7, basis: '=原件第2页', by: '张三', on: '2024-03-01'}
    const nothing = {value: null, basis: '未填', by: '张三', on: null}
    const one = reportOf(body, 2023, {})
    one.report.observations[received] = {value: 70, state: 'value', raw: '70', place: {}, corrected}
    one.report.observations['disclosure.fees.amount'] = {
      value: 1,
      state: 'value',
      raw: '１',
      place: {},
      corrected: nothing,
    }
    const book = XLSX.read(await bytesOf([one, reportOf({...body, name: '乙局'}, 2023, {[received]: 1})]))
    const rows = XLSX.utils.sheet_to_json<unknown[]>(book.Sheets.更正!, {header: 1, range: 3})
    expect(rows.map(row => row.slice(0, 9))).toEqual([
      [2023, '甲局', '350581 石狮市', FEES, '１', '空白', '未填', '张三', undefined],
      [2023, '甲局', '350581 石狮市', RECEIVED, '70', 7, '=原件第2页', '张三', '2024-03-01'],
    ])
    const medians = XLSX.utils.sheet_to_json<unknown[]>(book.Sheets.中位数!, {header: 1, range: 3})
    expect(medians.find(row => row[1] === '350581 石狮市' && row[2] === RECEIVED)).toEqual([
      2023,
      '350581 石狮市',
      RECEIVED,
      2,
      8,
      4,
      4,
      1,
      7,
    ])
    const cover = XLSX.utils.sheet_to_json<unknown[]>(book.Sheets.封面与口径说明!, {header: 1}).flat()
    expect(cover.filter(text => String(text).startsWith('人均申请量无法计算'))).toEqual([
      '人均申请量无法计算：没有提供常住人口（config/rollups/population.yaml）。其余指标不受影响。',
    ])
  })

  test('without any report there is still a cover, and empty lists', async () => {
    const book = XLSX.read(await bytesOf([]))
    expect(book.SheetNames).toEqual(['封面与口径说明', ...LISTS])
  })
})
