import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {nianbao} from './commandLine.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
let folder: string
const at = (...parts: string[]) => join(folder, ...parts)
const run = (input: string, ...more: string[]) =>
  nianbao('run', input, '--out', at('out'), '--cache', at('cache'), '--jobs', '1', ...more)

const TABLES: Record<'2019' | '2021', string> = {
  '2019':
    '<tr><td>信息内容</td><td>上一年项目数量</td><td>本年增/减</td><td>处理决定数量</td></tr><tr><td>行政许可</td><td>3</td><td>0</td><td>7</td></tr>',
  '2021': '<tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政许可</td><td>7</td></tr>',
}

/** A short report of one format; most of its tables are left out, which findings say. */
function report(format: '2019' | '2021', year: number): string {
  return `<h1>甲县财政局${year}年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>${year}年，我局认真做好政府信息公开工作。</p>
<p>二、主动公开政府信息情况</p><table>${TABLES[format]}</table><p>三、收到和处理政府信息公开申请情况</p><p>见表。</p>
<p>四、政府信息公开行政复议、行政诉讼情况</p><p>无。</p><p>五、存在的主要问题及改进情况</p><p>宣传不够，继续改进。</p><p>六、其他需要报告的事项</p><p>无。</p>`
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-cli-'))
  cpSync(join(root, 'config'), at('config'), {recursive: true})
  cpSync(join(root, 'samples', 'broken'), at('input', 'broken'), {recursive: true})
  writeFileSync(at('input', '甲县财政局2020年年报.html'), report('2019', 2020))
  writeFileSync(at('input', '甲县财政局2022年年报.html'), report('2021', 2022))
})
afterAll(() => rmSync(folder, {recursive: true}))

