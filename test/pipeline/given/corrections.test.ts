import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {utils, write} from 'xlsx'
import {loadConfig} from '../../../pipeline/config.ts'
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
