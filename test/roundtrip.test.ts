import {describe, expect, test} from 'vitest'
import {differences, silentErrors} from './generate/compare.ts'
import {printings} from './generate/form/printing.ts'
import {type Document, documentOf, rootOf} from './generate/form/tree.ts'
import {layOut, layouts} from './generate/layouts/index.ts'
import {pages} from './generate/pages/index.ts'
import {wrappings} from './generate/pages/wrappings.ts'
import {type Outcome, pipeline} from './generate/pipeline.ts'
import {type Random, randomOf} from './generate/random.ts'
import {cleanReport} from './generate/report/model.ts'
import {copiedPage, renderText, textStyles} from './generate/text/index.ts'

/**
 * Generated reports through the whole document chain. The promise: a figure is right, or a finding names it; and a
 * report without a mistake, on a page without a fault, gives nobody work.
 */

const run = pipeline()
const [plain] = pages
const report = (seed: number, year: number) =>
  cleanReport(randomOf(seed), seed % 2 ? {year, type: 'department', size: 'medium'} : {year})

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** Plain text that has lost what told its cells apart: read with findings, not without. */
const HARD_TEXT = ['tabbedLines', 'bareLines', 'commas', 'aligned']

/** Pages whose markup is at fault itself. */
const FAULTY_PAGES = ['a row span one too high']

function troubles({findings}: Outcome): string[] {
  return findings
    .filter(finding => finding.severity !== 'info')
    .map(finding => `${finding.rule} ${finding.message}`)
}

describe('clean reports in the official layout', () => {
  const sound = pages.filter(page => page.figures && !FAULTY_PAGES.includes(page.name))

  test.each(sound.map(page => [page.name, page] as const))('%s', async (_, page) => {
    for (const [seed, year] of [
      [1, 2019],
      [2, 2023],
    ] as const) {
      const model = report(seed, year)
      const outcome = await run(page.render(rootOf(documentOf(model)), model), `${model.title}.html`)
      expect(outcome.reports.map(({agency, format}) => [agency.name, format])).toEqual([
        [model.agency.name, model.format],
      ])
      expect(differences(documentOf(model), outcome.reports[0]!)).toEqual([])
      expect(troubles(outcome).filter(text => !page.may.includes(text.slice(0, 3)))).toEqual([])
    }
  })

  const easy = textStyles.filter(style => !HARD_TEXT.includes(style.name))

  test.each(easy.map(style => [style.name, style] as const))('text: %s', async (_, style) => {
    for (const [seed, year] of [
      [4, 2020],
      [5, 2022],
    ] as const) {
      const model = report(seed, year)
      const written = renderText(rootOf(documentOf(model)), style)
      for (const text of [written, copiedPage(written, model.metadata)]) {
        const outcome = await run(bytesOf(text), `${model.title}.txt`)
        expect(differences(documentOf(model), outcome.reports[0]!)).toEqual([])
        expect(troubles(outcome)).toEqual([])
      }
    }
  })

  test.each(wrappings.map(wrapping => [wrapping.name, wrapping] as const))('%s', async (_, {wrap}) => {
    const model = report(7, 2023)
    const outcome = await run(plain!.render(wrap(rootOf(documentOf(model))), model), `${model.title}.html`)
    expect(differences(documentOf(model), outcome.reports[0]!)).toEqual([])
    expect(troubles(outcome)).toEqual([])
  })
})

describe('no silent error', () => {
  async function check(document: Document, must: string[]) {
    const {model} = document
    const outcome = await run(plain!.render(rootOf(document), model), `${model.title}.html`)
    expect(silentErrors(document, outcome)).toEqual([])
    const fired = new Set(outcome.findings.map(finding => finding.rule))
    expect(must.filter(rule => !fired.has(rule))).toEqual([])
  }

  test.each(layouts.map(layout => [layout.name, layout] as const))('%s', async (_, layout) => {
    for (const year of [2020, 2023]) {
      const document = layout.apply(documentOf(report(11, year)), randomOf(year))
      if (document) await check(document, layout.must)
    }
  })

  test.each(printings.map(printing => [printing.name, printing] as const))('%s', async (_, printing) => {
    for (const year of [2020, 2023]) {
      const model = printing.apply(report(13, year), randomOf(year))
      if (model) await check(documentOf(model), printing.must)
    }
  })

  test('pages, printings, layouts and wrappings by chance', async () => {
    const shown = pages.filter(page => page.figures && page.name !== 'site with headings cut by thead')
    for (let seed = 100; seed < 124; seed++) {
      const random = randomOf(seed).fork('page')
      const {document, names} = byChance(seed, random)
      const page = random.pick(shown)
      const root = random.chance(0.2) ? random.pick(wrappings).wrap(rootOf(document)) : rootOf(document)
      const outcome = await run(page.render(root, document.model), `${document.model.title}.html`)
      expect([seed, page.name, names, silentErrors(document, outcome)]).toEqual([seed, page.name, names, []])
    }
  })

  test('plain text by chance', async () => {
    for (let seed = 200; seed < 216; seed++) {
      const random = randomOf(seed).fork('text')
      const {document, names} = byChance(seed, random)
      const style = random.pick(textStyles.filter(candidate => candidate.blanksKept))
      const outcome = await run(bytesOf(renderText(rootOf(document), style)), `${document.model.title}.txt`)
      expect([seed, style.name, names, silentErrors(document, outcome)]).toEqual([
        seed,
        style.name,
        names,
        [],
      ])
    }
  })
})

function byChance(seed: number, random: Random): {document: Document; names: string[]} {
  const clean = cleanReport(randomOf(seed))
  const printing = random.chance(0.5) ? random.pick(printings) : undefined
  const model = printing?.apply(clean, random) ?? clean
  const {document, names} = layOut(documentOf(model), random)
  return {document, names: [...(printing ? [printing.name] : []), ...names]}
}
