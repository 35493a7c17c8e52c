import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {parse} from 'yaml'
import {loadConfig, rulesOf} from '../pipeline/config.ts'
import type {Finding, Rule} from '../pipeline/model/finding.ts'
import {cellsOf} from '../pipeline/model/format.ts'
import {check} from '../stages/check/index.ts'
import {bindSum} from '../stages/check/pattern.ts'
import {RULES} from '../stages/check/rules/index.ts'

const config = loadConfig(join(import.meta.dirname, '../config'), check.files)
const formats = Object.values(config.formats)
const checkRules = Object.entries(rulesOf(config, 'check'))
const cases = join(import.meta.dirname, 'stages/check/rules')

/** The values that other stages hand to the messages of their rules. */
const VALUES: Record<string, string[]> = {
  L01: ['what'],
  L02: ['what'],
  L03: ['what'],
  ...Object.fromEntries(Array.from({length: 9}, (_, i) => [`R0${i + 1}`, ['what']])),
  R10: ['what'],
  R12: ['what'],
  R11: ['what'],
  S14: ['count', 'years'],
  S15: ['what'],
  M12: ['candidates', 'name'],
  M13: ['what'],
  S06: ['row', 'table', 'raw'],
  S07: ['label', 'raw', 'table'],
  S08: ['row', 'table'],
  S12: ['official', 'printed', 'table'],
  S13: ['column', 'count', 'official', 'printed', 'row', 'table'],
  S21: ['row', 'table', 'what'],
  S22: ['table', 'what'],
  V10: ['cell', 'first', 'second'],
  E01: ['cell', 'given', 'raw', 'value', 'where'],
  E02: ['cell', 'key', 'report', 'rule', 'where'],
  E03: ['what', 'where'],
  E04: ['cell', 'other', 'rule', 'value', 'where'],
  E05: ['basis', 'by', 'cell', 'raw', 'value', 'where'],
  V11: ['cells', 'first', 'program', 'raw', 'row', 'second'],
  V12: ['first', 'program', 'row', 'second'],
  V13: ['program', 'what'],
  Z01: ['stage', 'what'],
}

function templatesOf(rule: Rule): [string, string][] {
  return typeof rule.message === 'string' ? [['', rule.message]] : Object.entries(rule.message)
}

function namesIn(template: string): string[] {
  return [...new Set([...template.matchAll(/\{(\w+)\}/g)].map(match => match[1]!))].sort()
}

describe('config/rules.yaml', () => {
  it('implements every rule of stage check once: as a sum or as a function', () => {
    for (const [id, rule] of checkRules) expect([id, Boolean(rule.sum) !== id in RULES]).toEqual([id, true])
  })

  it('defines every implemented rule, and some format lists it', () => {
    const defined = checkRules.map(([id]) => id).sort()
    expect(Object.keys(RULES).filter(id => !defined.includes(id))).toEqual([])
    const listed = new Set(formats.flatMap(format => format.rules))
    expect([...listed].filter(id => config.rules[id]?.stage === 'check').sort()).toEqual(defined)
  })

  it('lists a rule once in each format', () => {
    for (const format of formats) expect(format.rules).toEqual([...new Set(format.rules)])
  })

  it('asks for no value that the other stages do not supply', () => {
    const others = Object.entries(config.rules).filter(
      ([, rule]) => !['check', 'reconcile'].includes(rule.stage),
    )
    expect(others.map(([id]) => id).sort()).toEqual(Object.keys(VALUES).sort())
    for (const [id, rule] of others) {
      for (const [variant, text] of templatesOf(rule)) {
        const unknown = namesIn(text).filter(name => !VALUES[id]!.includes(name))
        expect([id, variant, unknown]).toEqual([id, variant, []])
      }
    }
  })

  it.each(checkRules.filter(([, rule]) => rule.sum))('finds keys for every pattern of %s', (id, rule) => {
    for (const format of formats.filter(item => item.rules.includes(id))) {
      const keys = cellsOf(format).map(cell => cell.key)
      for (const sum of [rule.sum ?? []].flat()) {
        const bound = bindSum(id, sum, keys)
        expect(bound.length, `${id} in ${format.id}`).toBeGreaterThan(0)
        for (const pattern of sum.except) {
          const without = bindSum(id, {...sum, except: sum.except.filter(item => item !== pattern)}, keys)
          expect(without, `${pattern} removes nothing in ${format.id}`).not.toEqual(bound)
        }
      }
    }
  })
})

describe.each(checkRules)('the cases of %s', (id, rule) => {
  const list = parse(readFileSync(join(cases, `${id}.yaml`), 'utf8'), {merge: true}) as {fires: boolean}[]

  it('has one that fires and one that does not', () => {
    expect([list.some(item => item.fires), list.some(item => !item.fires)]).toEqual([true, true])
  })

  it('says every sentence of the rule', () => {
    const expected = JSON.parse(readFileSync(join(cases, 'expected', `${id}.json`), 'utf8')) as Record<
      string,
      Finding[]
    >
    const said = Object.values(expected)
      .flat()
      .map(finding => finding.message)
    for (const [variant, template] of templatesOf(rule)) {
      const sentence = new RegExp(
        `^${template.replace(/[.*+?^$()[\]\\|]/g, '\\$&').replace(/\{\w+\}/g, '[^]+')}$`,
      )
      expect([variant, said.some(message => sentence.test(message))]).toEqual([variant, true])
    }
  })
})

it('has no cases for rules that do not exist', () => {
  const ids = readdirSync(cases).flatMap(name => (name.endsWith('.yaml') ? [name.slice(0, -5)] : []))
  const stored = readdirSync(join(cases, 'expected')).map(name => name.slice(0, -'.json'.length))
  expect(ids.sort()).toEqual(checkRules.map(([id]) => id).sort())
  expect(stored.sort()).toEqual(ids)
})

it('has deadlines for every report year of the formats', () => {
  const deadlines = config.files.deadlines as {region: string; from: number}[]
  const national = deadlines.filter(item => item.region === '').map(item => item.from)
  expect(Math.min(...national)).toBeLessThanOrEqual(Math.min(...formats.map(format => format.from)))
})
