import {z} from 'zod'
import type {FindingDetails, Rule, Rules} from '../../pipeline/model/finding.ts'
import type {Format, FormCell} from '../../pipeline/model/format.ts'
import {cellsOf, nameOfCell, namesOf} from '../../pipeline/model/format.ts'
import type {Roster} from '../../pipeline/model/roster.ts'
import type {Warehouse} from '../../pipeline/warehouse.ts'

/** Ids of all readers (stages/read/readers.ts): of one that is misspelt the documents would come last, in silence. */
export const READERS = 'markdown html docx wordXml odt doc rtf pdf ofd mht image sheet json text'.split(' ')

/** Schema of config/reconcile.yaml. */
export const reconcileSchema = z.strictObject({
  rules: z.array(z.string()),
  readers: z.array(z.enum(READERS)).min(1),
  mostVersions: z.number().int().min(2),
})
export type ReconcileSettings = z.infer<typeof reconcileSchema>

/** What people decided of the scope of reports: config/rollups/methods.yaml, which the roll-up adds up by. */
const decisionsSchema = z.object({
  scopes: z.array(z.object({report: z.string(), table: z.string().optional()})),
})
export type Decided = z.infer<typeof decisionsSchema>['scopes']

/** The decisions of a configuration; none where it is loaded without the roll-up's. */
export function decidedScopes(methods: unknown): Decided {
  return methods === undefined ? [] : decisionsSchema.parse(methods).scopes
}

/** What a rule over all reports may look at. */
export interface Context {
  warehouse: Warehouse
  /** The rules of this stage. */
  rules: Rules
  formats: Record<string, Format>
  settings: ReconcileSettings
  /** Reports, or single tables of them, whose scope a person decided. */
  decided: Decided
  roster: {file: string; entries: Roster} | null
}

/**
 * A finding in the making. Reports are named by their ordinal in the warehouse; places are looked up when all rules have
 * been assessed. `report` is null for a finding about no report.
 */
export interface Draft {
  rule: string
  report: number | null
  details: Omit<FindingDetails, 'report' | 'place' | 'related'>
  /** Other reports that belong to it, with the keys compared there. */
  related?: {report: number; keys: string[]}[]
}

/** A rule, or several that share their work: what is wrong, in a fixed order. */
export type Assess = (context: Context) => Promise<Draft[]>

/** @throws when the catalogue lacks it: our fault. */
export function ruleOf({rules}: Context, id: string): Rule {
  const rule = rules[id]
  if (!rule) throw new Error(`rule ${id} is not in config/rules.yaml for stage reconcile`)
  return rule
}

/** @throws when config/rules.yaml gives no such number: our fault. */
export function numberOf(context: Context, id: string, name: string): number {
  const value = ruleOf(context, id).thresholds[name]
  if (typeof value !== 'number')
    throw new Error(`${id}: threshold ${name} is not a number in config/rules.yaml`)
  return value
}

/** @throws when config/rules.yaml gives no such text: our fault. */
export function textOf(context: Context, id: string, name: string): string {
  const value = ruleOf(context, id).thresholds[name]
  if (typeof value !== 'string')
    throw new Error(`${id}: threshold ${name} is not a text in config/rules.yaml`)
  return value
}

/** @throws when config/rules.yaml gives no such list: our fault. */
export function listOf(context: Context, id: string, name: string): string[] {
  const value = ruleOf(context, id).thresholds[name]
  if (!Array.isArray(value)) throw new Error(`${id}: threshold ${name} is not a list in config/rules.yaml`)
  return value
}

/** What a person calls the cell of a key: by the format given where it has the key, else by another that has. */
export function cellNamer(formats: Record<string, Format>): CellNamer {
  return namer(formats, nameOfCell)
}

/** What a person calls the column of a key, without the groups above it: 自然人. */
export function columnNamer(formats: Record<string, Format>): CellNamer {
  return namer(formats, ({column}) => namesOf(column).at(-1) ?? '')
}

type CellNamer = (key: string, format: string | null) => string

function namer(formats: Record<string, Format>, nameOf: (cell: FormCell) => string): CellNamer {
  const names = new Map<string, string>()
  for (const format of Object.values(formats)) {
    for (const cell of cellsOf(format)) {
      const name = nameOf(cell)
      names.set(`${format.id} ${cell.key}`, name)
      if (!names.has(cell.key)) names.set(cell.key, name)
    }
  }
  return (key, format) => names.get(`${format} ${key}`) ?? names.get(key) ?? key
}

/** Texts as one enumeration, cut after some: A、B等 12 处. */
export function enumerate(texts: string[], most = 6): string {
  return texts.length <= most ? texts.join('；') : `${texts.slice(0, most).join('；')}等 ${texts.length} 处`
}

/** A list of values for an `in` of SQL. */
export function inList(values: string[]): string {
  return values.map(value => `'${value.replaceAll("'", "''")}'`).join(', ')
}
