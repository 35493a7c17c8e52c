import {describe, expect, test} from 'vitest'
import type {CorrectionRow} from '../../../pipeline/model/correction.ts'
import type {Finding} from '../../../pipeline/model/finding.ts'
import {acceptFindings} from '../../../stages/correct/index.ts'
import {config, row} from './support.ts'

function finding(change: Partial<Finding> = {}): Finding {
  return {
    rule: 'A03',
    severity: 'error',
    message: '70＋0 与 68＋1 不符。',
    report: 'report-1',
    file: 'a.html',
    keys: ['applications.received.total', 'applications.carriedOut.total'],
    place: {},
    related: [],
    expected: null,
    actual: null,
    basis: null,
    ...change,
  }
}

const yes = (change: Partial<CorrectionRow> = {}) =>
  row({
    corrected: '',
    accepted: '是',
    basis: '已核',
    rule: 'A03',
    message: finding().message,
    source: 'a.html',
    ...change,
  })

/** What becomes of findings, and what is said of the rows. */
function accept(rows: CorrectionRow[], findings: Finding[], values: Record<string, CorrectionRow[]> = {}) {
  const accepting = acceptFindings({...config, corrections: {values, acceptances: rows}})
  accepting.show(findings)
  return {
    accepted: findings.map(item => accepting.accept(item).accepted),
    left: accepting
      .left(id => id === 'report-1')
      .map(item => [item.rule, item.severity, item.file, item.message]),
  }
}

const signed = {by: '张三', on: '2024-03-01'}

describe('a finding is accepted', () => {
  test.each<[string, Partial<CorrectionRow>, string]>([
    ['plain yes: the reason is the basis', {}, '已核'],
    ['a tick', {accepted: ' √ '}, '已核'],
    ['a reason of its own', {accepted: '分立单位', basis: ''}, '分立单位'],
    ['both', {accepted: '分立单位', basis: '来函'}, '分立单位；来函'],
    ['one of its cells', {keys: ['applications.carriedOut.total']}, '已核'],
    ['no cell', {keys: []}, '已核'],
    ['the sentence worded anew, the figures the same', {message: '70 加 0 不等于 68 加 1'}, '已核'],
    ['without the sentence and the file', {message: '', source: ''}, '已核'],
  ])('%s', (_, change, reason) => {
    const {accepted, left} = accept([yes(change)], [finding()])
    expect(accepted).toEqual([{reason, ...signed}])
    expect(left).toEqual([])
  })

  test('a finding about no report, by file and sentence', () => {
    const missing = finding({
      rule: 'K01',
      report: null,
      file: '名册.csv',
      keys: [],
      message: '某局没有报告。',
    })
    const change = {rule: 'K01', report: '', source: '名册.csv', keys: [], message: missing.message}
    expect(accept([yes(change)], [missing]).accepted).toEqual([{reason: '已核', ...signed}])
  })

  test('only the one that is meant, of several of one rule', () => {
    const other = finding({message: '5＋0 与 4＋0 不符。'})
    expect(accept([yes()], [other, finding()]).accepted).toEqual([undefined, {reason: '已核', ...signed}])
  })

  test('once, by the first of two rows; the second is said where its reason is another', () => {
    const again = yes({row: 8, basis: '另有理由'})
    const {accepted, left} = accept([yes(), yes({row: 7}), again], [finding()])
    expect(accepted).toEqual([{reason: '已核', ...signed}])
    expect(left).toEqual([
      [
        'E04',
        'info',
        '校验.xlsx',
        '有一处认可重复：校验.xlsx 第 8 行认可的问题（规则 A03）已按校验.xlsx 第 2 行认可，理由以后者为准。',
      ],
    ])
  })
})

describe('a row is refused', () => {
  const incomplete = (what: string) =>
    `有一处更正或认可没有采用：校验.xlsx 第 2 行${what}。请补正后重新运行。`
  const gone =
    '有一处认可没有采用：校验.xlsx 第 2 行所认可的问题（规则 A03）在本次结果中没有，或者所涉数字已经变了。请对照新的校验清单重新核对。'
  test.each<[string, Partial<CorrectionRow>, string, string]>([
    ['the figures are others', {message: '70＋0 与 68＋0 不符。'}, 'E02', gone],
    ['another rule', {rule: 'A02', message: ''}, 'E02', gone.replace('A03', 'A02')],
    ['another cell', {keys: ['applications.carriedIn.total']}, 'E02', gone],
    ['another file', {source: 'b.html'}, 'E02', gone],
    ['no reason', {basis: ''}, 'E03', incomplete('认可一个问题要有理由，请填在“依据”或“认可”一栏')],
    ['nobody', {by: ''}, 'E03', incomplete('没有填“更正人”')],
    ['no rule', {rule: ''}, 'E03', incomplete('没有填“规则”，不知道认可哪一个问题')],
    ['plain no', {accepted: '否'}, 'E03', incomplete('“认可”一栏填的是“否”；不认可的不必填写')],
    [
      'no such report',
      {report: 'gone'},
      'E02',
      '有一处更正没有采用：校验.xlsx 第 2 行所指的报告（编号 gone）不在本次结果中。文件移动或改名后编号会变，请按新的编号填写。',
    ],
  ])('%s', (_, change, rule, message) => {
    const {accepted, left} = accept([yes(change)], [finding()])
    expect(accepted).toEqual([undefined])
    expect(left).toEqual([[rule, 'error', '校验.xlsx', message]])
  })

  test('two findings fit and no sentence tells which', () => {
    const other = finding({message: '5＋0 与 4＋0 不符。'})
    const {accepted, left} = accept([yes({message: ''})], [finding(), other])
    expect(accepted).toEqual([undefined, undefined])
    expect(left).toEqual([['E02', 'error', '校验.xlsx', gone]])
  })

  test('corrections of reports that are not there, or of none', () => {
    const values = {gone: [row({report: 'gone'})], '': [row({report: ''})], 'report-1': [row()]}
    expect(accept([], [], values).left.map(([rule, , , message]) => [rule, message])).toEqual([
      [
        'E02',
        '有一处更正没有采用：校验.xlsx 第 2 行所指的报告（编号 gone）不在本次结果中。文件移动或改名后编号会变，请按新的编号填写。',
      ],
      ['E03', incomplete('没有填“报告编号”，不知道更正哪一份报告')],
    ])
  })
})
