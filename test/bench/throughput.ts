// Whole runs of the program: every format cold with one and two jobs, warm and after a label was added, beside the bare parser
// on the same files; then archives of growing size, with the exponent by which time grows and the peak memory of all processes.
// node --import ./bin/typescript.js test/bench/throughput.ts [--documents 300] [--kinds html,docx,doc,pdf] [--sizes 1000,10000,100000]
//   [--seed 1]        pdf needs chromium or LibreOffice; an empty list leaves a part out.
import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as wait} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'
import {bareDoc, bareDocx, bareHtml} from './bare.ts'
import {writeCorpus} from './corpus.ts'
import type {Work} from './measure.ts'
import {type Memory, type Observed, observe} from './observe.ts'
import {bareExtraction} from './pdf.ts'

const {values} = parseArgs({
  options: {
    documents: {type: 'string', default: '300'},
    kinds: {type: 'string', default: 'html,docx,doc,pdf'},
    sizes: {type: 'string', default: '1000,10000,100000'},
    seed: {type: 'string', default: '1'},
  },
})
const listOf = (text: string) => text.split(',').filter(Boolean)
const home = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'nianbao-throughput-'))
const at = (...parts: string[]) => join(folder, ...parts)
const BARE: Record<string, Work> = {html: bareHtml, docx: bareDocx, doc: bareDoc, pdf: bareExtraction}
/** A file changed a moment ago is read again by the next run: runs wait until that is past. Milliseconds. */
const SETTLED = 3500

async function run(input: string, jobs: number, config = join(home, 'config')): Promise<Observed> {
  const flags = ['--out', at('out'), '--cache', at('cache'), '--config', config, '--jobs', String(jobs)]
  const seen = await observe(process.execPath, [join(home, 'bin/nianbao.js'), 'run', input, ...flags])
  if (seen.code !== 0) throw new Error(`the run over ${input} ended with ${seen.code}`)
  return seen
}

function forget(...names: string[]): void {
  for (const name of names) rmSync(at(name), {recursive: true, force: true})
}

/** The configuration with one more label in the format of 2021. */
function relabelled(): string {
  cpSync(join(home, 'config'), at('config'), {recursive: true})
  const path = at('config/formats/2021.yaml')
  const text = readFileSync(path, 'utf8')
  const changed = text.replace('label: 行政许可', 'label: 行政许可, aliases: [行政许可事项]')
  if (changed === text) throw new Error('config/formats/2021.yaml has no label 行政许可 to add to')
  writeFileSync(path, changed)
  return at('config')
}

/** Milliseconds a file that the bare parser takes. */
async function bare(kind: string): Promise<number> {
  const names = readdirSync(at('in'), {recursive: true, encoding: 'utf8'}).filter(name => name.endsWith(kind))
  const files = names.map(name => readFileSync(at('in', name)))
  const work = BARE[kind]!
  for (const bytes of files.slice(0, 50)) await work(bytes)
  const start = performance.now()
  for (const bytes of files) await work(bytes)
  return (performance.now() - start) / files.length
}

function row(...cells: (string | number)[]): void {
  const texts = cells.map(cell => (typeof cell === 'number' ? cell.toFixed(cell < 100 ? 1 : 0) : cell))
  console.log(`| ${texts.join(' | ')} |`)
}

async function formats(kinds: string[], count: number): Promise<void> {
  if (kinds.length === 0) return
  const config = relabelled()
  console.log(
    `\n${count} documents of each kind; ms a document, start of the program included; processor ms in brackets\n`,
  )
  row(
    'kind',
    'bare',
    'one job',
    'two jobs',
    'one / two',
    'warm',
    'cold / warm',
    'label added',
    'cold / label',
  )
  row('---', ...Array.from({length: 8}, () => '---:'))
  for (const kind of kinds) {
    forget('in', 'out', 'cache')
    await writeCorpus(at('in'), count, [kind], Number(values.seed))
    await wait(SETTLED)
    const one = await run(at('in'), 1)
    forget('out', 'cache')
    const two = await run(at('in'), 2)
    const warm = await run(at('in'), 2)
    const label = await run(at('in'), 2, config)
    const each = ({seconds, processor}: Observed) =>
      `${((seconds * 1000) / count).toFixed(1)} (${((processor * 1000) / count).toFixed(1)})`
    const times = (a: Observed, b: Observed) =>
      `${(a.seconds / b.seconds).toFixed(1)} (${(a.processor / b.processor).toFixed(1)})`
    const share = (one.seconds / two.seconds).toFixed(2)
    row(
      kind,
      await bare(kind),
      each(one),
      each(two),
      share,
      each(warm),
      times(two, warm),
      each(label),
      times(two, label),
    )
  }
}

async function sizes(counts: number[]): Promise<void> {
  if (counts.length === 0) return
  console.log(
    '\nHTML archives of growing size, two jobs; processor ms in brackets; peaks as resident / proportional / private dirty\n',
  )
  const peak = ({resident, proportional, dirty}: Memory) =>
    [resident, proportional, dirty].map(one => one.toFixed(0)).join(' / ')
  row('documents', 'cold, s', 'ms a document', 'warm, s', 'cold / warm', 'peak cold, MiB', 'peak warm, MiB')
  row('---:', ...Array.from({length: 6}, () => '---:'))
  const points: {count: number; seconds: number; processor: number}[] = []
  for (const count of counts) {
    forget('in', 'out', 'cache')
    await writeCorpus(at('in'), count, ['html'], Number(values.seed))
    await wait(SETTLED)
    const cold = await run(at('in'), 2)
    const warm = await run(at('in'), 2)
    points.push({count, seconds: cold.seconds, processor: cold.processor})
    const each = `${((cold.seconds * 1000) / count).toFixed(1)} (${((cold.processor * 1000) / count).toFixed(1)})`
    const times = `${(cold.seconds / warm.seconds).toFixed(1)} (${(cold.processor / warm.processor).toFixed(1)})`
    row(String(count), cold.seconds, each, warm.seconds, times, peak(cold.peak), peak(warm.peak))
  }
  if (points.length < 2) return
  const by = (pick: 'seconds' | 'processor') => exponent(points.map(one => [one.count, one[pick]])).toFixed(3)
  console.log(
    `\nTime grows with the number of documents to the power of ${by('seconds')}, processor time ${by('processor')}.`,
  )
}

/** Slope of the line through the logarithms, by least squares. */
function exponent(points: [number, number][]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const)
  const mean = (i: 0 | 1) => logs.reduce((sum, point) => sum + point[i], 0) / logs.length
  const [x, y] = [mean(0), mean(1)]
  const above = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0)
  return above / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0)
}

try {
  await formats(listOf(values.kinds), Number(values.documents))
  await sizes(listOf(values.sizes).map(Number))
} finally {
  rmSync(folder, {recursive: true, force: true})
}
