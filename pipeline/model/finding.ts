import {z} from 'zod'
import {type Place, placeSchema} from './place.ts'

export const severitySchema = z.enum(['error', 'warning', 'info'])
export type Severity = z.infer<typeof severitySchema>

/**
 * One thing a person should know: trouble in reading and a broken sum are the same kind of thing and end in the same
 * sheet. `message` is a complete Chinese sentence that the office that filed the report understands. `keys` are the
 * observation keys concerned. `expected` and `actual` are as a person would write them. `accepted` is why a person lets it
 * stand: the severity stays, but it no longer counts against the report.
 */
export const findingSchema = z.strictObject({
  rule: z.string(),
  severity: severitySchema,
  message: z.string(),
  report: z.string().nullable(),
  file: z.string(),
  keys: z.array(z.string()),
  place: placeSchema,
  related: z.array(placeSchema),
  expected: z.string().nullable(),
  actual: z.string().nullable(),
  basis: z.string().nullable(),
  accepted: z.strictObject({reason: z.string(), by: z.string(), on: z.string().nullable()}).optional(),
})
export type Finding = z.infer<typeof findingSchema>

/** Whether a finding keeps a report from being accepted: an error that no person has accepted. */
export function isOpenError({severity, accepted}: Pick<Finding, 'severity' | 'accepted'>): boolean {
  return severity === 'error' && accepted === undefined
}

/**
 * A sum two sides of which must agree. Keys may hold `{name}` variables; one check is made for each binding of the
 * variables that the format's keys allow. `*` stands for one key part, `**` for one or more. `except` removes keys.
 */
const sumSchema = z.strictObject({
  left: z.array(z.string()).min(1),
  right: z.array(z.string()).min(1),
  except: z.array(z.string()).default([]),
})
export type Sum = z.infer<typeof sumSchema>

/**
 * Figures of one body in a year and in the year before that belong together. A term is a key, with `previous:` in front
 * for the year before and `-` in front of that to take it off: `-disclosure.{row}.repealed`. `{name}` variables as in a
 * sum, bound by the first key on the left.
 */
const linkTerm = z.string().regex(/^-?(?:previous:)?[\w{}.]+$/)
const linkSchema = z.strictObject({
  left: z.array(linkTerm).min(1),
  relation: z.enum(['=', '<=', '>=']),
  right: z.array(linkTerm).min(1),
})
export type Link = z.infer<typeof linkSchema>

/**
 * A rule as config/rules.yaml writes it. `stage` names the stage that assesses it, so that a changed sentence re-runs
 * that stage alone. `message` is a template; `{name}` is filled from the finding's values and an unfilled name is our
 * fault, not the document's. A rule never names a format: formats list their rules.
 */
export const ruleSchema = z.strictObject({
  name: z.string(),
  english: z.string(),
  severity: severitySchema,
  stage: z.string(),
  scope: z.enum(['cell', 'table', 'report', 'file', 'crossYear', 'crossReport', 'hierarchy', 'roster']),
  basis: z.string(),
  formula: z.string().optional(),
  message: z.union([z.string(), z.record(z.string(), z.string())]),
  /** One sum, or several that make one rule. */
  sum: z.union([sumSchema, z.array(sumSchema).min(1)]).optional(),
  /**
   * When a rule that is no sum can be assessed: some key of these patterns holds a number, and none of these rules found
   * anything. Otherwise its answer is neither pass nor fail.
   */
  assessable: z
    .strictObject({
      keys: z.array(z.string()).min(1).optional(),
      unless: z.array(z.string()).min(1).optional(),
    })
    .optional(),
  link: linkSchema.optional(),
  thresholds: z.record(z.string(), z.union([z.number(), z.string(), z.array(z.string())])).default({}),
})
export type Rule = z.infer<typeof ruleSchema>
export type Rules = Record<string, Rule>

/** What the rules of a stage answered about one piece: for each rule how often it passed, failed, could not be assessed. */
export interface Answers {
  /** Ids, parted by commas. */
  rules: string
  /** An answer a rule, parted by commas: p, f or u; for a sum the three numbers of its bindings, parted by blanks. */
  text: string
}

/** What a stage says of one finding; the rule supplies severity, basis and the sentence. */
export interface FindingDetails {
  /** Which of several message templates, where the rule has more than one. */
  variant?: string
  /** Values for the template's `{name}`s. */
  values?: Record<string, string | number>
  severity?: Severity
  report?: string | null
  keys?: string[]
  place?: Place
  related?: Place[]
  expected?: string | number | null
  actual?: string | number | null
}

/**
 * A finding of a rule. `file` is left empty: the kernel writes it when the finding leaves the document chain.
 * @throws when the rule is not in `rules` or a `{name}` of its message has no value: both are faults of this program.
 */
export function makeFinding(rules: Rules, id: string, details: FindingDetails = {}): Finding {
  const rule = rules[id]
  if (!rule) throw new Error(`rule ${id} is not defined in config/rules.yaml for this stage`)
  return {
    rule: id,
    severity: details.severity ?? rule.severity,
    message: fill(id, template(id, rule, details.variant), details.values ?? {}),
    report: details.report ?? null,
    file: '',
    keys: details.keys ?? [],
    place: details.place ?? {},
    related: details.related ?? [],
    expected: details.expected == null ? null : String(details.expected),
    actual: details.actual == null ? null : String(details.actual),
    basis: rule.basis || null,
  }
}

function template(id: string, rule: Rule, variant: string | undefined): string {
  if (typeof rule.message === 'string') {
    if (variant !== undefined) throw new Error(`rule ${id} has one message, variant ${variant} was asked for`)
    return rule.message
  }
  const text = rule.message[variant ?? 'default']
  if (text === undefined) throw new Error(`rule ${id} has no message variant ${variant ?? 'default'}`)
  return text
}

function fill(id: string, text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`rule ${id}: the message needs {${name}}`)
    return String(value)
  })
}

/** Every input that gave no report, with the reason; together with the reports these account for all inputs. */
export const skippedSchema = z.strictObject({
  file: z.string(),
  segment: z.number().int().positive().optional(),
  reason: z.enum([
    'guide',
    'catalogue',
    'news',
    'notice',
    'notReport',
    'preFormat',
    'empty',
    'unreadable',
    'encrypted',
    'unsupported',
    'tooLarge',
    'archive',
    'internal',
  ]),
  detail: z.string(),
  place: placeSchema.optional(),
})
export type Skipped = z.infer<typeof skippedSchema>
