import {existsSync, mkdtempSync, readdirSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {loadConfig} from '../../pipeline/config.ts'
import type {Corpus} from '../../pipeline/model/corpus.ts'
import type {Observation, Report, Section} from '../../pipeline/model/report.ts'
import {scaled} from '../../pipeline/warehouse/values.ts'
import {openWarehouse} from '../../pipeline/warehouse.ts'
import {cleanCorpus, reportOf} from '../generate/report/corpus.ts'

const formats = Object.values(loadConfig(join(import.meta.dirname, '../../config')).formats)
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warehouse-'))
})
afterEach(() => rmSync(folder, {recursive: true}))

const [model] = cleanCorpus(1, {bodies: 1, from: 2023, to: 2023})
const observed: Record<string, Observation> = {
  'applications.received.total': {value: 12, state: 'value', raw: '12', place: {}},
  'applications.carriedIn.total': {value: 0, state: 'zero', raw: '0', place: {}},
  'applications.carriedOut.total': {value: null, state: 'blank', raw: '', place: {}},
  'disclosure.fees.amount': {value: 5644.23, state: 'value', raw: '5644.23', place: {}},
  'disclosure.procurement.amount': {value: 3, state: 'value', raw: '3', unit: 'unknown', place: {}},
  'disclosure.procurement.projects': {
    value: null,
    state: 'text',
    raw: '三',
    place: {},
    corrected: {value: 3, basis: '原件', by: '张三', on: '2024-02-01'},
  },
}

function corpusOf(reports: Report[]): Corpus {
  const finding = {
    severity: 'error' as const,
    message: '',
    place: {},
    related: [],
    expected: null,
    actual: null,
    basis: null,
  }
  const findings = [
    {
      ...finding,
      rule: 'A01',
      report: reports[0]!.id,
      file: 'a.html',
      keys: ['applications.received.total', 'x'],
    },
    {
      ...finding,
      rule: 'Z01',
      report: 'gone',
      file: 'b.html',
      keys: [],
      accepted: {reason: '已核', by: '张三', on: null},
    },
  ]
  return {
    reports: () =>
      reports.map(report => ({report, findings: findings.filter(one => one.report === report.id)})),
    findings: () => findings,
    skipped: () => [],
    counts: {files: reports.length, reports: reports.length, findings: 2, skipped: 0},
  }
}

function section(key: string | null, texts: string[]): Section {
  const paragraphs = texts.map(text => ({text, place: {}}))
  return {
    key,
    number: null,
    title: '',
    place: {},
    paragraphs,
    headings: [],
    tables: 0,
    images: 0,
    attachments: [],
  }
}

test('holds reports, figures, findings and cells as they are, and leaves no file', async () => {
  const file = join(folder, 'new', 'w.duckdb')
  const report = {
    ...reportOf(model!, 'a.html'),
    observations: observed,
    signedOn: '2024-01-11',
    publishedOn: null,
    metadata: {indexNumber: 'K-1'},
    sections: [section('problems', ['丁']), section(null, ['丙']), section('overview', ['甲', '乙'])],
  }
  const warehouse = await openWarehouse(corpusOf([report]), file, {formats, sections: ['overview']})
  const {agency} = report
  expect(await warehouse.all('select * from reports')).toEqual([
    {
      ordinal: 0,
      id: report.id,
      file: 'a.html',
      segment: 1,
      reader: 'html',
      sha256: report.source.sha256,
      agency: `${agency.region.code}:${agency.name!.replace(agency.region.county ?? agency.region.prefecture!, '')}`,
      rostered: false,
      name: agency.name,
      code: agency.region.code,
      province: agency.region.province,
      prefecture: agency.region.prefecture,
      county: agency.region.county,
      township: agency.region.township,
      level: agency.level,
      type: agency.type,
      year: 2023,
      format: '2021',
      title: report.title,
      signed_on: '2024-01-11',
      published_on: null,
      index_number: 'K-1',
      scope: 'own',
      status: 'accepted',
      errors: 1,
      warnings: 0,
      infos: 0,
      merged_into: null,
    },
  ])
  expect(await warehouse.all('select * from observations order by key')).toEqual([
    {report: 0, key: 'disclosure.procurement.projects', value: 3, state: 'value', unit: null},
    {report: 0, key: 'disclosure.procurement.amount', value: 3, state: 'value', unit: 'unknown'},
    {report: 0, key: 'applications.received.total', value: 12, state: 'value', unit: null},
    {report: 0, key: 'applications.carriedIn.total', value: 0, state: 'zero', unit: null},
    {report: 0, key: 'applications.carriedOut.total', value: null, state: 'blank', unit: null},
    {report: 0, key: 'disclosure.fees.amount', value: 5644.23, state: 'value', unit: null},
  ])
  expect(await warehouse.all('select * from corrections')).toEqual([
    {
      report: 0,
      key: 'disclosure.procurement.projects',
      value: null,
      state: 'text',
      unit: null,
      raw: '三',
      basis: '原件',
      by_whom: '张三',
      corrected_on: '2024-02-01',
    },
  ])
  expect(await warehouse.all('select * from findings order by ordinal')).toEqual([
    {ordinal: 0, report: 0, file: 'a.html', rule: 'A01', severity: 'error', accepted: false},
    {ordinal: 1, report: null, file: 'b.html', rule: 'Z01', severity: 'error', accepted: true},
  ])
  expect(await warehouse.all('select * from finding_keys order by key')).toEqual([
    {finding: 0, key: 'applications.received.total'},
    {finding: 0, key: 'x'},
  ])
  expect(await warehouse.all('select * from texts')).toEqual([
    {report: 0, position: 2, section: 'overview', text: '甲\n乙'},
  ])
  expect(await warehouse.all("select * from cells where key = 'disclosure.fees.amount'")).toEqual([
    {
      format: '2021',
      position: 9,
      key: 'disclosure.fees.amount',
      form_table: 'disclosure',
      block: 'article20-8',
      form_row: 'fees',
      form_column: 'amount',
      measure: 'money',
      unit: '万元',
    },
  ])
  await warehouse.close()
  expect(readdirSync(join(folder, 'new'))).toEqual([])
})

