import {mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {main} from '../../../pipeline/main.ts'
import {tar, zip} from './archives.ts'
import {folder} from './collecting.ts'

let work: string
let printed: string
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'accounting-'))
  printed = ''
  vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    printed += String(text)
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(work, {recursive: true})
})

/** A small report as text, of an office of its own. */
const report = (name: string) =>
  `某县${name}局2023年政府信息公开工作年度报告\n\n一、总体情况\n\n2023年，本机关依法公开政府信息。\n\n六、其他需要报告的事项\n\n无\n`

const run = (input: string, out: string, jobs: number) =>
  main([
    'run',
    input,
    '--out',
    join(work, out),
    '--cache',
    join(work, `cache-${jobs}`),
    '--jobs',
    String(jobs),
  ])

/** Every file name in reports.jsonl and skipped.jsonl, and the files of all findings. */
function accounted(out: string): {files: string[]; findings: Set<string>} {
  const lines = (name: string) =>
    readFileSync(join(work, out, name), 'utf8')
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line))
  const reports = lines('reports.jsonl').map(({source}) => source.file as string)
  const skipped = lines('skipped.jsonl').map(({file}) => file as string)
  return {
    files: [...new Set([...reports, ...skipped])].sort(),
    findings: new Set(lines('findings.jsonl').map(({file, rule}) => `${rule} ${file}`)),
  }
}

test('everything that came in is a report or a skip, the same with one thread and with two', async () => {
  const plain = Object.fromEntries(Array.from({length: 24}, (_, i) => [`散件/${i}.txt`, report(`第${i}`)]))
  const root = folder({
    ...plain,
    '空.doc': '',
    '乱.doc': Buffer.from([1, 2, 3, 0, 0xff, 0xfe, 0x80]),
    '指南.txt': '政府信息公开指南',
    'Thumbs.db': 'x',
    '坏.zip': Buffer.from('PK\x03\x04broken'),
    '包.rar': Buffer.from('Rar!\x1a\x07\x01\0', 'latin1'),
    '包.zip': zip([
      {name: '甲.txt', data: report('甲')},
      {name: '../乙.txt', data: report('乙')},
      {name: '锁.doc', data: 'x', flags: 1},
      {
        name: '内/丙.tar.gz',
        data: gzipSync(
          tar([
            {name: '丁.txt', data: report('丁')},
            {name: 'l', type: '2'},
          ]),
        ),
      },
      {name: '假.txt', data: report('假'), claims: {crc: 7}},
    ]),
  })
  symlinkSync('nowhere', join(root, '断.doc'))
  const expected = [
    ...Object.keys(plain),
    'Thumbs.db',
    '乱.doc',
    '包.rar',
    '包.zip!/../乙.txt',
    '包.zip!/假.txt',
    '包.zip!/内/丙.tar.gz!/l',
    '包.zip!/内/丙.tar.gz!/丁.txt',
    '包.zip!/甲.txt',
    '包.zip!/锁.doc',
    '坏.zip',
    '指南.txt',
    '断.doc',
    '空.doc',
  ].sort()

  expect(await run(root, 'one', 1)).toBe(0)
  const {files, findings} = accounted('one')
  expect(files).toEqual(expected)
  for (const finding of [
    'L01 包.zip',
    'L01 包.zip!/内/丙.tar.gz',
    'L02 包.zip!/假.txt',
    'L02 坏.zip',
    'L02 断.doc',
  ])
    expect(findings).toContain(finding)
  expect(readdirSync(join(work, 'cache-1/unpacked'))).toEqual([])

  expect(await run(root, 'two', 2)).toBe(0)
  expect(await run(root, 'again', 1)).toBe(0)
  for (const name of ['reports.jsonl', 'skipped.jsonl', 'findings.jsonl']) {
    const bytes = readFileSync(join(work, 'one', name))
    expect(readFileSync(join(work, 'two', name)).equals(bytes)).toBe(true)
    expect(readFileSync(join(work, 'again', name)).equals(bytes)).toBe(true)
  }

  printed = ''
  const member = join(root, '包.zip!/内/丙.tar.gz!/丁.txt')
  expect(await main(['explain', member, '--cache', join(work, 'cache-1')])).toBe(0)
  expect(printed.split('\n').slice(0, 3)).toEqual([
    '包.zip!/内/丙.tar.gz!/丁.txt',
    '上次运行：',
    '  read (text)         沿用缓存',
  ])
  expect(await main(['explain', join(root, '包.zip'), '--cache', join(work, 'cache-1')])).toBe(2)
}, 60_000)
