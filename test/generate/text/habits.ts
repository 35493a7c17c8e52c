import type {Root, Table} from '../../../pipeline/model/ast.ts'
import {textOf} from '../../../pipeline/model/ast.ts'
import type {Random} from '../random.ts'

/** What stands between the cells of a row, and between rows. */
export const CELLS = [
  'pipes',
  'pipes on both sides',
  'pipes between',
  'a cell a line, pipe behind',
  'a cell a line, pipe behind, end of row apart',
  'a cell a line, pipe behind, indented',
  'a cell a line, pipe behind, row opened by a pipe',
  'a cell a line, pipe before',
  'a cell a line, pipe on a line between',
  'tabs',
  'a cell a line',
  'a cell a paragraph',
  'spaces',
] as const

const BLANKS = ['kept', 'dropped'] as const
const FILLED = ['yes', 'no', 'all but the last row'] as const
const WIDTHS = ['as typed', 'half'] as const
const BREAKS = ['none', 'space', 'joined', 'line', 'paragraph', 'rest lost'] as const

/**
 * How a program that strips pages writes their tables: each of these was seen apart from the others, and a page shows one of
 * each kind.
 */
export interface Habits {
  cells: (typeof CELLS)[number]
  /** What becomes of a cell without text. */
  blanks: (typeof BLANKS)[number]
  /** Whether a row that has fewer cells than the widest is filled up with separators. */
  filled: (typeof FILLED)[number]
  /** Whether brackets, commas and colons come in half width. */
  width: (typeof WIDTHS)[number]
  /** What becomes of a line break within a cell. */
  breaks: (typeof BREAKS)[number]
}

/** Where a blank cell is no line, or a line that says something else. */
const TRACELESS: readonly Habits['cells'][] = [
  'a cell a line',
  'a cell a paragraph',
  'a cell a line, pipe on a line between',
  'spaces',
]

/** Habits by chance, all of them possible together. */
export function habitsOf(random: Random): Habits {
  return {
    cells: random.pick(CELLS),
    blanks: random.pick(BLANKS),
    filled: random.pick(FILLED),
    width: random.pick(WIDTHS),
    breaks: random.pick(BREAKS),
  }
}

/** Whether a blank cell leaves a trace. */
export function keepsBlanks({cells, blanks}: Habits): boolean {
  return blanks === 'kept' && !TRACELESS.includes(cells)
}

/** A document as a page stripped by a program of these habits. */
export function strippedText(root: Root, habits: Habits, random: Random): string {
  const paragraph = habits.cells === 'a cell a paragraph' ? '\n\n' : '\n'
  const parts = root.children.flatMap(block => {
    if (block.type === 'table') return [strippedTable(block, habits, random)]
    return block.type === 'image' ? [] : [block.value]
  })
  const text = `${parts.join(paragraph)}\n`
  return habits.width === 'half' ? text.replace(/[（），：；]/g, letter => letter.normalize('NFKC')) : text
}

function strippedTable(table: Table, habits: Habits, random: Random): string {
  const rows = Array.from({length: table.rows}, (_, r) => rowTexts(table, r, habits, random))
  const joined = rows
    .map((row, r) => ({row, last: r === rows.length - 1}))
    .filter(({row}) => row.length > 0)
    .map(({row, last}) => rowText(row, missing(table, row, last, habits), habits))
  return joined.join(habits.cells === 'a cell a paragraph' ? '\n\n' : '\n')
}

function missing(table: Table, row: string[], last: boolean, {filled}: Habits): number {
  if (filled === 'no' || (last && filled === 'all but the last row')) return 0
  return Math.max(0, table.columns - row.length)
}

function rowTexts(table: Table, r: number, habits: Habits, random: Random): string[] {
  const texts = table.children
    .filter(cell => cell.row === r)
    .sort((a, b) => a.column - b.column)
    .map(cell => broken(cell.children.map(textOf).join('\n').trim(), habits, random))
  return keepsBlanks(habits) ? texts : texts.filter(text => text !== '')
}

/** Headings of narrow columns, and long labels, are where people break lines. */
function broken(text: string, {breaks}: Habits, random: Random): string {
  const at = breakAt(text)
  if (breaks === 'none' || at === 0 || random.chance(0.5)) return text
  const [head, tail] = [text.slice(0, at), text.slice(at)]
  const between = {space: ' ', joined: '', line: '\n', paragraph: '\n\n'}
  return breaks === 'rest lost' ? head : head + between[breaks] + tail
}

function breakAt(text: string): number {
  if (/^本年新/.test(text)) return 3
  if (/^(结果|其他|尚未|商业|科研|社会|法律)\p{Script=Han}{2,4}$/u.test(text)) return 2
  return 0
}

function rowText(row: string[], pads: number, {cells}: Habits): string {
  const bars = '|'.repeat(pads)
  switch (cells) {
    case 'pipes':
      return `${row.join(' | ')} |${bars}`
    case 'pipes on both sides':
      return `| ${row.join(' | ')} |${bars}`
    case 'pipes between':
      return row.join(' | ')
    case 'a cell a line, pipe behind, end of row apart':
      return `${row.join(' |\n')} |${pads > 0 ? `\n${bars}` : ''}`
    case 'a cell a line, pipe behind, row opened by a pipe':
      return `|\n${row.map(cell => (cell === '' ? '|' : `${cell} |`)).join('\n')}${pads > 0 ? ` ${bars}` : ''}`
    case 'a cell a line, pipe behind, indented':
      return `${row.join('  | \n\t\t\t')}  | \n\t\t`
    case 'a cell a line, pipe behind':
      return `${row.join(' |\n')} |${bars}`
    case 'a cell a line, pipe before':
      return `${row.join('\n| ')}\n|${bars}`
    case 'a cell a line, pipe on a line between':
      return `${row.join('\n|\n')}\n|`
    case 'tabs':
      return row.join('\t') + '\t'.repeat(pads)
    case 'a cell a line':
      return row.join('\n')
    case 'a cell a paragraph':
      return row.join('\n\n')
    case 'spaces':
      return row.join(' ')
  }
}