test('adds up decimals exactly', async () => {
  const amounts = [0.1, 0.2, 177.1, 5644.23, 0.000001, 99999999.99]
  const reports = amounts.map((value, i) => ({
    ...reportOf(model!, `${i}.html`),
    observations: {'disclosure.fees.amount': {value, state: 'value' as const, raw: String(value), place: {}}},
  }))
  const warehouse = await openWarehouse(corpusOf(reports), join(folder, 'w.duckdb'), {formats})
  expect(await warehouse.all('select sum(value)::varchar as total from observations')).toEqual([
    {total: '100005821.62000100'},
  ])
  await warehouse.close()
})

test('keeps every figure of up to fifteen digits and eight decimals', () => {
  fc.assert(
    fc.property(
      fc.integer({min: -999_999_999_999_999, max: 999_999_999_999_999}),
      fc.nat(8),
      (digits, decimals) => {
        const value = Number(`${digits}e-${decimals}`)
        expect(scaled(value)).toBe(BigInt(digits) * 10n ** BigInt(8 - decimals))
      },
    ),
    {seed: 1},
  )
  expect(scaled(0.123456785)).toBe(12345679n)
  expect(scaled(-0.123456785)).toBe(-12345679n)
  expect(() => scaled(1e21)).toThrow(new Error('1e+21 has more digits than the warehouse keeps'))
})

test('nothing is asked or written while a result is being read: DuckDB would end it without a word', async () => {
  const warehouse = await openWarehouse(corpusOf([reportOf(model!, 'a.html')]), join(folder, 'w.duckdb'), {
    formats,
  })
  const rows = await warehouse.into('finding_keys')
  const said = 'the warehouse was used while a result was being read'
  for await (const _ of warehouse.each('select * from observations order by key')) {
    await expect(warehouse.run('select 1')).rejects.toThrow(said)
    await expect(warehouse.all('select 1')).rejects.toThrow(said)
    await expect(warehouse.into('findings')).rejects.toThrow(said)
    expect(() => rows.add([0, 'x'])).toThrow(said)
    expect(() => rows.end()).toThrow(said)
    break
  }
  rows.end()
  expect(await warehouse.all('select 1 as one')).toEqual([{one: 1}])
  await warehouse.close()
})

test('with less memory tables go to disk and stay whole; more than it was opened with it never takes', async () => {
  const reports = Array.from({length: 40}, (_, i) => reportOf(model!, `${i}.html`))
  const warehouse = await openWarehouse(corpusOf(reports), join(folder, 'w.duckdb'), {
    formats,
    memoryMiB: 300,
  })
  const limit = async () =>
    (await warehouse.all<{now: string}>("select current_setting('memory_limit') as now"))[0]!.now
  const figures = () => warehouse.all('select report, key, value, state from observations order by all')
  const before = await figures()
  await warehouse.limit(100)
  expect(await limit()).toBe('100.0 MiB')
  expect(await figures()).toEqual(before)
  await warehouse.limit(1000)
  expect(await limit()).toBe('300.0 MiB')
  await warehouse.close()
})

test('a corpus that cannot be loaded leaves no file', async () => {
  const file = join(folder, 'w.duckdb')
  const report = {
    ...reportOf(model!, 'a.html'),
    observations: {'no.such.key': observed['disclosure.fees.amount']!},
  }
  await expect(openWarehouse(corpusOf([report]), file, {formats})).rejects.toThrow()
  expect(existsSync(file)).toBe(false)
})
