import {z} from 'zod'

/**
 * An official report format as data. A format is its labels: everything the mapper, the rules and the workbooks know of
 * a table comes from here. A revised form is a new file that says `extends` and what changed.
 */

/** How a cell is measured: `count` ≥ 0 whole, `change` a signed whole number, `money` decimal 万元. */
export const measureSchema = z.enum(['count', 'change', 'money'])
export type Measure = z.infer<typeof measureSchema>

const line = {
  /** Part of the observation key; groups without a figure of their own have none. */
  key: z.string().optional(),
  /** The official label, verbatim. */
  label: z.string().optional(),
  /** Other labels seen for the same thing. */
  aliases: z.array(z.string()).optional(),
  /** What it belongs to, for people, where the form says so by its numbering alone: 四、行政复议数量 of （二）被依法纠错数. */
  under: z.string().optional(),
  unit: z.string().optional(),
  measure: measureSchema.optional(),
}

/** A row or column heading with its sub-headings. */
export interface Line {
  key?: string
  label?: string
  aliases?: string[]
  under?: string
  unit?: string
  measure?: Measure
  columns?: Line[]
  rows?: Line[]
}

const columnSchema: z.ZodType<Line> = z.lazy(() =>
  z.strictObject({...line, columns: z.array(columnSchema).min(1).optional()}),
)
const rowSchema: z.ZodType<Line> = z.lazy(() =>
  z.strictObject({...line, rows: z.array(rowSchema).min(1).optional()}),
)

/** A part of a table with a heading of its own: 第二十条第（一）项. Most tables are one block. */
const formBlockSchema = z.strictObject({
  key: z.string(),
  caption: z.string().optional(),
  captionAliases: z.array(z.string()).optional(),
  /** Text of the corner cell. */
  stub: z.string().optional(),
  stubAliases: z.array(z.string()).optional(),
  columns: z.array(columnSchema).min(1),
  rows: z.array(rowSchema).min(1),
})
export type FormBlock = z.infer<typeof formBlockSchema>

const formTableSchema = z.strictObject({
  /** First part of the observation keys; may be empty where the rows carry whole keys. */
  key: z.string(),
  title: z.string(),
  /** Key of the section the table belongs to. */
  section: z.string().optional(),
  blocks: z.array(formBlockSchema).min(1),
})
export type FormTable = z.infer<typeof formTableSchema>

const sectionFormSchema = z.strictObject({
  key: z.string(),
  number: z.number().int().positive(),
  title: z.string(),
  aliases: z.array(z.string()).optional(),
  /** A heading belongs to this section when it holds all words of one of these groups. */
  keywords: z.array(z.array(z.string()).min(1)).min(1),
})
export type SectionForm = z.infer<typeof sectionFormSchema>

export const formatSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** The document that prescribes it. */
  instrument: z.string(),
  /** First report year the format is prescribed for; it stays in force until a later one begins. */
  from: z.number().int(),
  sections: z.array(sectionFormSchema),
  tables: z.array(formTableSchema).min(1),
  /** Ids of the rules (config/rules.yaml) that apply. */
  rules: z.array(z.string()),
})
export type Format = z.infer<typeof formatSchema>

/** One row or column that holds figures, with the headings above it: outermost first, itself last. */
export interface Leaf {
  key: string
  /** Heading texts from the outermost group to the leaf; aliases follow the official label. */
  path: string[][]
  under?: string
  unit?: string
  measure?: Measure
}

/** The leaves of a heading tree in official order. */
export function leavesOf(lines: Line[], side: 'rows' | 'columns', above: Leaf = {key: '', path: []}): Leaf[] {
  return lines.flatMap(item => {
    const labels = item.label === undefined ? [] : [item.label, ...(item.aliases ?? [])]
    const leaf: Leaf = {
      key: joinKey(above.key, item.key),
      path: labels.length ? [...above.path, labels] : above.path,
      ...(item.under === undefined ? {} : {under: item.under}),
      unit: item.unit ?? above.unit,
      measure: item.measure ?? above.measure,
    }
    const below = item[side]
    return below ? leavesOf(below, side, leaf) : [leaf]
  })
}

/** Joins key parts with dots and leaves out empty ones. */
export function joinKey(...parts: (string | undefined)[]): string {
  return parts.filter(part => part !== undefined && part !== '').join('.')
}

/** One cell of the form: where it stands and how it is measured. */
export interface FormCell {
  key: string
  table: string
  block: string
  row: Leaf
  column: Leaf
  measure: Measure
  unit: string | null
}

/** All cells of a format in official order: the order of observations, of columns in 明细 and of keys in findings. */
export function cellsOf(format: Format): FormCell[] {
  return format.tables.flatMap(table =>
    table.blocks.flatMap(block => {
      const columns = leavesOf(block.columns, 'columns')
      return leavesOf(block.rows, 'rows').flatMap(row =>
        columns.map(column => ({
          key: joinKey(table.key, row.key, column.key),
          table: table.key,
          block: block.key,
          row,
          column,
          measure: column.measure ?? row.measure ?? 'count',
          unit: column.unit ?? row.unit ?? null,
        })),
      )
    }),
  )
}

/** What a person calls a row or column: its official label behind those of the headings above it. */
export function namesOf({path, under}: Leaf): string[] {
  const names = path.map(labels => labels[0]!)
  return under === undefined ? names : [...names.slice(0, -1), under, ...names.slice(-1)]
}

/** What a person calls a cell: 三、本年度办理结果／（一）予以公开 × 自然人. */
export function nameOfCell(cell: FormCell): string {
  const row = namesOf(cell.row).join('／')
  const column = namesOf(cell.column).join('／')
  return [row, column].filter(Boolean).join(' × ')
}
