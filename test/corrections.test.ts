import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, relative} from 'node:path'
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {read, utils, write} from 'xlsx'
import {main} from '../pipeline/main.ts'
import type {Finding} from '../pipeline/model/finding.ts'
import type {Report} from '../pipeline/model/report.ts'

/** 校验.xlsx filled in by a person and handed back, through the whole program. */
let folder: string
const at = (...parts: string[]) => join(folder, ...parts)

async function nianbao(...argv: string[]): Promise<{code: number; said: string}> {
  let said = ''
  const keep = (chunk: unknown) => {
    said += String(chunk)
    return true
  }
  const spies = [process.stdout, process.stderr].map(stream =>
    vi.spyOn(stream, 'write').mockImplementation(keep),
  )
  try {
    return {code: await main(argv), said}
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

const run = (out: string, ...more: string[]) =>
  nianbao('run', at('in'), '--out', at(out), '--cache', at('cache'), '--jobs', '1', ...more)

const NAMES = {a: '武侯区财政局', b: '武侯区审计局'}

/** Table 2 of the 2021 form, with one figure that is not zero. */
function table(decisions: string): string {
  const rows = [
    ['第二十条第（一）项'],
    ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
    ['规章', '0', '0', '0'],
    ['行政规范性文件', '0', '0', '0'],
    ['第二十条第（五）项'],
    ['信息内容', '本年处理决定数量'],
    ['行政许可', decisions],
    ['第二十条第（六）项'],
    ['信息内容', '本年处理决定数量'],
    ['行政处罚', '0'],
    ['行政强制', '0'],
    ['第二十条第（八）项'],
    ['信息内容', '本年收费金额（单位：万元）'],
    ['行政事业性收费', '0'],
  ]
  const cells = rows.map(([first, ...rest]) => {
    const each = rest.length === 0 ? 4 : rest.length === 1 ? 3 : 1
    const more = rest.map(text => `<td colspan="${each}">${text}</td>`).join('')
    return `<tr><td${rest.length === 0 ? ' colspan="4"' : ''}>${first}</td>${more}</tr>`
  })
  return `<table>${cells.join('')}</table>`
}

/** A short report with one table; of the other tables findings say that they are missing. */
function report(name: string, decisions: string): string {
  return `<h1>成都市${name}2022年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>2022年，我局认真做好政府信息公开工作。</p>
<p>二、主动公开政府信息情况</p>${table(decisions)}
<p>三、收到和处理政府信息公开申请情况</p><p>见表。</p><p>四、政府信息公开行政复议、行政诉讼情况</p><p>无。</p>
<p>五、存在的主要问题及改进情况</p><p>宣传不够，继续改进。</p><p>六、其他需要报告的事项</p><p>无。</p>`
}

const file = (name: string) => `成都市${name}2022年年报.html`
const writeReport = (name: string, decisions: string) =>
  writeFileSync(at('in', file(name)), report(name, decisions))

const KEY = 'disclosure.licensing.decisions'
/** The first sheet of 校验.xlsx, filled in where `fill` gives something for a row. */
function fillIn(from: string, to: string, fill: (row: Record<string, unknown>) => object | undefined): void {
  const book = read(readFileSync(from))
  const sheet = book.Sheets[book.SheetNames[0]!]!
  const rows = utils.sheet_to_json<string[]>(sheet, {header: 1, raw: true, defval: '', blankrows: true})
  const head = rows.findIndex(cells => cells.includes('更正值'))
  const names = rows[head]!
  for (const [r, cells] of rows.entries()) {
    if (r <= head) continue
    const filled = fill(Object.fromEntries(names.map((name, i) => [name, cells[i]])))
    for (const [name, value] of Object.entries<string | number>({...filled})) {
      const address = utils.encode_cell({r, c: names.indexOf(name)})
      sheet[address] = typeof value === 'number' ? {t: 'n', v: value} : {t: 's', v: value}
    }
  }
  writeFileSync(to, write(book, {type: 'buffer', bookType: 'xlsx'}) as Buffer)
}

function lines<T>(out: string, name: string): T[] {
  return readFileSync(at(out, name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as T)
}

const findings = (out: string) => lines<Finding>(out, 'findings.jsonl')
const reports = (out: string) =>
  Object.fromEntries(lines<Report>(out, 'reports.jsonl').map(one => [one.source.file, one]))

/** The sum of the key over the region of both bodies. */
function total(out: string): string | undefined {
  const [head, ...rows] = readFileSync(at(out, 'datapackage', 'rollup-figures.csv'), 'utf8')
    .trim()
    .split('\n')
    .map(line => line.split(','))
  const column = (name: string) => head!.indexOf(name)
  return rows.find(row => row[column('key')] === KEY && row[column('region')] === '510107')?.[column('value')]
}

function outputs(out: string): Record<string, string> {
  const names = readdirSync(at(out), {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile())
    .map(entry => relative(at(out), join(entry.parentPath, entry.name)))
    .sort()
  return Object.fromEntries(names.map(name => [name, readFileSync(at(out, name)).toString('base64')]))
}

/** 运行 / 沿用 of a stage, as a run says at its end. */
const stage = (said: string, name: string) => new RegExp(`  ${name}：(.*)`).exec(said)?.[1]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-corrections-'))
  mkdirSync(at('in'))
  writeReport(NAMES.a, '7.5')
  writeReport(NAMES.b, '20')
  await run('first')
}, 60_000)
afterAll(() => rmSync(folder, {recursive: true}))

describe('校验.xlsx, filled in', () => {
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
      const {said} = await nianbao('explain', at('in', file(NAMES.a)), '--cache', at('cache'), ...more)
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
    const said = (out: string) => findings(out).map(({rule, accepted}) => [rule, accepted])
    expect(said('carried')).toEqual(said('second'))
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
})

describe('what is no corrections file', () => {
  test.each<[string, string, string]>([
    [
      'x.csv',
      '单位,数字\n甲,1\n',
      '前 10 行没有更正表的表头；要有“报告编号”“依据”“更正人”，以及“数据键”“原值”“更正值”或者“规则”“认可”',
    ],
    ['y.csv', '报告编号,数据键,原值,更正值,更正值,依据,更正人\n', '“更正值”有两列，不知道读哪一列'],
  ])('%s', async (name, text, message) => {
    writeFileSync(at(name), text)
    const {code, said} = await run('no', '--corrections', at(name))
    expect(code).toBe(2)
    expect(said.split('\n')[1]!.endsWith(`: ${message}`)).toBe(true)
  })

  test('one that was filled in and would be overwritten', async () => {
    const path = at('first', '校验.xlsx')
    writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(1)]))
    const {code, said} = await run('first')
    expect(code).toBe(2)
    expect(said.split('\n')[0]).toBe(
      '用法有误：输出目录里的 校验.xlsx 在上次运行之后有人改过，再运行会被覆盖。请先移到别处；填写了更正的，再用 --corrections 交回。',
    )
  })

  test('one that was filled in and would be overwritten by a run whose cache knows nothing of it', async () => {
    await run('fresh')
    cpSync(at('fresh', '校验.xlsx'), at('untouched.xlsx'))
    const again = () => nianbao('run', at('in'), '--out', at('fresh'), '--cache', at('lost'), '--jobs', '1')
    rmSync(at('lost'), {recursive: true, force: true})
    cpSync(at('a.xlsx'), at('fresh', '校验.xlsx'))
    const {code, said} = await again()
    expect([code, said.split('\n')[0]]).toEqual([
      2,
      '用法有误：输出目录里的 校验.xlsx 在上次运行之后有人改过，再运行会被覆盖。请先移到别处；填写了更正的，再用 --corrections 交回。',
    ])
    cpSync(at('untouched.xlsx'), at('fresh', '校验.xlsx'))
    expect((await again()).code).toBe(0)
  })

  test('one in the output folder, where it would be overwritten', async () => {
    const {code, said} = await run('first', '--corrections', at('first', '校验.xlsx'))
    expect(code).toBe(2)
    expect(said.split('\n')[0]).toBe(
      `用法有误：更正表 ${at('first', '校验.xlsx')} 在输出目录里，会被这次运行的结果覆盖；请先移到别处。`,
    )
  })
})
