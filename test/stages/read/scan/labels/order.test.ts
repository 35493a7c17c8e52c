import {describe, expect, it} from 'vitest'
import {dueLabel} from '../../../../../stages/read/scan/labels/labels.ts'
import {dueLabels} from '../../../../../stages/read/scan/labels/order.ts'
import {spelledOf} from '../../../../../stages/read/scan/labels/spelling.ts'
import {vocabularyOf} from '../../../../../stages/read/scan/labels/vocabulary.ts'
import type {Character, Reading} from '../../../../../stages/read/scan/letters/recogniser.ts'

const ROWS = [
  ['（二）部分公开'],
  ['1.属于国家秘密'],
  ['2.其他法律行政法规禁止公开', '2.其他法律、行政法规禁止公开'],
  ['3.保护第三方合法权益', '3.保护第三人合法权益'],
  ['4.属于行政查询事项'],
  ['（七）总计'],
]
const FORMS = [
  {texts: ROWS.flat(), rows: ROWS},
  {texts: ['总计', '信息内容', '规章'], rows: [['信息内容'], ['规章']]},
]
const vocabulary = vocabularyOf(FORMS)

/** Cells one above the other, 20 dots apart from top to top; each ends at 300 unless said otherwise. */
function column(texts: readonly (string | [string, number])[]) {
  return texts.map((text, i) => {
    const [spelled, right] = typeof text === 'string' ? [text, 300] : text
    return {
      region: [100, 20 * i, right, 20 * i + 16] as [number, number, number, number],
      spelled: spelledOf(spelled),
    }
  })
}

/** What is due in the cells whose own text is no label. */
function due(texts: readonly (string | [string, number])[]) {
  return [...dueLabels(column(texts), 100, vocabulary)].map(
    ([{spelled}, {counted, both}]) => `${spelled}: ${counted.map(({text}) => text).join(' ')} ${both}`,
  )
}

describe('labels due by the order of rows', () => {
  it('stand between two that are sure, where there are as many cells as rows', () => {
    expect(due(['（二）部分公开', '于国家', '2.其他法', '3.保护第三方合法权益'])).toEqual([
      '于国家: 1.属于国家秘密 true',
      '2其他法: 2.其他法律行政法规禁止公开 true',
    ])
    expect(due(['（二）部分公开', '于国家', '3.保护第三方合法权益'])).toEqual(['于国家:  true'])
    expect(due(['（二）部分公开', '于国家', '工作秘密', '2.其他法律行政法规禁止公开'])).toEqual([
      '于国家:  true',
      '工作秘密:  true',
    ])
  })

  it('may be of any row between that the column has not got where there are fewer cells or more', () => {
    const among = (texts: readonly string[]) =>
      [...dueLabels(column(texts), 100, vocabulary)].map(([, {among}]) => among.map(({text}) => text))
    expect(among(['（二）部分公开', '于国家', '3.保护第三方合法权益'])).toEqual([
      ['1.属于国家秘密', '2.其他法律行政法规禁止公开'],
    ])
    expect(among(['3.保护第三人合法权益', '属', '七总', '1.属于国家秘密'])).toEqual([])
    expect(among(['4.属于行政查询事项', '2.其他法律、行政法规禁止公开', '七总'])).toEqual([
      ['3.保护第三方合法权益', '3.保护第三人合法权益', '（七）总计'],
    ])
  })

  it('follow one that is sure where there is none on the other side', () => {
    expect(due(['4.属于行政查询事项', '七总'])).toEqual(['七总: （七）总计 false'])
    expect(due(['国家', '2.其他法律行政法规禁止公开'])).toEqual(['国家: 1.属于国家秘密 false'])
    expect(due(['（七）总计', '八'])).toEqual([])
    expect(due(['国家', '法律'])).toEqual([])
  })

  it('are of rows that touch and end at the same place', () => {
    expect(due(['信息内容', ['规', 200], '总计'])).toEqual([])
    const apart = column(['信息内容', '规']).map((cell, i) => ({
      ...cell,
      region: [100, 60 * i, 300, 60 * i + 16] as [number, number, number, number],
    }))
    expect([...dueLabels(apart, 100, vocabulary)]).toEqual([])
  })
})

