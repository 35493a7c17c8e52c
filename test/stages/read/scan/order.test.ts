import {describe, expect, it} from 'vitest'
import {dueLabel} from '../../../../stages/read/scan/labels.ts'
import {dueLabels} from '../../../../stages/read/scan/order.ts'
import type {Character, Reading} from '../../../../stages/read/scan/recogniser.ts'
import {spelledOf} from '../../../../stages/read/scan/spelling.ts'
import {vocabularyOf} from '../../../../stages/read/scan/vocabulary.ts'

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
    ([{spelled}, {labels, both}]) => `${spelled}: ${labels.map(({text}) => text).join(' ')} ${both}`,
  )
}

describe('labels due by the order of rows', () => {
  it('stand between two that are sure, where there are as many cells as rows', () => {
    expect(due(['（二）部分公开', '于国家', '2.其他法', '3.保护第三方合法权益'])).toEqual([
      '于国家: 1.属于国家秘密 true',
      '2其他法: 2.其他法律行政法规禁止公开 true',
    ])
    expect(due(['（二）部分公开', '于国家', '3.保护第三方合法权益'])).toEqual([])
    expect(due(['（二）部分公开', '于国家', '工作秘密', '2.其他法律行政法规禁止公开'])).toEqual([])
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

async function told(seen: readonly Seen[], label: string, both = true) {
  const text = seen.map(([letter]): Character => ({text: letter, x: 0, certainty: 1, figure: '', rival: 0}))
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
  const found = await dueLabel([text], async () => [reading], {labels, both}, vocabulary)
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
    expect(await told(sure('国家密'), '1.属于国家秘密', false)).toBe(null)
  })

  it('is not what the model is sure to be other letters, or has figures beside it', async () => {
    expect(await told([...sure('1属于'), ...sure('工作'), ...sure('秘密')], '1.属于国家秘密')).toBe(null)
    const doubtful: Seen = ['工', 0.99, '国']
    expect((await told([...sure('1属于'), doubtful, ...sure('家秘密')], '1.属于国家秘密'))?.label).toBe(
      '1.属于国家秘密',
    )
    expect(await told(sure('七总计42'), '（七）总计')).toBe(null)
  })

  it('is not told where another label is as near', async () => {
    expect(await told(sure('七计'), '（七）总计')).toBe(null)
    expect(await told(sure('信息容'), '信息内容')).not.toBe(null)
    expect(await told(sure('3保护第三合法权益'), '3.保护第三方合法权益')).toBe(null)
  })
})
