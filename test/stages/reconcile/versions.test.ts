import {describe, expect, test} from 'vitest'
import type {CheckedReport} from '../../../pipeline/model/corpus.ts'
import type {Finding} from '../../../pipeline/model/finding.ts'
import type {Report} from '../../../pipeline/model/report.ts'
import {reconciledCorpus} from '../../../pipeline/reports/reconciled.ts'
import {cleanCorpus, reportOf} from '../../generate/report/corpus.ts'
import {corpusOf, reconciled, said, statementsOf, withValues} from './support.ts'

const [model] = cleanCorpus(5, {bodies: 1, from: 2023, to: 2023})
const RECEIVED = 'applications.received.total'

/** The same report in another file. */
function copy(file: string, reader = 'html', values: Parameters<typeof withValues>[1] = {}): Report {
  const report = reportOf(model!, file)
  return withValues({...report, source: {...report.source, reader}}, values)
}

function error(report: Report, rule = 'A01'): Finding {
  return {
    rule,
    severity: 'error',
    message: '横向合计不符。',
    report: report.id,
    file: report.source.file,
    keys: [RECEIVED],
    place: {},
    related: [],
    expected: null,
    actual: null,
    basis: null,
  }
}

/** What is published of these reports: file, further sources, status and findings of each. */
async function published(reports: CheckedReport[]) {
  const corpus = corpusOf(reports)
  const after = reconciledCorpus(corpus, await reconciled(corpus))
  const listed = [...after.reports()].map(({report, findings}) => ({
    file: report.source.file,
    alsoIn: report.alsoIn.map(({file}) => file),
    status: report.status,
    findings: findings.map(({rule, severity}) => `${rule} ${severity}`),
  }))
  const findings = [...after.findings()].map(({rule, severity, file, report}) => ({
    rule,
    severity,
    file,
    report,
  }))
  expect(after.counts.reports).toBe(listed.length)
  expect(after.counts.findings).toBe(findings.length)
  return {listed, findings}
}

describe('X09 同机构同年多份: figures that agree', () => {
  test('are one report, published from the page, the others in alsoIn', async () => {
    const {listed, findings} = await published(
      ['b.pdf', 'a.doc', 'c.html'].map(file => ({report: copy(file, file.slice(2)), findings: []})),
    )
    expect(listed).toEqual([
      {file: 'c.html', alsoIn: ['a.doc', 'b.pdf'], status: 'accepted', findings: ['X09 info']},
    ])
    expect(findings.map(({file}) => file)).toEqual(['c.html'])
  })

  test('are published from the version without errors; findings about the others stay, as info', async () => {
    const [page, doc] = [copy('a.html'), copy('b.doc', 'doc')]
    const {listed, findings} = await published([
      {report: page, findings: [error(page)]},
      {report: doc, findings: []},
    ])
    expect(listed).toEqual([{file: 'b.doc', alsoIn: ['a.html'], status: 'accepted', findings: ['X09 info']}])
    expect(findings).toEqual([
      {rule: 'A01', severity: 'info', file: 'a.html', report: doc.id},
      {rule: 'X09', severity: 'info', file: 'b.doc', report: doc.id},
    ])
  })

  test('say once what is wrong in all of them', async () => {
    const [page, doc] = [copy('a.html'), copy('b.doc', 'doc')]
    const {listed, findings} = await published([
      {report: page, findings: [error(page)]},
      {report: doc, findings: [error(doc), error(doc, 'A02')]},
    ])
    expect(listed.map(({file, status}) => [file, status])).toEqual([['a.html', 'review']])
    expect(findings.map(({rule, severity, file}) => `${rule} ${severity} ${file}`)).toEqual([
      'A01 error a.html',
      'X09 info a.html',
      'A02 info b.doc',
    ])
  })

  test('then the version with most figures, then by the name of the file', async () => {
    const less = copy(
      'a.html',
      'html',
      Object.fromEntries(Object.keys(copy('x').observations).map(key => [key, undefined])),
    )
    const {listed} = await published(
      [less, copy('c.html'), copy('b.html')].map(report => ({report, findings: []})),
    )
    expect(listed.map(({file, alsoIn}) => [file, alsoIn])).toEqual([['b.html', ['a.html', 'c.html']]])
  })

  test('also where one was corrected, which is published; two corrected in different ways are not', async () => {
    const corrected = {value: 77, basis: '来函', by: '张三', on: null}
    const amended = (file: string, value: number): Report => {
      const report = copy(file, 'doc')
      const cell = {...report.observations[RECEIVED]!, corrected: {...corrected, value}}
      return {...report, observations: {...report.observations, [RECEIVED]: cell}}
    }
    const one = await published(
      [copy('a.html'), amended('b.doc', 77), copy('c.html')].map(report => ({report, findings: []})),
    )
    expect(one.listed.map(({file, alsoIn}) => [file, alsoIn])).toEqual([['b.doc', ['a.html', 'c.html']]])
    const same = await published(
      [amended('b.doc', 77), amended('c.doc', 77)].map(report => ({report, findings: []})),
    )
    expect(same.listed.map(({file, alsoIn}) => [file, alsoIn])).toEqual([['b.doc', ['c.doc']]])
    const two = await published(
      [amended('b.doc', 77), amended('c.doc', 78)].map(report => ({report, findings: []})),
    )
    expect(two.listed.map(({file, findings}) => [file, findings])).toEqual([
      ['b.doc', ['X09 error']],
      ['c.doc', ['X09 error']],
    ])
  })

  test('say so in one sentence', async () => {
    expect(await said([copy('a.html'), copy('b.doc', 'doc')])).toMatchInlineSnapshot(`
      [
        {
          "file": "a.html",
          "keys": [],
          "message": "渝北区水利局2023年的报告另有 1 份，数字一致：b.doc。只计一次，采用本份。",
          "rule": "X09",
          "severity": "info",
        },
      ]
    `)
  })
})

