import {existsSync, readFileSync, statSync} from 'node:fs'
import {delimiter, join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {Options} from 'yargs'
import type {z} from 'zod'
import {stages} from '../../stages/index.ts'
import {keptConfig} from '../config/kept.ts'
import type {Config, VerifyMode} from '../config.ts'
import {readCorrections} from '../given/corrections.ts'
import {runSchema} from '../given/limits.ts'
import {readRoster} from '../given/roster.ts'
import {rosterFormSchema} from '../model/rosterForm.ts'
import {ownPath} from '../output/leftovers.ts'

/** The folder of the program. */
export const HOME = fileURLToPath(new URL('../..', import.meta.url))

/** The version of the program, as package.json says. */
export const {version} = JSON.parse(readFileSync(join(HOME, 'package.json'), 'utf8')) as {version: string}

/** Exit codes, as the help prints them. */
export const EXIT = {done: 0, fault: 1, usage: 2, failedOn: 3} as const

/** Wrong usage: a sentence saying what to do, exit code 2. */
export class UsageError extends Error {}

/** @throws UsageError when a folder is asked for and something else is there. */
export function mustBeFolder(option: string, path: string): void {
  if (existsSync(path) && !statSync(path).isDirectory())
    throw new UsageError(`--${option} 要给目录，而 ${path} 是一个文件。`)
}

/** --config, the same for every command that reads the configuration. */
export const configOption = {
  type: 'string',
  requiresArg: true,
  default: join(HOME, 'config'),
  describe: '配置目录',
  defaultDescription: '随程序的 config/',
} as const satisfies Options

/** What is given beside the configuration, for the commands that take documents through the chain. */
export const givenOptions = {
  roster: {
    type: 'string',
    requiresArg: true,
    describe: '单位名册（CSV 或 Excel）；不给时按单位名称和地区归并，并写出 名册草稿.csv',
  },
  corrections: {
    type: 'string',
    array: true,
    nargs: 1,
    default: [] as string[],
    describe: '更正表：人工填好的 校验.xlsx，或表头相同的 CSV；有几个文件就写几次',
    defaultDescription: '无',
  },
  verify: {
    type: 'string',
    requiresArg: true,
    choices: ['off', 'doubtful', 'all'],
    default: 'doubtful',
    describe: '由另一程序再读一遍对照数字：off 不读，doubtful 只读存疑的报告，all 全部',
  },
} as const satisfies Record<string, Options>

/** A configuration directory and what was given beside it. */
export interface Given {
  config: string
  roster?: string
  corrections: string[]
  verify: VerifyMode
}

/** The configuration a run works with. soffice is looked for on the PATH once. Throws ConfigError with every fault named. */
export function configOf({config: directory, roster, corrections, verify: mode}: Given): Config {
  const config = readConfig(directory)
  if (roster !== undefined) config.roster = readRoster(roster, rosterFormSchema.parse(config.files.roster))
  if (corrections.length > 0) config.corrections = readCorrections(corrections, config)
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  const office = folders.map(folder => join(folder, 'soffice')).find(path => existsSync(path))
  return {...config, verify: {mode, office: office ?? null}}
}

/** The schemas of all configuration files that stages declare. */
function configFiles(): Record<string, z.ZodType> {
  return Object.assign(
    {run: runSchema},
    ...stages.chain.map(stage => stage.files ?? {}),
    stages.collectFiles,
    stages.publishFiles,
  )
}

/** Reads and checks a configuration directory, `more` files included. Throws ConfigError with every fault named. */
export function readConfig(directory: string, more: Record<string, z.ZodType> = {}): Config {
  return keptConfig(resolve(directory), {...configFiles(), ...more})
}

/** Where this run keeps what it needs while it runs, unpacked archives among it. */
export function spillFolder(cache: string): string {
  return ownPath(join(cache, 'unpacked'))
}
