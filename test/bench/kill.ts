// Kills runs at random moments by SIGKILL and runs again: what is published must be what an undisturbed run publishes.
// node --import ./bin/typescript.js test/bench/kill.ts [kills, 50] [documents, 2000] [seed, 1]
import {spawn} from 'node:child_process'
import {createHash} from 'node:crypto'
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as wait} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import {randomOf} from '../generate/random.ts'
import {writeCorpus} from './corpus.ts'

const [kills = 50, documents = 2000, seed = 1] = process.argv.slice(2).map(Number)
const program = fileURLToPath(new URL('../../bin/nianbao.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'nianbao-kill-'))
const at = (name: string) => join(folder, name)
const random = randomOf(seed)

interface End {
  code: number | null
  /** Milliseconds. */
  took: number
}

/** One run, killed after `moment` milliseconds where that is given and it is not done by then. */
async function run(cache: string, out: string, moment?: number): Promise<End> {
  const started = performance.now()
  const child = spawn(process.execPath, [program, 'run', at('in'), '--out', at(out), '--cache', at(cache)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const end = new Promise<End>(resolve =>
    child.on('exit', code => resolve({code, took: performance.now() - started})),
  )
  if (moment !== undefined) {
    await Promise.race([end, wait(moment, undefined, {ref: false})])
    child.kill('SIGKILL')
  }
  return await end
}

/** A digest of each published file. */
function published(out: string): Record<string, string> {
  const names = readdirSync(at(out), {withFileTypes: true, recursive: true}).filter(one => one.isFile())
  return Object.fromEntries(
    names
      .map(({parentPath, name}) => join(parentPath, name))
      .sort()
      .map(path => [
        path.slice(at(out).length),
        createHash('sha256').update(readFileSync(path)).digest('hex'),
      ]),
  )
}

await writeCorpus(at('in'), documents, ['html', 'docx', 'doc'], seed)
const whole = await run('cache', 'whole')
const expected = JSON.stringify(published('whole'))
console.log(`undisturbed: ${documents} documents, exit ${whole.code}, ${(whole.took / 1000).toFixed(1)} s`)
// Where the cache knows every document, a run without outputs publishes alone.
await run('other', 'out')
rmSync(at('out'), {recursive: true})
const publishing = await run('other', 'out')
let different = 0
let killed = 0
for (let i = 0; i < kills; i++) {
  // By turns in the middle of everything and of publishing alone.
  const cold = i % 2 === 0
  for (const name of cold ? ['other', 'out'] : ['out']) rmSync(at(name), {recursive: true, force: true})
  const first = await run('other', 'out', random.next() * (cold ? whole : publishing).took)
  if (first.code === null) killed++
  const again = await run('other', 'out')
  const same = again.code === 0 && JSON.stringify(published('out')) === expected
  if (!same) different++
  console.log(
    `${i + 1}: ${first.code === null ? 'killed' : 'ended'} after ${(first.took / 1000).toFixed(1)} s, then exit ${again.code}, ${same ? 'same' : 'DIFFERENT'}`,
  )
}
console.log(`${kills} runs, ${killed} killed, ${different} differ`)
rmSync(folder, {recursive: true, force: true})
if (different > 0) process.exitCode = 1