/** How sure the model is of each letter read, and of what else stands there. */
type Seen = [letter: string, likelihood: number, other?: string]

async function told(seen: readonly Seen[], label: string, {both = true, isCounted = true} = {}) {
  const text = seen.map(
    ([letter], i): Character => ({text: letter, x: 2 * i, certainty: 1, figure: '', rival: 0}),
  )
  const reading: Reading = {
    steps: seen.flatMap(([letter, likelihood, other], i) => [
      {
        x: 2 * i,
        none: spelledOf(letter) === '' ? likelihood : 0,
        letters: Float32Array.from(vocabulary.letters, one =>
          one === letter ? likelihood : one === other ? 1 - likelihood : 0,
        ),
        best: likelihood,
      },
      {x: 2 * i + 1, none: 1, letters: new Float32Array(vocabulary.letters.length), best: 1},
    ]),
  }
  const labels = vocabulary.labels.filter(one => one.text === label)
  const due = {counted: isCounted ? labels : [], among: labels, both}
  const found = await dueLabel([text], async () => [reading], due, vocabulary)
  return found && {...found.misread, line: found.lines[0]!.map(({text, x}) => `${text}${x}`).join(' ')}
}

const sure = (text: string): Seen[] => [...text].map(letter => [letter, 1])

describe('a label that is due', () => {
  it('is told where letters of it were not seen', async () => {
    expect(await told(sure('1.于国家秘密'), '1.属于国家秘密')).toEqual({
      read: '1.于国家秘密',
      label: '1.属于国家秘密',
      order: 'nearly',
      line: '10 .2 属4 于4 国6 家8 秘10 密12',
    })
    expect((await told(sure('规：'), '规章'))?.label).toBe('规章')
    expect((await told(sure('国家密'), '1.属于国家秘密'))?.order).toBe('loosely')
    expect(await told(sure('国家密'), '1.属于国家秘密', {both: false})).toBe(null)
  })

  it('is told with doubt between two rows, whatever the model takes half of its letters for', async () => {
    expect((await told(sure('1属于工作秘密'), '1.属于国家秘密'))?.order).toBe('loosely')
    expect(await told(sure('1属于工作秘密'), '1.属于国家秘密', {both: false})).toBe(null)
    expect(await told(sure('1涉及工作秘密'), '1.属于国家秘密')).toBe(null)
    const doubtful: Seen = ['工', 0.99, '国']
    expect((await told([...sure('1属于'), doubtful, ...sure('家秘密')], '1.属于国家秘密'))?.order).toBe(
      'nearly',
    )
  })

  it('is told with doubt where it was not counted off and three in four letters are its own', async () => {
    const far = {isCounted: false}
    expect((await told(sure('4属行政查询事顶'), '4.属于行政查询事项', far))?.order).toBe('loosely')
    expect(await told(sure('4属行政查询'), '4.属于行政查询事项', far)).toBe(null)
    expect(await told(sure('1属于工作秘密'), '1.属于国家秘密', far)).toBe(null)
  })

  it('is told where its number was read twice', async () => {
    expect(await told(sure('1.1.于国家秘密'), '1.属于国家秘密')).toEqual({
      read: '1.1.于国家秘密',
      label: '1.属于国家秘密',
      order: 'nearly',
      line: '14 .6 属8 于8 国10 家12 秘14 密16',
    })
    expect(await told(sure('1.2.于国家秘密'), '1.属于国家秘密')).toBe(null)
  })

  it('has no figures beside it', async () => {
    expect(await told(sure('七总计42'), '（七）总计')).toBe(null)
  })

  it('is not told where another label is as near', async () => {
    expect(await told(sure('总计'), '（七）总计')).toBe(null)
    expect(await told(sure('七计'), '（七）总计', {both: false})).toBe(null)
    expect((await told(sure('七计'), '（七）总计'))?.order).toBe('loosely')
    expect((await told(sure('信息容'), '信息内容'))?.order).toBe('nearly')
    expect((await told(sure('3保护第三合法权益'), '3.保护第三方合法权益'))?.order).toBe('loosely')
  })
})
