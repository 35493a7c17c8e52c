import {z} from 'zod'
import type {Config} from '../../../pipeline/config.ts'
import {severitySchema, skippedSchema} from '../../../pipeline/model/finding.ts'
import {measureSchema} from '../../../pipeline/model/format.ts'
import {bodyTypeSchema, levelSchema, observationSchema, reportSchema} from '../../../pipeline/model/report.ts'
import {styleSchema} from '../xlsx/styles.ts'

const colour = z.string().regex(/^[0-9A-F]{6}$/)

/** How a figure is shown: what the report's cell holds, or why there is nothing to show. Zero is a value. */
const figureStateSchema = z.enum([
  ...observationSchema.shape.state.exclude(['zero']).options,
  'unitUnknown',
  'missing',
  'notInFormat',
])
export type FigureState = z.infer<typeof figureStateSchema>

/** Severity of the worst finding shown on a figure. */
const markSchema = z.enum(['none', 'warning', 'error'])
export type Mark = z.infer<typeof markSchema>

const columnSchema = z.strictObject({
  key: z.string(),
  label: z.string(),
  width: z.number().positive(),
  style: z.string(),
})

/** A sheet with one heading row, and totals above it where it has any. */
const listShape = {
  name: z.string().max(28),
  tab: colour,
  header: z.string(),
  paper: z.enum(['A3', 'A4']),
  headingHeight: z.number().positive(),
  lineHeight: z.number().positive(),
  frozen: z.number().int().nonnegative(),
  columns: z.array(columnSchema).min(1),
}
/** A sheet with one heading row, as config/workbook.yaml and config/compare.yaml describe it. */
export const listSchema = z.strictObject(listShape)
export type ListSettings = z.infer<typeof listSchema>

const detailSchema = z.strictObject({
  name: z.string().max(28),
  tab: colour,
  zoom: z.number().int(),
  rowHeight: z.number().positive(),
  header: z.string(),
  scale: z.number().int().min(10).max(400),
  pageWidth: z.number().positive(),
  heading: z.strictObject({
    lineHeight: z.number().positive(),
    least: z.number().positive(),
    unitHeight: z.number().positive(),
  }),
  frozen: z.number().int().nonnegative(),
  title: z.string(),
  columns: z.array(columnSchema).min(1),
  statusStyles: z.record(reportSchema.shape.status, styleSchema),
})

const totalledSchema = z.strictObject({...listShape, total: z.string()})

const aboutSchema = z.strictObject({
  name: z.string().max(31),
  tab: colour,
  header: z.string(),
  widths: z.array(z.number().positive()).length(5),
  sheetsHeadings: z.array(z.string()).length(3),
  run: z.strictObject({
    runId: z.string(),
    configHash: z.string(),
    schemaVersion: z.string(),
    program: z.string(),
  }),
  sections: z.strictObject({
    sheets: z.string(),
    counts: z.string(),
    skipped: z.string(),
    legend: z.string(),
    notes: z.string(),
    run: z.string(),
  }),
  none: z.string(),
  skippedHeadings: z.array(z.string()).length(2),
  detail: z.strictObject({
    title: z.string(),
    purpose: z.string(),
    sheets: z.strictObject({detail: z.string(), places: z.string()}),
    legend: z.array(
      z.strictObject({
        state: figureStateSchema,
        mark: markSchema.default('none'),
        corrected: z.boolean().default(false),
        sample: z.union([z.number(), z.string()]).optional(),
        text: z.string(),
      }),
    ),
    notes: z.array(z.string()),
  }),
  review: z.strictObject({
    title: z.string(),
    purpose: z.string(),
    folder: z.string(),
    folderValue: z.string(),
    folderHint: z.string(),
    sheets: z.strictObject({
      findings: z.string(),
      refused: z.string(),
      rules: z.string(),
      regions: z.string(),
      skipped: z.string(),
    }),
    counts: z.strictObject({
      files: z.string(),
      reports: z.string(),
      accepted: z.string(),
      review: z.string(),
      repeated: z.string(),
      findings: z.string(),
      skipped: z.string(),
    }),
    notes: z.array(z.string()),
  }),
})

/** Headings of the columns of 校验.xlsx that hold corrections. */
const correctionsSchema = z.strictObject({
  columns: z.strictObject({
    report: z.string(),
    key: z.string(),
    raw: z.string(),
    corrected: z.string(),
    basis: z.string(),
    by: z.string(),
    on: z.string(),
    accepted: z.string(),
  }),
  yes: z.string(),
  blank: z.string(),
})

/** Schema of config/workbook.yaml. */
export const workbookSchema = z.strictObject({
  font: z.string(),
  normal: z.strictObject({font: z.string(), size: z.number().positive()}),
  cutMark: z.string(),
  rowsPerSheet: z.number().int().min(100).max(1_048_576),
  pageNumbers: z.string(),
  footer: z.string(),
  words: z.strictObject({
    level: z.record(levelSchema, z.string()),
    type: z.record(bodyTypeSchema, z.string()),
    scope: z.record(reportSchema.shape.scope, z.string()),
    status: z.record(reportSchema.shape.status, z.string()),
    severity: z.record(severitySchema, z.string()),
    reason: z.record(skippedSchema.shape.reason, z.string()),
    unknown: z.string(),
    notApplicable: z.string(),
    money: z.string(),
    onlyIn: z.string(),
    and: z.string(),
    place: z.strictObject({
      segment: z.string(),
      part: z.string(),
      parts: z.record(z.string(), z.string()),
      page: z.string(),
      line: z.string(),
      table: z.string(),
      row: z.string(),
      column: z.string(),
    }),
    keys: z.strictObject({
      times: z.string(),
      and: z.string(),
      separator: z.string(),
      most: z.number().int().positive(),
      more: z.string(),
    }),
  }),
  corrections: correctionsSchema,
  styles: z.record(z.string(), styleSchema),
  figures: z.strictObject({
    base: styleSchema,
    groupEdge: colour,
    tableEdge: colour,
    formats: z.record(measureSchema, z.string()),
    decimals: z.record(measureSchema, z.number().int().nonnegative()),
    states: z.record(figureStateSchema, styleSchema),
    marks: z.record(markSchema, styleSchema),
    corrected: styleSchema,
    widths: z.record(measureSchema, z.number().positive()),
    widest: z.number().positive(),
  }),
  bands: z.array(z.strictObject({title: colour, first: colour, below: colour})).min(1),
  detail: detailSchema,
  places: z.strictObject({
    name: z.string().max(28),
    tab: colour,
    header: z.string(),
    width: z.number().positive(),
    headingWidth: z.number().positive(),
    rowsPerSheet: z.number().int().min(100),
    heading: z.string(),
    row: z.string(),
  }),
  findings: z.strictObject({
    ...listShape,
    severityStyles: z.record(severitySchema, styleSchema),
    open: z.string(),
    together: z.array(z.string()),
  }),
  refused: listSchema,
  rules: totalledSchema,
  regions: z.strictObject({...totalledSchema.shape, noReport: z.string(), noRegion: z.string()}),
  skipped: listSchema,
  about: aboutSchema,
})
export type WorkbookSettings = z.infer<typeof workbookSchema>
export type Words = WorkbookSettings['words']

/** The workbook's part of the configuration. */
export function workbookSettings(config: Config): WorkbookSettings {
  return workbookSchema.parse(config.files.workbook)
}

/** A style of config/workbook.yaml by name. */
export function styleNamed(settings: WorkbookSettings, name: string) {
  const style = settings.styles[name]
  if (!style) throw new Error(`config/workbook.yaml: no style ${name}`)
  return style
}
