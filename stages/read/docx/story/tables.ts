import {textOf} from '../../../../pipeline/model/ast.ts'
import {countCell, countNode} from '../draft/limits.ts'
import {type CellDraft, finishTable} from '../draft/table.ts'
import {endContainer, enter, leave} from './paragraphs.ts'
import {emit, type Story} from './state.ts'

/** Begins a table (w:tbl). */
export function beginTable(story: Story): void {
  endContainer(story)
  enter(story, {blocks: []}, story.at.cell)
  story.at.table = {grid: [], rows: [], cells: 0}
}

/** Ends the table and puts it into the tree; what is wrong with it is kept until its place is known. */
export function endTable(story: Story): void {
  const {state, part} = story
  const {table} = story.at
  if (!table) return
  leave(story)
  const {table: node, problems, covered} = finishTable(table)
  for (const cell of covered) {
    const text = cell.children.map(textOf).join(' ')
    if (text.trim() !== '') state.leftOut.add('covered', text, {part, cell})
  }
  if (problems.length) state.problems.set(node, problems)
  node.place = {part}
  emit(story, node)
}

/** Begins a row (w:tr); one outside any table is none. */
export function beginRow({at}: Story): void {
  if (!at.table) return
  at.row = {before: 0, after: 0, header: false, cells: []}
  at.table.rows.push(at.row)
}

/** Ends the row. */
export function endRow({at, leaving}: Story): void {
  if (at.row?.removed) leaving[at.row.removed]--
  at.row = null
}

/** Begins a cell (w:tc). One outside any row has no place in a table: what it holds stays in the text. */
export function beginCell(story: Story): void {
  const {at, state, part} = story
  if (!at.row || !at.table) {
    enter(story, at.container, at.cell)
    return
  }
  const cell: CellDraft = {span: 1, deleted: false, children: []}
  if (countNode(state, part) && countCell(at.table, state, part)) at.row.cells.push(cell)
  enter(story, {blocks: cell.children}, cell)
  story.at.own = cell
}

/** Ends the cell; a deleted one is taken out of its row. */
export function endCell(story: Story): void {
  const {own} = story.at
  leave(story)
  if (!own?.deleted) return
  story.leaving.deleted--
  const {row} = story.at
  if (row) row.cells = row.cells.filter(cell => cell !== own)
}
