import {
  type Block,
  type Image,
  type Paragraph,
  type ParagraphData,
  textOf,
} from '../../../pipeline/model/ast.ts'
import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import type {EmbeddedPicture, ReadContext, ReadLimits} from '../reader.ts'
import type {Faint} from './ink.ts'
import type {RowShape, WordCell, WordRow} from './row.ts'
import {tableOf} from './table.ts'

/**
 * Word's document model, shared by its binary format and RTF: a flat run of paragraphs, each at a table depth (0 outside
 * tables), cut into cells and rows by marks that come after what they end.
 */
export interface Flow {
  /** A paragraph at a depth; empty ones only part tables. `faint` are digits in it that may not be seen. */
  paragraph(text: string, depth: number, offset: number, data?: ParagraphData, faint?: Faint[]): void
  /** Whole blocks before the paragraph being read: those of a text box. */
  block(block: Block, depth: number): void
  /** A picture in the paragraph being read; it follows the paragraph's text. */
  picture(offset: number, picture?: EmbeddedPicture | null): void
  cellEnd(depth: number): void
  /** `shape` is null where the source defines no columns for the row. */
  rowEnd(depth: number, shape: RowShape | null, offset: number): void
  /** Leaves out the cells since the last row end: the row was deleted in a revision. False, and they stay: text shows. */
  dropRow(depth: number): boolean
  /** Ends all tables and gives what was read since the last call. */
  take(): Block[]
  /** False once a limit is reached: nothing more is taken in. */
  open(): boolean
  /** An empty flow that counts tables, cells and nodes together with this one: a text box, a footnote. */
  beside(): Flow
}

interface Counts {
  tables: number
  nodes: number
  cells: number
  full: boolean
}

interface Level {
  number: number
  rows: WordRow[]
  cells: WordCell[]
  content: Block[]
  faint: Faint[]
}

type Report = (rule: string, details: FindingDetails) => void

/** @param hand takes the pictures that nodes stand for */
export function createFlow(limits: ReadLimits, report: Report, hand?: ReadContext['picture']): Flow {
  return flowWith({tables: 0, nodes: 0, cells: 0, full: false}, limits, report, hand)
}

function flowWith(counts: Counts, limits: ReadLimits, report: Report, hand: ReadContext['picture']): Flow {
  let blocks: Block[] = []
  const levels: Level[] = []
  let pictures: Block[] = []

  const stop = (what: string) => {
    if (!counts.full) report('R08', {values: {what}})
    counts.full = true
  }
  const count = () => {
    if (++counts.nodes > limits.maxNodes) stop(`内容超过${limits.maxNodes}个节点，其后未读`)
    return !counts.full
  }
  const target = (depth: number) => (depth === 0 ? blocks : levels[depth - 1]!.content)

  /** Makes the tables open exactly down to `depth`. */
  const settle = (depth: number) => {
    while (levels.length > depth) {
      const level = levels.pop()!
      const parent = target(levels.length)
      if (level.rows.length > 0) parent.push(tableOf(level.rows, level.number, report))
      const loose = [...level.cells.flatMap(cell => cell.content), ...level.content]
      if (loose.length > 0) {
        report('R03', {
          values: {what: '表格最后一行没有结束标记，其内容按段落读取'},
          place: {table: level.number},
        })
        parent.push(...loose)
      }
    }
    while (levels.length < depth)
      levels.push({number: ++counts.tables, rows: [], cells: [], content: [], faint: []})
  }
  const within = (depth: number) => Math.max(0, Math.min(depth, limits.maxDepth))

  const placePictures = (depth: number) => {
    if (pictures.length === 0) return
    target(depth).push(...pictures)
    pictures = []
  }

  const endCell = (level: Level) => {
    level.cells.push({content: level.content, faint: level.faint})
    level.content = []
    level.faint = []
  }

  return {
    paragraph(text, depth, offset, data, faint = []) {
      if (counts.full) return
      const level = within(depth)
      settle(level)
      if (level > 0) levels[level - 1]!.faint.push(...faint)
      const value = tidy(text)
      if (value === '' || !count()) return placePictures(level)
      const paragraph: Paragraph = {type: 'paragraph', value}
      if (data && Object.values(data).some(item => item !== undefined)) paragraph.data = data
      paragraph.place = {offset}
      target(level).push(paragraph)
      placePictures(level)
    },
    picture(offset, picture) {
      if (counts.full || !count()) return
      const node: Image = {type: 'image', place: {offset}}
      pictures.push(node)
      if (picture) hand?.(node, picture)
    },
    block(block, depth) {
      if (counts.full) return
      const level = within(depth)
      settle(level)
      if (count()) target(level).push(block)
    },
    cellEnd(depth) {
      if (counts.full) return
      const at = Math.max(1, within(depth))
      settle(at)
      endCell(levels[at - 1]!)
      if (++counts.cells > limits.maxCells) stop(`单元格超过${limits.maxCells}个，其后未读`)
    },
    rowEnd(depth, shape, offset) {
      if (counts.full) return
      const at = Math.max(1, within(depth))
      settle(at)
      const level = levels[at - 1]!
      if (level.content.length > 0) endCell(level)
      level.faint = []
      level.rows.push({cells: level.cells, shape, offset})
      level.cells = []
    },
    dropRow(depth) {
      const at = Math.max(1, within(depth))
      settle(at)
      const level = levels[at - 1]!
      const seen = [...level.cells.flatMap(cell => cell.content), ...level.content].some(
        block => textOf(block).trim() !== '',
      )
      if (seen) return false
      level.cells = []
      level.content = []
      level.faint = []
      return true
    },
    take() {
      settle(0)
      placePictures(0)
      const taken = blocks
      blocks = []
      return taken
    },
    open: () => !counts.full,
    beside: () => flowWith(counts, limits, report, hand),
  }
}

/** White space collapsed, line breaks kept, control characters removed. */
function tidy(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/[^\P{Cc}\n]/gu, '')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}
