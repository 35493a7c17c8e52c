import type {Block, Paragraph, Table} from '../../../pipeline/model/ast.ts'
import {AROUND_FIGURE} from '../../../pipeline/model/text.ts'
import {writtenTable} from './written.ts'

/** Longest line that can be a row of a table, characters; and fewest lines with figures that make a table. */
const LONGEST_LINE = 160
const FEWEST_ROWS = 3
/** Figures without a label before them that are a row by themselves, as those of the disputes are. */
export const BARE_FIGURES = 10

const FIGURE = new RegExp(
  `^(?:${AROUND_FIGURE.sign}[\\d０-９][\\d０-９,，]*(?:[.．][\\d０-９]+)?(?: ?${AROUND_FIGURE.unit})?|[/／\\\\—\\-–−无]+)$`,
)
/** Whether a word is a figure, or stands for one in a cell. */
export function isFigure(token: string): boolean {
  return FIGURE.test(token)
}

/** A unit that a blank parts from its figure. */
const UNIT_APART = new RegExp(`^${AROUND_FIGURE.unit}$`)
/** - 4 -: the number of a page between rows. */
const PAGE_NUMBER = /^[-—–]\s*\d{1,3}\s*[-—–]$/
/** Word that may be the unit of a figure. */
const UNIT = /^\p{Script=Han}{1,2}$/u
const SENTENCE = /[。；！？]/
/** 规章：3 0 12, a colon between the label and several figures. */
const COLON = /[:：]\s*(?=[\d０-９.,/／—-]+(?: [\d０-９.,/／—-]+)+$)/
/** Most parts a label is broken into. */
const MOST_PARTS = 4
/** Most lines that the headings of narrow columns are broken into, and the longest part. */
const MOST_LINES = 20
const LONGEST_PART = 6

/** A line that reads as a row of a table whose borders were lost: `规章 0 0 3`, or words of headings. */
interface Row {
  cells: string[]
  figures: number
  /** Whether the words are labels of the form. */
  known: boolean
}

/**
 * Tables whose borders were lost on the way (copied out of a page, printed without rules): neighbouring lines of a label
 * of the form and figures behind it, parted by single spaces. Rows become cells in their order; nothing is said about
 * columns. A line that holds anything else, or heads a section, ends the table.
 */
export function tablesFromLines(
  printed: Block[],
  {isLabel, isHeading}: {isLabel(text: string): boolean; isHeading(text: string): boolean},
): Block[] {
  const blocks = withWholeLines(printed, isLabel)
  const heads = (block: Block) =>
    block.type === 'paragraph' && isHeading(block.value) && !isLabel(block.value)
  const rows = blocks.map(block => {
    const row = rowOf(block, isLabel)
    // 四、行政复议数量 件 10 is a row of the statistics table, though it reads like a heading.
    return heads(block) && !(row?.known && row.figures > 0) ? null : row
  })
  const out: Block[] = []
  for (let i = 0; i < blocks.length; ) {
    const end = endOf(rows, i)
    const within = rows.slice(i, end) as Row[]
    const lines = blocks.slice(i, end) as Paragraph[]
    if (end > i) out.push(within.some(isLone) ? columnOf(lines, within) : writtenTable(lines, within))
    else out.push(blocks[i]!)
    i = Math.max(end, i + 1)
  }
  return out
}

/**
 * Lines into which the label of one row was broken as one line, with the figures that stand behind its last part or below it:
 * 2.申请人逾期未按收费通知要求缴纳费 / 用、行政机关不再处理其政府信息公开申 / 请 / 0 0 0 0 0 0 0. Only where the first part is no label itself.
 */
function withWholeLines(blocks: Block[], isLabel: (text: string) => boolean): Block[] {
  const out: Block[] = []
  for (let i = 0; i < blocks.length; ) {
    const whole = wholeLine(blocks, i, isLabel)
    out.push(whole?.line ?? blocks[i]!)
    i += whole?.lines ?? 1
  }
  return out
}

function wholeLine(
  blocks: Block[],
  start: number,
  isLabel: (text: string) => boolean,
): {line: Paragraph; lines: number} | null {
  const first = blocks[start]
  const parts: string[] = []
  for (let i = start; i <= start + MOST_PARTS; i++) {
    const text = lineText(blocks[i])
    if (first?.type !== 'paragraph' || text === null || SENTENCE.test(text)) return null
    const [, words = '', figures = ''] = LAST_PART.exec(text) ?? []
    const below = FIGURES.test(text)
    if (figures === '' && !below) {
      parts.push(text)
      continue
    }
    if (parts.length === 0 || (below && parts.length === 1)) return null
    const label = [...parts, words].join('')
    const last = below ? parts.at(-1)! : words
    if (label.length > LONGEST_LINE || !isLabel(label) || isLabel(parts[0]!) || isLabel(last)) return null
    const behind = below ? text : figures.trim()
    return {line: {...first, value: `${label} ${behind}`}, lines: i - start + 1}
  }
  return null
}

/** Words of a label, and the figures of its row where they stand behind. */
const LAST_PART = /^(.*?\D)((?: [\d０-９][\d０-９.,，]*)*)$/u
/** At least two figures and nothing else. */
const FIGURES = /^[\d０-９][\d０-９.,，]*(?: [\d０-９][\d０-９.,，]*)+$/

