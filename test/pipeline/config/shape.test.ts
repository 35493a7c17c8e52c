import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {readConfig} from '../../../pipeline/commands/command.ts'
import {PARAMETERS, VALUES} from '../../../pipeline/config/shapes.ts'
import {ConfigError} from '../../../pipeline/config.ts'
import {readers} from '../../../stages/read/readers.ts'
import {READERS} from '../../../stages/reconcile/context.ts'

/** What a person misspells in rules and in lists of rules is named before a run, with its place and what may stand there. */

const shipped = join(import.meta.dirname, '../../../config')
let folder: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'nianbao-shape-')), 'config')
  cpSync(shipped, folder, {recursive: true})
})
afterEach(() => rmSync(join(folder, '..'), {recursive: true}))

function said(file: string, from: string, to: string): string[] {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`)
  writeFileSync(path, text.replace(from, to))
  try {
    readConfig(folder)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n')
    throw error
  }
}

test('the lists of parameters and of values in sentences are those of the catalogue', () => {
  const {rules} = readConfig(shipped)
  expect(Object.keys(VALUES).sort()).toEqual(Object.keys(rules).sort())
  for (const [id, {message, thresholds}] of Object.entries(rules)) {
    const texts = typeof message === 'string' ? [message] : Object.values(message)
    const names = new Set(texts.flatMap(text => [...text.matchAll(/\{(\w+)\}/g)].map(match => match[1])))
    expect([id, VALUES[id]]).toEqual([id, [...names].sort().join(' ')])
    const shape = Object.keys(PARAMETERS[id] ?? {})
    if (!shape.includes('*')) expect([id, shape]).toEqual([id, Object.keys(thresholds)])
  }
})

describe('a slip of the pen', () => {
  test.each([
    ['a parameter', '    least: 9\n', '    leest: 9\n', 'A09.thresholds.leest: 没有这个参数；缺少的是 least'],
    ['its kind', 'thresholds: {share: 0.5}', 'thresholds: {share: "0.5"}', 'K01.thresholds.share: 应为数字'],
    ['a pattern', '- 党校|行政学院', '- 党校(行政学院', 'P10.thresholds.names: 不是正则表达式：党校('],
    ['a table', 'table: applications\n', 'table: aplications\n', 'A06.thresholds.table: 没有哪种格式有表'],
    ['a section', 'section: other\n', 'section: others\n', 'S19.thresholds.section: 没有哪种格式有章节'],
    ['a value', '{difference}', '{diference}', 'A01.message.default: 这条规则的句子里没有 {diference}'],
    ['another rule', 'unless: [M06]', 'unless: [M6]', 'M07.assessable.unless.0: rules.yaml 里没有规则 M6'],
  ])('in %s of a rule', (_, from, to, what) => {
    const [first] = said('rules.yaml', from, to)
    expect(first).toMatch(/^rules\.yaml: 第 \d+ 行 /)
    expect(first).toContain(what)
  })
  test.each([
    ['reconcile.yaml', '[X04,', '[X044,', 'rules.0: rules.yaml 里没有规则 X044'],
    ['verify.yaml', '[A01,', '[A1,', 'doubtful.0: rules.yaml 里没有规则 A1'],
    ['rollups/methods.yaml', 'A13, D01', 'A13, D1', 'gates.0.rules.4: rules.yaml 里没有规则 D1'],
    ['rollups/methods.yaml', 'invalid: [M07]', 'invalid: [m07]', 'invalid.0: rules.yaml 里没有规则 m07'],
    [
      'rollups/methods.yaml',
      'scopes: []',
      'scopes: [{report: a84bb1bf24ce, table: x, scope: own}]',
      '没有哪种格式有表 x',
    ],
    ['reconcile.yaml', '[html, mht,', '[htm, mht,', 'readers.0'],
    [
      'rollups/population.yaml',
      'residents: []',
      "residents: [{region: '350599', year: 2023, residents: 1}]",
      'residents.0.region: 没有代码为 350599 的行政区划',
    ],
    ['deadlines.yaml', '- region: ""', '- region: "99"', '0.region: 没有代码以 99 开头的行政区划'],
  ])('in %s: %s for %s', (file, from, to, what) => {
    expect(said(file, from, to)).toEqual([expect.stringContaining(what)])
  })
  test('is none in codes of regions of today, of before and of zones', () => {
    const residents = ['350581', '110103', '130000'].map(
      region => `{region: '${region}', year: 2023, residents: 1}`,
    )
    expect(said('rollups/population.yaml', 'residents: []', `residents: [${residents.join(', ')}]`)).toEqual(
      [],
    )
    expect(said('deadlines.yaml', '- region: ""', '- region: "3505"')).toEqual([])
  })
  test('the readers that may be named are those there are', () => {
    expect([...READERS].sort()).toEqual(readers.map(({id}) => id).sort())
  })
  test('is none where a sentence is worded anew, a topic added or a rule of the office itself defined', () => {
    const own = `Y01:
  name: 网络申请
  english: online
  severity: info
  stage: check
  scope: table
  basis: 本单位
  sum: {left: [requests.channels.online], right: [requests.received]}
  message: 「{row}」{left}、{right}
  thresholds: {anything: 3}
A01:`
    expect(said('rules.yaml', 'A01:', own)).toEqual([])
    expect(
      said('rules.yaml', '    监督保障: [监督, 保障]', '    监督保障: [监督]\n    解读: [解读]'),
    ).toEqual([])
    expect(said('rules.yaml', '相差 {difference}。请核对本行数字。', '请核对。')).toEqual([])
  })
})
