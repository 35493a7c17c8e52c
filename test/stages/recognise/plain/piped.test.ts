import {expect, test} from 'vitest'
import {type Block, textOf} from '../../../../pipeline/model/ast.ts'
import {isLabel} from '../../../../stages/recognise/lines/detect.ts'
import {tablesFromPipes} from '../../../../stages/recognise/plain/piped.ts'
import {isSectionHeading} from '../../../../stages/recognise/sections/headings.ts'
import {lexicon} from '../support.ts'

const marks = {
  isLabel: (text: string) => isLabel(lexicon, text),
  isHeading: (text: string) => isSectionHeading(lexicon, text),
}

/** What comes of lines: a table as rows of cells parted by ¦. */
function shown(...lines: string[]): string[] {
  const blocks: Block[] = lines.map(value => ({type: 'paragraph', value}))
  return tablesFromPipes(blocks, marks).flatMap(block => {
    if (block.type !== 'table') return [`¶ ${textOf(block)}`]
    const rows: string[][] = Array.from({length: block.rows}, () => [])
    for (const cell of block.children) rows[cell.row]!.push(textOf(cell))
    return rows.map(row => row.join(' ¦ '))
  })
}

test('lines with bars are rows, blanks kept, and lines between them are drawn', () => {
  expect(
    shown(
      '主动公开情况如下。',
      '┌────────┬───┬───┬───┐',
      '│信息内容│本年制发件数│本年废止件数│现行有效件数│',
      '├────────┼───┼───┼───┤',
      '│规章    │0  │   │0  │',
      '|行政规范性文件|1|—|12|',
      '第二十条第（五）项',
      '行政许可 | 1,563',
      '| --- | :---: |',
      '三、收到和处理政府信息公开申请情况',
      '首页 | 政务公开 | 互动交流',
    ),
  ).toEqual([
    '¶ 主动公开情况如下。',
    '信息内容 ¦ 本年制发件数 ¦ 本年废止件数 ¦ 现行有效件数',
    '规章 ¦ 0 ¦  ¦ 0',
    '行政规范性文件 ¦ 1 ¦ — ¦ 12',
    '第二十条第（五）项',
    '行政许可 ¦ 1,563',
    '¶ 三、收到和处理政府信息公开申请情况',
    '¶ 首页 | 政务公开 | 互动交流',
  ])
})

test('lines with bars of which too few are rows of the form stay, and the rules between them', () => {
  const lines = ['首页 | 政务公开', '----|----', '行政许可 | 12', '浏览次数 | 3', '行政处罚 | 1 | 2']
  expect(shown(...lines)).toEqual(lines.map(line => `¶ ${line}`))
})

test('the figures of the disputes are a row by themselves', () => {
  const figures = '|0|0|0|0|0|1|0|0|0|1|0|0|0|0|0|'
  expect(shown('|行政复议||行政诉讼|', figures)).toEqual([
    '行政复议 ¦  ¦ 行政诉讼',
    '0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 1 ¦ 0 ¦ 0 ¦ 0 ¦ 1 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 0',
  ])
})