function lineText(block: Block | undefined): string | null {
  const isLine = block?.type === 'paragraph' && block.data?.numbering === undefined
  return isLine && block.value.length <= LONGEST_LINE ? block.value.trim() : null
}

/** Index behind the table that begins at `start`; `start` itself where none does. */
function endOf(rows: (Row | null)[], start: number): number {
  const first = rows[start]
  if (!first?.known || first.cells.length === 0) return start
  let end = start
  let figures = 0
  let lone = 0
  for (let i = start; i < rows.length; i++) {
    const row = rows[i]
    if (!row) break
    lone = isLone(row) ? lone + 1 : 0
    if (lone === BARE_FIGURES) figures += FEWEST_ROWS
    if (row.known && row.figures === 0 && rows[i + 1] && isLone(rows[i + 1]!)) figures++
    // Words that no form knows are a label broken over two lines, or do not belong to the table any more.
    if (!row.known && row.figures === 0 && !rows[i + 1]?.figures && !figuresSoon(rows, i)) break
    if (row.known || row.figures > 0) end = i + 1
    if (row.known && row.figures > 0) figures += row.figures >= BARE_FIGURES ? FEWEST_ROWS : 1
  }
  return figures >= FEWEST_ROWS ? end : start
}

/**
 * Whether nothing but parts of words, as headings broken over lines leave them, stands between a line and figures; a long label may
 * begin on the line above its figures.
 */
function figuresSoon(rows: (Row | null)[], start: number): boolean {
  const near = rows.slice(start, start + MOST_LINES)
  const at = near.findIndex(row => !row || row.figures > 0)
  const between = near.slice(0, Math.max(at, 0))
  const parts = between.every(
    (row, i) => row!.known || i === at - 1 || row!.cells.every(({length}) => length <= LONGEST_PART),
  )
  return at > 0 && near[at] !== null && parts
}

/** A figure alone on its line: where each cell stands in a paragraph of its own. */
function isLone({cells, figures}: Row): boolean {
  return figures === 1 && cells.length === 1
}

function rowOf(block: Block, isLabel: (text: string) => boolean): Row | null {
  if (block.type !== 'paragraph' || block.data?.numbering !== undefined) return null
  const value = block.value.replace(COLON, ' ')
  if (value.length > LONGEST_LINE || SENTENCE.test(value)) return null
  if (PAGE_NUMBER.test(value)) return {cells: [], figures: 0, known: true}
  const tokens = withUnits(value.split(' '))
  const words = tokens.findLastIndex(token => !FIGURE.test(token)) + 1
  const figures = tokens.length - words
  if (words === 0) return {cells: tokens, figures, known: figures >= BARE_FIGURES}
  const label = wholeLabels(tokens.slice(0, words), isLabel)
  // 收到申请数 件 12: a unit between label and figure.
  if (figures === 1 && label.length > 1 && UNIT.test(label.at(-1)!) && isLabel(label.slice(0, -1).join(' ')))
    return {cells: [label.slice(0, -1).join(' '), label.at(-1)!, tokens.at(-1)!], figures, known: true}
  if (figures === 0) {
    const known = label.filter(isLabel).length * 2 > label.length || isLabel(value)
    return {cells: isLabel(value) ? [value] : label, figures, known}
  }
  const at = label.findIndex((_, i) => isLabel(label.slice(i).join(' ')))
  const parts = at < 0 ? [label.join(' ')] : [label.slice(0, at).join(' '), label.slice(at).join(' ')]
  return {cells: [...parts.filter(part => part !== ''), ...tokens.slice(words)], figures, known: at >= 0}
}

/** 12 件 12 件: figures with the units behind them. */
export function withUnits(tokens: string[]): string[] {
  const out: string[] = []
  for (const token of tokens) {
    const last = out.at(-1)
    if (last !== undefined && UNIT_APART.test(token) && /^[\d０-９]/.test(last) && FIGURE.test(last))
      out[out.length - 1] = `${last} ${token}`
    else out.push(token)
  }
  return out
}

/** 结果 维持 结果 纠正: words that are a label of the form together, and not each for itself. */
function wholeLabels(words: string[], isLabel: (text: string) => boolean): string[] {
  const out: string[] = []
  for (let i = 0; i < words.length; ) {
    let parts = Math.min(MOST_PARTS, words.length - i)
    while (parts > 1) {
      const some = words.slice(i, i + parts)
      if (isLabel(some.join(' ')) && !some.every(isLabel)) break
      parts--
    }
    out.push(words.slice(i, i + parts).join(' '))
    i += parts
  }
  return out
}

/** A cell a line: rows are words and the figures behind them. A blank cell left no trace. */
function columnOf(lines: Paragraph[], rows: Row[]): Table {
  const first: number[] = []
  rows.forEach(({figures}, i) => {
    if (i === 0 || (figures === 0 && rows[i - 1]!.figures > 0)) first.push(i)
  })
  const joined = first.map((from, n): Row => {
    const cells = rows.slice(from, first[n + 1]).flatMap(row => row.cells)
    return {cells, figures: 0, known: true}
  })
  const table = writtenTable(
    first.map(i => lines[i]!),
    joined,
  )
  return {...table, data: {bare: true}}
}
