import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import type {CellObject} from 'xlsx'
import type {Table} from '../../../../../pipeline/model/ast.ts'
import {sheet} from '../../../../../stages/read/sheet/index.ts'
import {outcomeOf} from '../../word/outcome.ts'
import type {SheetSpec} from '../books.ts'
import {one, read, shown} from '../showing.ts'

const f = (formula: string, stored?: number): CellObject =>
  ({t: 'n', f: formula, ...(stored === undefined ? {} : {v: stored})}) as CellObject
const text = (v: string): CellObject => ({t: 's', v})

/** What is doubted of a book, sheet by sheet: `C1 3≠9` where C1's formula gives 3 and 9 is stored. */
async function doubts(sheets: Record<string, SheetSpec>, kind = 'xlsx'): Promise<string[]> {
  const {tree} = await read(sheets, kind)
  const cells = tree!.children.flatMap(block => (block.type === 'table' ? (block as Table).children : []))
  return cells.flatMap(({data}) => {
    const told = /^单元格 (\w+) 的公式按所引用的各格应为 (\S+)，保存的结果却是 (\S+)，按保存的读取$/.exec(
      data?.doubt ?? '',
    )
    return told ? [`${told[1]} ${told[2]}≠${told[3]}`] : data?.doubt === undefined ? [] : [data.doubt]
  })
}

describe.each(['xlsx', 'ods', 'xlml'])('formulas whose stored values are out of date: %s', kind => {
  test('a sum and a cell taken over are named, and what stands on them', async () => {
    const rows = [
      [1, 2, f('SUM(A1:B1)', 9), f('C1', 9), f('D1-1', 8)],
      [3, 4, f('A2+B2', 7), f('SUM(A1:B2)', 10), f('A2', 3)],
    ]
    expect(await doubts(one(rows), kind)).toEqual(['C1 3≠9', 'D1 3≠9', 'E1 2≠8'])
  })

  test('across sheets', async () => {
    const rows = [
      [f("'镇 二'!A1+'镇 二'!B1", 5), f("'镇 二'!A1", 2)],
      [1, 2],
    ]
    expect(
      await doubts(
        {
          汇总: {rows},
          '镇 二': {
            rows: [
              [2, 4],
              [1, 1],
            ],
          },
        },
        kind,
      ),
    ).toEqual(['A1 6≠5'])
  })

  test('what cannot be computed is believed', async () => {
    const rows = [
      [1, text('甲'), f('SUBTOTAL(9,A1:A2)', 9), f('A1+B1', 9), f('C1+1', 10)],
      [2, 3, f('A2/(B2-3)', 9), f('SUM(A1:B2)', 6), f('D1+1', 10)],
    ]
    expect(await doubts(one(rows), kind)).toEqual([])
  })

  test('what cannot be computed is doubtful where another result is out of date', async () => {
    const rows = [
      [1, 2, f('SUBTOTAL(9,A1:A2)', 3)],
      [3, 4, f('SUM(A2:B2)', 9)],
    ]
    const why = '的公式未能重新计算，而工作簿里其他公式保存的结果已经过时，按保存的读取'
    expect(await doubts(one(rows), kind)).toEqual([`单元格 C1 ${why}`, 'C2 7≠9'])
  })

  test('conditions and lookups', async () => {
    const rows = [
      [text('规章'), 2, f('SUMIF(A1:A2,"规章",B1:B2)', 2), f('IF(B1>1,B2,0)', 4)],
      [text('文件'), 4, f('VLOOKUP("文件",A1:B2,2,FALSE)', 5), f('COUNTIF(B1:B2,">3")', 2)],
    ]
    expect(await doubts(one(rows), kind)).toEqual(['C2 4≠5', 'D2 1≠2'])
  })

  test('the last digits of binary fractions make no difference', async () => {
    const rows = [
      [0.1, 0.2, f('A1+B1', 0.3), f('SUM(A1:B1)*10', 3)],
      [1, 2, 3, 4],
    ]
    expect(await doubts(one(rows), kind)).toEqual([])
  })
})

test('a number written as text counts where it is added, not where it is summed up', async () => {
  const rows = [
    [text('3'), 4, f('A1+B1', 4), f('SUM(A1:B1)', 7)],
    [1, 2, 3, 4],
  ]
  expect(await doubts(one(rows))).toEqual(['C1 7≠4', 'D1 4≠7'])
})

test('sheets from one to another', async () => {
  const rows = [
    [f('SUM(甲:丙!A1)', 5), 1],
    [1, 2],
  ]
  const town = (n: number) => ({
    rows: [
      [n, 1],
      [1, 2],
    ],
  })
  expect(await doubts({汇总: {rows}, 甲: town(1), 乙: town(2), 丙: town(3), 丁: town(100)})).toEqual([
    'A1 6≠5',
  ])
})

test('formulas that stand on themselves end', async () => {
  const ring = [
    [f('B1', 1), f('A1', 1), 3],
    [1, 2, 3],
  ]
  expect(await doubts(one(ring))).toEqual([])
  const chain = Array.from({length: 3_000}, (_, i) => [f(`A${i + 2}+1`, 3_000 - i), 1])
  expect(await doubts(one([...chain, [0, 1]]))).toEqual([])
})

test('sums over millions of cells end, and are believed from there on', async () => {
  const rows = Array.from({length: 3_000}, (_, i) => [i, 1, f('SUM(A$1:B$3000)', 4_501_500)])
  const found = await doubts(one(rows))
  expect(found).toEqual([])
})

test.each([
  ['formulas.xls', 10],
  ['formulas.ods', 9],
])('a book as an office saves it: %s', async (name, many) => {
  const bytes = readFileSync(new URL(`../fixtures/${name}`, import.meta.url))
  const outcome = await outcomeOf(sheet, bytes)
  const what = (cell: string, computed: number, stored: number) =>
    `单元格 ${cell} 的公式按所引用的各格应为 ${computed}，保存的结果却是 ${stored}，按保存的读取`
  const named = [what('C1', 3, 9), what('F1', 3, 4), what('G1', 1, 100), what('H1', 2, 100), what('C2', 3, 4)]
  expect(outcome.findings.map(finding => [finding.rule, finding.what])).toEqual([
    ['R04', `工作表“表 一”${named.join('，')}；共 ${many} 处`],
  ])
  expect(shown(outcome)[1]).toEqual([
    ['1', '2', '9', '9', '3', '4', '100', '100'],
    ['1', '2', '4', '8', '1', '5', '3', '13'],
    ['1', '2', '3', '', '', '', '', ''],
    ['5', '2', '7', '#REF!', '7', '', '', ''],
  ])
})
