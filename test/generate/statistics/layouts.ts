import type {Random} from '../random.ts'
import type {PrintedRow} from './habits.ts'
import type {LineCell} from './lines.ts'

/** What stands beside the labels: the headings of the columns and the cells of a row under them. */
export interface Columns {
  corner: string
  heads: LineCell[]
  cells(row: PrintedRow): LineCell[]
}

export interface Layout {
  name: string
  lay(rows: PrintedRow[], columns: Columns, random: Random): LineCell[][]
}

const label = (row: PrintedRow, more: Partial<LineCell> = {}): LineCell => ({text: row.label, ...more})

/** A heading and the rows below it, up to the next one as high. */
function groupsOf(rows: PrintedRow[]): {top: PrintedRow; below: PrintedRow[]}[] {
  const groups: {top: PrintedRow; below: PrintedRow[]}[] = []
  for (const row of rows)
    if (row.depth === 0) groups.push({top: row, below: []})
    else groups.at(-1)!.below.push(row)
  return groups
}

/** 四、行政复议数量 in a cell down the side of its parts, its own figure in a row that says 总数. */
function beside(word: string): Layout {
  return {
    name: `groups down the side, ${word}`,
    lay: (rows, {corner, heads, cells}) => [
      [{text: corner, columns: 2}, ...heads],
      ...groupsOf(rows).flatMap(({top, below}) => {
        if (below.length === 0) return [[label(top, {columns: 2}), ...cells(top)]]
        const body = top.key === null ? below : [{...top, label: word}, ...below]
        return body.map((row, i) => [
          ...(i === 0 ? [label(top, {rows: body.length})] : []),
          label(row),
          ...cells(row),
        ])
      }),
    ],
  }
}

/** Ways in which offices lay the list out. */
export const LAYOUTS: readonly Layout[] = [
  {
    name: 'the form',
    lay: (rows, {corner, heads, cells}) => [
      [{text: corner}, ...heads],
      ...rows.map(row => [label(row), ...cells(row)]),
    ],
  },
  {
    name: 'headings across',
    lay: (rows, {corner, heads, cells}) => [
      [{text: corner}, ...heads],
      ...rows.map(row =>
        row.key === null ? [label(row, {columns: 1 + heads.length})] : [label(row), ...cells(row)],
      ),
    ],
  },
  {
    name: 'numbered rows',
    lay: (rows, {corner, heads, cells}) => [
      [{text: '序号'}, {text: corner}, ...heads],
      ...rows.map((row, i) => [{text: String(i + 1)}, label(row), ...cells(row)]),
    ],
  },
  {
    name: 'remarks',
    lay: (rows, {corner, heads, cells}) => [
      [{text: corner}, ...heads, {text: '备注'}],
      ...rows.map(row => [label(row), ...cells(row), {text: ''}]),
    ],
  },
  {
    name: 'two years',
    lay: (rows, {corner, heads, cells}, random) => [
      [{text: corner}, ...heads.slice(0, -1), {text: '2016年'}, {text: '2017年'}],
      ...rows.map(row => [
        label(row),
        ...cells(row).slice(0, -1),
        {text: row.key === null ? '' : String(random.int(0, 60))},
        cells(row).at(-1)!,
      ]),
    ],
  },
  {
    name: 'two halves',
    lay: (rows, {corner, heads, cells}) => {
      const half = Math.ceil(rows.length / 2)
      const end = [{text: '', columns: 1 + heads.length}]
      return [
        [{text: corner}, ...heads, {text: corner}, ...heads],
        ...rows.slice(0, half).map((row, i) => {
          const other = rows[i + half]
          return [label(row), ...cells(row), ...(other ? [label(other), ...cells(other)] : end)]
        }),
      ]
    },
  },
  {
    name: 'a column a depth',
    lay: (rows, {corner, heads, cells}) => [
      [{text: corner, columns: 4}, ...heads],
      ...rows.map(row => [
        ...Array.from({length: row.depth}, () => ({text: ''})),
        label(row, {columns: 4 - row.depth}),
        ...cells(row),
      ]),
    ],
  },
  beside('总数'),
  beside('合计'),
  beside('数量'),
]
