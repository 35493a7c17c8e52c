import {describe, expect, it} from 'vitest'
import {differences} from '../../../generate/compare.ts'
import {documentOf, rootOf} from '../../../generate/form/tree.ts'
import {pipeline} from '../../../generate/pipeline.ts'
import {randomOf} from '../../../generate/random.ts'
import {cleanReport} from '../../../generate/report/model.ts'
import {type Typesetting, typeset} from './typeset.ts'

/** Reports as other programs than browsers write them, through the whole chain. */
const run = pipeline()

function reportOf(seed: number, year = 2022) {
  const model = cleanReport(randomOf(seed), {year, type: 'department', size: 'medium'})
  const document = documentOf(model)
  return {document, root: rootOf(document), model}
}

async function outcomeOf(seed: number, set: Partial<Typesetting>, year?: number) {
  const {document, root} = reportOf(seed, year)
  const outcome = await run(typeset([root], set), 'report.pdf')
  // M12: the name drawn is that of bodies in two regions, which no reader can help.
  const findings = outcome.findings
    .filter(f => f.severity !== 'info' && f.rule !== 'M12')
    .map(f => `${f.rule} ${f.message}`)
  const wrong = outcome.reports.flatMap(report => differences(document, report))
  return {reports: outcome.reports.length, wrong, findings}
}

const CLEAN = {reports: 1, wrong: [], findings: []}

const SETTINGS: [string, Partial<Typesetting>][] = [
  ['strokes', {}],
  ['borders as filled bars', {borders: 'bars'}],
  ['one rectangle a cell', {borders: 'rectangles'}],
  ['every letter placed for itself', {letters: 'single'}],
  ['pages as form XObjects', {form: true}],
  ['all text once more, invisible', {twice: true}],
  ['landscape', {width: 842, height: 595}],
  ['turned by 90 degrees', {rotate: 90, borders: 'bars'}],
  ['turned by 180 degrees', {rotate: 180}],
  ['landscape turned by 270 degrees', {rotate: 270, width: 842, height: 595, form: true}],
  ['letters of 7 points', {pt: 7, borders: 'rectangles'}],
  ['letters of 12 points', {pt: 12, letters: 'single'}],
]

describe('a clean report', () => {
  it.each(SETTINGS)('is read without a finding: %s', async (_, set) => {
    expect(await outcomeOf(1, set)).toEqual(CLEAN)
    expect(await outcomeOf(2, {...set, shift: 100}, 2020)).toEqual(CLEAN)
  })

  it('is read wherever a page ends', async () => {
    for (let shift = 0; shift < 700; shift += 13) {
      const set = {shift, borders: shift % 2 ? 'bars' : 'rectangles', pt: 8 + (shift % 3)} as const
      expect({shift, ...(await outcomeOf(shift, set, 2019 + (shift % 6)))}).toEqual({shift, ...CLEAN})
    }
  })
})

describe('documents', () => {
  it('gives both reports of one file', async () => {
    const [a, b] = [reportOf(3), reportOf(4, 2021)]
    const {reports, findings} = await run(typeset([a.root, b.root]), 'reports.pdf')
    expect(reports.map(({title}) => title)).toEqual([a.model.title, b.model.title])
    expect(differences(a.document, reports[0]!)).toEqual([])
    expect(differences(b.document, reports[1]!)).toEqual([])
    expect(findings.filter(f => f.severity !== 'info')).toEqual([])
  })

  it('does not trust a font that tells nothing of its characters', async () => {
    const {reports, findings, skipped} = await run(typeset([reportOf(5).root], {mute: true}), 'mute.pdf')
    expect(reports).toEqual([])
    expect(skipped.length).toBe(1)
    expect(findings.map(({rule}) => rule)).toEqual(['R06'])
  })

  it('names every figure that comes from the text layer of a scan', async () => {
    const {document, root} = reportOf(6)
    const {reports, findings} = await run(typeset([root], {scanned: true}), 'scan.pdf')
    expect(differences(document, reports[0]!)).toEqual([])
    const named = new Set(findings.filter(({rule}) => rule === 'S21').flatMap(({keys}) => keys))
    const {observations} = reports[0]!
    const figures = Object.keys(observations).filter(key => observations[key]!.value !== null)
    expect(figures.filter(key => !named.has(key))).toEqual([])
  })
})
