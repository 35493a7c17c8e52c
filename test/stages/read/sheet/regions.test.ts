import {describe, expect, test} from 'vitest'
import type {CellObject} from 'xlsx'
import {sheet} from '../../../../stages/read/sheet/index.ts'
import {outcomeOf} from '../word/outcome.ts'
import {bytesOf} from './books.ts'
import {one, read, shown} from './showing.ts'

describe('tables of one sheet', () => {
  test('a blank row parts, a blank row of formatted cells does not', async () => {
    const stub = {t: 'z', s: {}, z: '0'} as unknown as CellObject
    const outcome = await read(one([['a', 'b'], [1, 2], [], ['c', 'd'], [stub, stub], [3, 4]]))
    expect(shown(outcome)).toEqual([
      '表',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
      [
        ['c', 'd'],
        ['', ''],
        ['3', '4'],
      ],
    ])
  })
  test('side by side, two blank columns part and one does not', async () => {
    const outcome = await read(
      one([
        ['a', 'b', null, null, 'c', null, 'd'],
        [1, 2, null, null, 3, null, 4],
      ]),
    )
    expect(shown(outcome)).toEqual([
      '表',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
      [
        ['c', '', 'd'],
        ['3', '', '4'],
      ],
    ])
  })
  test('a row merged down keeps a table together', async () => {
    const outcome = await read(one([['a', 'b'], [1, 2], [], [3, 4]], {merges: ['A2:A3']}))
    expect(shown(outcome)[1]).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['^', ''],
      ['3', '4'],
    ])
  })
  test('text alone on its rows is paragraphs', async () => {
    const outcome = await read(one([['一、总体情况'], ['2023年，本机关……'], [null, '其他']]))
    expect(shown(outcome)).toEqual(['表', '一、总体情况', '2023年，本机关……', '其他'])
  })
  test('an area merged to the end of the sheet ends with the texts', async () => {
    const outcome = await read(one([['题'], ['a', 'b'], [1, 2]], {merges: ['A1:XFD1']}))
    expect(shown(outcome)[1]).toEqual([
      ['题', '<'],
      ['a', 'b'],
      ['1', '2'],
    ])
  })
  test('of overlapping areas the first counts', async () => {
    const outcome = await read(
      one(
        [
          ['a', 'b'],
          [1, 2],
        ],
        {merges: ['A1:B1', 'B1:B2']},
      ),
    )
    expect(shown(outcome)[1]).toEqual([
      ['a', '<'],
      ['1', '2'],
    ])
    expect(outcome.findings.map(({rule, what}) => [rule, what])).toEqual([
      ['R07', '工作表“表”的合并单元格下遮住了 1 处内容'],
      ['R03', '工作表“表”有 1 处合并区域互相重叠或大得不合情理'],
    ])
  })
  test('beyond the limit rows are cut, and told', async () => {
    const bytes = bytesOf(
      one([
        ['a', 'b'],
        [1, 2],
        [3, 4],
      ]),
      'xlsx',
    )
    const outcome = await outcomeOf(sheet, bytes, {maxCells: 5})
    expect(shown(outcome)[1]).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
    expect(outcome.findings).toEqual([
      {rule: 'R08', what: '工作表“表”的表格超过 5 个单元格，只读了前 2 行', place: {part: '表', table: 1}},
    ])
  })
})
