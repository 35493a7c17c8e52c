import {cellsOf} from '../../../pipeline/model/format.ts'
import {
  cellAt,
  type Draft,
  type DraftCell,
  draftOf,
  filler,
  fillHoles,
  headOf,
  insertLine,
  removeLine,
} from '../form/draft.ts'
import type {Document} from '../form/tree.ts'
import type {Random} from '../random.ts'
import {formatOf} from '../report/model.ts'
import {blocksOf, type Layout, onTables} from './layout.ts'

type Fill = (row: number, isFigures: boolean, draft: Draft) => string

/** Adds a column at `at`; `heading` stands on the first heading row of each block, `fill` beside each row. */
function addColumn(draft: Draft, at: number, heading: string, fill: Fill): Draft {
  const wider = insertLine(draft, 'column', at)
  const figureRows = new Set(wider.cells.filter(cell => cell.role === 'figure').map(cell => cell.row))
  const headingRows = new Set(
    blocksOf(draft).map(({from}) => (draft.cells[0]?.role === 'caption' ? from + 1 : from)),
  )
  const cells = [...wider.cells]
  for (let row = 0; row < wider.rows; row++) {
    if (cellAt(wider, row, at)) continue
    const text = headingRows.has(row) ? heading : fill(row, figureRows.has(row), wider)
    cells.push(filler(row, at, text))
  }
  return draftOf(draft.table, cells)
}

const blank: Fill = () => ''

function emptyColumn(name: string, where: (draft: Draft) => number): Layout {
  return onTables(name, draft => addColumn(draft, where(draft), '', blank))
}

const emptyRow = onTables('an empty row', (draft, random) => {
  const at = random.int(headOf(draft).row + 1, draft.rows)
  return fillHoles(insertLine(draft, 'row', at))
})

const serialColumn = onTables('a 序号 column', draft => {
  if (draft.table === 'disputes') return null
  let serial = 0
  return addColumn(draft, 0, '序号', (_, isFigures) => (isFigures ? String(++serial) : ''))
})

const remarkColumn = onTables('a 备注 column', (draft, random) =>
  addColumn(draft, draft.columns, '备注', (_, isFigures) =>
    isFigures && random.chance(0.1) ? '与上年口径一致' : '',
  ),
)

const unitColumn = onTables('a 单位 column', (draft, _, document) => {
  const units = new Map(cellsOf(formatOf(document.model)).map(cell => [cell.key, cell.unit]))
  const unitOf = (row: number, wider: Draft) => {
    const figures = wider.cells.filter(cell => cell.role === 'figure' && cell.row === row)
    return [...new Set(figures.map(cell => units.get(cell.key!)).filter(Boolean))].join('、')
  }
  if (draft.table === 'disputes') return null
  return addColumn(draft, headOf(draft).column, '单位', (row, isFigures, wider) =>
    isFigures ? unitOf(row, wider) : '',
  )
})

/** A row over the whole width that belongs to nothing on the form. */
function banner(name: string, text: string, at: 'top' | 'bottom'): Layout {
  return onTables(name, draft => {
    const row = at === 'top' ? 0 : draft.rows
    const wider = insertLine(draft, 'row', row)
    return draftOf(draft.table, [...wider.cells, {...filler(row, 0, text), columnSpan: draft.columns}])
  })
}

/** Row labels that stand right beside the figures of a row. */
function leafLabel(draft: Draft, row: number): DraftCell | undefined {
  const first = headOf(draft).column
  return draft.cells.find(
    cell => cell.role === 'rowHead' && cell.row === row && cell.column + cell.columnSpan === first,
  )
}

function figureRows(draft: Draft): number[] {
  return [...new Set(draft.cells.filter(cell => cell.role === 'figure').map(cell => cell.row))]
}

const rowsReordered = onTables('rows reordered within a group', (draft, random) => {
  if (draft.table !== 'applications') return null
  const rows = figureRows(draft).filter(row =>
    draft.cells.some(cell => cell.row === row && cell.key?.includes('.denied.')),
  )
  const group = draft.cells.find(
    cell => cell.role === 'rowHead' && cell.group && cell.rowSpan === rows.length,
  )
  const to = new Map(random.shuffle(rows).map((row, i) => [row, rows[i]!]))
  const cells = draft.cells.map(cell =>
    cell === group ? cell : {...cell, row: to.get(cell.row) ?? cell.row},
  )
  return draftOf(draft.table, cells)
})

const columnsReordered = onTables('columns reordered with their headings', (draft, random) => {
  const {row, column} = headOf(draft)
  const leaves = draft.cells.filter(
    cell =>
      cell.role === 'columnHead' && !cell.group && cell.row + cell.rowSpan === row && cell.columnSpan === 1,
  )
  const together = leaves.filter(cell => cell.row === leaves.at(-1)!.row && cell.column < column + 6)
  if (together.length < 2 || draft.table === 'disclosure') return null
  const places = together.map(cell => cell.column)
  const to = new Map(random.shuffle(places).map((from, i) => [from, places[i]!]))
  const moves = (cell: DraftCell) => cell.role === 'figure' || together.includes(cell)
  return draftOf(
    draft.table,
    draft.cells.map(cell => (moves(cell) ? {...cell, column: to.get(cell.column) ?? cell.column} : cell)),
  )
})

const totalFirst = onTables('total column first', draft => {
  if (draft.table !== 'applications') return null
  const {column} = headOf(draft)
  const last = draft.columns - 1
  const cells = draft.cells.map(cell => {
    if (cell.column === last) return {...cell, column}
    if (cell.column < column || cell.columnSpan > last - column) return cell
    return {...cell, column: cell.column + 1}
  })
  return draftOf(draft.table, cells)
})

