import {expect, test} from 'vitest'
import {silentErrors} from './generate/compare.ts'
import {defects} from './generate/defects/index.ts'
import {rootOf} from './generate/form/tree.ts'
import {pages} from './generate/pages/index.ts'
import {pipeline} from './generate/pipeline.ts'
import {randomOf} from './generate/random.ts'
import {cleanReport} from './generate/report/model.ts'

/** Each mistake planted in a clean report is found by its rule, with its cells, and nothing else is accused. */

const run = pipeline()
const [plain] = pages
const site = pages.find(page => page.name === 'site with metadata as label and value pairs')!

/** Found and reported, not yet mended: a short guide is taken for a preamble. */
const open = ['S15']

const cases = defects.map(defect => [`${defect.rule} ${defect.name}`, defect] as const)

test.each(cases.filter(([, {rule}]) => !open.includes(rule)))('%s', async (_, defect) => {
  for (const seed of [1, 2, 3]) {
    const planted = defect.plant(cleanReport(randomOf(seed), defect.report), randomOf(seed))
    if (!planted) continue
    const {model} = planted.document
    const page = model.metadata.length ? site : plain!
    const outcome = await run(page.render(rootOf(planted.document), model), '年报.html')
    const found = outcome.findings.filter(finding => finding.rule === defect.rule)
    expect(found.length).toBeGreaterThan(0)
    const named = new Set(found.flatMap(finding => finding.keys))
    expect(planted.keys.filter(key => !named.has(key))).toEqual([])
    // The narrative still tells the figures from before the mistake: the rules N are right to say so.
    const others = outcome.findings.filter(
      ({rule, severity}) =>
        severity !== 'info' && rule !== defect.rule && !defect.also.includes(rule) && !/^N\d/.test(rule),
    )
    expect(others.map(finding => finding.message)).toEqual([])
    if (defect.rule !== 'S11') expect(silentErrors(planted.document, outcome)).toEqual([])
  }
})
