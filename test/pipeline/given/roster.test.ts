import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {utils, write} from 'xlsx'
import {ConfigError, loadConfig} from '../../../pipeline/config.ts'
import {readRoster} from '../../../pipeline/given/roster.ts'
import {parseCsv} from '../../../pipeline/given/sheet.ts'
import type {Agency} from '../../../pipeline/model/report.ts'
import {filerOf, type RosterEntry} from '../../../pipeline/model/roster.ts'
import {rosterFormSchema} from '../../../pipeline/model/rosterForm.ts'
import {rosterEntry} from '../../generate/report/roster.ts'

const config = loadConfig(join(import.meta.dirname, '../../../config'), {roster: rosterFormSchema})
const form = rosterFormSchema.parse(config.files.roster)
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roster-'))
})
afterEach(() => rmSync(folder, {recursive: true}))

function read(content: string | Uint8Array, name = '名册.csv') {
  const path = join(folder, name)
  writeFileSync(path, content)
  return readRoster(path, form)
}

/** What is wrong with a roster: place and sentence of each mistake. */
function problems(content: string): string[] {
  try {
    read(content)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({path, message}) => `${path} ${message}`)
    throw error
  }
  return []
}

const finance: RosterEntry = {
  code: '0012',
  name: '昆山市财政局',
  aliases: ['市财政局', '昆山财政'],
  region: '320583',
  level: 'county',
  type: 'department',
  parent: '1',
  from: 2019,
  to: null,
  successor: null,
  mustFile: true,
  deadline: '01-20',
  inSummary: false,
}
const city = rosterEntry('', '1', '昆山市人民政府', {region: null, level: null, type: null})
const FULL =
  '单位代码,单位名称,别名,行政区划代码,层级,类型,上级代码,起始年度,终止年度,承接单位代码,是否应报,报送期限,是否纳入汇总,备注\n' +
  '0012,昆山市财政局,市财政局；昆山财政,320583000000,县,部门,1,2019年,,,是,1月20日,否,老单位\n\n' +
  '1,昆山市人民政府,,,,,,,,,,,,\n'

describe('a roster is read', () => {
  test('from a CSV in UTF-8, with a mark in front or without, and in GB 18030', () => {
    expect(read(FULL)).toEqual({file: '名册.csv', entries: [finance, city]})
    expect(read(`\ufeff${FULL}`).entries).toEqual([finance, city])
    // 代码,名称 / 1,民政局
    const gbk = Uint8Array.from([
      0xb4, 0xfa, 0xc2, 0xeb, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x0a, 0x31, 0x2c, 0xc3, 0xf1, 0xd5, 0xfe, 0xbe,
      0xd6,
    ])
    expect(read(gbk).entries.map(({code, name}) => [code, name])).toEqual([['1', '民政局']])
  })
  test('from a workbook, below a title', () => {
    const sheet = utils.aoa_to_sheet([
      ['全市政府信息公开单位名册'],
      ['代码', '名称（全称）', '行政区划代码', '起始年度', '报送期限'],
      [12, '昆山市财政局', 320583, 2019, '01-20'],
    ])
    const bytes = write(
      {SheetNames: ['名册'], Sheets: {名册: sheet}},
      {type: 'buffer', bookType: 'xlsx'},
    ) as Buffer
    expect(read(bytes, '名册.xlsx').entries).toEqual([
      {...city, code: '12', name: '昆山市财政局', region: '320583', from: 2019, deadline: '01-20'},
    ])
  })
})

