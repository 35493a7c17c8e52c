import {existsSync, readFileSync} from 'node:fs'
import {delimiter, join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {Options} from 'yargs'
import type {z} from 'zod'
import {stages} from '../../stages/index.ts'
import {type Config, loadConfig, type VerifyMode} from '../config.ts'
import {ownPath} from '../leftovers.ts'
import {runSchema} from '../limits.ts'

/** The folder of the program. */
export const HOME = fileURLToPath(new URL('../..', import.meta.url))

/** The version of the program, as package.json says. */
export const {version} = JSON.parse(readFileSync(join(HOME, 'package.json'), 'utf8')) as {version: string}

/** Exit codes, as the help prints them. */
export const EXIT = {done: 0, fault: 1, usage: 2, failedOn: 3} as const

/** Wrong usage: a sentence saying what to do, exit code 2. */
export class UsageError extends Error {}

/** --config, the same for every command that reads the configuration. */
export const configOption = {
  type: 'string',
  default: join(HOME, 'config'),
  describe: '配置目录',
  defaultDescription: '随程序的 config/',
} as const satisfies Options

/** --verify, for the commands that take documents through the chain. */
export const verifyOption = {
  type: 'string',
  choices: ['off', 'doubtful', 'all'],
  default: 'doubtful',
  describe: '由另一程序再读一遍对照数字：off 不读，doubtful 只读存疑的报告，all 全部',
} as const satisfies Options

/** The configuration with the second opinion asked for. soffice is looked for on the PATH once. */
export function withVerify(config: Config, mode: VerifyMode): Config {
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
  return loadConfig(resolve(directory), {...configFiles(), ...more})
}

/** Where this run keeps what it needs while it runs, unpacked archives among it. */
export function spillFolder(cache: string): string {
  return ownPath(join(cache, 'unpacked'))
}