function outputs(out = 'out'): Record<string, string> {
  const names = readdirSync(at(out), {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile())
    .map(entry => relative(at(out), join(entry.parentPath, entry.name)))
    .sort()
  return Object.fromEntries(names.map(name => [name, readFileSync(at(out, name)).toString('base64')]))
}

describe('run', () => {
  test('a second run over the same files runs nothing and gives the same bytes', async () => {
    const first = await run(at('input'))
    expect(first.code).toBe(0)
    const before = outputs()
    const second = await run(at('input'))
    expect(second.code).toBe(0)
    expect(outputs()).toEqual(before)
    const stages = second.out.split('\n').filter(line => /：运行 /.test(line))
    expect(stages.length).toBeGreaterThan(3)
    expect(stages.filter(line => !/：运行 0，沿用 \d+$/.test(line))).toEqual([])
  })

  test('two jobs, and a thread for the reports, write the bytes that one writes', async () => {
    await run(at('input'))
    const two = await nianbao('run', at('input'), '--out', at('two'), '--cache', at('cache2'), '--jobs', '2')
    expect(two.code).toBe(0)
    expect(outputs('two')).toEqual(outputs())
  })

  test('every input is in reports.jsonl or in skipped.jsonl', () => {
    const files = (name: string, pick: (row: never) => string) =>
      readFileSync(at('out', name), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map(line => pick(JSON.parse(line) as never))
    const seen = new Set([
      ...files('reports.jsonl', ({source}: {source: {file: string}}) => source.file),
      ...files('skipped.jsonl', ({file}: {file: string}) => file),
    ])
    const broken = readdirSync(at('input', 'broken')).filter(
      name => name.startsWith('input') || !/json$/.test(name),
    )
    for (const name of broken) expect(seen.has(`broken/${name}`)).toBe(true)
    expect(seen.has('甲县财政局2020年年报.html')).toBe(true)
    expect(seen.has('甲县财政局2022年年报.html')).toBe(true)
  })

  test('after a label is added to one format, nothing is read again and the other format is not mapped again', async () => {
    const path = at('config', 'formats', '2021.yaml')
    await run(at('input'), '--config', at('config'))
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace('label: 行政许可', 'label: 行政许可, aliases: [许可]'),
    )
    const why = async (name: string) => {
      const {out} = await nianbao(
        'explain',
        at('input', name),
        '--config',
        at('config'),
        '--cache',
        at('cache'),
      )
      return out
        .split('现在再运行：\n')[1]!
        .trimEnd()
        .split('\n')
        .map(line => line.trim().replace(/ {2,}/g, ' '))
    }
    await run(at('input'), '--config', at('config'))
    const last = async (name: string) => {
      const {out} = await nianbao(
        'explain',
        at('input', name),
        '--config',
        at('config'),
        '--cache',
        at('cache'),
      )
      return out
        .split('上次运行：\n')[1]!
        .split('现在再运行：')[0]!
        .trimEnd()
        .split('\n')
        .map(line => line.trim().replace(/ {2,}/g, ' '))
        .filter(line => !line.startsWith('recognise'))
    }
    expect((await last('甲县财政局2020年年报.html')).filter(line => !line.endsWith('沿用缓存'))).toEqual([])
    const changed = (await last('甲县财政局2022年年报.html')).filter(line => !line.endsWith('沿用缓存'))
    expect(changed[0]).toBe('map (2021) 重新运行：该步用到的配置变了')
    expect((await last('甲县财政局2022年年报.html'))[0]).toBe('read (html) 沿用缓存')
    expect((await why('甲县财政局2022年年报.html')).filter(line => !line.endsWith('沿用缓存'))).toEqual([])
  })

  test('a statement of the data package that is wrong names its file and line; what stands is left', async () => {
    await run(at('input'))
    const before = outputs()
    const config = at('misspelled')
    cpSync(join(root, 'config'), config, {recursive: true})
    const path = join(config, 'datapackage.yaml')
    const text = readFileSync(path, 'utf8').replace(
      'r.signed_on, r.published_on',
      'r.signed_om, r.published_on',
    )
    writeFileSync(path, text)
    const line = 1 + text.split('\n').findIndex(one => one.includes('select: >-'))
    const {code, err} = await run(at('input'), '--config', config)
    expect(code).toBe(2)
    expect(err).toContain(`配置有误：\ndatapackage.yaml: 第 ${line} 行 resources.0.select: SQL 语句不能执行`)
    expect(err).toContain('signed_om')
    expect(outputs()).toEqual(before)
  })

  test('--fail-on error asks for exit code 3', async () => {
    expect((await run(at('input'), '--fail-on', 'error')).code).toBe(3)
  })
})

describe('a run whose own folders lie among its inputs', () => {
  test('leaves them out, says so, and a second run is the same', async () => {
    const input = at('own')
    cpSync(at('input', '甲县财政局2022年年报.html'), join(input, '甲县财政局2022年年报.html'))
    const again = () =>
      nianbao('run', input, '--out', join(input, 'out'), '--cache', join(input, 'cache'), '--jobs', '1')
    const skipped = () => readFileSync(join(input, 'out', 'skipped.jsonl'), 'utf8')
    expect((await again()).code).toBe(0)
    const first = skipped()
    expect(
      first
        .trim()
        .split('\n')
        .map(line => JSON.parse(line)),
    ).toEqual([
      {file: 'cache', reason: 'notReport', detail: '本程序的缓存目录，未读取。'},
      {file: 'out', reason: 'notReport', detail: '本次运行的输出目录，未读取。'},
    ])
    await again()
    expect(skipped()).toBe(first)
  })

  test('the output folder is not an input folder', async () => {
    const {code, err} = await nianbao('run', at('input'), '--out', at('input'))
    expect(code).toBe(2)
    expect(err.split('\n')[0]).toBe(
      '用法有误：--out 不能就是输入目录，结果会与原件混在一起；请另给一个目录。',
    )
  })

  test('input without a single file leaves earlier results as they are', async () => {
    mkdirSync(at('nothing', 'below'), {recursive: true})
    await run(at('input'))
    const before = outputs()
    const {code, err} = await run(at('nothing'))
    expect([code, err.split('\n')[0]]).toEqual([
      2,
      `用法有误：输入里一个文件也没有：${at('nothing')}。请核对路径，网络盘或移动盘是否已连接；已有的结果没有改动。`,
    ])
    expect(outputs()).toEqual(before)
  })
})
