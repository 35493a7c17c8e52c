import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {z} from 'zod'
import {hashText} from './cache/key.ts'
import {extendFormat} from './config/extend.ts'
import {keyProblems} from './config/keys.ts'
import {regionProblems} from './config/regions.ts'
import {shapeProblems} from './config/shape.ts'
import {inChinese} from './config/words.ts'
import {readYaml, type YamlFile} from './config/yaml.ts'
import type {Corrections} from './model/correction.ts'
import {type Rules, ruleSchema} from './model/finding.ts'
import {cellsOf, type Format, formatSchema} from './model/format.ts'
import type {Roster} from './model/roster.ts'

/** Which reports an independent program reads once more. */
export type VerifyMode = 'off' | 'doubtful' | 'all'

/** The whole configuration, checked. Stages take their slice of it and nothing else. */
export interface Config {
  directory: string
  /** Hash of the tables and lists in the directory that are read by those who need them: config/regions, config/characters. */
  data?: string
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

/** The rules a stage assesses: its part of config/rules.yaml. */
export function rulesOf(config: Config, stage: string): Rules {
  return Object.fromEntries(Object.entries(config.rules).filter(([, rule]) => rule.stage === stage))
}

/** Something a person has to mend in the configuration: which file, which line (from 1) and path in it, what is allowed. */
export interface ConfigProblem {
  file: string
  line?: number
  path: string
  message: string
}

/** All problems of a configuration at once; `message` lists them, a line each. */
export class ConfigError extends Error {
  constructor(readonly problems: ConfigProblem[]) {
    super(
      problems.map(({file, line, path, message}) => `${file}: ${whereOf(line, path)}: ${message}`).join('\n'),
    )
    this.name = 'ConfigError'
  }
}

function whereOf(line: number | undefined, path: string): string {
  const where = [line === undefined ? '' : `第 ${line} 行`, path].filter(Boolean).join(' ')
  return where || '(整个文件)'
}

/** A fault of a file of the configuration that shows only when it is used. @param path where in the file */
export function faultIn(
  {directory}: Config,
  file: string,
  path: (string | number)[],
  message: string,
): ConfigError {
  const where = join(directory, file)
  const read = existsSync(where) ? readYaml(where) : undefined
  const line = read && 'lineOf' in read ? read.lineOf(path) : undefined
  return new ConfigError([{file, ...(line !== undefined && {line}), path: path.join('.'), message}])
}

/**
 * Reads and checks a configuration directory: formats/*.yaml, rules.yaml and the files stages declare.
 * @param files name (config/<name>.yaml) to schema
 * @throws ConfigError with every problem found, not only the first
 */
export function loadConfig(directory: string, files: Record<string, z.ZodType> = {}): Config {
  const problems: ConfigProblem[] = []
  const stat = statSync(directory, {throwIfNoEntry: false})
  if (!stat?.isDirectory()) {
    const message = stat ? '这是一个文件；--config 要给配置目录' : '没有这个配置目录；用 --config 指定一个'
    throw new ConfigError([{file: directory, path: '', message}])
  }
  const read = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    const file = yamlIn(directory, name, problems)
    return file && check(name, file.value, schema, problems, file.lineOf)
  }

  const known = read('rules.yaml', z.record(z.string(), ruleSchema))
  const rules = known ?? {}
  const formats = loadFormats(directory, problems)
  for (const {format, file} of formats) problems.push(...formatProblems(format, file, known))
  const config: Config = {
    directory,
    data: dataHash(directory),
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
    if (known) problems.push(...unknownRules(`${name}.yaml`, value, known))
  // Only of a configuration that is sound otherwise: a format that could not be read has no keys.
  if (!problems.length)
    for (const {file, path, message} of [
      ...shapeProblems(Object.values(config.formats), rules, config.files),
      ...keyProblems(Object.values(config.formats), rules, config.files),
      ...regionProblems(directory, config.files),
    ])
      problems.push(...faultIn(config, file, path, message).problems)
  if (problems.length) throw new ConfigError(problems)
  return config
}

/** Hash of all files of a configuration that are no YAML but tables (.csv) or lists (.txt), with their names. */
export function dataHash(directory: string): string {
  const names = readdirSync(directory, {recursive: true})
    .map(String)
    .filter(name => /\.(?:csv|txt)$/.test(name))
    .sort()
  return hashText(names.map(name => `${name}\n${hashText(readFileSync(join(directory, name)))}`).join('\n'))
}

/** Where config/reconcile.yaml, config/verify.yaml and config/rollups/methods.yaml list rules. */
const RULE_LISTS = /(?:^|\.)(?:rules|doubtful|timeliness\.\w+)$/

/**
 * Ids of rules anywhere in a file of settings that no rule has: a gate with a slip of the pen would let everything through.
 * A list with a rule in it, or under a name that lists of rules have, is one.
 */
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
  if (Array.isArray(value) && value.length > 0 && value.every(item => typeof item === 'string')) {
    const list = value.some(item => rules[item]) || RULE_LISTS.test(path.join('.'))
    return value.flatMap((item, i) =>
      list && !rules[item]
        ? [{file, path: [...path, i].join('.'), message: `rules.yaml 里没有规则 ${item}`}]
        : unknownRules(file, item, rules, [...path, i]),
    )
  }
  return Object.entries(value).flatMap(([key, item]) => unknownRules(file, item, rules, [...path, key]))
}

