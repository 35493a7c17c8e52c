import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {nianbao} from './commandLine.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Any file serves as input: what is looked at is how a command is given. */
const NOTICE = '通知.txt'
let folder: string
const at = (...parts: string[]) => join(folder, ...parts)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-usage-'))
  mkdirSync(at('input'))
  writeFileSync(at('input', NOTICE), '关于放假的通知')
})
afterAll(() => rmSync(folder, {recursive: true}))

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
  const file = at('input', NOTICE)
  expect(await wrong('run', at('input'), '--out', file)).toEqual([
    2,
    `用法有误：--out 要给目录，而 ${file} 是一个文件。`,
  ])
  expect(await wrong('run', at('input'), '--out', at('never'), '--cache', file)).toEqual([
    2,
    `用法有误：--cache 要给目录，而 ${file} 是一个文件。`,
  ])
})

test('an output folder that is the input under another name is refused', async () => {
  symlinkSync(at('input'), at('link'))
  expect(await wrong('run', at('input'), '--out', at('link'), '--cache', at('cache'))).toEqual([
    2,
    '用法有误：--out 不能就是输入目录，结果会与原件混在一起；请另给一个目录。',
  ])
})

test('nothing is explained, and nothing is made, where nothing was kept', async () => {
  const file = at('input', NOTICE)
  expect(await wrong('explain', file, '--cache', at('none'))).toEqual([
    2,
    `用法有误：${at('none')} 里没有缓存；请先用 nianbao run 处理这个文件，或用 --cache 指定当时的缓存目录。`,
  ])
  expect(existsSync(at('none'))).toBe(false)
})

test('a file whose folder ends in ! is found', async () => {
  cpSync(at('input', NOTICE), at('all!', 'a.txt'), {recursive: true})
  await nianbao('run', at('all!'), '--out', at('out'), '--cache', at('cache'), '--jobs', '1')
  expect((await nianbao('explain', at('all!', 'a.txt'), '--cache', at('cache'))).out.split('\n')[0]).toBe(
    'a.txt',
  )
})

test('changes are written to a file, not to a folder', async () => {
  for (const name of ['before', 'after']) {
    mkdirSync(at(name))
    writeFileSync(at(name, 'run.json'), '{}')
  }
  expect(await wrong('compare', at('before'), at('after'), '--out', at('input'))).toEqual([
    2,
    `用法有误：--out 要给 Excel 文件名，而 ${at('input')} 是一个目录；例如 ${at('input', '变化.xlsx')}。`,
  ])
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
