import {expect, test} from 'vitest'
import {type Block, textOf} from '../../../../pipeline/model/ast.ts'
import {isLabel} from '../../../../stages/recognise/lines/detect.ts'
import {tablesFromLines} from '../../../../stages/recognise/plain/loose.ts'
import {isSectionHeading} from '../../../../stages/recognise/sections/headings.ts'
import {lexicon} from '../support.ts'

const marks = {
  isLabel: (text: string) => isLabel(lexicon, text),
  isHeading: (text: string) => isSectionHeading(lexicon, text),
}

/** What comes of lines: a table as rows of cells parted by ¦. */
function shown(...lines: string[]): string[] {
  const blocks: Block[] = lines.map(value => ({type: 'paragraph', value}))
  return tablesFromLines(blocks, marks).flatMap(block => {
    if (block.type !== 'table') return [`¶ ${textOf(block)}`]
    const rows: string[][] = Array.from({length: block.rows}, () => [])
    for (const cell of block.children) rows[cell.row]!.push(textOf(cell))
    return rows.map(row => row.join(' ¦ '))
  })
}

test('labels and figures parted by single spaces are rows', () => {
  expect(
    shown(
      '信息内容 本年制发件数 本年废止件数 现行有效件数',
      '规章 0 0 0',
      '行政规范性文件 1 — 12',
      '行政许可 1,563',
    ),
  ).toEqual([
    '信息内容 ¦ 本年制发件数 ¦ 本年废止件数 ¦ 现行有效件数',
    '规章 ¦ 0 ¦ 0 ¦ 0',
    '行政规范性文件 ¦ 1 ¦ — ¦ 12',
    '行政许可 ¦ 1,563',
  ])
})

test('a label may have spaces, a group before it, and a line of its own', () => {
  expect(
    shown(
      '三、本年度办理结果 （一）予以公开 3 0 3',
      '（三）不予公开 1. 属于国家秘密 0 0 0',
      '5.要求行政机关确认或重',
      '新出具已获取信息 0 0 0',
      '（七）总计 3 0 3',
    ),
  ).toEqual([
    '三、本年度办理结果 ¦ （一）予以公开 ¦ 3 ¦ 0 ¦ 3',
    '（三）不予公开 ¦ 1. 属于国家秘密 ¦ 0 ¦ 0 ¦ 0',
    '5.要求行政机关确认或重新出具已获取信息 ¦ 0 ¦ 0 ¦ 0',
    '（七）总计 ¦ 3 ¦ 0 ¦ 3',
  ])
})

test('a label over several lines, its group before it, the figures below it', () => {
  expect(
    shown(
      '5.要求行政机关确认或重新出具已获取信息 0 0 0',
      '（六）其他',
      '处理',
      '1.申请人无正当理由逾期不补正、行政机关不再处理',
      '其政府信息公开申请 2 0 2',
      '2.申请人逾期未按收费通知要求缴纳费',
      '用、行政机关不再处理其政府信息公开申',
      '请',
      '0 0 0',
      '3.其他 1 0 1',
    ),
  ).toEqual([
    '5.要求行政机关确认或重新出具已获取信息 ¦ 0 ¦ 0 ¦ 0',
    '（六）其他',
    '处理',
    '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 ¦ 2 ¦ 0 ¦ 2',
    '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 ¦ 0 ¦ 0 ¦ 0',
    '3.其他 ¦ 1 ¦ 0 ¦ 1',
  ])
})

test('the figures of the disputes have no label', () => {
  expect(shown('行政复议 行政诉讼', '0 0 0 0 0 0 0 0 0 0 0 0 0 0 1', '五、存在的主要问题及改进情况')).toEqual(
    [
      '行政复议 ¦ 行政诉讼',
      '0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 1',
      '¶ 五、存在的主要问题及改进情况',
    ],
  )
})

test('prose, lists and single lines stay what they are', () => {
  const lines = [
    '行政许可 563',
    '行政处罚 5',
    '规划计划 12 条',
    '网站发布 356',
    '微信推送 128',
    '2023年 1 月 2 日',
  ]
  expect(shown(...lines)).toEqual(lines.map(line => `¶ ${line}`))
})

