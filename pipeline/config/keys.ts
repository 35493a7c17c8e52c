import type {Rule, Rules} from '../model/finding.ts'
import {cellsOf, type Format} from '../model/format.ts'

/** Where a key stands in a file of the configuration, and what is wrong with it. */
export interface KeyProblem {
  file: string
  path: (string | number)[]
  message: string
}

/** Files whose keys are looked up among those of the formats, whole or as the beginning of some (rows, groups). */
const WITH_KEYS = {indicators: 'whole', 'rollups/fields': 'whole', summary: 'begun'} as const

const PART = '[^.]+'
const PARTS = `${PART}(?:\\.${PART})*`
/** applications.received.total, -disclosure.{row}.repealed, previous:…, applications.%.total: a name, and parts behind points. */
const KEY = /^-?(?:previous:)?[a-z]\w*(?:\.(?:\w+|\*\*?|%|\{\w+\*{0,2}\}))+$/i

interface Derivation {
  target: string
  parts: string[]
}

/**
 * Keys in rules and settings that no cell of any format has: a rule with a slip of the pen in a key would never find
 * anything and a figure never be added up, in silence. Rules that no format and no file asks for are passed over.
 */
export function keyProblems(
  formats: readonly Format[],
  rules: Rules,
  files: Readonly<Record<string, unknown>>,
): KeyProblem[] {
  const cells = formats.flatMap(format => cellsOf(format).map(({key}) => key))
  const {derived = []} = (files['rollups/fields'] ?? {}) as {derived?: Derivation[]}
  const keys = [...new Set([...cells, ...derived.flatMap(one => targetsOf(one, cells))])]
  const {rules: named = []} = (files.reconcile ?? {}) as {rules?: string[]}
  const asked = new Set([...formats.flatMap(format => format.rules), ...named])
  return [
    ...Object.entries(rules)
      .filter(([id]) => asked.has(id))
      .flatMap(([id, rule]) => inRule(id, rule, keys)),
    ...Object.entries(WITH_KEYS).flatMap(([name, which]) =>
      stringsIn(files[name])
        .filter(({text}) => isUnknown(text, keys, which))
        .map(({path, text}) => ({file: `${name}.yaml`, path, message: unknown(text)})),
    ),
  ]
}

function inRule(id: string, rule: Rule, keys: string[]): KeyProblem[] {
  const {sum, link, assessable, thresholds} = rule
  const whole = stringsIn({sum, link, assessable}).filter(({text}) => isUnknown(text, keys, 'whole'))
  // 行政复议's group or a row may be meant, and two of them one into the other.
  const begun = stringsIn({thresholds}).filter(({text}) =>
    text.split('=').some(one => isUnknown(one, keys, 'begun')),
  )
  const sums = sum === undefined ? [] : [sum].flat()
  const unbound = [
    ...sums.flatMap(({left, right, except}, i) =>
      strange(right[0]!, [...left, ...right, ...except]).map(text => ({
        path: Array.isArray(sum) ? ['sum', i] : ['sum'],
        text,
      })),
    ),
    ...(link ? strange(link.left[0]!, [...link.left, ...link.right]) : []).map(text => ({
      path: ['link'],
      text,
    })),
  ]
  return [
    ...[...whole, ...begun].map(({path, text}) => ({path, message: unknown(text)})),
    ...unbound.map(({path, text}) => ({path, message: `第一个键里没有 ${text}`})),
  ].map(({path, message}) => ({file: 'rules.yaml', path: [id, ...path], message}))
}

/** Variables of some keys that the first one does not bind. */
function strange(first: string, all: readonly string[]): string[] {
  const bound = variables(first)
  return [...new Set(all.flatMap(variables))].filter(name => !bound.includes(name))
}

const variables = (key: string): string[] => key.match(/\{\w+\}/g) ?? []

const unknown = (text: string) => `没有哪种格式有键 ${text}；请核对拼写，所属格式已经去掉的，请一并删去`

function isUnknown(text: string, keys: readonly string[], which: 'whole' | 'begun'): boolean {
  if (!KEY.test(text)) return false
  const source = text
    .replace(/^-?(?:previous:)?/, '')
    .replace(/\{\w+\*{0,2}\}|\*\*|\*|%|\./g, token => (token === '.' ? '\\.' : token === '*' ? PART : PARTS))
  const matcher = new RegExp(`^${source}${which === 'begun' ? '(?:\\..+)?' : ''}$`)
  return !keys.some(key => matcher.test(key))
}

/** The keys that a derivation makes of the cells of its first part. */
function targetsOf({target, parts}: Derivation, cells: readonly string[]): string[] {
  const source = parts[0]!.replace(/\{(\w+)\}|\*|\./g, (token, name: string | undefined) =>
    name === undefined ? (token === '*' ? PART : '\\.') : `(?<${name}>${PARTS})`,
  )
  const matcher = new RegExp(`^${source}$`)
  return cells.flatMap(cell => {
    const bound = matcher.exec(cell)?.groups
    return bound ? [target.replace(/\{(\w+)\**\}/g, (_, name: string) => bound[name] ?? '')] : []
  })
}

function stringsIn(
  value: unknown,
  path: (string | number)[] = [],
): {path: (string | number)[]; text: string}[] {
  if (typeof value === 'string') return [{path, text: value}]
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item, i) => stringsIn(item, [...path, i]))
  return Object.entries(value).flatMap(([name, item]) => stringsIn(item, [...path, name]))
}
