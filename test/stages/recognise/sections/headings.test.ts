import {describe, expect, test} from 'vitest'
import {runsOf} from '../../../../stages/recognise/sections/runs.ts'
import {blocksOf, lexicon} from '../support.ts'

/** key:number:rest of each heading, one list a report. */
function headings(notation: string): string[][] {
  return runsOf(lexicon, blocksOf(notation)).map(run =>
    run.map(({key, number, rest}) => [key ?? '', number ?? '', rest].filter(part => part !== '').join(' ')),
  )
}

const SIX = ['overview 1', 'disclosure 2', 'applications 3', 'disputes 4', 'problems 5', 'other 6']

const TITLES = [
  '总体情况',
  '主动公开政府信息情况',
  '收到和处理政府信息公开申请情况',
  '政府信息公开行政复议、行政诉讼情况',
  '存在的主要问题及改进情况',
  '其他需要报告的事项',
]

function sixWith(number: (i: number) => string): string {
  return TITLES.map((title, i) => `${number(i)}${title}\n正文内容。`).join('\n')
}

describe('numbering styles', () => {
  const chinese = '一二三四五六'
  test.each<[string, (i: number) => string]>([
    ['一、', i => `${chinese[i]}、`],
    ['一．', i => `${chinese[i]}．`],
    ['一 ', i => `${chinese[i]} `],
    ['（一）', i => `（${chinese[i]}）`],
    ['1、', i => `${i + 1}、`],
    ['1.', i => `${i + 1}.`],
    ['1. ', i => `${i + 1}. `],
    ['（1）', i => `（${i + 1}）`],
    ['第一部分', i => `第${chinese[i]}部分 `],
    ['第一部分：', i => `第${chinese[i]}部分：`],
    ['第一章', i => `第${chinese[i]}章 `],
    ['Ⅰ、', i => `${'ⅠⅡⅢⅣⅤⅥ'[i]}、`],
  ])('%s', (_, number) => expect(headings(sixWith(number))).toEqual([SIX]))

  test('none', () => {
    expect(headings(sixWith(() => ''))).toEqual([
      ['overview', 'disclosure', 'applications', 'disputes', 'problems', 'other'],
    ])
  })
})

describe('wordings', () => {
  test.each([
    ['一、2023年政府信息公开工作总体情况', 'overview 1'],
    ['一、总体情况：', 'overview 1'],
    ['一、工作基本情况', 'overview 1'],
    ['• 一、总体情况', 'overview 1'],
    ['一、基本情况', 'overview 1'],
    ['一、总体情况（一）主动公开', null],
    ['二、主动公开政府信息的情况', 'disclosure 2'],
    ['二、主动公开政府信息情况（单位：件）', 'disclosure 2'],
    ['三、收到和处理政府信息公开申请情况(单位:件)', 'applications 3'],
    ['三、依申请公开政府信息情况', 'applications 3'],
    ['四、因政府信息公开工作被申请行政复议、提起行政诉讼情况', 'disputes 4'],
    ['四、因政府信息公开申请行政复议、提起行政诉讼的情况', 'disputes 4'],
    ['四、行政复议和行政诉讼情况', 'disputes 4'],
    ['五、存在问题及改进措施', 'problems 5'],
    ['五、当前存在的主要问题及下步改进措施', 'problems 5'],
    ['五、政府信息公开工作存在的主要问题及改进情况', 'problems 5'],
    ['六、其他需要报告事项', 'other 6'],
    ['六、需要说明的其他事项', 'other 6'],
  ])('%s', (line, expected) => {
    const run = headings(`${sixWith(i => `${'一二三四五六'[i]}、`)}`.replace(lineLike(line), line))
    expect(run[0]!.find(heading => heading.startsWith(expected ?? '-')) ?? null).toBe(expected)
  })

  function lineLike(line: string): RegExp {
    return new RegExp(`^${line[0]}、.*$`, 'm')
  }
})

describe('text glued to a heading', () => {
  test.each([
    ['一、总体情况 2023年，我局认真落实条例。', '2023年，我局认真落实条例。'],
    ['一、总体情况。2023年，我局认真落实条例。', '2023年，我局认真落实条例。'],
    ['一、总体情况：2023年，我局认真落实条例。', '2023年，我局认真落实条例。'],
    ['六、其他需要报告的事项：无', '无'],
    ['六、其他需要报告的事项 无', '无'],
    ['六、其他需要报告的事项无', '无'],
    ['六、其他需要报告的事项。本年度未收取信息处理费。', '本年度未收取信息处理费。'],
    ['五、存在的主要问题及改进情况（一）存在的主要问题', '（一）存在的主要问题'],
    ['五、存在问题及改进措施：一是认识不足；二是人手不足。', '一是认识不足；二是人手不足。'],
  ])('%s', (line, rest) => {
    const text = sixWith(i => `${'一二三四五六'[i]}、`).replace(new RegExp(`^${line[0]}、.*$`, 'm'), line)
    const run = runsOf(lexicon, blocksOf(text))
    expect(run.map(one => one.length)).toEqual([6])
    expect(run[0]!['一二三四五六'.indexOf(line[0]!)]!.rest).toBe(rest)
  })
})

