import {type Draft, type DraftCell, draftOf, filler, fillHoles, headOf, unmerge} from '../form/draft.ts'
import type {Item} from '../form/tree.ts'
import {blocksOf, type Layout, onTables} from './layout.ts'

/** Cells of some rows, moved up to begin at row 0, no wider than they need to be. */
function cut(draft: Draft, from: number, to: number): DraftCell[] {
  const cells = draft.cells.filter(cell => cell.row >= from && cell.row < to)
  return cells.map(cell => ({...cell, row: cell.row - from, rowSpan: Math.min(cell.rowSpan, to - cell.row)}))
}

/** Cells that were stretched to the width of a wider block get their own width back. */
function unstretched(cells: DraftCell[]): DraftCell[] {
  const narrow = cells.filter(cell => cell.role !== 'caption')
  const width = Math.max(...narrow.map(cell => cell.column)) + 1
  return cells.map(cell => ({...cell, columnSpan: Math.min(cell.columnSpan, width - cell.column)}))
}

function split(draft: Draft): Draft[] {
  return blocksOf(draft).map(({from, to}) => draftOf(draft.table, unstretched(cut(draft, from, to))))
}

const hasBlocks = (draft: Draft) => blocksOf(draft).length > 1

const separateTables = onTables('table 2 as separate tables', draft =>
  hasBlocks(draft) ? split(draft) : null,
)

const captionsAsParagraphs = onTables('captions as paragraphs above separate tables', draft => {
  if (!hasBlocks(draft)) return null
  return split(draft).flatMap((part): Item[] => {
    const caption = part.cells.find(cell => cell.role === 'caption')!
    const rest = part.cells.filter(cell => cell !== caption).map(cell => ({...cell, row: cell.row - 1}))
    return [{type: 'text', role: 'caption', value: caption.text}, draftOf(part.table, rest)]
  })
})

const sideBySide = onTables('blocks of table 2 side by side', draft => {
  if (!hasBlocks(draft)) return null
  const parts = split(draft)
  const cells: DraftCell[] = []
  let top = 0
  for (let i = 0; i < parts.length; i += 2) {
    const pair = parts.slice(i, i + 2)
    pair.forEach((part, side) => {
      const left = side === 0 ? 0 : draft.columns
      cells.push(...part.cells.map(cell => ({...cell, row: cell.row + top, column: cell.column + left})))
    })
    top += Math.max(...pair.map(part => part.rows))
  }
  return fillHoles(draftOf(draft.table, cells))
})

function captions(name: string, rest: (text: string) => string): Layout {
  return onTables(name, draft => {
    if (!hasBlocks(draft)) return null
    const cells = draft.cells.flatMap(cell =>
      cell.role === 'caption' ? unmerge(cell, rest(cell.text)) : [cell],
    )
    return {...draft, cells}
  })
}

const captionsBeside = onTables('captions in a merged column beside their blocks', draft => {
  if (!hasBlocks(draft)) return null
  const cells: DraftCell[] = []
  let top = 0
  for (const {from, to} of blocksOf(draft)) {
    const [caption, ...rest] = cut(draft, from, to)
    cells.push({...caption!, row: top, column: 0, rowSpan: to - from - 1, columnSpan: 1})
    cells.push(...rest.map(cell => ({...cell, row: cell.row - 1 + top, column: cell.column + 1})))
    top += to - from - 1
  }
  return draftOf(draft.table, cells)
})

/** Splits table 3 between two rows; merged labels are printed again where the second part begins. */
function splitTable(name: string, repeatHeader: boolean): Layout {
  return onTables(name, (draft, random) => {
    if (draft.table !== 'applications') return null
    const head = headOf(draft).row
    const at = random.int(head + 3, draft.rows - 3)
    const crossing = draft.cells.filter(cell => cell.row < at && cell.row + cell.rowSpan > at)
    const shift = repeatHeader ? head : 0
    const below = [
      ...(repeatHeader ? cut(draft, 0, head) : []),
      ...crossing.map(cell => ({...cell, row: shift, rowSpan: cell.row + cell.rowSpan - at})),
      ...cut(draft, at, draft.rows).map(cell => ({...cell, row: cell.row + shift})),
    ]
    return [draftOf(draft.table, cut(draft, 0, at)), draftOf(draft.table, below)]
  })
}

