// Damaged files of every kind through the whole document chain: each ends in a report, a finding or a skip.
// node --import ./bin/typescript.js test/bench/fuzz.ts [files a kind, 1000] [first seed, 0] [kinds whose name begins so]
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {strToU8, unzipSync, zipSync} from 'fflate'
import {loadConfig} from '../../pipeline/config.ts'
import type {Extent} from '../../pipeline/stage.ts'
import {stages} from '../../stages/index.ts'
import {encode} from '../generate/files/encode.ts'
import {renderHtml} from '../generate/files/html.ts'
import {renderings} from '../generate/files/renderings.ts'
import {documentOf, rootOf} from '../generate/form/tree.ts'
import {layOut} from '../generate/layouts/index.ts'
import {type Outcome, pipeline} from '../generate/pipeline.ts'
import {randomOf} from '../generate/random.ts'
import {cleanReport} from '../generate/report/model.ts'
import {mutate} from '../stages/read/word/mutate.ts'

/** A file that takes longer (ms) is shown. */
const SLOW = 3000
const [count = 1000, first = 0] = process.argv.slice(2, 4).map(Number)
const chosen = process.argv[4] ?? ''

interface Kind {
  name: string
  extension: string
  bytes(seed: number): Uint8Array
}

function documentFor(seed: number) {
  const random = randomOf(seed).fork('fuzz')
  return rootOf(layOut(documentOf(cleanReport(randomOf(seed))), random).document)
}

const originals = new Map<string, Uint8Array>()

/** A sound file; twelve of a kind are enough, the damage makes the difference. */
function sound(name: string, seed: number, render: (seed: number) => Uint8Array): Uint8Array {
  const key = `${name} ${seed % 12}`
  let bytes = originals.get(key)
  if (!bytes) {
    bytes = render(seed % 12)
    originals.set(key, bytes)
  }
  return bytes
}

/** Damage inside a package, whose members are whole: what is written in XML, not the container. */
function insidePackage(bytes: Uint8Array, seed: number): Uint8Array {
  const parts: Record<string, Uint8Array> = unzipSync(bytes)
  const names = Object.keys(parts).sort()
  const random = randomOf(seed)
  for (const name of random.some(names, random.int(1, 2))) {
    parts[name] = Uint8Array.from((seed % 2 ? mutate : numbersChanged)(parts[name]!, seed))
  }
  return zipSync(parts, {level: 1, mtime: new Date(1980, 0, 1)})
}

/** Damage to words of the markup: numbers of spans, sizes and counts become others. */
function numbersChanged(bytes: Uint8Array, seed: number): Uint8Array {
  const random = randomOf(seed)
  const odd = ['0', '-1', '65535', '4294967296', '1e9', '', '99999999999999999999', 'NaN', '0.5']
  const text = Buffer.from(bytes).toString('latin1')
  const at = 0.002 + random.next() * 0.02
  return Buffer.from(
    text.replace(/(?<=["\\a-z])-?\d+/g, number => (random.chance(at) ? random.pick(odd) : number)),
    'latin1',
  )
}

const kinds: Kind[] = renderings.flatMap(({name, extension, render}) => {
  const original = (seed: number) => sound(name, seed, own => render(documentFor(own)))
  const list: Kind[] = [{name, extension, bytes: seed => mutate(original(seed), seed)}]
  if (extension === 'docx' || extension === 'xlsx') {
    list.push({name: `${name}, parts`, extension, bytes: seed => insidePackage(original(seed), seed)})
  }
  if (extension === 'rtf' || extension === 'html') {
    list.push({name: `${name}, numbers`, extension, bytes: seed => numbersChanged(original(seed), seed)})
  }
  return list
})
kinds.push({
  name: 'zip',
  extension: 'zip',
  bytes: seed => {
    const page = sound('page', seed, own => encode(renderHtml(documentFor(own)), 'gbk'))
    return mutate(zipSync({'a.html': page, 'b/c.txt': strToU8('年报')}, {mtime: new Date(1980, 0, 1)}), seed)
  },
})

const chain = pipeline()
const folder = mkdtempSync(join(tmpdir(), 'nianbao-fuzz-'))
const collecting = loadConfig(new URL('../../config', import.meta.url).pathname, stages.collectFiles)

/** A member that cannot be unpacked is a skip: the kernel says so. */
async function member(file: string, extent: Extent): Promise<Outcome> {
  try {
    return await chain(stages.load(extent).bytes, file)
  } catch (error) {
    const detail = (error as Error).message
    return {reports: [], findings: [], skipped: [{file, reason: 'unreadable', detail}]}
  }
}

/** The chain over a file, or over what is collected of an archive. */
async function run(bytes: Uint8Array, file: string): Promise<Outcome> {
  if (!file.endsWith('.zip')) return chain(bytes, file)
  const path = join(folder, file)
  writeFileSync(path, bytes)
  const spill = mkdtempSync(join(folder, 'spill-'))
  const {files, left} = await stages.collect([path], collecting, join(spill, 'a'))
  const members = await Promise.all(files.map(item => member(item.file, item.extent)))
  rmSync(spill, {recursive: true, force: true})
  return {
    reports: members.flatMap(member => member.reports),
    findings: [...left, ...members].flatMap(part => part.findings),
    skipped: [...left, ...members].flatMap(part => part.skipped),
  }
}

const ends = {report: 0, skip: 0, internal: 0, slow: 0}
const started = performance.now()
let files = 0
let longest = 0
for (const {name, extension, bytes} of kinds.filter(kind => kind.name.startsWith(chosen))) {
  const before = performance.now()
  const own = {report: 0, skip: 0, internal: 0}
  for (let seed = first; seed < first + count; seed++) {
    const start = performance.now()
    const {reports, skipped, findings} = await run(bytes(seed), `年报.${extension}`)
    const took = performance.now() - start
    longest = Math.max(longest, took)
    const fault = findings.find(({rule}) => rule === 'Z01')
    if (fault) {
      own.internal++
      if (own.internal < 6) console.log(`  INTERNAL ${name} ${seed}: ${fault.message.slice(0, 600)}`)
    } else if (reports.length > 0) own.report++
    else if (skipped.length > 0) own.skip++
    else throw new Error(`${name} ${seed}: nothing came out`)
    if (took > SLOW) {
      ends.slow++
      console.log(`  SLOW ${name} ${seed}: ${Math.round(took)} ms`)
    }
  }
  files += count
  for (const key of ['report', 'skip', 'internal'] as const) ends[key] += own[key]
  const seconds = ((performance.now() - before) / 1000).toFixed(1)
  console.log(`${name}: ${own.report} reports, ${own.skip} skipped, ${own.internal} internal, ${seconds} s`)
}
rmSync(folder, {recursive: true})
const seconds = Math.round((performance.now() - started) / 1000)
const memory = Math.round(process.resourceUsage().maxRSS / 1024)
console.log(
  `${files} files: ${ends.report} reports, ${ends.skip} skipped, ${ends.internal} internal faults, ` +
    `${seconds} s, slowest ${Math.round(longest)} ms, peak ${memory} MiB`,
)
if (ends.internal + ends.slow > 0) process.exitCode = 1
