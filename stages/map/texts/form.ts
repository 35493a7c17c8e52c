import {
  type Format,
  type FormBlock,
  type FormTable,
  joinKey,
  type Leaf,
  type Line,
  leavesOf,
  type Measure,
  namesOf,
} from '../../../pipeline/model/format.ts'

/** A block of the form made ready for matching. */
export interface Form {
  table: FormTable
  block: FormBlock
  rows: Leaf[]
  columns: Leaf[]
  /** For each row the labels of its groups, the outer ones first: headings, and the row whose part it is. */
  above: string[][][]
  /** Observation keys by row and column. */
  keys: string[][]
  /** The row carries no label: one line of figures under a heading (复议诉讼). */
  unlabelled: boolean
  /** Row headings without figures of their own, with the leaves below them. */
  groups: {labels: string[]; rows: number[]}[]
  /** Column headings as a tree, outer ones first. */
  heads: Head[]
  /** 第二十条第（一）项 and its variants; empty where the block has none. */
  caption: string[]
  /** Texts of the corner cell. */
  corner: string[]
}

/** A column heading with its labels (official first) and the headings below it. */
export interface Head {
  labels: string[]
  below: Head[]
}

/** Forms of formats in use: the same format is asked for once a report. A memory of a pure function, nothing more. */
const formsOfFormats = new WeakMap<Format, Form[]>()

/** All blocks of a format in official order. */
export function formsOf(format: Format): Form[] {
  const known = formsOfFormats.get(format)
  if (known) return known
  const made = compile(format)
  formsOfFormats.set(format, made)
  return made
}

function compile(format: Format): Form[] {
  return format.tables.flatMap(table =>
    table.blocks.map(block => {
      const rows = leavesOf(block.rows, 'rows')
      const columns = leavesOf(block.columns, 'columns')
      return {
        table,
        block,
        rows,
        columns,
        above: rows.map(row => groupsAbove(row, rows)),
        keys: rows.map(row => columns.map(column => joinKey(table.key, row.key, column.key))),
        unlabelled: rows.length === 1 && rows[0]!.path.length === 0,
        groups: groupsOf(block.rows, rows),
        heads: headsOf(block.columns),
        caption: block.caption === undefined ? [] : [block.caption, ...(block.captionAliases ?? [])],
        corner: block.stub === undefined ? [] : [block.stub, ...(block.stubAliases ?? [])],
      }
    }),
  )
}

/** Observation key of a cell of the form. */
export function keyOf(form: Form, row: number, column: number): string {
  return form.keys[row]![column]!
}

/** Observation keys of a whole row. */
export function keysOfRow(form: Form, row: number): string[] {
  return [...form.keys[row]!]
}

/** What the figures of a row and column measure, and the unit the form prints. The column says it first. */
export function measureOf(form: Form, row: number, column: number): {measure: Measure; unit: string | null} {
  const [r, c] = [form.rows[row]!, form.columns[column]!]
  return {measure: c.measure ?? r.measure ?? 'count', unit: c.unit ?? r.unit ?? null}
}

/** The official label of a row or column with its groups: 三、本年度办理结果／（一）予以公开. */
export function nameOf(leaf: Leaf): string {
  return namesOf(leaf).join('／')
}

/** Labels of the leaf itself, official first. */
export function labelsOf(leaf: Leaf): string[] {
  return leaf.path.at(-1) ?? []
}

function groupsAbove({path, under}: Leaf, rows: Leaf[]): string[][] {
  const whole = under === undefined ? undefined : rows.find(row => labelsOf(row)[0] === under)
  return whole ? [...path.slice(0, -1), labelsOf(whole)] : path.slice(0, -1)
}

function headsOf(lines: Line[]): Head[] {
  return lines.map(({label, aliases, columns}) => ({
    labels: label === undefined ? [] : [label, ...(aliases ?? [])],
    below: columns ? headsOf(columns) : [],
  }))
}

function groupsOf(lines: Line[], leaves: Leaf[]): Form['groups'] {
  const groups: Form['groups'] = []
  const visit = (line: Line, above: string[][]): void => {
    if (!line.rows) return
    const labels = line.label === undefined ? [] : [line.label, ...(line.aliases ?? [])]
    const path = labels.length ? [...above, labels] : above
    const rows = leaves.flatMap((leaf, i) =>
      path.every((part, depth) => leaf.path[depth]?.[0] === part[0]) && leaf.path.length > path.length
        ? [i]
        : [],
    )
    if (labels.length) groups.push({labels, rows})
    for (const below of line.rows) visit(below, path)
  }
  for (const line of lines) visit(line, [])
  return groups
}
