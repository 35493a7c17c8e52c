import {existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {isDeepStrictEqual} from 'node:util'
import type {z} from 'zod'
import {hashText} from '../cache/key.ts'
import {type Config, dataHash, loadConfig} from '../config.ts'

/** Where the joined form of this program lies (bin/compiled.js); nothing is kept where it runs from its sources. */
const FORM = 'NIANBAO_COMPILED'
/** What a folder says that cannot be written to. */
const UNWRITABLE = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOENT', 'ENOTDIR']

/**
 * Reads and checks a configuration directory like `loadConfig`. One that was found sound is kept beside the form of the
 * program that read it, by the texts of all its files: reading and checking them takes a third of the start of a run.
 * @throws ConfigError with every problem found
 */
export function keptConfig(directory: string, files: Record<string, z.ZodType>): Config {
  const form = process.env[FORM]
  const texts = form ? textsOf(directory, Object.keys(files)) : null
  if (!form || !texts) return loadConfig(directory, files)
  const path = join(form, `config-${hashText(JSON.stringify(texts))}.json`)
  const kept = read(path)
  if (kept) return {directory, data: dataHash(directory), ...kept}
  const config = loadConfig(directory, files)
  keep(path, config)
  return config
}

/** Names and texts of all files of a configuration, and the names of all that lies among the formats; null where one is missing. */
function textsOf(directory: string, files: string[]): [string, string][] | null {
  const formats = join(directory, 'formats')
  if (!existsSync(formats)) return null
  const lying = readdirSync(formats).sort()
  const named = lying.filter(name => name.endsWith('.yaml')).map(name => join('formats', name))
  const names = [...named, ...['rules', ...files].sort().map(name => `${name}.yaml`)]
  if (!names.every(name => existsSync(join(directory, name)))) return null
  const read = names.map((name): [string, string] => [name, readFileSync(join(directory, name), 'utf8')])
  return [['formats', lying.join('\n')], ...read]
}

/** What was kept under a path, unless it is damaged. */
function read(path: string): Omit<Config, 'directory' | 'data'> | null {
  if (!existsSync(path)) return null
  const [sum, text = ''] = readFileSync(path, 'utf8').split('\n')
  return sum === hashText(text) ? JSON.parse(text) : null
}

/** Keeps a configuration, where it is the same when it is read back. */
function keep(path: string, {directory: _, data: __, ...content}: Config): void {
  const text = JSON.stringify(content)
  if (!isDeepStrictEqual(JSON.parse(text), content)) return
  const aside = `${path}.${process.pid}`
  try {
    writeFileSync(aside, `${hashText(text)}\n${text}`)
    renameSync(aside, path)
  } catch (error) {
    if (!UNWRITABLE.includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    rmSync(aside, {force: true})
  }
}
