import {z} from 'zod'
import type {FindingDetails, Rule, Rules} from '../../pipeline/model/finding.ts'
import type {Format, FormCell} from '../../pipeline/model/format.ts'
import type {Place} from '../../pipeline/model/place.ts'
import type {Observation, Report} from '../../pipeline/model/report.ts'
import type {Roster} from '../../pipeline/model/roster.ts'
import type {CellLabels} from './labels.ts'
import type {Location} from './location/locate.ts'
import type {NarrativeWords} from './narrative/lexicon.ts'
import type {Narrative} from './narrative/model.ts'
import type {BoundSum} from './pattern.ts'
import type {Assessment} from './sum.ts'

const monthDay = z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/)

/** When reports are due: month and day of the year after the report year. */
export const deadlinesSchema = z.array(
  z.strictObject({
    /** Start of the region's six-digit code; empty for the whole country. The longest that fits applies. */
    region: z.string().regex(/^\d{0,6}$/),
    /** First report year it applies to. */
    from: z.number().int(),
    department: monthDay,
    government: monthDay,
    basis: z.string(),
  }),
)
export type Deadlines = z.infer<typeof deadlinesSchema>

/** What the rules need of any format: which one a year asks for, what prescribes it, the rows of each of its tables. */
export type FormatFacts = Pick<Format, 'id' | 'name' | 'from' | 'instrument'> & {
  rows: Record<string, string[]>
}

/** The slice of the configuration the checks of one format depend on. */
export interface CheckSettings {
  format: Format
  /** Rules of this stage that the format lists, in its order. */
  rules: Rules
  sums: BoundSum[]
  formats: FormatFacts[]
  deadlines: Deadlines
  /** The roster, where it sets a deadline for some body; it goes before the general ones. */
  roster: Roster | null
  /** Words of sentences that state figures: config/narrative.yaml. */
  narrativeWords: NarrativeWords
}

/** What a rule may look at besides the report. */
export interface CheckContext extends CheckSettings {
  /** All cells of the format in official order. */
  cells: FormCell[]
  labels: Map<string, CellLabels>
  /** The cells of the form that were found in the report, in official order. */
  found: FilledCell[]
  assessments: Assessment[]
  /** What the sentences of the report state; read once, when a rule first asks. */
  narrative: () => Narrative
  /** Mistakes that would explain broken sums; searched for once, when a rule first asks. */
  locations: () => Location[]
  thresholds: Rule['thresholds']
}

/** A rule that is not a sum: a pure function from a report to what is wrong with it, in official order. */
export type RuleFunction = (report: Report, context: CheckContext) => FindingDetails[]

/** @throws when config/rules.yaml gives no such number: our fault. */
export function numberOf(context: CheckContext, name: string): number {
  const value = context.thresholds[name]
  if (typeof value !== 'number') throw new Error(`threshold ${name} is not a number in config/rules.yaml`)
  return value
}

/** @throws when config/rules.yaml gives no such text: our fault. */
export function textOf(context: CheckContext, name: string): string {
  const value = context.thresholds[name]
  if (typeof value !== 'string') throw new Error(`threshold ${name} is not a text in config/rules.yaml`)
  return value
}

/** @throws when config/rules.yaml gives no such list: our fault. */
export function listOf(context: Pick<CheckContext, 'thresholds'>, name: string): string[] {
  const value = context.thresholds[name]
  if (!Array.isArray(value)) throw new Error(`threshold ${name} is not a list in config/rules.yaml`)
  return value
}

/**
 * The key of a threshold that gives one for each kind of form: the first that this format has, or the first of all.
 * @throws when config/rules.yaml gives no such list: our fault.
 */
export function keyOf(context: CheckContext, name: string): string {
  const keys = listOf(context, name)
  return keys.find(key => context.labels.has(key)) ?? keys[0]!
}

/** A name for something, from a list of `key=name`; the key itself where the list has none. */
export function nameIn(list: string[], key: string): string {
  return list.find(item => item.startsWith(`${key}=`))?.slice(key.length + 1) ?? key
}

/** @throws when the format has no such key: our fault. */
export function labelOf(context: CheckContext, key: string): CellLabels {
  const labels = context.labels.get(key)
  if (!labels) throw new Error(`format ${context.format.id} has no cell ${key}`)
  return labels
}

/** A cell of the form that was found in the report. */
export interface FilledCell {
  cell: FormCell
  observation: Observation
  label: string
}

/** What of the form depends on its settings alone; worked out once for them. */
export type FormFacts = Pick<CheckContext, 'cells' | 'labels'>

/** The cells of the form that were found in the report, in official order. */
export function foundCells(report: Report, {cells, labels}: FormFacts): FilledCell[] {
  const found: FilledCell[] = []
  for (const cell of cells) {
    const observation = report.observations[cell.key]
    if (observation) found.push({cell, observation, label: labels.get(cell.key)!.cell})
  }
  return found
}

/** One finding about one cell. */
export function aboutCell(
  {cell, observation, label}: FilledCell,
  details: FindingDetails = {},
): FindingDetails {
  return {
    actual: observation.raw,
    ...details,
    keys: [cell.key],
    place: observation.place,
    values: {cell: label, raw: observation.raw, ...details.values},
  }
}

/** Where the figure of a cell stands; empty where the cell was not found. */
export function placeOf(report: Report, key: string): Place {
  return report.observations[key]?.place ?? {}
}

/** The number printed in a cell; null where none was printed, or the cell was not found. */
export function figureOf(report: Report, key: string): number | null {
  return report.observations[key]?.value ?? null
}
