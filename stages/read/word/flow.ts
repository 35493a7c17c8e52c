import {
  type Block,
  type Image,
  type Paragraph,
  type ParagraphData,
  textOf,
} from '../../../pipeline/model/ast.ts'
import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import type {EmbeddedPicture, ReadContext, ReadLimits} from '../reader.ts'
import {addNotes, type CellNotes, noNotes} from './cellNotes.ts'
import type {RowShape, WordCell, WordRow} from './row.ts'
import {tableOf} from './table.ts'

/**
 * Word's document model, shared by its binary format and RTF: a flat run of paragraphs, each at a table depth (0 outside
 * tables), cut into cells and rows by marks that come after what they end.
 */
export interface Flow {
  readonly limits: ReadLimits
  readonly report: Report
  /** Takes the pictures that nodes stand for. */
  readonly hand: ReadContext['picture']
  readonly counts: Counts
  /** What was read outside tables. */
  blocks: Block[]
  /** The tables that are open, the outermost first. */
  readonly levels: Level[]
  /** Pictures of the paragraph being read. */
  pictures: Block[]
}

/** What was made so far in a document; `full` once a limit is reached. */
interface Counts {
  tables: number
  nodes: number
  cells: number
  full: boolean
}

/** A table that is open, and the row and the cell being read. */
interface Level {
  number: number
  rows: WordRow[]
  cells: WordCell[]
  content: Block[]
  notes: CellNotes
}

type Report = (rule: string, details: FindingDetails) => void

/** A flow in which nothing stands yet. @param hand takes the pictures that nodes stand for */
export function createFlow(limits: ReadLimits, report: Report, hand?: ReadContext['picture']): Flow {
  const counts = {tables: 0, nodes: 0, cells: 0, full: false}
  return {limits, report, hand, counts, blocks: [], levels: [], pictures: []}
}

/** An empty flow that counts tables, cells and nodes together with another: a text box, a footnote. */
export function flowBeside(flow: Flow): Flow {
  return {...flow, blocks: [], levels: [], pictures: []}
}

/** Whether a limit is reached: nothing more is taken in. */
export function isFull({counts}: Flow): boolean {
  return counts.full
}

/**
 * Takes in a paragraph at a depth; empty ones only part tables.
 * @param offset where it begins in the source
 * @param notes what is known of it besides
 */
export function addParagraph(
  flow: Flow,
  text: string,
  depth: number,
  offset: number,
  data?: ParagraphData,
  notes?: CellNotes,
): void {
  if (isFull(flow)) return
  const level = within(flow, depth)
  settle(flow, level)
  if (level > 0 && notes) addNotes(flow.levels[level - 1]!.notes, notes)
  const value = tidy(text)
  if (value !== '' && countNode(flow)) {
    const paragraph: Paragraph = {type: 'paragraph', value}
    if (data && Object.values(data).some(item => item !== undefined)) paragraph.data = data
    paragraph.place = {offset}
    target(flow, level).push(paragraph)
  }
  placePictures(flow, level)
}

/** Takes in whole blocks before the paragraph being read: those of a text box. */
export function addBlocks(flow: Flow, blocks: readonly Block[], depth: number): void {
  for (const block of blocks) {
    if (isFull(flow)) return
    const level = within(flow, depth)
    settle(flow, level)
    if (countNode(flow)) target(flow, level).push(block)
  }
}

/** Takes in a picture of the paragraph being read; it follows the paragraph's text. */
export function addPicture(flow: Flow, offset: number, picture?: EmbeddedPicture | null): void {
  if (isFull(flow) || !countNode(flow)) return
  const node: Image = {type: 'image', place: {offset}}
  flow.pictures.push(node)
  if (picture) flow.hand?.(node, picture)
}

/** Ends a cell of the table at a depth (from 1). */
export function endCell(flow: Flow, depth: number): void {
  if (isFull(flow)) return
  closeCell(levelAt(flow, depth))
  const {maxCells} = flow.limits
  if (++flow.counts.cells > maxCells) stop(flow, `单元格超过${maxCells}个，其后未读`)
}

/** Ends a row of the table at a depth (from 1). @param shape null where the source defines no columns for the row */
export function endRow(flow: Flow, depth: number, shape: RowShape | null, offset: number): void {
  if (isFull(flow)) return
  const level = levelAt(flow, depth)
  if (level.content.length > 0) closeCell(level)
  level.notes = noNotes()
  level.rows.push({cells: level.cells, shape, offset})
  level.cells = []
}

/** Leaves out the cells since the last row end: the row was deleted in a revision. False, and they stay: text shows. */
export function dropRow(flow: Flow, depth: number): boolean {
  const level = levelAt(flow, depth)
  if (looseIn(level).some(block => textOf(block).trim() !== '')) return false
  Object.assign(level, {cells: [], content: [], notes: noNotes()})
  return true
}

/** Ends all tables and gives what was read since the last call. */
export function takeBlocks(flow: Flow): Block[] {
  settle(flow, 0)
  placePictures(flow, 0)
  const taken = flow.blocks
  flow.blocks = []
  return taken
}

function stop({counts, report}: Flow, what: string): void {
  if (!counts.full) report('R08', {values: {what}})
  counts.full = true
}

/** Counts a node; false beyond the limit. */
function countNode(flow: Flow): boolean {
  const {maxNodes} = flow.limits
  if (++flow.counts.nodes > maxNodes) stop(flow, `内容超过${maxNodes}个节点，其后未读`)
  return !isFull(flow)
}

/** Where blocks at a depth go. */
function target({blocks, levels}: Flow, depth: number): Block[] {
  return depth === 0 ? blocks : levels[depth - 1]!.content
}

function within({limits}: Flow, depth: number): number {
  return Math.max(0, Math.min(depth, limits.maxDepth))
}

/** The table at a depth, opened where it is not; those within it are ended. */
function levelAt(flow: Flow, depth: number): Level {
  const at = Math.max(1, within(flow, depth))
  settle(flow, at)
  return flow.levels[at - 1]!
}

/** Makes the tables open exactly down to `depth`. */
function settle(flow: Flow, depth: number): void {
  const {levels, counts} = flow
  while (levels.length > depth) closeTable(flow, levels.pop()!)
  while (levels.length < depth)
    levels.push({number: ++counts.tables, rows: [], cells: [], content: [], notes: noNotes()})
}

/** Puts a table that was just ended where text goes now; what stands behind its last row follows as text, which is told. */
function closeTable(flow: Flow, level: Level): void {
  const {report, levels} = flow
  const parent = target(flow, levels.length)
  if (level.rows.length > 0) parent.push(tableOf(level.rows, level.number, report))
  const loose = looseIn(level)
  if (loose.length === 0) return
  const what = '表格最后一行没有结束标记，其内容按段落读取'
  report('R03', {values: {what}, place: {table: level.number}})
  parent.push(...loose)
}

/** What was read since the last row ended. */
function looseIn({cells, content}: Level): Block[] {
  return [...cells.flatMap(cell => cell.content), ...content]
}

function closeCell(level: Level): void {
  level.cells.push({content: level.content, notes: level.notes})
  level.content = []
  level.notes = noNotes()
}

function placePictures(flow: Flow, depth: number): void {
  if (flow.pictures.length === 0) return
  target(flow, depth).push(...flow.pictures)
  flow.pictures = []
}

/** White space collapsed, line breaks kept, control characters removed. */
function tidy(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/[^\P{Cc}\n]/gu, '')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}
