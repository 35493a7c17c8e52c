import {describe, expect, test} from 'vitest'
import type {Root} from '../pipeline/model/ast.ts'
import type {Finding} from '../pipeline/model/finding.ts'
import type {Report} from '../pipeline/model/report.ts'
import {defects} from './generate/defects/index.ts'
import {type Rendering, renderings} from './generate/files/renderings.ts'
import {printings} from './generate/form/printing.ts'
import {type Document, documentOf, rootOf, treeOf} from './generate/form/tree.ts'
import {layOut, layouts} from './generate/layouts/index.ts'
import {wrappings} from './generate/pages/wrappings.ts'
import {type Outcome, pipeline} from './generate/pipeline.ts'
import {randomOf} from './generate/random.ts'
import {cleanReport} from './generate/report/model.ts'

/**
 * The kind of file must not matter: the same report as a page, a Word document of any age, RTF or a single-file page
 * gives the same figures and the same findings through the whole chain.
 */

const run = pipeline()

/** Keys that say where something stands or which file it came from; everything else must agree. */
const OWN = new Set(['place', 'related', 'file', 'report', 'id', 'source', 'alsoIn'])

function bare<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (key, item) => (OWN.has(key) ? undefined : item)))
}

/** What is said of rows at a page end that may be halves of one: only pages have ends, and a blank row beside a full one looks so. */
const AT_PAGE_END =
  /^“[^”]+”表「[^」]+」一行的数字不能确定属于哪一栏：本行在换页处，与上一页或下一页如何衔接不能确定。请对照原文核对。$/

/** How a file's merged cells are broken, and where its pages end within a table, is said in the words of its kind. */
const ofTheFile = ({rule, message}: Finding) =>
  rule === 'R03' || rule === 'R09' || (rule === 'S21' && AT_PAGE_END.test(message))

function said({reports, findings, skipped}: Outcome) {
  return {
    reports: reports.map(bare),
    findings: findings.filter(finding => !ofTheFile(finding)).map(bare),
    skipped: skipped.map(bare),
  }
}

/** The tree is rendered without a title of its own: a page would have one beside its text, the others not. */
async function through({type, children}: Root, title: string, {extension, render}: Rendering) {
  const root: Root = {type, children, data: {reader: 'reference', metadata: []}}
  return said(await run(render(root), `${title}.${extension}`))
}

const [page, ...others] = renderings

/** Every rendering would take minutes over every layout: each layout gets two, in turn. */
let turn = 0
function some(): Rendering[] {
  turn += 2
  return [0, 1].map(i => others[(turn + i) % others.length]!)
}

/**
 * On one sheet headings, signatures and tables run together, and on a page blanks are distances: there the figures count,
 * whatever blanks are printed in them.
 */
function figures({reports, findings, skipped}: ReturnType<typeof said>) {
  const figuresOf = ({agency, year, format, observations, subtotals}: Report) => ({
    agency,
    year,
    format,
    observations,
    subtotals,
  })
  return withoutBlanks({reports: reports.map(figuresOf), findings, skipped})
}

/** A value with no blanks in its strings. */
function withoutBlanks<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, item) => (typeof item === 'string' ? item.replace(/\s/g, '') : item)),
  )
}

async function compare(root: Root, title: string, chosen: readonly Rendering[]) {
  const expected = await through(root, title, page!)
  for (const rendering of chosen) {
    const found = await through(root, title, rendering)
    const of = rendering.name
    if (rendering.keepsLayout) expect({of, ...found}).toEqual({of, ...expected})
    else expect({of, ...figures(found)}).toEqual({of, ...figures(expected)})
  }
  return expected
}

/** Pictures stay where they are only in files that keep the layout. */
const compareDocument = (document: Document, chosen = some()) => {
  const root = rootOf(document)
  const pictures = root.children.some(({type}) => type === 'image')
  const fit = chosen.map(one => (one.keepsLayout || !pictures ? one : others[0]!))
  return compare(root, document.model.title, fit)
}

const report = (seed: number, year: number) =>
  cleanReport(randomOf(seed), seed % 2 ? {year, type: 'department', size: 'medium'} : {year})

describe('a report reads the same from every kind of file', () => {
  test.each(others.map(rendering => [rendering.name, rendering] as const))('%s', async (_, rendering) => {
    for (const [seed, year] of [
      [21, 2019],
      [22, 2023],
      [23, 2024],
    ] as const) {
      const {reports} = await compareDocument(documentOf(report(seed, year)), [rendering])
      expect(reports.length).toBe(1)
    }
  })

  test.each(layouts.map(layout => [layout.name, layout] as const))('layout: %s', async (_, layout) => {
    for (const year of [2020, 2023]) {
      const document = layout.apply(documentOf(report(11, year)), randomOf(year))
      if (document) await compareDocument(document)
    }
  })

  test.each(printings.map(printing => [printing.name, printing] as const))(
    'printing: %s',
    async (_, printing) => {
      for (const year of [2020, 2023]) {
        const model = printing.apply(report(13, year), randomOf(year))
        if (model) await compareDocument(documentOf(model))
      }
    },
  )

  test.each(wrappings.map(wrapping => [wrapping.name, wrapping] as const))('%s', async (_, {wrap}) => {
    const model = report(7, 2023)
    await compare(
      wrap(treeOf(model)),
      model.title,
      others.filter(({keepsLayout}) => keepsLayout),
    )
  })

  test.each(defects.map(defect => [`${defect.rule} ${defect.name}`, defect] as const))(
    '%s',
    async (_, defect) => {
      const planted = defect.plant(cleanReport(randomOf(2), defect.report), randomOf(2))
      if (planted) await compareDocument(planted.document, some().slice(0, 1))
    },
  )

  test('printings and layouts by chance', async () => {
    for (let seed = 400; seed < 412; seed++) {
      const random = randomOf(seed).fork('file')
      const clean = cleanReport(randomOf(seed))
      const model = random.pick(printings).apply(clean, random) ?? clean
      await compareDocument(layOut(documentOf(model), random).document)
    }
  })
})
