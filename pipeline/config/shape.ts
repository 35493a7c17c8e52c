import type {Rule, Rules} from '../model/finding.ts'
import type {Format} from '../model/format.ts'
import type {KeyProblem} from './keys.ts'
import {type Kind, PARAMETERS, VALUES} from './shapes.ts'

/** Keys of the tables and of the sections of all formats. */
interface Known {
  tables: ReadonlySet<string>
  sections: ReadonlySet<string>
}

/**
 * What a person may have misspelt in config/rules.yaml: names and kinds of parameters, values in sentences, ids of rules;
 * and tables in `scopes`. Each would end in a failure once the rule is put, or in silence. Rules that are none of the
 * catalogue's may be put together freely.
 */
export function shapeProblems(
  formats: readonly Format[],
  rules: Rules,
  files: Readonly<Record<string, unknown>>,
): KeyProblem[] {
  const known: Known = {
    tables: new Set(formats.flatMap(({tables}) => tables.map(({key}) => key).filter(Boolean))),
    sections: new Set(formats.flatMap(({sections}) => sections.map(({key}) => key))),
  }
  const {scopes = []} = (files['rollups/methods'] ?? {}) as {scopes?: {table?: string}[]}
  return [
    ...Object.entries(rules).flatMap(([id, rule]) => [
      ...parameters(id, rule, known),
      ...sentences(id, rule, rules),
      ...unknownIds(rule.assessable?.unless ?? [], rules, [id, 'assessable', 'unless']),
    ]),
    ...scopes.flatMap(({table}, i) =>
      table === undefined || known.tables.has(table)
        ? []
        : [{file: 'rollups/methods.yaml', path: ['scopes', i, 'table'], message: noTable(table, known)}],
    ),
  ]
}

const noTable = (table: string, {tables}: Known) =>
  `没有哪种格式有表 ${table}；可用的有 ${[...tables].join('、')}`

function unknownIds(ids: string[], rules: Rules, path: string[]): KeyProblem[] {
  return ids.flatMap((id, i) =>
    rules[id] ? [] : [{file: 'rules.yaml', path: [...path, i], message: `rules.yaml 里没有规则 ${id}`}],
  )
}

function parameters(id: string, {thresholds}: Rule, known: Known): KeyProblem[] {
  const shape = PARAMETERS[id]
  if (!shape) {
    if (!(id in VALUES)) return []
    return Object.keys(thresholds).map(name => problem(id, name, '这条规则没有参数'))
  }
  const open = shape['*']
  const missing = Object.keys(shape).filter(name => name !== '*' && !(name in thresholds))
  return [
    ...Object.entries(thresholds).flatMap(([name, value]) => {
      const kind = shape[name] ?? open
      if (kind === undefined) {
        const due = missing.length ? missing : Object.keys(shape)
        return [
          problem(id, name, `没有这个参数；${missing.length ? '缺少的' : '可用的'}是 ${due.join('、')}`),
        ]
      }
      const wrong = wrongKind(kind, value, known)
      return wrong === null ? [] : [problem(id, name, wrong)]
    }),
    ...missing.map(name => problem(id, null, `缺少参数 ${name}`)),
  ]
}

function problem(id: string, name: string | null, message: string): KeyProblem {
  return {file: 'rules.yaml', path: [id, 'thresholds', ...(name === null ? [] : [name])], message}
}

const KINDS: Record<Kind, string> = {
  number: '数字',
  text: '文字',
  list: '列表',
  pattern: '文字（正则表达式）',
  patterns: '列表（正则表达式）',
  table: '表的键',
  section: '章节的键',
  sections: '章节的键的列表',
}
const LISTS: readonly Kind[] = ['list', 'patterns', 'sections']

/** What is wrong with a parameter of a kind; null where nothing is. */
function wrongKind(kind: Kind, value: Rule['thresholds'][string], known: Known): string | null {
  const right =
    kind === 'number'
      ? typeof value === 'number'
      : LISTS.includes(kind)
        ? Array.isArray(value)
        : typeof value === 'string'
  if (!right) return `应为${KINDS[kind]}`
  const texts = [value].flat().map(String)
  if (kind === 'pattern' || kind === 'patterns') {
    const broken = texts.find(text => !compiles(text))
    return broken === undefined ? null : `不是正则表达式：${broken}`
  }
  if (kind === 'table') return known.tables.has(texts[0]!) ? null : noTable(texts[0]!, known)
  if (kind !== 'section' && kind !== 'sections') return null
  const strange = texts.find(text => !known.sections.has(text))
  return strange === undefined
    ? null
    : `没有哪种格式有章节 ${strange}；可用的有 ${[...known.sections].join('、')}`
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern)
    return true
  } catch {
    // What the engine says of it is English; the pattern itself is what a person has to look at.
    return false
  }
}

function sentences(id: string, rule: Rule, rules: Rules): KeyProblem[] {
  const values = VALUES[id]
  if (values === undefined) return []
  // All sums hand on the same values, whichever of them their sentences use.
  const alike = rule.sum
    ? Object.keys(VALUES).flatMap(other => (rules[other]?.sum ? [VALUES[other]!] : []))
    : [values]
  const allowed = new Set(alike.join(' ').split(' ').filter(Boolean))
  const templates = typeof rule.message === 'string' ? {'': rule.message} : rule.message
  return Object.entries(templates).flatMap(([variant, text]) =>
    [...text.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) =>
      allowed.has(name!)
        ? []
        : [
            {
              file: 'rules.yaml',
              path: [id, 'message', ...(variant === '' ? [] : [variant])],
              message: `这条规则的句子里没有 {${name}}；可用的有 ${[...allowed].sort().join('、')}`,
            },
          ],
    ),
  )
}