describe('what starts no section', () => {
  test('the preamble that lists the sections', () => {
    const list =
      '全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题及改进情况、其他需要报告的事项六个部分。'
    expect(headings(`${list}\n${sixWith(i => `${'一二三四五六'[i]}、`)}`)).toEqual([SIX])
  })

  test('sub-headings of section one and numbered points of sections five and six', () => {
    const text = [
      '一、总体情况',
      '（一）主动公开情况',
      '内容。',
      '（二）依申请公开情况',
      '内容。',
      '二、主动公开政府信息情况',
      '三、收到和处理政府信息公开申请情况',
      '四、政府信息公开行政复议、行政诉讼情况',
      '五、存在的主要问题及改进情况',
      '一、存在的主要问题',
      '内容。',
      '二、改进措施',
      '内容。',
      '六、其他需要报告的事项',
      '一、信息处理费收取情况',
      '无。',
      '二、其他事项',
      '无。',
    ].join('\n')
    expect(headings(text)).toEqual([SIX])
  })

  test('points of section one in the style of the sections', () => {
    const text = sixWith(i => `${'一二三四五六'[i]}、`).replace(
      '正文内容。',
      '一、主动公开\n内容。\n二、依申请公开情况\n内容。\n三、平台建设\n内容。',
    )
    expect(headings(text)).toEqual([SIX])
  })

  test('a table of contents', () => {
    const contents = TITLES.map((title, i) => `${'一二三四五六'[i]}、${title}`).join('\n')
    expect(headings(`目录\n${contents}\n${sixWith(i => `${'一二三四五六'[i]}、`)}`)).toEqual([SIX])
    const dotted = TITLES.map((title, i) => `${'一二三四五六'[i]}、${title}……${i + 1}`).join('\n')
    expect(headings(`目录\n${dotted}\n${sixWith(i => `${'一二三四五六'[i]}、`)}`)).toEqual([SIX])
  })

  test('the points of a guide', () => {
    expect(headings('一、主动公开政府信息\n内容。\n二、依申请公开\n内容。\n三、不予公开\n内容。')).toEqual([])
  })

  test('a report on government under law', () => {
    expect(
      headings('一、主要做法和成效\n内容。\n二、存在的问题\n内容。\n三、下一步工作安排\n内容。'),
    ).toEqual([])
  })
})

describe('sequence', () => {
  test('a heading over two paragraphs', () => {
    const text = sixWith(i => `${'一二三四五六'[i]}、`)
      .replace('一、总体情况', '一、\n总体情况')
      .replace('四、政府信息公开行政复议、行政诉讼情况', '四、政府信息公开行政复议、\n行政诉讼情况')
    expect(headings(text)).toEqual([SIX])
  })

  test('sections in another order', () => {
    const text = ['二、主动公开政府信息情况', '一、总体情况', '三、收到和处理政府信息公开申请情况'].join(
      '\n内容。\n',
    )
    expect(headings(text)).toEqual([['disclosure 2', 'overview 1', 'applications 3']])
  })

  test('a section missing and the rest renumbered', () => {
    const text = [
      '一、总体情况',
      '二、收到和处理政府信息公开申请情况',
      '三、政府信息公开行政复议、行政诉讼情况',
      '四、存在的问题及改进',
      '五、其他需要报告的事项',
    ]
    expect(headings(text.join('\n内容。\n'))).toEqual([
      ['overview 1', 'applications 2', 'disputes 3', 'problems 4', 'other 5'],
    ])
  })

  test('a number printed twice', () => {
    const text = sixWith(i => `${'一二三三五六'[i]}、`)
    expect(headings(text)).toEqual([
      ['overview 1', 'disclosure 2', 'applications 3', 'disputes 3', 'problems 5', 'other 6'],
    ])
  })

  test('a section no format knows', () => {
    const text = sixWith(i => `${'一二三四五七'[i]}、`).replace(
      '七、',
      '六、重点领域信息公开推进\n内容。\n七、',
    )
    expect(headings(text)[0]!.slice(4)).toEqual(['problems 5', '6', 'other 7'])
  })

  test('a second report', () => {
    const one = sixWith(i => `${'一二三四五六'[i]}、`)
    expect(headings(`${one}\n${one}`)).toEqual([SIX, SIX])
  })
})