test('X09: a version that lacks figures of another, as pages of one report do, is kept with a warning', async () => {
  const only = (file: string, tables: RegExp): Report => {
    const report = copy(file)
    const cells = Object.entries(report.observations).filter(([key]) => tables.test(key))
    return {...report, observations: Object.fromEntries(cells)}
  }
  const lacking = Object.keys(copy('a.html').observations).filter(key => key.startsWith('disclosure.'))
  expect(await said([only('1.html', /^disclosure/), only('2.html', /^(applications|disputes)/)])).toEqual([
    {
      file: '2.html',
      keys: lacking.sort(),
      message: `渝北区水利局2023年的报告另有 1 份，与本份没有不同的数字，只计一次，采用本份；但 1.html 中有 ${lacking.length} 个数字是本份没有的，未计入。如是同一报告分成的几页，请合成一份。`,
      rule: 'X09',
      severity: 'warning',
    },
  ])
})

describe('X09: figures that differ', () => {
  const other = {[RECEIVED]: 77, 'disputes.reconsideration.total': null}
  test('are all kept, each an error that names the cells', async () => {
    expect(await said([copy('a.html'), copy('b.doc', 'doc', other)])).toMatchInlineSnapshot(`
      [
        {
          "file": "a.html",
          "keys": [
            "applications.received.total",
            "disputes.reconsideration.total",
          ],
          "message": "渝北区水利局2023年的报告有数字不同的版本。本份与 b.doc 相比有 2 处不同：「一、本年新收政府信息公开申请数量 × 申请人情况／总计」本份25、彼77；「行政复议／总计」本份2、彼空白。无法判断以哪份为准，均予保留，请核实后只留一份。",
          "rule": "X09",
          "severity": "error",
        },
        {
          "file": "b.doc",
          "keys": [
            "applications.received.total",
            "disputes.reconsideration.total",
          ],
          "message": "渝北区水利局2023年的报告有数字不同的版本。本份与 a.html 相比有 2 处不同：「一、本年新收政府信息公开申请数量 × 申请人情况／总计」本份77、彼25；「行政复议／总计」本份空白、彼2。无法判断以哪份为准，均予保留，请核实后只留一份。",
          "rule": "X09",
          "severity": "error",
        },
      ]
    `)
    const {listed} = await published(
      [copy('a.html'), copy('b.doc', 'doc', other)].map(report => ({report, findings: []})),
    )
    expect(listed.map(({file, status}) => [file, status])).toEqual([
      ['a.html', 'review'],
      ['b.doc', 'review'],
    ])
  })

  test('with a copy of one of them: two reports of three files', async () => {
    const {listed} = await published(
      [copy('a.html'), copy('b.doc', 'doc', other), copy('c.pdf', 'pdf', other)].map(report => ({
        report,
        findings: [],
      })),
    )
    expect(listed.map(({file, alsoIn}) => [file, alsoIn])).toEqual([
      ['a.html', []],
      ['b.doc', ['c.pdf']],
    ])
  })

  test('in another format', async () => {
    expect(
      (await said([copy('a.html'), {...copy('b.doc', 'doc'), format: '2019'}])).map(one => one.message),
    ).toMatchInlineSnapshot(`
      [
        "渝北区水利局2023年的报告有不同的版本：本份用2021年格式，b.doc 用2019年格式（试行）。无法判断以哪份为准，均予保留，请核实后只留一份。",
        "渝北区水利局2023年的报告有不同的版本：本份用2019年格式（试行），a.html 用2021年格式。无法判断以哪份为准，均予保留，请核实后只留一份。",
      ]
    `)
  })

  test('a year with versions that differ is not set against other years', async () => {
    const years = [...cleanCorpus(5, {bodies: 1, from: 2023, to: 2024})].map(one =>
      reportOf(one, `${one.year}.html`),
    )
    const last = withValues(years[1]!, {'applications.carriedIn.total': 50})
    const rules = async (reports: Report[]) => (await said(reports)).filter(({rule}) => rule === 'X01')
    expect(await rules([years[0]!, last])).toHaveLength(1)
    expect(await rules([years[0]!, last, copy('b.doc', 'doc', other)])).toEqual([])
  })

  test('beyond a number, without comparing them', async () => {
    const many = Array.from({length: 15}, (_, i) => copy(`${10 + i}.html`, 'html', {[RECEIVED]: 100 + i}))
    const findings = await said(many)
    expect(findings.map(({rule, severity}) => `${rule} ${severity}`)).toEqual(Array(15).fill('X09 error'))
    expect(findings[14]!.message).toMatchInlineSnapshot(
      `"渝北区水利局2023年的报告有 15 种不同的版本，本份未逐一比较。请核实后只留一份。"`,
    )
  })
})

