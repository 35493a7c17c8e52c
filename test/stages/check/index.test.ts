import {expect, it} from 'vitest'
import {check} from '../../../stages/check/index.ts'
import {aReport, config} from './builder.ts'

const source = {file: 'a.html', sha256: '0'.repeat(64), size: 1}
const bytes = () => new Uint8Array()

it('passes the report on unchanged, and names it in every finding', async () => {
  const report = aReport({values: {'disputes.reconsideration.total': 1}})
  const before = structuredClone(report)
  const result = await check.run(report, {
    settings: check.settings(config, '2021'),
    source,
    bytes,
    derive: async (_, make) => await make(),
  })
  expect(result.outputs).toEqual([{value: before, variant: '2021'}])
  expect(result.skipped).toEqual([])
  expect(
    result.findings.map(({rule, report: id, keys, expected, actual, basis}) => ({
      rule,
      id,
      keys,
      expected,
      actual,
      basis,
    })),
  ).toEqual([
    {
      rule: 'D01',
      id: 'report-1',
      keys: ['upheld', 'corrected', 'other', 'pending', 'total'].map(
        name => `disputes.reconsideration.${name}`,
      ),
      expected: '0',
      actual: '1',
      basis: config.rules.D01!.basis,
    },
  ])
})

it('takes as settings the rules its format lists, in that order, and no other stage', () => {
  for (const format of Object.values(config.formats)) {
    const settings = check.settings(config, format.id)
    const own = format.rules.filter(id => config.rules[id]?.stage === 'check')
    expect(Object.keys(settings.rules)).toEqual(own)
    expect(new Set(Object.values(settings.rules).map(rule => rule.stage))).toEqual(new Set(['check']))
  }
})

it('knows the formats of the configuration only', () => {
  expect(() => check.settings(config, '1999')).toThrow(new Error('check: there is no format 1999'))
})