const repeatedHeader = onTables('headings printed again inside table 3', (draft, random) => {
  if (draft.table !== 'applications') return null
  const head = headOf(draft).row
  const at = random.int(head + 3, draft.rows - 3)
  const cells = draft.cells.flatMap(cell => {
    if (cell.row >= at) return [{...cell, row: cell.row + head}]
    const over = cell.row + cell.rowSpan - at
    if (over <= 0) return [cell]
    return [
      {...cell, rowSpan: at - cell.row},
      {...cell, row: at + head, rowSpan: over},
    ]
  })
  return draftOf(draft.table, [...cells, ...cut(draft, 0, head).map(cell => ({...cell, row: cell.row + at}))])
})

/** Figures and headings of one of the three groups of table 4: 行政复议, 未经复议直接起诉, 复议后起诉. */
function group(draft: Draft, name: string): {results: DraftCell[]; figures: DraftCell[]; label: string} {
  const figures = draft.cells.filter(cell => cell.key?.startsWith(`disputes.${name}.`))
  const first = figures[0]!.column
  const last = figures.at(-1)!.column
  const inside = draft.cells.filter(
    cell => cell.role === 'columnHead' && cell.column >= first && cell.column <= last,
  )
  const results = inside.filter(cell => !cell.group)
  const label = inside.filter(cell => cell.group).at(-1)!.text
  return {results, figures, label}
}

const GROUPS = ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration']

function place(cell: DraftCell, row: number, column: number, rowSpan = 1, columnSpan = 1): DraftCell {
  return {...cell, row, column, rowSpan, columnSpan}
}

function label(text: string, row: number, column: number, rowSpan = 1, columnSpan = 1): DraftCell {
  return {row, column, rowSpan, columnSpan, text, role: 'rowHead', aliases: []}
}

function disputesApart(name: string, captionInTable: boolean): Layout {
  return onTables(name, draft => {
    if (draft.table !== 'disputes') return null
    return GROUPS.flatMap((key): Item[] => {
      const {results, figures, label: text} = group(draft, key)
      const named = key === 'reconsideration' ? text : `行政诉讼（${text}）`
      const top = captionInTable ? 1 : 0
      const cells = [
        ...(captionInTable ? [label(named, 0, 0, 1, results.length)] : []),
        ...results.map((cell, i) => place(cell, top, i)),
        ...figures.map((cell, i) => place(cell, top + 1, i)),
      ]
      const table = draftOf(draft.table, cells)
      return captionInTable ? [table] : [{type: 'text', role: 'caption', value: named}, table]
    })
  })
}

const disputesTall = onTables('table 4 with a row for each group', draft => {
  if (draft.table !== 'disputes') return null
  const heads = group(draft, GROUPS[0]!).results
  const cells = [
    {...filler(0, 0), columnSpan: 2},
    ...heads.map((cell, i) => place(cell, 0, i + 2)),
    label('行政复议', 1, 0, 1, 2),
    label('行政诉讼', 2, 0, 2),
    ...GROUPS.slice(1).map((key, i) => label(group(draft, key).label, i + 2, 1)),
    ...GROUPS.flatMap((key, r) => group(draft, key).figures.map((cell, i) => place(cell, r + 1, i + 2))),
  ]
  return draftOf(draft.table, cells)
})

const disputesTransposed = onTables('table 4 turned on its side', draft => {
  if (draft.table !== 'disputes') return null
  const turned = draft.cells.map(cell => place(cell, cell.column, cell.row, cell.columnSpan, cell.rowSpan))
  return draftOf(draft.table, turned)
})

export const parts: readonly Layout[] = [
  separateTables,
  captionsAsParagraphs,
  sideBySide,
  captions('captions padded with empty cells', () => ''),
  captions('captions repeated in every cell of their row', text => text),
  captionsBeside,
  splitTable('table 3 split in two, headings repeated', true),
  splitTable('table 3 split in two, headings not repeated', false),
  repeatedHeader,
  disputesApart('table 4 as three tables with captions', true),
  disputesApart('table 4 as three tables below paragraphs', false),
  disputesTall,
  disputesTransposed,
]
