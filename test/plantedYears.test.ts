import {expect, test} from 'vitest'
import type {Report} from '../pipeline/model/report.ts'
import {defectsOfYears} from './generate/defects/years.ts'
import {documentOf, rootOf} from './generate/form/tree.ts'
import {pages} from './generate/pages/index.ts'
import {pipeline} from './generate/pipeline.ts'
import {cleanCorpus} from './generate/report/corpus.ts'
import type {ReportModel} from './generate/report/model.ts'
import {all, corpusOf, reconciled} from './stages/reconcile/support.ts'

/** A mistake that only several years show is found in the pages they were read from, in its year, with its cells, and nothing else is accused. */

const run = pipeline()
const site = pages.find(page => page.name === 'site with metadata as label and value pairs')!
const bodies = bodiesOf([...cleanCorpus(4711, {bodies: 30, from: 2019, to: 2024})])

/** The reports of each body, in the order of their years. */
function bodiesOf(models: ReportModel[]): ReportModel[][] {
  const known = new Map<string, ReportModel[]>()
  for (const model of models) known.set(model.agency.name, [...(known.get(model.agency.name) ?? []), model])
  return [...known.values()]
}

async function read(model: ReportModel, at: number): Promise<Report[]> {
  const {agency, year, title} = model
  const folder = [agency.province, agency.prefecture, agency.county, year]
    .filter(part => part !== null)
    .join('/')
  const {reports} = await run(site.render(rootOf(documentOf(model)), model), `${folder}/${title}(${at}).html`)
  return reports
}

async function said(years: ReportModel[]) {
  const reports = (await Promise.all(years.map(read))).flat()
  expect(reports).toHaveLength(years.length)
  return all(await reconciled(corpusOf(reports)))
}

test('six years of a body accuse nobody', async () => {
  for (const years of bodies.slice(0, 3))
    expect((await said(years)).filter(({severity}) => severity !== 'info')).toEqual([])
})

test.each(defectsOfYears.map(defect => [`${defect.rule} ${defect.name}`, defect] as const))(
  '%s',
  async (_, defect) => {
    const [planted] = bodies.flatMap(years => defect.plant(years) ?? [])
    if (!planted) throw new Error(`no body of the corpus allows ${defect.rule}`)
    const findings = await said(planted.years)
    const found = findings.filter(
      ({rule, file}) => rule === defect.rule && file.includes(`/${planted.year}/`),
    )
    expect(found.length).toBeGreaterThan(0)
    const named = new Set(found.flatMap(({keys}) => keys))
    expect(planted.keys.filter(key => !named.has(key))).toEqual([])
    const others = findings.filter(
      ({rule, severity}) => severity !== 'info' && rule !== defect.rule && !defect.also.includes(rule),
    )
    expect(others.map(({message}) => message)).toEqual([])
  },
)
