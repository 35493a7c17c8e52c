import {describe, expect, test} from 'vitest'
import {differences, silentErrors} from './generate/compare.ts'
import {documentOf} from './generate/form/tree.ts'
import {oddKinds} from './generate/odd/index.ts'
import {unread} from './generate/odd/unread.ts'
import {pipeline} from './generate/pipeline.ts'
import {randomOf} from './generate/random.ts'
import {cleanReport} from './generate/report/model.ts'

/**
 * Office files as people and programs leave them: tracked changes within figures, hidden and white digits, fields, controls, boxes
 * over cells, formats that scale, sheets with hidden rows. Whatever is done to a figure, it is right, or a finding of its reader or its
 * cell names it; a sum that fails is no such finding, since not every figure is part of one.
 */

const run = pipeline()
/** Documents of a kind: so many that each of its habits is drawn. */
const SEEDS = Array.from({length: 12}, (_, i) => i + 1)
const SHARE = 0.4

describe.each(Object.entries(oddKinds))('%s', (kind, {extension, names, isWhole, write}) => {
  test('habits have names of their own', () => {
    expect(new Set(names).size).toBe(names.length)
    expect([...(unread[kind] ?? [])].filter(name => !names.includes(name))).toEqual([])
  })

  const cases: [name: string, seed: number][] = isWhole
    ? names.map((name, i) => [name, 100 + i])
    : SEEDS.map(seed => [`seed ${seed}`, seed])
  test.each(cases)('%s', async (name, seed) => {
    const random = randomOf(seed).fork(kind)
    const size = random.pick(['medium', 'large'] as const)
    const model = cleanReport(randomOf(seed), {year: 2019 + (seed % 6), size})
    const document = documentOf(model)
    const {bytes, habits} = write(document, random, SHARE, name)
    const outcome = await run(bytes, `${model.title}.${extension}`)
    const own = outcome.findings.filter(({rule}) => /^[RSV]/.test(rule))
    const habitOf = (key: string) => habits.get(isWhole ? '' : key)
    const told = <T extends {key: string}>(list: T[]) => list.map(one => [habitOf(one.key), one])
    expect(told(silentErrors(document, {...outcome, findings: own}))).toEqual([])
    const wrong = differences(document, outcome.reports[0]!)
    expect(told(wrong.filter(({key}) => !unread[kind]?.has(habitOf(key) ?? '')))).toEqual([])
  })
})
