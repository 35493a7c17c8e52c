import {cpSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {
  at,
  begin,
  command,
  file,
  fillIn,
  findings,
  KEY,
  NAMES,
  outputs,
  remove,
  reports,
  run,
  stage,
  total,
  writeReport,
} from './offices.ts'

/** 校验.xlsx filled in by a person and handed back. Each test goes on where the one before left off. */
beforeAll(begin, 60_000)
afterAll(remove)

test('is applied: figures, sums and findings', async () => {
  expect(findings('first').some(({rule, keys}) => rule === 'V05' && keys.includes(KEY))).toBe(true)
  expect(total('first')).toBe('20')
  fillIn(at('first', '校验.xlsx'), at('a.xlsx'), row => {
    if (row.规则 === 'V05') return {更正值: 75, 依据: '电话核实', 更正人: '张三', 日期: '2023-04-01'}
    if (row.规则 === 'S04' && row.来源文件 === file(NAMES.b)) return {认可: '原件如此', 更正人: '李四'}
    return undefined
  })
  const {code, said} = await run('second', '--corrections', at('a.xlsx'))
  expect(code).toBe(0)
  expect(reports('second')[file(NAMES.a)]!.observations[KEY]).toMatchObject({
    value: 7.5,
    raw: '7.5',
    corrected: {value: 75, basis: '电话核实', by: '张三', on: '2023-04-01'},
  })
  expect(total('second')).toBe('95')
  expect(
    readFileSync(at('second', 'datapackage', 'corrections.csv'), 'utf8')
      .trim()
      .split('\n'),
  ).toEqual([
    'report,key,raw,printed,printed_state,corrected,basis,by_whom,corrected_on',
    `${reports('second')[file(NAMES.a)]!.id},${KEY},7.5,7.5,value,75,电话核实,张三,2023-04-01`,
  ])
  const made = findings('second')
  expect(made.filter(({rule}) => rule === 'V05')).toEqual([])
  expect(
    made.filter(({rule}) => rule.startsWith('E')).map(({rule, keys, actual}) => [rule, keys, actual]),
  ).toEqual([['E05', [KEY], '7.5']])
  expect(
    made.filter(({accepted}) => accepted).map(({rule, file, accepted}) => [rule, file, accepted]),
  ).toEqual(
    findings('first')
      .filter(one => one.rule === 'S04' && one.file === file(NAMES.b))
      .map(() => ['S04', file(NAMES.b), {reason: '原件如此', by: '李四', on: null}]),
  )
  expect(stage(said, 'map')).toBe('运行 0，沿用 2')
  expect(stage(said, 'correct')).toBe('运行 1（首次 1），沿用 0')
  expect(stage(said, 'check')).toBe('运行 1（上一步变了 1），沿用 1')
}, 60_000)

test('explain knows them when they are given', async () => {
  const stages = async (...more: string[]) => {
    const {said} = await command('explain', at('in', file(NAMES.a)), '--cache', at('cache'), ...more)
    const lines = said.split('现在再运行：\n')[1]!.trimEnd().split('\n')
    return lines.map(line => line.trim().replace(/ {2,}/g, ' '))
  }
  const [read, recognise, map, check] = ['read (html)', 'recognise', 'map (2021)', 'check (2021)'].map(
    name => `${name} 沿用缓存`,
  )
  expect(await stages('--corrections', at('a.xlsx'))).toEqual([
    read,
    recognise,
    map,
    'correct (2021) 沿用缓存',
    check,
    'verify (2021) 沿用缓存',
  ])
  expect(await stages()).toEqual([read, recognise, map, check, 'verify (2021) 沿用缓存'])
}, 30_000)

test('a second time nothing runs and the bytes are the same', async () => {
  const before = outputs('second')
  const {said} = await run('second', '--corrections', at('a.xlsx'))
  expect(stage(said, 'correct')).toBe('运行 0，沿用 1')
  expect(outputs('second')).toEqual(before)
}, 60_000)

test('the 校验.xlsx of that run holds all that was filled in, and can be handed back in its place', async () => {
  cpSync(at('second', '校验.xlsx'), at('carried.xlsx'))
  await run('carried', '--corrections', at('carried.xlsx'))
  expect(reports('carried')).toEqual(reports('second'))
  const told = (out: string) => findings(out).map(({rule, accepted}) => [rule, accepted])
  expect(told('carried')).toEqual(told('second'))
}, 60_000)

test('without corrections all is as before', async () => {
  const before = outputs('first')
  await run('plain')
  expect(outputs('plain')).toEqual(before)
}, 60_000)

test('one more correction, as CSV, runs the documents it is about alone', async () => {
  const {id} = reports('first')[file(NAMES.b)]!
  writeFileSync(
    at('b.csv'),
    `报告编号,数据键,原值,更正值,依据,更正人,日期\n${id},${KEY},20,30,来函,王五,2023/5/6\n`,
  )
  const {said} = await run('third', '--corrections', at('a.xlsx'), '--corrections', at('b.csv'))
  expect(stage(said, 'correct')).toBe('运行 1（首次 1），沿用 1')
  expect(stage(said, 'check')).toBe('运行 1（上一步变了 1），沿用 1')
  expect(total('third')).toBe('105')
}, 60_000)

test('a source that changed is not corrected, and that is said', async () => {
  writeReport(NAMES.a, '76')
  await run('changed', '--corrections', at('a.xlsx'))
  expect(reports('changed')[file(NAMES.a)]!.observations[KEY]!.corrected).toBe(undefined)
  expect(total('changed')).toBe('96')
  expect(findings('changed').filter(({rule}) => rule.startsWith('E'))).toMatchObject([
    {rule: 'E01', severity: 'error', file: file(NAMES.a), keys: [KEY], expected: '7.5', actual: '76'},
  ])
  cpSync(at('changed', '校验.xlsx'), at('refused.xlsx'))
  await run('again', '--corrections', at('refused.xlsx'))
  expect(findings('again').filter(({rule}) => rule === 'E01')).toMatchObject([
    {related: [{file: 'refused.xlsx“未采用的更正”', row: 1}], expected: '7.5', actual: '76'},
  ])
}, 60_000)

test('a report that is gone: every row of it is refused', async () => {
  rmSync(at('in', file(NAMES.b)))
  await run('gone', '--corrections', at('a.xlsx'), '--corrections', at('b.csv'))
  const refused = findings('gone').filter(({rule}) => rule === 'E02')
  expect(refused.map(({file, report}) => [file, report]).sort()).toEqual([
    ...findings('first')
      .filter(one => one.rule === 'S04' && one.file === file(NAMES.b))
      .map(() => ['a.xlsx', null]),
    ['b.csv', null],
  ])
}, 60_000)