describe('mistakes are named by row and column, all of them', () => {
  test('in cells', () => {
    expect(
      problems(
        '代码,名称,行政区划代码,层级,类型,上级代码,起始年度,终止年度,承接单位代码,是否应报,报送期限\n' +
          ',甲局,3205,村级,公司,7,今年,2010,8,大概,月底\n2,,,,,2,2020,2019,,,\n2,丙局,,,,,,,,,',
      ),
    ).toMatchInlineSnapshot(`
      [
        "第 2 行“代码” 不能空着",
        "第 2 行“行政区划代码” “3205”不是六位行政区划代码",
        "第 2 行“层级” “村级”不在可用的写法之内：国家级、省级、市级、县级、乡级",
        "第 2 行“类型” “公司”不在可用的写法之内：政府汇总、政府办公室、部门、乡镇政府、街道办事处、开发区管委会、垂直管理机构、未知",
        "第 2 行“起始年度” “今年”不是年份，例如 2021",
        "第 2 行“是否应报” “大概”不在可用的写法之内：是、否",
        "第 2 行“报送期限” “月底”不是月和日，例如 01-31",
        "第 3 行“名称” 不能空着",
        "第 4 行“代码” 2 已用于第 3 行",
        "第 2 行“上级代码” 名册里没有代码 7",
        "第 2 行“承接单位代码” 名册里没有代码 8",
        "第 3 行“上级代码” 不能是本单位自己",
        "第 3 行“终止年度” 早于起始年度 2020",
      ]
    `)
  })
  test('in headings', () => {
    expect(problems('名称,层级\n甲局,县级')).toMatchInlineSnapshot(`
      [
        " 前 10 行没有表头；至少要有“代码”和“名称”两列，可用的列有 代码、名称、别名、行政区划代码、层级、类型、上级代码、起始年度、终止年度、承接单位代码、是否应报、报送期限、是否纳入汇总",
      ]
    `)
    expect(problems('代码,名称,单位名称,电话\n1,甲局,乙局,0512')).toMatchInlineSnapshot(`
      [
        "第 1 行 “单位名称”与前面的一列重复",
        "第 1 行 不认识的列“电话”；可用的有 代码、名称、别名、行政区划代码、层级、类型、上级代码、起始年度、终止年度、承接单位代码、是否应报、报送期限、是否纳入汇总、序号、备注、说明、已收年度、已收份数",
      ]
    `)
  })
  test('two bodies of one name in one region and year', () => {
    const head = '代码,名称,别名,行政区划代码,起始年度,终止年度\n'
    expect(problems(`${head}1,甲局,,320583,,\n2,乙局,甲局,320583,,`)).toMatchInlineSnapshot(`
      [
        "第 3 行“名称” “甲局”也是第 2 行的名称或别名，两者的地区和年度都分不开",
      ]
    `)
    expect(problems(`${head}1,甲局,,320583,,2018\n2,甲局,,320583,2019,`)).toEqual([])
    expect(problems(`${head}1,甲局,,320583,,\n2,甲局,,320581,,`)).toEqual([])
  })
  test('no file, no workbook', () => {
    const none = join(folder, 'none.csv')
    expect(() => readRoster(none, form)).toThrow(`none.csv: (整个文件): 没有 ${none} 这个文件；请核对路径`)
    expect(problems('')).toEqual([
      ' 前 10 行没有表头；至少要有“代码”和“名称”两列，可用的列有 代码、名称、别名、行政区划代码、层级、类型、上级代码、起始年度、终止年度、承接单位代码、是否应报、报送期限、是否纳入汇总',
    ])
    expect(problems('代码,名称\n')).toEqual([' 表头之下一个单位也没有'])
  })
})

test('CSV: quotes, commas, breaks, doubled quotes, tabs', () => {
  expect(parseCsv('a,"b,""c""\nd",\r\n"",e')).toEqual([
    ['a', 'b,"c"\nd', ''],
    ['', 'e'],
  ])
  expect(parseCsv('a\tb\nc,d\te')).toEqual([
    ['a', 'b'],
    ['c,d', 'e'],
  ])
})

describe('whose report it is', () => {
  const region = {code: '320583', province: '江苏省', prefecture: '苏州市', county: '昆山市', township: null}
  const agency = (name: string | null, more: Partial<Agency> = {}): Agency => ({
    name,
    region,
    level: 'county',
    type: 'department',
    ...more,
  })
  const key = (one: Agency) => filerOf(null)({agency: one, year: 2023}).key

  test('without a roster: region and name, however many regions stand in front', () => {
    for (const name of [
      '昆山市财政局',
      '苏州市昆山市财政局',
      '江苏省苏州市昆山市财政局',
      '市财政局',
      '财政局',
      '昆山市财政局（本级）',
    ])
      expect([name, key(agency(name))]).toEqual([name, '320583:财政局'])
    expect(key(agency('昆山市人民政府玉山街道办事处'))).toBe(key(agency('昆山市玉山街道办事处')))
    expect(key(agency('昆山市人民政府'))).toBe('320583:人民政府')
    expect(key(agency('昆山市人民政府办公室'))).toBe('320583:人民政府办公室')
  })
  test('nothing is linked where the region is not known, or the name', () => {
    const nowhere = {code: null, province: null, prefecture: null, county: null, township: null}
    expect(key(agency('财政局', {region: nowhere}))).toBe(null)
    expect(key(agency(null))).toBe(null)
    expect(key(agency('国家统计局', {region: nowhere, level: 'national'}))).toBe(':国家统计局')
  })
  test('by the roster: names, aliases, regions in front, years', () => {
    const roster = [
      finance,
      {...finance, code: '2', region: '320581', name: '常熟市财政局', aliases: ['市财政局']},
      {...finance, code: '3', name: '昆山市老局', aliases: ['体育局'], to: 2018, from: null},
      {...finance, code: '4', name: '昆山市体育局', aliases: [], from: 2019},
    ]
    const code = (name: string, year: number | null = 2023) =>
      filerOf(roster)({agency: agency(name), year}).entry?.code ?? null
    expect(code('昆山市财政局')).toBe('0012')
    expect(code('江苏省昆山市财政局')).toBe('0012')
    expect(code('市财政局')).toBe('0012')
    expect(code('体育局', 2017)).toBe('3')
    expect(code('昆山市教育局')).toBe(null)
  })
})
