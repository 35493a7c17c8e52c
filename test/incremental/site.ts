import {spawn, spawnSync} from 'node:child_process'
import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {join, relative} from 'node:path'
import {setTimeout as wait} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** An archive with all that a run over it depends on, in one folder. */
export interface Site {
  folder: string
  input: string
  config: string
  cache: string
  out: string
  /** Files from which input is taken. */
  stock: string
  /** Options besides inputs, folders and configuration. */
  options: {
    jobs: number
    verify: string
    rehash: boolean
    roster: boolean
    corrections: boolean
    years: boolean
  }
}

/** What a run said; `steps` has how often each stage was taken, by the reason for it. */
export interface Said {
  code: number | null
  out: string
  err: string
  steps: Record<string, Record<string, number>>
}

/** Makes a site in an empty folder; `begin` puts the first input there. */
export function makeSite(folder: string, begin: (site: Site) => void): Site {
  const at = (name: string) => join(folder, name)
  const site: Site = {
    folder,
    input: at('input'),
    config: at('config'),
    cache: at('cache'),
    out: at('out'),
    stock: at('stock'),
    options: {jobs: 1, verify: 'doubtful', rehash: false, roster: false, corrections: false, years: false},
  }
  cpSync(join(ROOT, 'config'), site.config, {recursive: true})
  for (const name of [site.input, site.stock]) mkdirSync(name, {recursive: true})
  begin(site)
  return site
}

export const rosterOf = (site: Site): string => join(site.folder, '名册.csv')
export const correctionsOf = (site: Site): string => join(site.folder, '更正.csv')

/** The command of a run over a site as it stands, into the folders given. */
function commandOf(site: Site, cache: string, out: string): string[] {
  const {input, config, options} = site
  const inputs = options.years ? readdirSync(input).map(name => join(input, name)) : [input]
  return [
    ...[join(ROOT, 'bin/nianbao.js'), 'run', ...inputs, '--out', out, '--cache', cache, '--config', config],
    ...['--jobs', String(options.jobs), '--verify', options.verify],
    ...(options.rehash ? ['--rehash'] : []),
    ...(options.roster ? ['--roster', rosterOf(site)] : []),
    ...(options.corrections ? ['--corrections', correctionsOf(site)] : []),
  ]
}

/** Runs over a site as it stands; with its own cache and output, or others. */
export function runOver(site: Site, cache = site.cache, out = site.out): Said {
  const {status, stdout, stderr} = spawnSync(process.execPath, commandOf(site, cache, out), {
    encoding: 'utf8',
    cwd: site.folder,
  })
  return {code: status, out: stdout, err: stderr, steps: stepsIn(stdout)}
}

/** Runs over a site and kills the run after so many milliseconds. */
export async function runAndKill(site: Site, moment: number): Promise<void> {
  const child = spawn(process.execPath, commandOf(site, site.cache, site.out), {
    stdio: 'ignore',
    cwd: site.folder,
  })
  const end = new Promise(resolve => child.on('exit', resolve))
  await Promise.race([end, wait(moment, undefined, {ref: false})])
  child.kill('SIGKILL')
  await end
}

const REASONS: Record<string, string> = {
  首次: 'new',
  程序变了: 'version',
  配置变了: 'settings',
  文件变了: 'source',
  上一步变了: 'input',
  缓存丢失: 'lost',
}

/** The account of stages that a run prints. */
function stepsIn(out: string): Said['steps'] {
  const lines = out.matchAll(/^ {2}(\w+)：运行 (\d+)(?:（(.*)）)?，沿用 (\d+)$/gm)
  return Object.fromEntries(
    [...lines].map(([, stage, ran, why, reused]) => {
      const reasons = Object.fromEntries(
        (why ?? '').split('，').flatMap(part => {
          const [name, count] = part.split(' ')
          return count === undefined ? [] : [[REASONS[name!] ?? name, Number(count)]]
        }),
      )
      return [stage, {ran: Number(ran), reused: Number(reused), ...reasons}]
    }),
  )
}

/** All files below a folder by their names, as bytes in hexadecimal digits are not needed: Latin-1 tells them apart. */
export function filesIn(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map()
  const entries = readdirSync(folder, {recursive: true, withFileTypes: true}).filter(
    entry => !entry.isDirectory(),
  )
  const paths = entries.map(entry => join(entry.parentPath, entry.name)).sort()
  return new Map(paths.map(path => [relative(folder, path), readFileSync(path, 'latin1')]))
}

/** How a run over a site as it stands differs from one with neither cache nor output; empty where it does not. */
export function differences(site: Site, said: Said, others: string[] = []): string[] {
  const [cache, out] = [join(site.folder, 'cold-cache'), join(site.folder, 'cold-out')]
  for (const path of [cache, out]) rmSync(path, {recursive: true, force: true})
  const cold = runOver(site, cache, out)
  if (cold.code !== said.code) return [`exit ${said.code}, cold ${cold.code}\n${said.err}\n${cold.err}`]
  if (cold.code !== 0) return []
  const [ours, theirs] = [filesIn(site.out), filesIn(out)]
  const names = [...new Set([...ours.keys(), ...theirs.keys()])].filter(name => !others.includes(name)).sort()
  const files = names.filter(name => ours.get(name) !== theirs.get(name))
  const counts = (steps: Said['steps']) =>
    Object.entries(steps).map(([stage, {ran, reused}]) => `${stage} ${ran! + reused!}`)
  const [taken, all] = [counts(said.steps).sort().join(), counts(cold.steps).sort().join()]
  const head = (text: string) => text.split('各步骤处理的份数')[0]
  return [
    ...files.map(name => `${name} differs`),
    ...(taken === all ? [] : [`steps ${taken}, cold ${all}`]),
    ...(head(said.out) === head(cold.out) ? [] : [`said\n${head(said.out)}\ncold\n${head(cold.out)}`]),
  ]
}