/** A file of the configuration; undefined where it is missing or no YAML, which is said. */
function yamlIn(directory: string, name: string, problems: ConfigProblem[]): YamlFile | undefined {
  const path = join(directory, name)
  if (!existsSync(path)) {
    problems.push({file: name, path: '', message: '缺少这个文件'})
    return undefined
  }
  const file = readYaml(path)
  if ('value' in file) return file
  problems.push({file: name, path: '', ...file})
  return undefined
}

function check<T>(
  file: string,
  value: unknown,
  schema: z.ZodType<T>,
  problems: ConfigProblem[],
  lineOf: YamlFile['lineOf'],
): T | undefined {
  const result = schema.safeParse(value, {error: inChinese})
  if (result.success) return result.data
  for (const {path, message, code, ...issue} of result.error.issues) {
    const [name] = code === 'unrecognized_keys' ? (issue as {keys: string[]}).keys : []
    const line = lineOf(name === undefined ? path : [...path, name])
    problems.push({file, ...(line !== undefined && {line}), path: path.join('.'), message})
  }
  return undefined
}

/** Names that mean to be YAML and would be passed over in silence: 2027.yml, 2027.YAML, 2027.yaml.txt. */
const ALMOST_YAML = /^[^.].*\.ya?ml(?:\.txt)?$/i

/** Reads formats/*.yaml; a format that `extends` another is merged onto it first and checked as a whole. */
function loadFormats(directory: string, problems: ConfigProblem[]): {format: Format; file: string}[] {
  const folder = join(directory, 'formats')
  if (!existsSync(folder)) {
    problems.push({file: 'formats/', path: '', message: '缺少这个目录，至少要有一种格式'})
    return []
  }
  const names = readdirSync(folder).sort()
  for (const name of names.filter(name => ALMOST_YAML.test(name) && !name.endsWith('.yaml'))) {
    problems.push({file: `formats/${name}`, path: '', message: '文件名要以 .yaml 结尾，否则不会读取；请改名'})
  }
  const written = new Map<
    string,
    {value: Record<string, unknown>; file: string; lineOf: YamlFile['lineOf']}
  >()
  for (const name of names.filter(name => name.endsWith('.yaml'))) {
    const file = `formats/${name}`
    const yaml = yamlIn(directory, file, problems)
    if (yaml === undefined) continue
    const {value, lineOf} = yaml
    const id = (value as {id?: unknown} | null)?.id
    if (typeof id !== 'string') {
      problems.push({file, path: 'id', message: "要有格式代号，写成字符串，例如 id: '2021'"})
    } else if (written.has(id)) {
      problems.push({file, path: 'id', message: `代号 ${id} 已用于 ${written.get(id)!.file}`})
    } else {
      written.set(id, {value: value as Record<string, unknown>, file, lineOf})
    }
  }
  const resolved: {format: Format; file: string}[] = []
  for (const [id, {file, value: own, lineOf}] of written) {
    const value = resolve(id, [])
    // Paths lead into what was merged: lines of a file that says only what changed would be others.
    const format =
      value && check(file, value, formatSchema, problems, value === own ? lineOf : () => undefined)
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

/** @param rules undefined where they could not be read, which is said already */
function formatProblems(format: Format, file: string, rules: Rules | undefined): ConfigProblem[] {
  const problems: ConfigProblem[] = []
  const seen = new Set<string>()
  for (const {key} of cellsOf(format)) {
    if (seen.has(key)) problems.push({file, path: 'tables', message: `两个单元格同用键 ${key}`})
    seen.add(key)
  }
  format.rules.forEach((rule, i) => {
    if (rules && !rules[rule])
      problems.push({file, path: `rules.${i}`, message: `rules.yaml 里没有规则 ${rule}`})
  })
  return problems
}
