// Random changes to an archive, its configuration, options, cache and outputs between runs: each run must publish, to the byte, and
// say what a run without cache and outputs does.
// node --import ./bin/typescript.js test/bench/incremental.ts [runs, 50] [seed, 1] [folder]
import {cpSync, mkdirSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {randomOf} from '../generate/random.ts'
import {begin, play} from '../incremental/play.ts'
import {makeSite} from '../incremental/site.ts'

const [runs = 50, seed = 1] = process.argv.slice(2).map(Number)
const given = process.argv[4]
const folder = given ?? mkdtempSync(join(tmpdir(), 'nianbao-incremental-'))
mkdirSync(folder, {recursive: true})
let different = 0
for await (const {did, said, differs} of play(makeSite(folder, begin), randomOf(seed), runs)) {
  if (differs.length > 0) different++
  console.log(`${differs.length > 0 ? 'DIFFERENT' : 'same'} exit ${said.code}: ${did.join('; ')}`)
  for (const line of differs) console.log(`    ${line}`)
  if (differs.length > 0 && given)
    cpSync(folder, join(folder, '..', `differs-${seed}-${different}`), {recursive: true})
}
console.log(`${runs} runs, ${different} differ`)
if (!given) rmSync(folder, {recursive: true})
if (different > 0) process.exitCode = 1
