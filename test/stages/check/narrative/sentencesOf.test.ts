import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {NarrativeWords} from '../../../../stages/check/narrative/lexicon.ts'
import {readNarrative} from '../../../../stages/check/narrative/read.ts'
import {narrativeSentences, readable} from '../../../../stages/check/narrative/sentences.ts'
import {aReport, config} from '../builder.ts'

const words = config.files.narrative as NarrativeWords

function reportOf(...texts: string[]) {
  const paragraphs = texts.map((text, i) => ({text, place: {line: 20 + i}}))
  return aReport({sections: {overview: {paragraphs, headings: []}, problems: null, other: null}})
}

const linesOf = (...texts: string[]) =>
  narrativeSentences(reportOf(...texts)).map(({text, place}) => [place.line, text])

describe('sentences', () => {
  it('stand under the heading before them, also where places have no order', () => {
    const place = {part: 'word/document.xml'}
    const heading = (title: string, before?: number) => ({
      ...{numbering: '', title, level: 2, empty: false, place},
      ...(before === undefined ? {} : {before}),
    })
    const headingsOf = (...headings: ReturnType<typeof heading>[]) => {
      const paragraphs = ['公开信息。', '结转3件。', '更新栏目。'].map(text => ({text, place}))
      const report = aReport({sections: {overview: {paragraphs, headings}, problems: null, other: null}})
      return narrativeSentences(report).map(sentence => sentence.heading)
    }
    expect(headingsOf(heading('主动公开', 0), heading('依申请公开', 1), heading('平台', 2))).toEqual([
      '主动公开',
      '依申请公开',
      '平台',
    ])
    expect(headingsOf(heading('依申请公开', 1))).toEqual([null, '依申请公开', '依申请公开'])
    expect(headingsOf(heading('依申请公开'))).toEqual([null, null, null])
  })

  it('go on over a broken line and stand where they begin', () => {
    expect(
      linesOf('2023年，我局认真开展政府信息公开工作。全年共收到政府信息公开', '申请3件，均已答复。办结3件'),
    ).toEqual([
      [20, '2023年，我局认真开展政府信息公开工作'],
      [20, '全年共收到政府信息公开申请3件，均已答复'],
      [21, '办结3件'],
    ])
  })

  it('do not join headings, captions and items', () => {
    expect(
      linesOf('（二）依申请公开', '2023年收到申请3件', '一是加强管理', '网站公开信息614条', '2023年无'),
    ).toEqual([
      [20, '(二)依申请公开'],
      [21, '2023年收到申请3件'],
      [22, '一是加强管理'],
      [23, '网站公开信息614条'],
      [24, '2023年无'],
    ])
  })

  it('end at a dot behind Chinese, not in an address or a decimal', () => {
    expect(linesOf('详见www.example.gov.cn，占33.9%. 收到3件.全部办结')).toEqual([
      [20, '详见www.example.gov.cn，占33.9%.收到3件'],
      [20, '全部办结'],
    ])
  })
})

it('reads common text as it reads any', () => {
  const any = fc.constantFrom(...'一二〇三年收到３12, 0，、：:（）()《》“”"-.%件；〔2021〕')
  fc.assert(
    fc.property(fc.array(any), characters => {
      const text = characters.join('')
      // With a character that cannot be seen no text is common.
      expect(readable(text)).toBe(readable(`\u200b${text}`))
    }),
    {seed: 5, numRuns: 2000},
  )
})

it('reads absurd text in bounded time and to a bounded length', () => {
  const endless = readNarrative(reportOf('收到政府信息公开申请5件，其中'.repeat(50_000)), words)
  expect(endless.figures).toEqual([])
  const many = readNarrative(reportOf('收到政府信息公开申请5件。'.repeat(20_000)), words)
  expect(many.figures.length).toBe(5001)
  const brackets = readNarrative(
    reportOf(`${'('.repeat(700)}收到政府信息公开申请5件${')'.repeat(700)}。`),
    words,
  )
  expect(brackets.figures.map(({value, subject}) => [value, subject])).toEqual([[5, 'application']])
})
