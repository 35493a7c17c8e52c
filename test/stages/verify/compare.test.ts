import {expect, test} from 'vitest'
import {cellsOf} from '../../../pipeline/model/format.ts'
import {agreementOf, compare, type Disagreement} from '../../../stages/verify/compare.ts'
import {piecesOf} from '../../../stages/verify/readers/html.ts'
import {readingOf} from '../../../stages/verify/reading.ts'
import {figuresOf, rowsOf} from '../../../stages/verify/rows.ts'
import {aReport, formatOf} from '../check/builder.ts'

/** Rows of the second reading: label, then figures. The report has a zero in every cell. */
const LABELS = ['1.属于国家秘密', '4.保护第三方合法权益', '2.重复申请', '3.要求提供公开出版物', '（七）总计']
const KEYS = [
  'denied.stateSecret',
  'denied.thirdPartyRights',
  'notProcessed.repeated',
  'notProcessed.publishedMaterial',
  'total',
]
const COLUMNS = cellsOf(formatOf('2021'))
  .filter(({key}) => key.startsWith('applications.received.'))
  .map(({column}) => column.key)
const cells = cellsOf(formatOf('2021')).filter(({key}) =>
  KEYS.some(row => key.startsWith(`applications.outcomes.${row}.`)),
)

type Rows = (number | null)[][]
const ROWS: Rows = [
  [1, 0, 0, 0, 0, 0, 1],
  [2, 0, 0, 0, 0, 0, 2],
  [3, 4, 0, 0, 0, 0, 7],
  [5, 0, 0, 0, 0, 0, 5],
  [11, 4, 0, 0, 0, 0, 15],
]

function disagreements(ours: Rows, theirs: Rows, labels = LABELS, more = ''): Disagreement[] {
  const values = Object.fromEntries(
    ours.flatMap((row, r) =>
      row.map((value, c) => [`applications.outcomes.${KEYS[r]}.${COLUMNS[c]}`, value]),
    ),
  )
  const report = aReport({drop: ['**'], values})
  const html = theirs.map(
    (row, r) =>
      `<tr><td>${labels[r]}</td>${row.map(value => `<td><p>${value ?? ''}</p></td>`).join('')}</tr>`,
  )
  const reading = readingOf(piecesOf(`<table>${html.join('')}</table>${more}`), ['件'], ['/'])
  const figures = figuresOf({...report, observations: places(report.observations)}, ['件'])
  expect(agreementOf(figures, reading)).toBeGreaterThan(0.6)
  const limits = {sameRows: 0.8, enoughRows: 4}
  return compare(
    figures,
    rowsOf(cells, figures, reading),
    reading,
    {hidden: false, several: false},
    limits,
    false,
  )
}

function places<T extends object>(observations: Record<string, T>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(observations).map(([key, item], row) => [key, {...item, place: {row}}]),
  )
}

const changed = (row: number, column: number, value: number | null): Rows =>
  ROWS.map((figures, r) => figures.map((figure, c) => (r === row && c === column ? value : figure)))

const said = (found: Disagreement[]) =>
  found.map(item => {
    if (item.kind === 'differs') return [item.kind, item.cell.key, item.other]
    if (item.kind === 'absent') return [item.kind, item.figure, item.cells.map(({key}) => key)]
    return [item.kind, item.row.label, item.figures]
  })

test('equal readings', () => {
  expect(disagreements(ROWS, ROWS)).toEqual([])
})

test('another figure in a row, although both figures stand elsewhere too', () => {
  const key = 'applications.outcomes.denied.stateSecret.naturalPerson'
  expect(said(disagreements(changed(0, 0, 5), ROWS))).toEqual([['differs', key, '1']])
})

test('a figure that the second reading does not have, in a row it does not have', () => {
  const labels = [...LABELS.slice(0, 4), '小计']
  expect(said(disagreements(changed(4, 0, 12), ROWS, labels))).toEqual([
    ['absent', '12', ['applications.outcomes.total.naturalPerson']],
  ])
})

test('a figure lost', () => {
  expect(said(disagreements(changed(2, 1, null), ROWS))).toEqual([['lost', '2.重复申请', ['4']]])
})

test('figures of two rows exchanged', () => {
  const exchanged = [ROWS[0]!, ROWS[2]!, ROWS[1]!, ROWS[3]!, ROWS[4]!]
  expect(said(disagreements(exchanged, ROWS))).toEqual([
    ['moved', '4.保护第三方合法权益', ['2', '0', '0', '0', '0', '0', '2']],
    ['moved', '2.重复申请', ['3', '4', '0', '0', '0', '0', '7']],
  ])
})

test.each([
  ['labels it does not know', LABELS.map(() => '某行'), ''],
  ['serial numbers behind every row', LABELS.map((label, i) => `${label}</td><td>${i + 1}`), ''],
  ['labels with units', LABELS.map(label => `${label}（件）`), ''],
  ['labels without numbers', LABELS.map(label => label.replace(/^(?:\d\.|（七）)/, '')), ''],
  ['figures in sentences', LABELS, '<p>其中2.重复申请 9 件</p><p>第 3 页</p>'],
])('a second reading with %s accuses nobody', (_, labels, more) => {
  expect(disagreements(ROWS, ROWS, labels, more)).toEqual([])
  expect(disagreements(changed(2, 5, null), changed(2, 5, null), labels, more)).toEqual([])
})

test('a row without a label is called by its columns’ outermost headings', () => {
  const disputes = cellsOf(formatOf('2021')).filter(({table}) => table === 'disputes')
  const [row, ...others] = rowsOf(disputes, [], readingOf([], [], []))
  expect([row!.label, others]).toEqual(['行政复议、行政诉讼', []])
})
