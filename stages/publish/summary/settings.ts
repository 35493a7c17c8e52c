import {z} from 'zod'
import type {Config} from '../../../pipeline/config.ts'
import {type Style, styleSchema} from '../xlsx/styles.ts'
import type {Workbook} from '../xlsx/workbook.ts'

const colour = z.string().regex(/^[0-9A-F]{6}$/)

const columnSchema = z
  .strictObject({
    key: z.string(),
    label: z.string(),
    /** Heading over neighbouring columns. */
    group: z.string().optional(),
    width: z.number().positive(),
    style: z.string(),
    /** Key of the roll-up. */
    figure: z.string().optional(),
    /** Computed from columns of the same row: (plus − minus) ÷ over. */
    plus: z.array(z.string()).min(1).optional(),
    minus: z.array(z.string()).optional(),
    over: z.array(z.string()).optional(),
  })
  .refine(
    column => column.plus !== undefined || (!column.minus && !column.over),
    '没有 plus 的列不能有 minus、over',
  )
export type GridColumn = z.infer<typeof columnSchema>

const sheetShape = {
  name: z.string().max(28),
  tab: colour,
  paper: z.enum(['A3', 'A4']),
  header: z.string(),
  frozen: z.number().int().nonnegative(),
  columns: z.array(columnSchema).min(1),
}
const sheetSchema = z.strictObject(sheetShape)
export type GridSettings = z.infer<typeof sheetSchema>

const itemsSchema = z.array(z.strictObject({key: z.string(), label: z.string()})).min(1)
const texts = z.record(z.string(), z.string())

const coverSchema = z.strictObject({
  name: z.string().max(31),
  tab: colour,
  widths: z.array(z.number().positive()).length(5),
  title: z.string(),
  span: z.string(),
  spanNone: z.string(),
  sections: z.strictObject({
    run: z.string(),
    sheets: z.string(),
    methods: z.string(),
    legend: z.string(),
    additivity: z.string(),
    indicators: z.string(),
  }),
  run: z.strictObject({
    runId: z.string(),
    configHash: z.string(),
    schemaVersion: z.string(),
    program: z.string(),
    roster: z.string(),
  }),
  rosterGiven: z.string(),
  rosterNone: z.string(),
  rosterUnplaced: z.string(),
  residentsNone: z.string(),
  methods: z.array(z.string()),
  legend: z.array(
    z.strictObject({
      style: z.string(),
      sample: z.union([z.number(), z.string()]).optional(),
      text: z.string(),
    }),
  ),
  additivity: z.array(z.string()),
  sheetTexts: texts,
  sheetsHeadings: z.array(z.string()).length(3),
  indicatorsHeadings: z.array(z.string()).length(2),
})

/** Schema of config/summary.yaml. */
export const summarySchema = z.strictObject({
  footer: z.string(),
  unassessable: z.string(),
  rowsPerSheet: z.number().int().min(100).max(1_048_576),
  words: z.strictObject({
    regionLevel: texts,
    methods: z.strictObject({
      summary: z.string(),
      composed: z.string(),
      own: z.string(),
      ownReceived: z.string(),
      receivedPart: z.string(),
      bodies: z.string(),
      received: z.string(),
      coverageLow: z.string(),
      nothing: z.string(),
      noRoster: z.string(),
      and: z.string(),
    }),
    method: z.strictObject({S: z.string(), M: z.string(), least: z.string()}),
    tables: texts,
    state: texts,
    partsLacking: z.string(),
    years: texts,
    reason: texts,
    basis: texts,
    kind: texts,
    sums: texts,
    total: z.string(),
    allTypes: z.string(),
    unknown: z.string(),
    regionUnknown: z.string(),
    nothing: z.string(),
  }),
  styles: z.record(z.string(), styleSchema),
  cover: coverSchema,
  form: z.strictObject({
    name: z.string(),
    tab: colour,
    title: z.string(),
    region: z.string(),
    year: z.string(),
    hint: z.string(),
    methods: z.string(),
    none: z.string(),
    unit: z.number().positive(),
  }),
  charts: z.strictObject({
    name: z.string().max(31),
    tab: colour,
    title: z.string(),
    trend: z.string(),
    trendItems: z.array(z.strictObject({key: z.string(), label: z.string()})).min(1),
    structure: z.string(),
    compare: z.string(),
    most: z.number().int().positive(),
    colours: z.array(colour).min(7),
  }),
  sheets: z.strictObject({
    regions: sheetSchema,
    systems: sheetSchema,
    matrix: sheetSchema,
    disputes: sheetSchema,
    indicators: sheetSchema,
    coverage: sheetSchema,
    missing: sheetSchema,
    difference: z.strictObject({
      ...sheetShape,
      notes: z.strictObject({less: z.string(), unequal: z.string()}),
      items: itemsSchema,
    }),
    excluded: z.strictObject({...sheetShape, whole: z.string()}),
    partial: sheetSchema,
    medians: sheetSchema,
    corrections: sheetSchema,
  }),
  outcomes: z.array(z.strictObject({row: z.string(), label: z.string()})).min(1),
  years: z.strictObject({
    name: z.string().max(28),
    tab: colour,
    paper: z.enum(['A3', 'A4']),
    header: z.string(),
    columns: z.strictObject({
      region: z.string(),
      item: z.string(),
      method: z.string(),
      rule: z.string(),
      total: z.string(),
      change: z.string(),
      panel: z.string(),
      panelCount: z.string(),
    }),
    balance: z.string(),
    widths: z.strictObject({
      region: z.number(),
      item: z.number(),
      method: z.number(),
      rule: z.number(),
      year: z.number(),
      total: z.number(),
      change: z.number(),
    }),
    items: itemsSchema,
  }),
  data: z.strictObject({
    name: z.string().max(31),
    tab: colour,
    header: z.string(),
    columns: z.strictObject({key: z.string(), region: z.string(), year: z.string(), code: z.string()}),
  }),
})
export type SummarySettings = z.infer<typeof summarySchema>

/** The summary workbook's part of the configuration. */
export function summarySettings(config: Config): SummarySettings {
  return summarySchema.parse(config.files.summary)
}

/** Keys of the sums by system, and of the changes of the same bodies over a year, that the workbook shows: there are far more. */
export function shownKeys(config: Config): {systems: string[]; panels: string[]} {
  const {sheets, years} = summarySettings(config)
  return {
    systems: sheets.systems.columns.flatMap(({figure}) => figure ?? []),
    panels: years.items.map(({key}) => key),
  }
}

/** Numbers, in a workbook, of styles of config/summary.yaml laid one over the other. */
export function styler({styles}: Workbook, settings: SummarySettings): (...names: string[]) => number {
  const ids = new Map<string, number>()
  return (...names) => {
    const name = names.join(' ')
    const id = ids.get(name) ?? styles.id(styleOf(settings, names))
    ids.set(name, id)
    return id
  }
}

function styleOf({styles}: SummarySettings, names: string[]): Style {
  return Object.assign(
    {},
    ...names.map(name => {
      const style = styles[name]
      if (!style) throw new Error(`config/summary.yaml: no style ${name}`)
      return style
    }),
  )
}
