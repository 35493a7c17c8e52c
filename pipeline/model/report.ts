import {z} from 'zod'
import {placeSchema} from './place.ts'

/** Version of the published contract; stands in every file a run writes. */
export const SCHEMA_VERSION = '1.0'

/** What a person says a cell should hold: null is nothing. `on` is an ISO date. */
const correctedSchema = z.strictObject({
  value: z.number().nullable(),
  basis: z.string(),
  by: z.string(),
  on: z.string().nullable(),
})

/**
 * One figure of a report. `value` is null unless a number was printed; `state` says what was printed instead. Blank is
 * never zero. Counts are integers; money is in 万元 with the printed text, unit included, in `raw`.
 * `unit` is set only where the cell itself carries a unit or where the unit could not be told (`unknown`).
 * `corrected` stands beside what was printed, never in its place: `effectiveOf` is what is computed with.
 * `picture` is set where the figure was recognised in a picture: the PNG of its cell in base64. In what a run publishes it
 * is the name of a file beside the reports, and only figures that a person has to look at have one. `agreed` is set where the
 * figure came out the same however that picture was looked at; nothing of it is published.
 */
export const observationSchema = z.strictObject({
  value: z.number().nullable(),
  state: z.enum(['value', 'zero', 'blank', 'notApplicable', 'text']),
  raw: z.string(),
  unit: z.string().optional(),
  place: placeSchema,
  corrected: correctedSchema.optional(),
  picture: z.string().optional(),
  agreed: z.literal(true).optional(),
})
export type Observation = z.infer<typeof observationSchema>

/** The figure to compute with: what a person corrected it to, else what was printed. Corrected money is in 万元. */
export function effectiveOf(observation: Observation): Observation {
  const {corrected, place} = observation
  if (!corrected) return observation
  const {value} = corrected
  if (value === null) return {value, state: 'blank', raw: '', place}
  return {value, state: value === 0 ? 'zero' : 'value', raw: String(value), place}
}

const regionSchema = z.strictObject({
  /** Six-digit code of GB/T 2260 for the smallest county-or-higher region known; null where none is certain. */
  code: z.string().nullable(),
  province: z.string().nullable(),
  prefecture: z.string().nullable(),
  county: z.string().nullable(),
  township: z.string().nullable(),
})
export type Region = z.infer<typeof regionSchema>

export const levelSchema = z.enum(['national', 'province', 'prefecture', 'county', 'township'])
export type Level = z.infer<typeof levelSchema>

export const bodyTypeSchema = z.enum([
  'governmentSummary',
  'governmentOffice',
  'department',
  'townshipGovernment',
  'subdistrictOffice',
  'zoneCommittee',
  'verticalAgency',
  'unknown',
])
export type BodyType = z.infer<typeof bodyTypeSchema>

const agencySchema = z.strictObject({
  name: z.string().nullable(),
  region: regionSchema,
  level: levelSchema.nullable(),
  type: bodyTypeSchema,
})
export type Agency = z.infer<typeof agencySchema>

/**
 * What one witness says of one fact: the title says 2023, the file name says 2022. Rules compare them; the workbook
 * shows them. `source` is one of title, htmlTitle, period, signature, publisher, indexNumber, fileName, folder,
 * attachment, body, legalBasis, metadata.
 */
const testimonySchema = z.strictObject({
  fact: z.enum(['year', 'agency', 'region', 'signedOn', 'publishedOn', 'format', 'scope', 'title']),
  source: z.string(),
  value: z.string(),
  raw: z.string(),
  place: placeSchema,
})
export type Testimony = z.infer<typeof testimonySchema>

/**
 * A heading inside a section: （一）主动公开. `empty` where nothing stands between it and the next heading; `before` is the index of
 * the first of the section's paragraphs behind it.
 */
const headingSchema = z.strictObject({
  numbering: z.string(),
  title: z.string(),
  level: z.number().int().positive(),
  empty: z.boolean(),
  before: z.number().int().nonnegative().optional(),
  place: placeSchema,
})
export type Heading = z.infer<typeof headingSchema>

const sectionSchema = z.strictObject({
  /** Key of the section in the format (overview, disclosure ...), null for a section the format does not know. */
  key: z.string().nullable(),
  /** Ordinal as printed (一 is 1), null where the heading has none. */
  number: z.number().int().positive().nullable(),
  /** Heading text as printed, numbering included, white space collapsed. */
  title: z.string(),
  place: placeSchema,
  paragraphs: z.array(z.strictObject({text: z.string(), place: placeSchema})),
  headings: z.array(headingSchema),
  tables: z.number().int().nonnegative(),
  images: z.number().int().nonnegative(),
  attachments: z.array(z.string()),
})
export type Section = z.infer<typeof sectionSchema>

const sourceSchema = z.strictObject({
  /** Relative to the input root; archive members as a.zip!/b/c.doc. */
  file: z.string(),
  sha256: z.string(),
  reader: z.string(),
  /** Counts reports (and other pieces) inside one file from 1. */
  segment: z.number().int().positive(),
})
export type Source = z.infer<typeof sourceSchema>

const periodSchema = z.strictObject({
  start: z.string(),
  end: z.string(),
  raw: z.string(),
  place: placeSchema,
})
export type Period = z.infer<typeof periodSchema>

/**
 * What recognise knows of a report, before any figure is mapped. Dates are ISO 8601 (YYYY-MM-DD). `year` is the report
 * year, null where no witness names one.
 */
export const identitySchema = z.strictObject({
  id: z.string(),
  source: sourceSchema,
  agency: agencySchema,
  year: z.number().int().nullable(),
  format: z.string(),
  title: z.string().nullable(),
  signedOn: z.string().nullable(),
  publishedOn: z.string().nullable(),
  period: periodSchema.nullable(),
  /** Page metadata by canonical name (indexNumber, documentNumber, publisher ...); values as printed. */
  metadata: z.record(z.string(), z.string()),
  scope: z.enum(['own', 'jurisdiction', 'mixed', 'unknown']),
  /** Paragraphs before the first section, title and metadata included. */
  preamble: z.array(z.strictObject({text: z.string(), place: placeSchema})),
  sections: z.array(sectionSchema),
  /** Paragraphs after the last section's text: signature and date. */
  attachments: z.array(z.string()),
  testimony: z.array(testimonySchema),
})
export type Identity = z.infer<typeof identitySchema>

/** A subtotal the office printed although the form has none; never added up, only compared (A11). */
const printedSubtotalSchema = z.strictObject({
  keys: z.array(z.string()),
  label: z.string(),
  column: z.string(),
  observation: observationSchema,
})

/** The canonical report: what a run publishes in reports.jsonl. */
export const reportSchema = z.strictObject({
  schemaVersion: z.string(),
  ...identitySchema.shape,
  observations: z.record(z.string(), observationSchema),
  subtotals: z.array(printedSubtotalSchema),
  alsoIn: z.array(sourceSchema),
  status: z.enum(['accepted', 'review']),
})
export type Report = z.infer<typeof reportSchema>

/** The report as it is computed with: every figure as `effectiveOf` gives it. Itself where nothing was corrected. */
export function effectiveReport(report: Report): Report {
  if (!isCorrected(report)) return report
  const entries = Object.entries(report.observations).map(([key, item]) => [key, effectiveOf(item)])
  return {...report, observations: Object.fromEntries(entries)}
}

function isCorrected({observations}: Report): boolean {
  for (const key in observations) if (observations[key]!.corrected) return true
  return false
}
