import {execFileSync} from 'node:child_process'
import {linkSync, mkdirSync, renameSync, symlinkSync, writeFileSync} from 'node:fs'
import {basename, join} from 'node:path'
import {expect, test} from 'vitest'
import {mutate} from '../read/word/mutate.ts'
import {GBK, tar, zip} from './archives.ts'
import {folder, gather} from './collecting.ts'

test('files in a fixed order, however deep', async () => {
  const got = await gather([
    folder({'b/2.doc': '2', 'b/10.doc': '10', 'a.doc': 'a', '一/二/三.doc': '3', 'B.doc': 'B'}),
  ])
  expect(got.order).toEqual(['B.doc', 'a.doc', 'b/10.doc', 'b/2.doc', '一/二/三.doc'])
})

test('names on disk that are not UTF-8 are shown as GBK and opened as they are', async () => {
  const root = folder()
  const inner = Buffer.concat([Buffer.from(`${root}/`), Buffer.from('c4eab1a8', 'hex')])
  mkdirSync(inner)
  writeFileSync(Buffer.concat([inner, Buffer.from('/'), GBK.某局年报]), 'x')
  writeFileSync(Buffer.concat([inner, Buffer.from('/a\n.zip')]), zip([{name: 'm.doc', data: 'y'}]))
  expect(await gather([root])).toEqual({
    files: {'年报/某局年报.doc': 'x', '年报/a\ufffd.zip!/m.doc': 'y'},
    order: ['年报/a\ufffd.zip!/m.doc', '年报/某局年报.doc'],
    skipped: {},
    findings: [],
  })
})

test.each([1, 2])('a name in UTF-8 that was cut %i bytes into a character', async cut => {
  const root = folder()
  const long = '佛山市财政局2021年政府信息公开工作年度报告'.repeat(4)
  const bytes = Buffer.from(long).subarray(0, 3 * 70 + 4 * 4 - 3 + cut)
  writeFileSync(Buffer.concat([Buffer.from(`${root}/`), bytes, Buffer.from('.html')]), 'x')
  const whole = new TextDecoder().decode(bytes).replace(/\ufffd$/, '')
  expect(long.startsWith(whole)).toBe(true)
  expect((await gather([root])).order).toEqual([`${whole}\ufffd.html`])
})

test('links: followed once, loops and dead ends told', async () => {
  const root = folder({'real/a.doc': 'a'})
  symlinkSync('real', join(root, 'z-folder'))
  symlinkSync('real/a.doc', join(root, 'z.doc'))
  symlinkSync('..', join(root, 'real/up'))
  symlinkSync('nowhere', join(root, 'dead.doc'))
  symlinkSync('loop.doc', join(root, 'loop.doc'))
  linkSync(join(root, 'real/a.doc'), join(root, 'hard.doc'))
  expect(await gather([root])).toEqual({
    files: {'hard.doc': 'a', 'real/a.doc': 'a'},
    order: ['hard.doc', 'real/a.doc'],
    skipped: {
      'dead.doc': 'unreadable',
      'loop.doc': 'unreadable',
      'real/up': 'notReport',
      'z-folder': 'notReport',
      'z.doc': 'notReport',
    },
    findings: [
      'dead.doc L02 dead.doc 文件不存在，或链接指向的文件不存在（ENOENT）',
      'loop.doc L02 loop.doc 链接互相指向，成了环（ELOOP）',
    ],
  })
})

test('pipes are told, not read', async () => {
  const root = folder({'a.doc': 'a'})
  execFileSync('mkfifo', [join(root, 'pipe')])
  expect(await gather([root])).toMatchObject({order: ['a.doc'], skipped: {pipe: 'unsupported'}})
})

test('a path longer than the system takes', async () => {
  const root = folder({'a.doc': 'a'})
  const half = (letter: string) => Array.from({length: 15}, () => letter.repeat(200)).join('/')
  mkdirSync(join(root, half('x')), {recursive: true})
  mkdirSync(join(root, half('y')), {recursive: true})
  renameSync(join(root, 'y'.repeat(200)), join(root, half('x'), 'y'.repeat(200)))
  const got = await gather([root])
  expect(got.order).toEqual(['a.doc'])
  expect(Object.values(got.skipped)).toEqual(['unreadable'])
  expect(got.findings[0]).toMatch(/路径过长（ENAMETOOLONG）$/)
})

test('several inputs keep their names apart; one named twice is read once', async () => {
  const one = folder({'a.doc': '1'})
  const two = folder({'a.doc': '2'})
  const got = await gather([one, two, join(one, 'a.doc'), one])
  const [first, second] = [basename(one), basename(two)]
  expect(got.files).toEqual({[`${first}/a.doc`]: '1', [`${second}/a.doc`]: '2'})
  expect(got.skipped).toEqual({'a.doc': 'notReport'})
  const files = await gather([join(one, 'a.doc'), join(two, 'a.doc')])
  expect(files.files).toEqual({'a.doc': '1', 'a#2.doc': '2'})
})

test('a counted name is no name of another file', async () => {
  const one = folder({'a.doc': '1'})
  const two = folder({'a.doc': '2', 'a#2.doc': '3'})
  const got = await gather([join(one, 'a.doc'), join(two, 'a.doc'), join(two, 'a#2.doc')])
  expect(got.files).toEqual({'a.doc': '1', 'a#3.doc': '2', 'a#2.doc': '3'})
})

test('what an earlier run wrote among the inputs is left out, whatever else lies beside it', async () => {
  const run = JSON.stringify({program: 'nianbao 0.1.0', runId: 'abc', counts: {files: 1}})
  const published = {'结果/run.json': run, '结果/明细.xlsx': 'x', '结果/cells/1/a.png': 'x'}
  const others = {
    '别的/run.json': '{"program": "make"}',
    '别的/明细.xlsx': 'y',
    '坏的/run.json': '{',
    '坏的/明细.xlsx': 'z',
  }
  const root = folder({...published, ...others, '结果/年报.doc': 'a', '结果/下级/明细.xlsx': 'b'})
  const got = await gather([root], {}, ['run.json', '明细.xlsx', 'cells'])
  expect(got.skipped).toEqual({
    '结果/cells': 'notReport',
    '结果/run.json': 'notReport',
    '结果/明细.xlsx': 'notReport',
  })
  expect(got.files).toEqual({...others, '结果/年报.doc': 'a', '结果/下级/明细.xlsx': 'b'})
})

test('a file too large is told before it is opened', async () => {
  const got = await gather([folder({'a.doc': 'x'.repeat(100), 'b.doc': 'x'})], {maxMemberBytes: 50})
  expect(got).toMatchObject({order: ['b.doc'], skipped: {'a.doc': 'tooLarge'}})
})

test('damaged archives end in files and skips, never in a throw', async () => {
  const inner = tar([
    {name: 'a.doc', data: 'x'.repeat(700)},
    {name: 'b.doc', data: 'y'},
  ])
  const members = [
    {name: 'a.tar', data: inner},
    {name: 'b.doc', data: 'z'.repeat(900)},
    {name: 'c.doc', data: 'z'},
  ]
  const sources = [zip(members), zip(members.map(member => ({...member, descriptor: true}))), inner]
  const files: Record<string, Buffer> = {}
  for (let seed = 0; seed < 600; seed++)
    files[`${seed}.zip`] = Buffer.from(mutate(sources[seed % sources.length]!, seed))
  const got = await gather([folder(files)])
  const seen = new Set([...got.order, ...Object.keys(got.skipped)].map(file => file.split('!/')[0]))
  expect([...seen].sort()).toEqual(Object.keys(files).sort())
})
