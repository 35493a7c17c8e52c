import {spawnSync} from 'node:child_process'
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import {join} from 'node:path'
import type {Random} from '../generate/random.ts'
import type {Change} from './inputs.ts'
import {correctionsOf, ROOT, type Site} from './site.ts'

const FILE = 'cache-3.mdb'

/** Writes over bytes of the cache's file. */
function flip(site: Site, random: Random, count: number): void {
  const file = openSync(join(site.cache, FILE), 'r+')
  const {size} = statSync(join(site.cache, FILE))
  for (let i = 0; i < count; i++) {
    const at = random.int(0, size - 1)
    const byte = Buffer.alloc(1)
    readSync(file, byte, 0, 1, at)
    byte[0]! ^= 1 << random.int(0, 7)
    writeSync(file, byte, 0, 1, at)
  }
  closeSync(file)
}

const ofCache =
  (name: string, act: (site: Site, random: Random) => void): Change =>
  (site, random) => {
    if (!existsSync(join(site.cache, FILE))) return null
    act(site, random)
    return name
  }

/** What happens to the cache. Where it is damaged a run may refuse it. */
export const cacheChanges: Record<string, Change> = {
  prune: ofCache('prune', site => {
    spawnSync(process.execPath, [join(ROOT, 'bin/nianbao.js'), 'cache', '--prune', '--cache', site.cache])
  }),
  gone: ofCache('the cache is gone', ({cache}) => rmSync(cache, {recursive: true})),
  logsGone: ofCache('logs are gone', ({cache}) =>
    rmSync(join(cache, 'logs'), {recursive: true, force: true}),
  ),
  closedGone: ofCache('the note of closing is gone', ({cache}) =>
    rmSync(join(cache, `${FILE}-closed`), {force: true}),
  ),
  lockGone: ofCache('the lock of the cache is gone', ({cache}) =>
    rmSync(join(cache, `${FILE}-lock`), {force: true}),
  ),
  flipped: ofCache('a bit of the cache is flipped', (site, random) => flip(site, random, 1)),
  flippedOften: ofCache('bits of the cache are flipped', (site, random) => flip(site, random, 400)),
  cut: ofCache('the cache is cut short', (site, random) => {
    const path = join(site.cache, FILE)
    truncateSync(path, random.int(0, statSync(path).size - 1))
  }),
  longer: ofCache('the cache is longer', site => appendFileSync(join(site.cache, FILE), 'more')),
}

const ofOutput =
  (name: string, act: (path: string, site: Site, random: Random) => void): Change =>
  (site, random) => {
    if (!existsSync(site.out)) return null
    const files = readdirSync(site.out, {recursive: true, withFileTypes: true})
      .filter(entry => entry.isFile() && entry.name !== '校验.xlsx')
      .map(entry => join(entry.parentPath, entry.name))
      .sort()
    if (files.length === 0) return null
    const path = random.pick(files)
    act(path, site, random)
    return `${name} ${path.slice(site.out.length + 1)}`
  }

/** What happens to the outputs. */
export const outputChanges: Record<string, Change> = {
  gone: ofOutput('all outputs are gone, with', (_, {out}) => rmSync(out, {recursive: true})),
  oneGone: ofOutput('remove', path => rmSync(path)),
  reviewGone: ofOutput('remove 校验.xlsx, not', (_, {out}) => rmSync(join(out, '校验.xlsx'), {force: true})),
  edited: ofOutput('edit', path => appendFileSync(path, ' ')),
  editedKeepingTimes: ofOutput('edit, size and times kept,', path => {
    const {atime, mtime} = statSync(path)
    const bytes = readFileSync(path)
    bytes[bytes.length >> 1]! ^= 1
    writeFileSync(path, bytes)
    utimesSync(path, atime, mtime)
  }),
  touched: ofOutput('touch', path => utimesSync(path, 1e9, 1e9)),
  more: site => {
    mkdirSync(join(site.out, 'datapackage'), {recursive: true})
    writeFileSync(join(site.out, 'datapackage', '多余.csv'), 'x')
    return 'a file among the data package'
  },
}

/** Rows of corrections: findings of the last run accepted, figures corrected, some of them wrong. */
export function correct(site: Site, random: Random): string | null {
  const path = join(site.out, 'reports.jsonl')
  if (!existsSync(path)) return null
  const reports = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
  if (reports.length === 0) return null
  const rows = Array.from({length: random.int(0, 4)}, () => {
    const report = random.pick(reports)
    const keys = Object.keys(report.observations)
    if (keys.length === 0) return ''
    const key = random.pick(keys)
    const {raw} = report.observations[key]
    const printed = random.chance(0.8) ? raw : '12345'
    const own = random.chance(0.8) ? '张三' : ''
    return [
      report.id,
      key,
      JSON.stringify(printed),
      random.int(0, 99),
      '原件',
      own,
      '2024-01-02',
      '',
      '',
    ].join()
  })
  const findings = readFileSync(join(site.out, 'findings.jsonl'), 'utf8').trim().split('\n').filter(Boolean)
  if (findings.length > 0 && random.chance(0.7)) {
    const {report, rule, keys, message} = JSON.parse(random.pick(findings))
    if (report !== null)
      rows.push(
        [
          report,
          keys.join(' '),
          '',
          '',
          '属实',
          '李四',
          '2024-01-03',
          '认可',
          rule,
          JSON.stringify(message),
        ].join(),
      )
  }
  const head = '报告编号,数据键,原值,更正值,依据,更正人,日期,认可,规则,说明'
  writeFileSync(correctionsOf(site), [head, ...rows].join('\n'))
  site.options.corrections = true
  return `corrections, ${rows.length} rows`
}