test('a unit may stand between label and figure, and headings of groups between the rows', () => {
  expect(
    shown(
      '统计指标 单位 统计数',
      '三、依申请公开情况',
      '（一）收到申请数 件 12',
      '1.当面申请数 件 0',
      '2.传真申请数 件 3',
    ),
  ).toEqual([
    '统计指标 ¦ 单位 ¦ 统计数',
    '三、依申请公开情况',
    '（一）收到申请数 ¦ 件 ¦ 12',
    '1.当面申请数 ¦ 件 ¦ 0',
    '2.传真申请数 ¦ 件 ¦ 3',
  ])
})

test('cells in paragraphs of their own are rows of words and the figures behind them', () => {
  expect(
    shown(
      '规章',
      '0',
      '0',
      '3',
      '行政规范性文件',
      '1',
      '0',
      '12',
      '三、本年度办理结果',
      '（一）予以公开',
      '5',
      '公开的内容还不够。',
    ),
  ).toEqual([
    '规章 ¦ 0 ¦ 0 ¦ 3',
    '行政规范性文件 ¦ 1 ¦ 0 ¦ 12',
    '三、本年度办理结果 ¦ （一）予以公开 ¦ 5',
    '¶ 公开的内容还不够。',
  ])
})

test('figures may carry their units, words their changes', () => {
  expect(
    shown('规章 0件 0件 0件', '规范性文件 2 件 1 件 1 件', '行政许可 12 减3 96', '政府集中采购 5 153.38万元'),
  ).toEqual([
    '规章 ¦ 0件 ¦ 0件 ¦ 0件',
    '规范性文件 ¦ 2 件 ¦ 1 件 ¦ 1 件',
    '行政许可 ¦ 12 ¦ 减3 ¦ 96',
    '政府集中采购 ¦ 5 ¦ 153.38万元',
  ])
})

test('headings of narrow columns come in parts, within a line and over lines', () => {
  expect(
    shown(
      '行政复议 行政诉讼',
      '结果 维持 结果 纠正 其他 结果',
      '尚未',
      '审结 总计',
      '0 0 0 0 0 0 0 0 0 0 0 0 0 0 1',
    ),
  ).toEqual([
    '行政复议 ¦ 行政诉讼',
    '结果 维持 ¦ 结果 纠正 ¦ 其他 结果',
    '尚未',
    '审结 ¦ 总计',
    '0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 1',
  ])
})

test('the number of a page stands in no row', () => {
  expect(
    shown(
      '一、本年新收政府信息公开申请数量 3 0 3',
      '- 4 -',
      '（七）总计 3 0 3',
      '四、结转下年度继续办理 0 0 0',
    ),
  ).toEqual([
    '一、本年新收政府信息公开申请数量 ¦ 3 ¦ 0 ¦ 3',
    '',
    '（七）总计 ¦ 3 ¦ 0 ¦ 3',
    '四、结转下年度继续办理 ¦ 0 ¦ 0 ¦ 0',
  ])
})

test('a row of the statistics table of 2014 that reads like a heading is a row', () => {
  expect(
    shown('三、依申请公开情况', '（一）收到申请数 件 3', '四、行政复议数量 件 0', '五、行政诉讼数量 件 0'),
  ).toEqual([
    '三、依申请公开情况',
    '（一）收到申请数 ¦ 件 ¦ 3',
    '四、行政复议数量 ¦ 件 ¦ 0',
    '五、行政诉讼数量 ¦ 件 ¦ 0',
  ])
})

test('a colon may stand between a label and several figures', () => {
  expect(
    shown('规章：0 0 3', '行政规范性文件: 1 — 12', '一、本年新收政府信息公开申请数量：5 0 0 0 0 0 5'),
  ).toEqual([
    '规章 ¦ 0 ¦ 0 ¦ 3',
    '行政规范性文件 ¦ 1 ¦ — ¦ 12',
    '一、本年新收政府信息公开申请数量 ¦ 5 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 0 ¦ 5',
  ])
})
