import {z} from 'zod'
import type {Config} from '../config.ts'
import type {Link, Rule, Sum} from '../model/finding.ts'

const words = z.record(z.string(), z.string())

/** Schema of config/rulebook.yaml. */
export const rulebookSchema = z.strictObject({
  stages: words,
  scopes: words,
  severity: words,
  headings: z.record(
    z.enum(['basis', 'formula', 'sum', 'thresholds', 'formats', 'example', 'messages']),
    z.string(),
  ),
  always: z.string(),
  examples: words,
})

/** One rule as it is shown to people: everything in words. */
export interface RuleEntry {
  id: string
  name: string
  english: string
  severity: Rule['severity']
  stage: string
  scope: string
  basis: string
  formula: string | null
  /** The arithmetic as the configuration has it, in observation keys. */
  sum: string[]
  thresholds: Rule['thresholds']
  /** Ids of the formats that list it; empty for rules that are no format's. */
  formats: string[]
  messages: string[]
  example: string | null
}

/** The catalogue of rules in the order of config/rules.yaml. */
export function rulebook(config: Config): RuleEntry[] {
  const {examples} = rulebookSchema.parse(config.files.rulebook)
  const formats = Object.values(config.formats)
  return Object.entries(config.rules).map(([id, rule]) => ({
    id,
    name: rule.name,
    english: rule.english,
    severity: rule.severity,
    stage: rule.stage,
    scope: rule.scope,
    basis: rule.basis,
    formula: rule.formula ?? null,
    sum: [...[rule.sum ?? []].flat().map(sumText), ...(rule.link ? [linkText(rule.link)] : [])],
    thresholds: rule.thresholds,
    formats: formats.filter(format => format.rules.includes(id)).map(format => format.id),
    messages: typeof rule.message === 'string' ? [rule.message] : Object.values(rule.message),
    example: examples[id] ?? null,
  }))
}

function sumText({left, right, except}: Sum): string {
  const without = except.length > 0 ? `（不含 ${except.join('、')}）` : ''
  return `${left.join(' ＋ ')} ＝ ${right.join(' ＋ ')}${without}`
}

const RELATIONS = {'=': '＝', '<=': '≤', '>=': '≥'}

function linkText({left, relation, right}: Link): string {
  return `${termsText(left)} ${RELATIONS[relation]} ${termsText(right)}`
}

function termsText(terms: string[]): string {
  return terms
    .map((term, i) => {
      const minus = term.startsWith('-')
      const rest = minus ? term.slice(1) : term
      const key = rest.startsWith('previous:') ? `上年 ${rest.slice('previous:'.length)}` : rest
      return minus ? ` － ${key}` : i > 0 ? ` ＋ ${key}` : key
    })
    .join('')
}

/** Width of a column of rule names, in half-width characters. */
const NAME_WIDTH = 28

/** The catalogue as text; `whole` shows every sentence of a rule, not an example alone. */
export function rulebookText(config: Config, entries: RuleEntry[], whole: boolean): string {
  const {stages, scopes, severity, headings, always} = rulebookSchema.parse(config.files.rulebook)
  const blocks = entries.map(entry => {
    const head = [
      entry.id.padEnd(4),
      padded(entry.name, NAME_WIDTH),
      severity[entry.severity],
      padded(stages[entry.stage] ?? entry.stage, 8),
      scopes[entry.scope],
    ]
    const thresholds = Object.entries(entry.thresholds).map(
      ([name, value]) => `${name} = ${[value].flat().join('、')}`,
    )
    const lines: [keyof typeof headings, string[]][] = [
      ['basis', [entry.basis]],
      ['formula', entry.formula === null ? [] : [entry.formula]],
      ['sum', whole ? entry.sum : []],
      ['thresholds', thresholds],
      ['formats', [entry.formats.length > 0 ? entry.formats.join('、') : always]],
      ['messages', whole ? entry.messages : []],
      ['example', entry.example === null ? [] : [entry.example]],
    ]
    const body = lines.flatMap(([name, texts]) => texts.map(text => `      ${headings[name]}  ${text}`))
    return [head.join('  ').trimEnd(), ...body].join('\n')
  })
  return `${blocks.join('\n\n')}\n`
}

/** Filled up to a width; a Chinese character is as wide as two others. */
function padded(text: string, width: number): string {
  const own = [...text].reduce((sum, character) => sum + (character.codePointAt(0)! > 0x2e80 ? 2 : 1), 0)
  return text + ' '.repeat(Math.max(0, width - own))
}
