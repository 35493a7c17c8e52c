import {describe, expect, test} from 'vitest'
import {type Block, textOf} from '../../../../pipeline/model/ast.ts'
import {isLabel} from '../../../../stages/recognise/lines/detect.ts'
import {tablesFromPairs} from '../../../../stages/recognise/plain/pairs.ts'
import {isSectionHeading} from '../../../../stages/recognise/sections/headings.ts'
import {lexicon} from '../support.ts'

const marks = {
  isLabel: (text: string) => isLabel(lexicon, text),
  isHeading: (text: string) => isSectionHeading(lexicon, text),
}

/** Blocks as lines: paragraphs as they are, rows of tables with ¦ between the cells. */
function read(...lines: string[]): string[] {
  const blocks = lines.map((value): Block => ({type: 'paragraph', value}))
  return tablesFromPairs(blocks, marks).flatMap(block => {
    if (block.type !== 'table') return [textOf(block)]
    const rows: string[][] = Array.from({length: block.rows}, () => [])
    for (const cell of block.children) rows[cell.row]![cell.column] = textOf(cell)
    return rows.map(row => row.join(' ¦ '))
  })
}

describe('figures behind their labels', () => {
  test('a row on a line', () => {
    expect(
      read(
        '规章：制发件数 3，废止件数 0，现行有效件数 12',
        '行政规范性文件：本年制发件数1件；现行有效件数1,024件。',
      ),
    ).toEqual([
      '规章 ¦ 制发件数 ¦ 3 ¦ 废止件数 ¦ 0 ¦ 现行有效件数 ¦ 12',
      '行政规范性文件 ¦ 本年制发件数 ¦ 1件 ¦ 现行有效件数 ¦ 1,024件',
    ])
  })

  test('a figure on a line, its labels written together', () => {
    expect(
      read(
        '规章本年制发件数：3',
        '三、本年度办理结果-（三）不予公开-1.属于国家秘密-自然人：0',
        '一、本年新收政府信息公开申请数量（其他）＝2',
        '行政复议结果维持 4',
      ),
    ).toEqual([
      '规章 ¦ 本年制发件数 ¦ 3',
      '三、本年度办理结果 ¦ （三）不予公开 ¦ 1.属于国家秘密 ¦ 自然人 ¦ 0',
      '一、本年新收政府信息公开申请数量 ¦ 其他 ¦ 2',
      '行政复议 ¦ 结果维持 ¦ 4',
    ])
  })

  test('labels on lines of their own stand above', () => {
    expect(read('2.重复申请：', '自然人：0', '商业企业：无', '总计：1件')).toEqual([
      '2.重复申请',
      '自然人 ¦ 0',
      '商业企业 ¦ 无',
      '总计 ¦ 1件',
    ])
  })

  test('labels written together on a line, marks of lists, underscores and brackets', () => {
    expect(
      read(
        '三、本年度办理结果（五）不予处理2.重复申请',
        '- 自然人：1',
        '• 总计：1',
        '规章_本年制发件数=3',
        '行政事业性收费（本年收费金额（单位：万元））：0',
      ),
    ).toEqual([
      '三、本年度办理结果 ¦ （五）不予处理 ¦ 2.重复申请',
      '自然人 ¦ 1',
      '总计 ¦ 1',
      '规章 ¦ 本年制发件数 ¦ 3',
      '行政事业性收费 ¦ 本年收费金额（单位：万元） ¦ 0',
    ])
  })

  test('a number of a label is no figure', () => {
    expect(read('1、属于国家秘密：自然人 0，总计 0', '2、重复申请：总计 1')).toEqual([
      '1、属于国家秘密 ¦ 自然人 ¦ 0 ¦ 总计 ¦ 0',
      '2、重复申请 ¦ 总计 ¦ 1',
    ])
  })
})

describe('what is none', () => {
  const same = (...lines: string[]) => expect(read(...lines)).toEqual(lines)
  test('a sentence with labels in it', () =>
    same('全年作出行政许可 97 件，行政处罚 3 件，行政强制 0 件，均已公开。'))
  test('two figures', () => same('规章：本年制发件数 3，本年废止件数 0'))
  test('rows of a table parted by spaces', () => same('规章 0 0 3', '行政规范性文件 1 0 12', '行政许可 97'))
  test('words that are no labels', () => same('微博：12', '微信：30', '抖音：9'))
  test('a year behind a label', () => same('自然人：2023年起单独统计', '总计：3', '其他：4'))
})
