import {copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import type {Random} from '../generate/random.ts'
import {configChanges, optionChanges} from './configs.ts'
import {type Change, inputChanges} from './inputs.ts'
import {cacheChanges, correct, outputChanges} from './rest.ts'
import {differences, ROOT, runAndKill, runOver, type Said, type Site} from './site.ts'

/** Stock of real and made documents; half of them are the first input. */
export function begin({stock, input}: Site): void {
  const samples = join(ROOT, 'samples')
  for (const name of readdirSync(samples)) cpSync(join(samples, name), stock, {recursive: true})
  mkdirSync(join(input, '2023'), {recursive: true})
  for (const [i, name] of readdirSync(stock).sort().entries()) {
    if (i % 2 === 0) copyFileSync(join(stock, name), join(input, i % 4 === 0 ? '2023' : '', name))
  }
}

/** One run of a play. */
interface Scene {
  /** What was changed before it. */
  did: string[]
  said: Said
  /** How it differs from a run without cache and outputs. */
  differs: string[]
}

/** Kinds of changes, how often each comes, of a hundred. */
const KINDS: [number, (site: Site, random: Random) => string | null][] = [
  [35, oneOf(inputChanges)],
  [30, oneOf(configChanges)],
  [12, oneOf(optionChanges)],
  [8, oneOf(cacheChanges)],
  [8, oneOf(outputChanges)],
  [7, correct],
]

function oneOf(changes: Record<string, Change>): Change {
  const names = Object.keys(changes)
  return (site, random) => changes[random.pick(names)]!(site, random)
}

function anyChange(site: Site, random: Random): string {
  for (;;) {
    let at = random.next() * 100
    const [, change] = KINDS.find(([share]) => {
      at -= share
      return at < 0
    })!
    const did = change(site, random)
    if (did !== null) return did
  }
}

/** Runs over a site again and again, with a few changes before each run. */
export async function* play(site: Site, random: Random, runs: number): AsyncGenerator<Scene> {
  const kept = join(site.folder, 'config-kept')
  for (let i = 0; i < runs; i++) {
    rmSync(kept, {recursive: true, force: true})
    cpSync(site.config, kept, {recursive: true})
    const did = Array.from({length: i === 0 ? 0 : random.pick([0, 1, 1, 1, 2, 3])}, () =>
      anyChange(site, random),
    )
    if (random.chance(0.15)) {
      const moment = random.int(100, 4000)
      await runAndKill(site, moment)
      did.push(`killed after ${moment} ms`)
    }
    let said = runOver(site)
    if (said.code === 1 && said.err.includes('已损坏') && existsSync(site.cache)) {
      did.push(`refused: ${said.err.trim().split('\n').at(-1)}`)
      rmSync(site.cache, {recursive: true})
      said = runOver(site)
    }
    const differs = differences(site, said)
    yield {did, said, differs}
    if (said.code !== 0) {
      rmSync(site.config, {recursive: true})
      cpSync(kept, site.config, {recursive: true})
      if (said.err.includes('更正')) site.options.corrections = false
    }
  }
}
