import {describe, expect, it} from 'vitest'
import {relabelled} from '../../../../../stages/read/scan/labels/labels.ts'
import {type Vocabulary, vocabularyOf} from '../../../../../stages/read/scan/labels/vocabulary.ts'
import type {Character, Reading} from '../../../../../stages/read/scan/letters/recogniser.ts'

const LABELS = [
  '行政许可',
  '行政处罚',
  '规章',
  '总计',
  '（七）合计',
  '7.属于行政执法案卷',
  '第二十条第（一）项',
  '第二十条第（五）项',
]

const FORMS = [{texts: LABELS, rows: []}]

/** What the model makes of lines of letters: of each the likelihoods of some; marks count for nothing. */
type Seen = [letter: string, likelihood: number][]

function readingOf({letters}: Vocabulary, seen: readonly Seen[]): Reading {
  const step = (x: number, likely: Seen, none: number) => ({
    x,
    none,
    letters: Float32Array.from(letters, letter => likely.find(([other]) => other === letter)?.[1] ?? 0),
    best: Math.max(none, ...likely.map(([, likelihood]) => likelihood)),
  })
  return {
    steps: seen.flatMap((likely, i) => [
      step(2 * i, likely, likely.find(([letter]) => letter === '')?.[1] ?? 0),
      step(2 * i + 1, [], 1),
    ]),
  }
}

const read = (text: string): Character[] =>
  [...text].map((one, i) => ({text: one, x: 2 * i, certainty: 1, figure: '0', rival: 0}))

/** The lines of a cell as they come out. @param lines the letters of each line, a letter in two minds as [read, other] */
async function told(lines: (string | [string, string, number])[][]) {
  const vocabulary = vocabularyOf(FORMS)
  const texts = lines.map(line => read(line.map(one => one[0]).join('')))
  const seen = lines.map(line =>
    line.map(
      (one): Seen =>
        typeof one === 'string'
          ? [[one, 1]]
          : [
              [one[0], 1 - one[2]],
              [one[1], one[2]],
            ],
    ),
  )
  const found = await relabelled(texts, async () => seen.map(line => readingOf(vocabulary, line)), vocabulary)
  return (
    found && {
      ...found.misread,
      lines: found.lines.map(line => line.map(({text, x}) => `${text}${x}`).join(' ')),
    }
  )
}

describe('labels of the form', () => {
  it('are told where a letter was read as another that is as likely nearly', async () => {
    expect(
      await told([
        ['7', '属', ['丁', '于', 0.01], '行', '政'],
        ['执', '法', '案', '卷'],
      ]),
    ).toEqual({
      read: '7属丁行政执法案卷',
      label: '7.属于行政执法案卷',
      lines: ['70 .1 属2 于4 行6 政8', '执0 法2 案4 卷6'],
    })
  })

  it('stay as they were read where all letters are those of one', async () => {
    expect(await told([['行', '政', '许', '可']])).toBe(null)
  })

  it('are not taken for what the model does not see', async () => {
    expect(await told([['小', '计']])).toBe(null)
    expect(await told([['行', '政', '裁', '决']])).toBe(null)
    expect(await told([['行', '政', '许', ['司', '可', 0.001]]])).toEqual({
      read: '行政许司',
      label: '行政许可',
      lines: ['行0 政2 许4 可6'],
    })
  })

  it('leave no figure and no other text out', async () => {
    const faint = (letter: string): [string, string, number] => [letter, '', 0.1]
    expect(await told([['（', '七', '）', '合', '计', faint('0')]])).toBe(null)
    const label = [...'7属于行政执法案卷']
    expect(await told([[...label, faint('有'), faint('效')]])).toBe(null)
    expect((await told([[...label, faint('有')]]))?.label).toBe('7.属于行政执法案卷')
    expect((await told([['行', '政', '许', '可', faint('十')]]))?.label).toBe('行政许可')
  })

  it('are left alone where two of them are as likely nearly', async () => {
    const doubtful: Seen = [
      ['工', 0.9],
      ['一', 0.02],
      ['五', 0.05],
    ]
    const vocabulary = vocabularyOf(FORMS)
    const seen = [...'第二十条第'].map((one): Seen => [[one, 1]])
    const reading = readingOf(vocabulary, [...seen, doubtful, [['项', 1]]])
    expect(await relabelled([read('第二十条第（工）项')], async () => [reading], vocabulary)).toBe(null)
  })
})
