import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {parseDocument} from 'yaml'
import {z} from 'zod'
import {extendFormat} from './extend.ts'
import type {Corrections} from './model/correction.ts'
import {type Rules, ruleSchema} from './model/finding.ts'
import {cellsOf, type Format, formatSchema} from './model/format.ts'
import type {Roster} from './model/roster.ts'

/** Which reports an independent program reads once more. */
export type VerifyMode = 'off' | 'doubtful' | 'all'

/** The whole configuration, checked. Stages take their slice of it and nothing else. */
export interface Config {
  directory: string
  /** Formats by id, with `extends` resolved, oldest first. */
  formats: Record<string, Format>
  rules: Rules
  /** Contents of config/<name>.yaml for each name a stage declares. */
  files: Record<string, unknown>
  /** The bodies that file, where a roster was given; `file` is its name, for findings about a body that filed nothing. */
  roster?: {file: string; entries: Roster}
  /** What people filled in, where corrections were given. */
  corrections?: Corrections
  /** The second opinion of this run; none where left out. `office` is the path of soffice, null where it is missing. */
  verify?: {mode: VerifyMode; office: string | null}
}

/** What is allowed, said in Chinese: operators mend the configuration. */
const CHINESE = z.locales.zhCN().localeError

/** The rules a stage assesses: its part of config/rules.yaml. */
export function rulesOf(config: Config, stage: string): Rules {
  return Object.fromEntries(Object.entries(config.rules).filter(([, rule]) => rule.stage === stage))
}

/** Something a person has to mend in the configuration: which file, which path in it, what is allowed. */
export interface ConfigProblem {
  file: string
  path: string
  message: string
}

/** All problems of a configuration at once; `message` lists them, a line each. */
export class ConfigError extends Error {
  constructor(readonly problems: ConfigProblem[]) {
    super(problems.map(({file, path, message}) => `${file}: ${path || '(整个文件)'}: ${message}`).join('\n'))
    this.name = 'ConfigError'
  }
}

/**
 * Reads and checks a configuration directory: formats/*.yaml, rules.yaml and the files stages declare.
 * @param files name (config/<name>.yaml) to schema
 * @throws ConfigError with every problem found, not only the first
 */
export function loadConfig(directory: string, files: Record<string, z.ZodType> = {}): Config {
  const problems: ConfigProblem[] = []
  if (!existsSync(directory)) {
    throw new ConfigError([{file: directory, path: '', message: '没有这个配置目录；用 --config 指定一个'}])
  }
  const read = <T>(name: string, schema: z.ZodType<T>): T | undefined =>
    check(name, parseYaml(directory, name, problems), schema, problems)

  const rules = read('rules.yaml', z.record(z.string(), ruleSchema)) ?? {}
  const formats = loadFormats(directory, problems)
  for (const {format, file} of formats) problems.push(...formatProblems(format, file, rules))
  const config: Config = {
    directory,
    rules,
    formats: Object.fromEntries(
      formats
        .map(({format}) => format)
        .sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1))
        .map(format => [`${format.id}`, format]),
    ),
    files: Object.fromEntries(
      Object.entries(files).map(([name, schema]) => [name, read(`${name}.yaml`, schema)]),
    ),
  }
  for (const [name, value] of Object.entries(config.files))
    problems.push(...unknownRules(`${name}.yaml`, value, rules))
  if (problems.length) throw new ConfigError(problems)
  return config
}

/** Ids of rules anywhere in a file of settings that no rule has: a gate with a slip of the pen would let everything through. */
function unknownRules(
  file: string,
  value: unknown,
  rules: Rules,
  path: (string | number)[] = [],
): ConfigProblem[] {
  if (typeof value === 'string') {
    const unknown = /^[A-Z]\d{2}$/.test(value) && !rules[value]
    return unknown ? [{file, path: path.join('.'), message: `rules.yaml 里没有规则 ${value}`}] : []
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => unknownRules(file, item, rules, [...path, key]))
}

function parseYaml(directory: string, name: string, problems: ConfigProblem[]): unknown {
  const path = join(directory, name)
  if (!existsSync(path)) {
    problems.push({file: name, path: '', message: '缺少这个文件'})
    return undefined
  }
  const document = parseDocument(readFileSync(path, 'utf8'), {merge: true})
  for (const error of document.errors)
    problems.push({file: name, path: '', message: `YAML 有误：${error.message}`})
  return document.errors.length ? undefined : document.toJS()
}

function check<T>(
  file: string,
  value: unknown,
  schema: z.ZodType<T>,
  problems: ConfigProblem[],
): T | undefined {
  if (value === undefined) return undefined
  const result = schema.safeParse(value, {error: CHINESE})
  if (result.success) return result.data
  for (const issue of result.error.issues) {
    problems.push({file, path: issue.path.join('.'), message: issue.message})
  }
  return undefined
}

/** Reads formats/*.yaml; a format that `extends` another is merged onto it first and checked as a whole. */
function loadFormats(directory: string, problems: ConfigProblem[]): {format: Format; file: string}[] {
  const folder = join(directory, 'formats')
  if (!existsSync(folder)) {
    problems.push({file: 'formats/', path: '', message: '缺少这个目录，至少要有一种格式'})
    return []
  }
  const names = readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .sort()
  const written = new Map<string, {value: Record<string, unknown>; file: string}>()
  for (const name of names) {
    const file = `formats/${name}`
    const value = parseYaml(directory, file, problems)
    if (value === undefined) continue
    const id = (value as {id?: unknown} | null)?.id
    if (typeof id !== 'string') {
      problems.push({file, path: 'id', message: "要有格式代号，写成字符串，例如 id: '2021'"})
    } else if (written.has(id)) {
      problems.push({file, path: 'id', message: `代号 ${id} 已用于 ${written.get(id)!.file}`})
    } else {
      written.set(id, {value: value as Record<string, unknown>, file})
    }
  }
  const resolved: {format: Format; file: string}[] = []
  for (const [id, {file}] of written) {
    const value = resolve(id, [])
    const format = value && check(file, value, formatSchema, problems)
    if (format) resolved.push({format, file})
  }
  return resolved

  function resolve(id: string, above: string[]): Record<string, unknown> | undefined {
    const {value, file} = written.get(id)!
    const base = value.extends
    if (base === undefined) return value
    if (above.includes(id)) {
      problems.push({file, path: 'extends', message: `循环继承：${[...above, id].join(' → ')}`})
      return undefined
    }
    if (typeof base !== 'string' || !written.has(base)) {
      const allowed = [...written.keys()].filter(key => key !== id).join('、')
      problems.push({file, path: 'extends', message: `没有格式 ${String(base)}；可用的有 ${allowed}`})
      return undefined
    }
    const parent = resolve(base, [...above, id])
    if (!parent) return undefined
    const {extends: _, ...changes} = value
    const merged = extendFormat(parent, changes)
    for (const problem of merged.problems) problems.push({file, ...problem})
    return merged.value
  }
}

function formatProblems(format: Format, file: string, rules: Rules): ConfigProblem[] {
  const problems: ConfigProblem[] = []
  const seen = new Set<string>()
  for (const {key} of cellsOf(format)) {
    if (seen.has(key)) problems.push({file, path: 'tables', message: `两个单元格同用键 ${key}`})
    seen.add(key)
  }
  format.rules.forEach((rule, i) => {
    if (!rules[rule]) problems.push({file, path: `rules.${i}`, message: `rules.yaml 里没有规则 ${rule}`})
  })
  return problems
}
