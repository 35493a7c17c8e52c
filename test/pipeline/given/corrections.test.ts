import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {strFromU8, strToU8, unzipSync, zipSync} from 'fflate'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {utils, write} from 'xlsx'
import {type ConfigError, loadConfig} from '../../../pipeline/config.ts'
import {readCorrections} from '../../../pipeline/given/corrections.ts'
import {stages} from '../../../stages/index.ts'

const config = loadConfig(join(import.meta.dirname, '../../../config'), stages.publishFiles)
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-read-corrections-'))
})
afterAll(() => rmSync(folder, {recursive: true}))

const HEAD = [
  '说明',
  '规则',
  '报告编号',
  '数据键',
  '原值',
  '更正值',
  '依据',
  '更正人',
  '日期',
  '认可',
  '来源文件',
]
const row = (cells: Record<string, unknown>) => HEAD.map(name => cells[name] ?? '')
const signed = {依据: '来函', 更正人: '张三', 日期: '2024-03-01'}
const empty = {raw: '', corrected: '', accepted: '', rule: '', message: '', source: '', keys: []}

function file(name: string, sheets: Record<string, unknown[][]>): string {
  const book = utils.book_new()
  for (const [sheet, rows] of Object.entries(sheets))
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), sheet)
  const path = join(folder, name)
  writeFileSync(path, write(book, {type: 'buffer', bookType: 'xlsx'}) as Buffer)
  return path
}

test('takes the rows in which something was filled in, of every sheet with the headings', () => {
  const path = file('校验.xlsx', {
    校验: [
      ['核对：张三'],
      HEAD,
      row({报告编号: 'a', 数据键: 'k', 原值: '7'}),
      row({报告编号: 'a', 数据键: 'k', 原值: '7', 更正值: 8, ...signed}),
    ],
    按规则: [['规则', '行数']],
    校验2: [HEAD, row({报告编号: 'b', 规则: 'A03', 说明: '不符', 来源文件: 'b.html', 认可: '是', ...signed})],
  })
  const common = {...empty, basis: '来函', by: '张三', on: '2024-03-01'}
  expect(readCorrections([path], config)).toEqual({
    values: {
      a: [{...common, file: '校验.xlsx', row: 4, report: 'a', keys: ['k'], raw: '7', corrected: '8'}],
    },
    acceptances: [
      {
        ...common,
        file: '校验.xlsx“校验2”',
        row: 2,
        report: 'b',
        accepted: '是',
        rule: 'A03',
        message: '不符',
        source: 'b.html',
      },
    ],
  })
})

test('a row with a basis alone is handed on, to be refused; several files are read one after the other', () => {
  const first = join(folder, 'a.csv')
  writeFileSync(first, '报告编号,数据键,原值,更正值,依据,更正人\nx,k,1,,原件不清,\nx,k,1,2,来函,李四\n')
  const second = join(folder, 'b.csv')
  writeFileSync(second, '﻿报告编号;数据键;原值;更正值;依据;更正人\r\nx;k;1;3;来函;王五\r\n')
  const {values, acceptances} = readCorrections([first, second], config)
  expect(acceptances).toEqual([])
  expect(values.x!.map(({file, row, corrected, basis, by}) => [file, row, corrected, basis, by])).toEqual([
    ['a.csv', 2, '', '原件不清', ''],
    ['a.csv', 3, '2', '来函', '李四'],
    ['b.csv', 2, '3', '来函', '王五'],
  ])
})

const filled = row({报告编号: 'a', 数据键: 'k', 原值: '7', 更正值: 8, ...signed})
const problemsOf = (path: string) => {
  try {
    readCorrections([path], config)
    return []
  } catch (error) {
    return (error as ConfigError).problems.map(({file, path, message}) => `${file} ${path} ${message}`)
  }
}

test('finds the sheet with the headings wherever it was moved to', () => {
  const path = file('移.xlsx', {按规则: [['规则', '行数']], 校验: [HEAD, filled]})
  const {values} = readCorrections([path], config)
  expect(values['a']).toMatchObject([{file: '移.xlsx“校验”', row: 2, corrected: '8'}])
})

test('names a further sheet whose headings are there in part', () => {
  const path = file('补.xlsx', {
    校验: [HEAD, filled],
    补充: [
      ['报告编号', '数据键', '更正值', '更正人'],
      ['a', 'm', 5, '王五'],
    ],
  })
  expect(problemsOf(path)).toEqual([
    '补.xlsx“补充” 第 1 行 像是更正表，表头却不全，没有读取；要有“报告编号”“依据”“更正人”，以及“数据键”“原值”“更正值”或者“规则”“认可”；不是更正的，请删去这张工作表',
  ])
})

test('names merged cells and formulas nobody computed: what they say for each row is not told', () => {
  const sheet = utils.aoa_to_sheet([
    ['核对表'],
    HEAD,
    filled,
    row({报告编号: 'a', 数据键: 'l', 原值: '3'}),
    filled,
  ])
  sheet['!merges'] = [utils.decode_range('A1:K1'), utils.decode_range('A3:A4'), utils.decode_range('F3:F4')]
  sheet['F5'] = {t: 'n', v: 999, f: '5+7'}
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, '校验')
  const path = join(folder, '合并.xlsx')
  const parts = unzipSync(write(book, {type: 'buffer', bookType: 'xlsx'}) as Buffer)
  const name = 'xl/worksheets/sheet1.xml'
  // As programs write a formula that they do not compute.
  const xml = strFromU8(parts[name]!).replace('<v>999</v>', '<v></v>')
  writeFileSync(path, zipSync({...parts, [name]: strToU8(xml)}))
  expect(problemsOf(path)).toEqual([
    '合并.xlsx 第 3—4 行 “更正值”是合并的单元格，不知道每一格填的是什么；请取消合并，逐行逐格填写',
    '合并.xlsx 第 5 行 “更正值”是没有结果的公式；请改填算好的内容',
  ])
})