test('the figures of all bodies are compared in one pass, however many bodies there are', async () => {
  const statements = async (bodies: number) => {
    const models = [...cleanCorpus(5, {bodies, from: 2023, to: 2023})]
    const reports = models.flatMap((one, i) => {
      const report = reportOf(one, `${i}.html`)
      return [
        report,
        withValues(
          {...report, id: `${i}.doc`, source: {...report.source, file: `${i}.doc`}},
          {[RECEIVED]: 7777},
        ),
      ]
    })
    return statementsOf(reports)
  }
  const few = await statements(2)
  const many = await statements(12)
  expect([few.findings, many.findings]).toEqual([4, 24])
  expect(many.statements).toBe(few.statements)
})

describe('X09 is silent', () => {
  test('about other years, other bodies, and reports without either', async () => {
    const year = {...copy('b.html'), year: 2020}
    const body = {...copy('c.html'), agency: {...copy('c').agency, name: '昆山市体育局'}}
    const nobody = ['d.html', 'e.html'].map(file => ({
      ...copy(file),
      agency: {...copy(file).agency, name: null},
    }))
    const never = ['f.html', 'g.html'].map(file => ({...copy(file), year: null}))
    const findings = await said([copy('a.html'), year, body, ...nobody, ...never])
    expect(findings.filter(({rule}) => rule === 'X09')).toEqual([])
  })
})