const rowDoubled = onTables(
  'a row printed twice with the same figures',
  (draft, random) => {
    if (draft.table !== 'applications') return null
    const row = random.pick(figureRows(draft).slice(3, -3))
    const taller = insertLine(draft, 'row', row + 1)
    const copies = draft.cells
      .filter(cell => cell.row === row && cell.rowSpan === 1)
      .map(cell => ({...cell, row: row + 1}))
    return fillHoles(draftOf(draft.table, [...taller.cells, ...copies]))
  },
  {must: ['S08']},
)

const ofWhich = onTables(
  'a row of their own making below a row of the form',
  draft => {
    if (draft.table !== 'applications') return null
    const row = figureRows(draft)[0]!
    const wider = insertLine(draft, 'row', row + 1)
    const own = draft.cells
      .filter(cell => cell.row === row)
      .map(cell => ({
        ...cell,
        row: row + 1,
        key: undefined,
        role: 'filler' as const,
        text:
          cell.role === 'figure' ? String(Math.floor(Number(cell.text) / 2)) : '其中：通过网络平台提交的申请',
      }))
    return draftOf(draft.table, [...wider.cells, ...own])
  },
  {must: ['S07']},
)

/** Subtotals of (三) to (六): on a row of their own above the sub-rows. */
const subtotals = (called: string) =>
  onTables(
    called === '小计' ? 'subtotals printed on rows of their own' : `subtotals called ${called}`,
    (draft, _, document) => {
      if (draft.table !== 'applications') return null
      let out = draft
      for (const name of ['denied', 'unableToProvide', 'notProcessed', 'other']) {
        const own = (cell: DraftCell) => cell.key?.startsWith(`applications.outcomes.${name}.`) ?? false
        const first = Math.min(...out.cells.filter(own).map(cell => cell.row))
        const label = leafLabel(out, first)
        const count = new Set(out.cells.filter(own).map(cell => cell.row)).size
        if (count < 2 || !label) continue
        const group = out.cells.find(cell => cell.group && cell.row === first && cell.rowSpan === count)!
        const taller = insertLine(out, 'row', first)
        const sums = out.cells
          .filter(cell => cell.row === first && cell.role === 'figure')
          .map(cell => filler(first, cell.column, subtotal(document, name, cell.key!.split('.').at(-1)!)))
        const cells = taller.cells.map(cell =>
          cell.group && cell.row === group.row + 1 && cell.column === group.column
            ? {...cell, row: first, rowSpan: count + 1}
            : cell,
        )
        out = draftOf(draft.table, [
          ...cells,
          {...filler(first, label.column, called), columnSpan: label.columnSpan},
          ...sums,
        ])
      }
      return fillHoles(out)
    },
  )

function subtotal(document: Document, group: string, column: string): string {
  const prefix = `applications.outcomes.${group}.`
  const figures = Object.entries(document.model.observations).filter(
    ([key]) => key.startsWith(prefix) && key.endsWith(`.${column}`),
  )
  return String(figures.reduce((sum, [, figure]) => sum + (figure.value ?? 0), 0))
}

/** Who filled the form in, below the figures: the telephone number is no figure of the form. */
const signatures = onTables('a row that says who filled the form in', draft => {
  const texts = ['填报人：', '王芳', '联系电话：', '8262321']
  if (draft.columns < texts.length) return null
  const cells = texts.map((text, column) => filler(draft.rows, column, text))
  return fillHoles(draftOf(draft.table, [...draft.cells, ...cells]))
})

/** Takes a row of the form out: its cells are absent, not zero. */
const rowMissing: Layout = {
  name: 'a row of table 3 missing',
  must: ['S06'],
  may: ['S12', 'S13', 'A02', 'A03', 'A08', 'A09', 'A10', 'A12'],
  apply: (document, random: Random) => {
    const draft = document.items.find(
      (item): item is Draft => item.type === 'table' && item.table === 'applications',
    )
    const rows = draft ? figureRows(draft) : []
    if (!draft || rows.length < 8) return null
    const row = random.pick(rows.slice(2, -2))
    const gone = draft.cells.filter(cell => cell.row === row && cell.key).map(cell => cell.key!)
    const label = leafLabel(draft, row)
    const shorter = removeLine(draft, 'row', row)
    /** The label of a group that began in the row moves down with the rest of its group. */
    const cells = shorter.cells.filter(cell => cell.text !== label?.text || cell.role !== 'rowHead')
    const items = document.items.map(item => (item === draft ? draftOf(draft.table, cells) : item))
    return {...document, items, absent: [...document.absent, ...gone]}
  },
}

const headingsMissing = onTables(
  'heading rows of table 3 missing',
  draft => {
    if (draft.table !== 'applications') return null
    const {row} = headOf(draft)
    return draftOf(
      draft.table,
      draft.cells.filter(cell => cell.row >= row).map(cell => ({...cell, row: cell.row - row})),
    )
  },
  {must: ['S13']},
)

export const lines: readonly Layout[] = [
  emptyColumn('an empty column on the right', draft => draft.columns),
  emptyColumn('an empty column on the left', () => 0),
  emptyColumn('an empty column between labels and figures', draft => headOf(draft).column),
  emptyRow,
  serialColumn,
  remarkColumn,
  unitColumn,
  banner('a title row', '政府信息公开情况统计表（单位：件）', 'top'),
  banner('a note below', '注：以上数据由各业务科室提供，办公室汇总。', 'bottom'),
  rowsReordered,
  columnsReordered,
  totalFirst,
  rowDoubled,
  ofWhich,
  subtotals('小计'),
  subtotals('合计'),
  signatures,
  rowMissing,
  headingsMissing,
]
