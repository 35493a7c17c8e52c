import {spawnSync} from 'node:child_process'
import {closeSync, fstatSync, mkdtempSync, openSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {chainWork} from './chain.ts'
import {type BenchDocument, benchDocuments} from './documents.ts'

/**
 * Hidden classes (V8's maps) that the chain makes for a document it has seen before, by the place in the code and the member added
 * there: `node --import ./bin/typescript.js test/bench/classes.ts html|site|exported|doc|docx|rtf`. Each class made once a document
 * or more often is one that no two objects share.
 */
const DOCUMENTS = 12
const WARM_UP = 6
const ROUNDS = 2

const [kind = 'html', log] = process.argv.slice(2)
if (log === undefined) count()
else await run(log)

async function run(log: string): Promise<void> {
  const pages = ['html', 'site', 'exported'].includes(kind)
  const work = chainWork(`年报.${pages ? 'html' : kind}`, false)
  const files = benchDocuments(DOCUMENTS).map(document => document[kind as keyof BenchDocument] as Uint8Array)
  for (let round = 0; round < WARM_UP; round++) for (const bytes of files) await work(bytes)
  const file = openSync(log, 'r')
  console.log(fstatSync(file).size)
  closeSync(file)
  for (let round = 0; round < ROUNDS; round++) for (const bytes of files) await work(bytes)
}

function count(): void {
  const folder = mkdtempSync(join(tmpdir(), 'classes-'))
  const log = join(folder, 'v8.log')
  const flags = ['--log-maps', '--no-log-maps-details', `--logfile=${log}`, '--no-logfile-per-isolate']
  const program = [...process.execArgv, fileURLToPath(import.meta.url), kind, log]
  const child = spawnSync(process.execPath, [...flags, ...program], {encoding: 'utf8'})
  if (child.status !== 0) throw new Error(child.stderr)
  const made = new Map<string, number>()
  for (const line of readFileSync(log).subarray(Number(child.stdout)).toString('latin1').split('\n')) {
    const [what, event, , , , , row, column, , member] = line.split(',')
    if (what !== 'map') continue
    const place = `${event} ${row}:${column} ${member}`
    made.set(place, (made.get(place) ?? 0) + 1)
  }
  rmSync(folder, {recursive: true})
  const each = (times: number) => (times / DOCUMENTS / ROUNDS).toFixed(1).padStart(8)
  console.log(each([...made.values()].reduce((sum, times) => sum + times, 0)), 'hidden classes a document')
  for (const [place, times] of [...made].sort((a, b) => b[1] - a[1]).slice(0, 20))
    console.log(each(times), place)
}
