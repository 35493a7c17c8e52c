import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {main} from '../pipeline/main.ts'

/** What a command printed, and its exit code. */
interface Said {
  code: number
  out: string
  err: string
}

async function nianbao(...argv: string[]): Promise<Said> {
  const said = {out: '', err: ''}
  const catchAll = (name: 'out' | 'err') => (chunk: unknown) => {
    said[name] += String(chunk)
    return true
  }
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(catchAll('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(catchAll('err')),
  ]
  try {
    return {code: await main(argv), ...said}
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

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
})

describe('wrong usage', () => {
  const wrong = async (...argv: string[]) => {
    const {code, err} = await nianbao(...argv)
    return [code, err.split('\n')[0]]
  }
  const out = () => ['--out', at('never'), '--cache', at('cache')]

  test('what is left out, given twice or not known is said in Chinese', async () => {
    const input = at('input')
    expect(await wrong('run', ...out())).toEqual([
      2,
      '用法有误：给出的文件或目录太少：给了 0 个，至少要 1 个。',
    ])
    expect(await wrong('run', input)).toEqual([2, '用法有误：缺少必须的选项：out'])
    expect(await wrong('run', input, '--out')).toEqual([2, '用法有误：没有提供足够的值给此选项：out'])
    expect(await wrong('run', input, '--out', '')).toEqual([2, '用法有误：--out 后面要有值。'])
    expect(await wrong('run', input, ...out(), '--out', at('x'))).toEqual([2, '用法有误：--out 只能给一次。'])
    expect(await wrong('run', input, ...out(), '--jobs', '1', '--jobs', '2')).toEqual([
      2,
      '用法有误：--jobs 只能给一次。',
    ])
    expect(await wrong('publish')).toEqual([2, '用法有误：没有这个命令或选项：publish'])
    expect(await wrong('run', input, ...out(), '--fast')).toEqual([2, '用法有误：没有这个命令或选项：fast'])
  })

  test('a file is no folder for results or cache', async () => {
    const file = at('input', '甲县财政局2020年年报.html')
    expect(await wrong('run', at('input'), '--out', file)).toEqual([
      2,
      `用法有误：--out 要给目录，而 ${file} 是一个文件。`,
    ])
    expect(await wrong('run', at('input'), '--out', at('never'), '--cache', file)).toEqual([
      2,
      `用法有误：--cache 要给目录，而 ${file} 是一个文件。`,
    ])
  })

  test('input without a single file leaves earlier results as they are', async () => {
    mkdirSync(at('nothing', 'below'), {recursive: true})
    await run(at('input'))
    const before = outputs()
    expect(
      await wrong('run', at('nothing'), '--out', at('out'), '--cache', at('cache'), '--jobs', '1'),
    ).toEqual([
      2,
      `用法有误：输入里一个文件也没有：${at('nothing')}。请核对路径，网络盘或移动盘是否已连接；已有的结果没有改动。`,
    ])
    expect(outputs()).toEqual(before)
  })

  test('an output folder that is the input under another name is refused', async () => {
    symlinkSync(at('input'), at('link'))
    expect(await wrong('run', at('input'), '--out', at('link'), '--cache', at('cache'))).toEqual([
      2,
      '用法有误：--out 不能就是输入目录，结果会与原件混在一起；请另给一个目录。',
    ])
  })

  test('nothing is explained, and nothing is made, where nothing was kept', async () => {
    const file = at('input', '甲县财政局2022年年报.html')
    expect(await wrong('explain', file, '--cache', at('none'))).toEqual([
      2,
      `用法有误：${at('none')} 里没有缓存；请先用 nianbao run 处理这个文件，或用 --cache 指定当时的缓存目录。`,
    ])
    expect(existsSync(at('none'))).toBe(false)
  })

  test('a file whose folder ends in ! is found', async () => {
    cpSync(at('input', '甲县财政局2022年年报.html'), at('all!', 'a.html'), {recursive: true})
    await nianbao('run', at('all!'), '--out', at('out'), '--cache', at('cache'), '--jobs', '1')
    expect((await nianbao('explain', at('all!', 'a.html'), '--cache', at('cache'))).out.split('\n')[0]).toBe(
      'a.html',
    )
  })

  test('a configuration that is a file', async () => {
    writeFileSync(at('a.yaml'), 'a: 1')
    expect((await nianbao('check-config', '--config', at('a.yaml'))).err).toBe(
      `配置有误：\n${at('a.yaml')}: (整个文件): 这是一个文件；--config 要给配置目录\n`,
    )
  })

  test('a file beside the input that is not there is named with its path', async () => {
    const none = at('none.csv')
    for (const option of ['--roster', '--corrections'])
      expect((await nianbao('run', at('input'), ...out(), option, none)).err).toBe(
        `配置有误：\nnone.csv: (整个文件): 没有 ${none} 这个文件；请核对路径\n`,
      )
  })

  test('a bad configuration names file, path and what is allowed', async () => {
    const bad = at('bad')
    cpSync(join(root, 'config'), bad, {recursive: true})
    const path = join(bad, 'formats', '2021.yaml')
    writeFileSync(path, readFileSync(path, 'utf8').replace('measure: money', 'measure: coins'))
    const {code, err} = await nianbao('check-config', '--config', bad)
    expect(code).toBe(2)
    expect(err.split('\n')[1]).toBe(
      'formats/2021.yaml: 第 97 行 tables.0.blocks.3.columns.0.measure: 只能是 count、change、money，现在是 "coins"',
    )
  })

  test.each([
    [
      ['run', 'no-such-file', '--out', 'x'],
      '用法有误：没有这个文件或目录：no-such-file；请核对路径，路径里有空格的要加引号。',
    ],
    [['explain'], '用法有误：给出的文件或目录太少：给了 0 个，至少要 1 个。'],
    [['rn'], '用法有误：没有这个命令；是不是 run？'],
    [['run', '.', '--out', 'x', '--jobs', '0'], '用法有误：--jobs 要是 1 或更大的整数。'],
  ])('%j', async (argv, sentence) => {
    const {code, err} = await nianbao(...argv)
    expect(code).toBe(2)
    expect(err.split('\n')[0]).toBe(sentence)
  })
})
