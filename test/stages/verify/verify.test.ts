import {describe, expect, test} from 'vitest'
import {renderings} from '../../generate/files/renderings.ts'
import {documentOf, rootOf} from '../../generate/form/tree.ts'
import {layouts} from '../../generate/layouts/index.ts'
import {type Outcome, pipeline} from '../../generate/pipeline.ts'
import {randomOf} from '../../generate/random.ts'
import {cleanReport} from '../../generate/report/model.ts'
import {MISREADINGS, misreadingChain} from './tamper.ts'

const ALL = {mode: 'all', office: null} as const
const kinds = renderings.filter(
  ({name}) =>
    name === 'html' || name === 'docx plain' || name === 'docx with old merges, in content controls',
)
const second = pipeline(true, ALL)

const opinions = ({findings}: Outcome) => findings.filter(({rule}) => /^V1[123]$/.test(rule))
const model = (seed: number, year = 2023) => cleanReport(randomOf(seed), {year, size: 'medium'})

/** test/bench/verify.ts takes them all. */
const some = layouts.filter((_, i) => i % 3 === 0)

describe('a clean report gives no disagreement', () => {
  test.each(some.map((layout, i) => [layout.name, layout, i] as const))('%s', async (_, layout, i) => {
    const document = layout.apply(documentOf(model(i, i % 2 ? 2020 : 2023)), randomOf(i))
    if (!document) return
    const {render, extension} = kinds[i % kinds.length]!
    const outcome = await second(render(rootOf(document)), `a.${extension}`)
    expect(opinions(outcome).map(({message}) => message)).toEqual([])
  })
})

describe.each(kinds.map(kind => [kind.name, kind] as const))(
  '%s: a misreading is named',
  (_, {render, extension}) => {
    test.each(MISREADINGS)('%s', async kind => {
      for (const seed of [5]) {
        const bytes = render(rootOf(documentOf(model(seed))))
        const truth = (await second(bytes, `a.${extension}`)).reports[0]!.observations
        const chain = misreadingChain(kind, randomOf(seed))
        const outcome = await pipeline(false, ALL, chain)(bytes, `a.${extension}`)
        const got = outcome.reports[0]!.observations
        const changed = Object.keys(truth).filter(key => truth[key]!.raw !== got[key]!.raw)
        const named = opinions(outcome).flatMap(({keys}) => keys)
        expect(changed.length).toBeGreaterThan(0)
        expect(named.filter(key => changed.includes(key)).length).toBeGreaterThan(0)
      }
    })
  },
)

test('what is said names the cell, both figures and the program', async () => {
  const bytes = kinds[1]!.render(rootOf(documentOf(model(5))))
  const outcome = await pipeline(true, ALL, misreadingChain('doubled', randomOf(5)))(bytes, 'a.docx')
  expect(
    opinions(outcome).map(({rule, severity, message, keys}) => ({rule, severity, message, keys})),
  ).toMatchInlineSnapshot(`
    [
      {
        "keys": [
          "applications.outcomes.notProcessed.confirmOrReissue.otherOrganization",
        ],
        "message": "“三、本年度办理结果／（五）不予处理／5.要求行政机关确认或重新出具已获取信息 × 申请人情况／法人或其他组织／其他”读为 11，而另一程序（mammoth）在同一行读到的是 1。请对照原文核对。",
        "rule": "V11",
        "severity": "warning",
      },
    ]
  `)
})

test('only doubtful reports are read again, and none where it is off', async () => {
  const bytes = kinds[0]!.render(rootOf(documentOf(model(5))))
  const misread = misreadingChain('doubled', randomOf(5))
  const count = async (mode: 'off' | 'doubtful' | 'all') =>
    opinions(await pipeline(true, {mode, office: null}, misread)(bytes, 'a.html')).length
  expect([await count('off'), await count('doubtful'), await count('all')]).toEqual([0, 1, 1])
})
