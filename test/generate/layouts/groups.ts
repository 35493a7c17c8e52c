import {type Draft, type DraftCell, draftOf, filler, fillHoles, headOf, unmerge} from '../form/draft.ts'
import {type Layout, onTables} from './layout.ts'

/** Merged headings given up: the text in every place, or in the first alone. */
function unmerged(name: string, which: (cell: DraftCell) => boolean, repeat: boolean): Layout {
  return onTables(name, draft => {
    if (!draft.cells.some(which)) return null
    const cells = draft.cells.flatMap(cell => (which(cell) ? unmerge(cell, repeat ? cell.text : '') : [cell]))
    return draftOf(draft.table, cells)
  })
}

const merged = (cell: DraftCell) => cell.rowSpan * cell.columnSpan > 1
const rowGroup = (cell: DraftCell) => cell.role === 'rowHead' && merged(cell)
const columnGroup = (cell: DraftCell) => cell.role === 'columnHead' && merged(cell)

/** Labels above and including the one beside a row of figures, outermost first. */
function pathOf(draft: Draft, row: number, column: number): DraftCell[] {
  return draft.cells
    .filter(
      cell =>
        cell.role === 'rowHead' && cell.column < column && cell.row <= row && row < cell.row + cell.rowSpan,
    )
    .sort((a, b) => a.column - b.column)
}

/** Table 3 with one column of labels; `lay` says what stands in it, and which rows without figures go before. */
function oneColumn(
  name: string,
  lay: (path: DraftCell[], before: DraftCell[]) => {above: string[]; own: string},
): Layout {
  return onTables(name, draft => {
    if (draft.table !== 'applications') return null
    const {row: head, column} = headOf(draft)
    const cells: DraftCell[] = draft.cells
      .filter(cell => cell.row < head)
      .map(cell =>
        cell.role === 'corner' ? {...cell, columnSpan: 1} : {...cell, column: cell.column - column + 1},
      )
    let at = head
    let before: DraftCell[] = []
    for (let row = head; row < draft.rows; row++) {
      const path = pathOf(draft, row, column)
      const {above, own} = lay(path, before)
      before = path
      for (const text of above) cells.push({...filler(at++, 0, text), role: 'rowHead', group: true})
      cells.push({...filler(at, 0, own), role: 'rowHead', aliases: path.at(-1)!.aliases})
      const figures = draft.cells.filter(cell => cell.role === 'figure' && cell.row === row)
      cells.push(...figures.map(cell => ({...cell, row: at, column: cell.column - column + 1})))
      at++
    }
    return fillHoles(draftOf(draft.table, cells))
  })
}

const texts = (cells: DraftCell[]) => cells.map(cell => cell.text)

const headingsFlattened = onTables('headings of columns in one row, groups written out', draft => {
  if (draft.table === 'disclosure') return null
  const {row: head, column} = headOf(draft)
  const leaves = draft.cells.filter(cell => cell.role === 'columnHead' && !cell.group)
  const flat = leaves.map(leaf => {
    const above = draft.cells.filter(
      cell =>
        cell.group &&
        cell.role === 'columnHead' &&
        cell.text !== '申请人情况' &&
        cell.column <= leaf.column &&
        leaf.column < cell.column + cell.columnSpan,
    )
    return {...leaf, row: 0, rowSpan: 1, text: [...texts(above), leaf.text].join('-'), aliases: []}
  })
  const corner = draft.cells.filter(cell => cell.role === 'corner').map(cell => ({...cell, rowSpan: 1}))
  const body = draft.cells.filter(cell => cell.row >= head).map(cell => ({...cell, row: cell.row - head + 1}))
  return column > 0 || corner.length === 0 ? draftOf(draft.table, [...corner, ...flat, ...body]) : null
})

/** Spans that say more than the table has: editors write these, and browsers forgive them. */
const overlongCaption = onTables(
  'colspan far beyond the table',
  draft => {
    if (!draft.cells.some(cell => cell.role === 'caption')) return null
    return {
      ...draft,
      cells: draft.cells.map(cell =>
        cell.role === 'caption' ? {...cell, columnSpan: cell.columnSpan + 6} : cell,
      ),
    }
  },
  {may: ['R03']},
)

/** The heading cells of a row where an editor puts them that lets each take the first free place from the left. */
function reflowed(draft: Draft, row: number): Draft {
  const hangs = (column: number) =>
    draft.cells.some(
      cell =>
        cell.row < row &&
        row < cell.row + cell.rowSpan &&
        cell.column <= column &&
        column < cell.column + cell.columnSpan,
    )
  let at = 0
  const cells = draft.cells.map(cell => {
    if (cell.row !== row) return cell
    while (hangs(at)) at++
    const moved = {...cell, column: at}
    at += cell.columnSpan
    return moved
  })
  return fillHoles(draftOf(draft.table, cells))
}

/** A heading that ends a row too early: those of the row below move over the figures of their neighbours. */
function tooShort(name: string, which: (draft: Draft) => DraftCell | undefined): Layout {
  return onTables(
    name,
    draft => {
      const short = which(draft)
      if (!short || short.rowSpan < 2) return null
      const cells = draft.cells.map(cell => (cell === short ? {...cell, rowSpan: cell.rowSpan - 1} : cell))
      return reflowed({...draft, cells}, short.row + short.rowSpan - 1)
    },
    {must: ['S13'], may: ['R03']},
  )
}

export const groups: readonly Layout[] = [
  unmerged('group labels repeated on every row', rowGroup, true),
  unmerged('group labels on the first row alone', rowGroup, false),
  unmerged('headings of columns repeated over their columns', columnGroup, true),
  unmerged('headings of columns over the first column alone', columnGroup, false),
  oneColumn('one label column, group labels on rows without figures', (path, before) => ({
    above: texts(path.slice(0, -1).filter(cell => !before.includes(cell))),
    own: path.at(-1)!.text,
  })),
  oneColumn('one label column, group labels left out', path => ({above: [], own: path.at(-1)!.text})),
  oneColumn('one label column, group labels written before each label', path => ({
    above: [],
    own: texts(path).join(''),
  })),
  headingsFlattened,
  overlongCaption,
  tooShort('the corner cell ends a row too early', draft => draft.cells.find(cell => cell.role === 'corner')),
  tooShort('a heading ends a row too early', draft =>
    draft.cells.find(cell => cell.role === 'columnHead' && cell.rowSpan > 1),
  ),
  tooShort('the heading before a group ends a row too early', draft =>
    draft.cells.findLast(cell => cell.role === 'columnHead' && cell.rowSpan > 1),
  ),
]
