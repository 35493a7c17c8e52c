import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {readRoster} from '../../../pipeline/given/roster.ts'
import type {Report} from '../../../pipeline/model/report.ts'
import {filerOf} from '../../../pipeline/model/roster.ts'
import {rosterFormSchema} from '../../../pipeline/model/rosterForm.ts'
import {cleanCorpus, reportOf} from '../../generate/report/corpus.ts'
import {config, corpusOf, published} from './build.ts'

const form = rosterFormSchema.parse(config.files.roster)
const reports = [...cleanCorpus(2, {bodies: 60, from: 2021, to: 2023, summaries: true})].map((model, i) =>
  reportOf(model, `${i}.html`),
)

function named(report: Report, name: string): Report {
  return {...report, agency: {...report.agency, name}}
}

async function draft(list: Report[], settings = config): Promise<string> {
  return join(
    await published(corpusOf(list.map(report => ({report, findings: []}))), settings),
    '名册草稿.csv',
  )
}

test('can be given back as the roster, in which every report finds its body', async () => {
  const {entries} = readRoster(await draft(reports), form)
  const filer = filerOf(entries)
  expect(new Set(reports.map(report => filer(report).entry?.code)).size).toBe(entries.length)
  expect(reports.filter(report => filer(report).entry === null)).toEqual([])
})

test('is the same when drafted from itself', async () => {
  const path = await draft(reports)
  const again = await draft(reports, {...config, roster: readRoster(path, form)})
  expect(readFileSync(again, 'utf8')).toBe(readFileSync(path, 'utf8'))
})

test('gathers the names of a body, and is no formula', async () => {
  const [first, second, third] = reports
  const region = first!.agency.region
  const names = [
    named(first!, '=1+2局'),
    named(second!, `${region.county ?? region.prefecture}=1+2局`),
    named(third!, '=1+2局'),
  ]
  const path = await draft(names)
  expect(readFileSync(path, 'utf8').split('\r\n').slice(1)).toEqual([
    expect.stringMatching(/^\d{6}-[0-9a-f]{8},'=1\+2局,\S+=1\+2局,\d{6},\S+,,,,,是,,是,2021；2022；2023,3$/),
    '',
  ])
  expect(readRoster(path, form).entries[0]!.name).toBe('=1+2局')
})
