import type {Root, Table} from '../../../pipeline/model/ast.ts'
import {textOf} from '../../../pipeline/model/ast.ts'

/** A way tables look once a page has become plain text. */
export interface TextStyle {
  name: string
  /** Whether a blank cell can still be told from a missing one. */
  blanksKept: boolean
  table(table: Table): string[]
}

type Entry = {text: string; covered: boolean; start: boolean}

/** The grid of a table as texts; `covered` places belong to a cell that begins to the left or above. */
function entries(table: Table): Entry[][] {
  const grid: Entry[][] = Array.from({length: table.rows}, () =>
    Array.from({length: table.columns}, () => ({text: '', covered: false, start: false})),
  )
  for (const cell of table.children) {
    for (let r = cell.row; r < Math.min(cell.row + cell.rowSpan, table.rows); r++) {
      for (let c = cell.column; c < Math.min(cell.column + cell.columnSpan, table.columns); c++) {
        const start = r === cell.row && c === cell.column
        grid[r]![c] = {
          text: start ? oneLine(cell.children.map(textOf).join(' ')) : '',
          covered: !start,
          start,
        }
      }
    }
  }
  return grid
}

function oneLine(text: string): string {
  return text.replace(/\n/g, ' ')
}

/** Cells that begin in a row, in order: what is left when spans are forgotten. */
function begun(row: Entry[]): string[] {
  return row.filter(entry => entry.start || !entry.covered).map(entry => entry.text)
}

/** Display width: Chinese characters take two places. */
function breadth(text: string): number {
  return [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 0x2e80 ? 2 : 1), 0)
}

function padded(text: string, to: number): string {
  return text + ' '.repeat(Math.max(0, to - breadth(text)))
}

function breadths(rows: string[][]): number[] {
  const columns = Math.max(0, ...rows.map(row => row.length))
  return Array.from({length: columns}, (_, c) => Math.max(1, ...rows.map(row => breadth(row[c] ?? ''))))
}

/** 规章 | 0 | 0 | 0 | with rows padded at their end to the width of the table. */
const pipes: TextStyle = {
  name: 'pipes',
  blanksKept: true,
  table: table =>
    entries(table).map(row => {
      const cells = begun(row)
      return `${cells.join(' | ')} |${'|'.repeat(Math.max(0, row.length - cells.length))}`
    }),
}

/** The same, each cell on a line of its own: a cell of a web page that held a paragraph. */
const cellPerLine: TextStyle = {
  name: 'cellPerLine',
  blanksKept: true,
  table: table =>
    entries(table).flatMap(row => {
      const cells = begun(row)
      const lines = cells.map(cell => `${cell} |`)
      lines[lines.length - 1] += '|'.repeat(Math.max(0, row.length - cells.length))
      return lines
    }),
}

/** One tab between cells, and one for each place a merged cell covers. */
const tabs: TextStyle = {
  name: 'tabs',
  blanksKept: true,
  table: table => entries(table).map(row => row.map(entry => entry.text).join('\t')),
}

/** Tabs between the cells that begin in a row, as a browser copies them; nothing for merged places. */
const tabsOfCells: TextStyle = {
  name: 'tabsOfCells',
  blanksKept: true,
  table: table => entries(table).map(row => begun(row).join('\t')),
}

/** One cell a line with nothing else: blanks are lost. */
const bareLines: TextStyle = {
  name: 'bareLines',
  blanksKept: false,
  table: table => entries(table).flatMap(row => begun(row).filter(text => text !== '')),
}

/** One cell a line, ended by a tab; a blank cell is a line with a tab. */
const tabbedLines: TextStyle = {
  name: 'tabbedLines',
  blanksKept: true,
  table: table => entries(table).flatMap(row => begun(row).map(text => `${text}\t`)),
}

const markdown: TextStyle = {
  name: 'markdown',
  blanksKept: true,
  table: table => {
    const rows = entries(table).map(row => `| ${row.map(entry => entry.text).join(' | ')} |`)
    const rule = `|${' --- |'.repeat(table.columns)}`
    return [rows[0] ?? '', rule, ...rows.slice(1)]
  },
}

const commas: TextStyle = {
  name: 'commas',
  blanksKept: true,
  table: table => entries(table).map(row => row.map(entry => quoted(entry.text)).join(',')),
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}

/** Tabs with merged places dropped, and the label of one row pulled to the front, as copying from a PDF does. */
const shiftedRow: TextStyle = {
  name: 'shiftedRow',
  blanksKept: true,
  table: table =>
    entries(table).map(row => {
      const texts = row.map(entry => entry.text)
      const label = texts.findIndex(text => text !== '')
      if (!texts[label]?.startsWith('3.其他')) return texts.join('\t')
      return [texts[label], ...Array.from({length: label}, () => ''), ...texts.slice(label + 1)].join('\t')
    }),
}

/** Pipes at both ends of a row and nothing at all for merged places. */
const closedPipes: TextStyle = {
  name: 'closedPipes',
  blanksKept: true,
  table: table => entries(table).map(row => `|${begun(row).join('|')}|`),
}

/** Columns aligned with spaces, every place of the grid kept. */
const aligned: TextStyle = {
  name: 'aligned',
  blanksKept: true,
  table: table => {
    const rows = entries(table).map(row => row.map(entry => entry.text))
    const wide = breadths(rows)
    return rows.map(row =>
      row
        .map((text, c) => padded(text, wide[c]!))
        .join('  ')
        .trimEnd(),
    )
  },
}

/** Ruled with box-drawing characters, as a terminal or an old text export draws tables. */
const boxes: TextStyle = {
  name: 'boxes',
  blanksKept: true,
  table: table => {
    const rows = entries(table).map(row => row.map(entry => entry.text))
    const wide = breadths(rows)
    const rule = (left: string, middle: string, right: string) =>
      left + wide.map(width => '─'.repeat(width + 2)).join(middle) + right
    const body = rows.map(row => `│${row.map((text, c) => ` ${padded(text, wide[c]!)} `).join('│')}│`)
    return [
      rule('┌', '┬', '┐'),
      ...body.flatMap((line, i) => (i ? [rule('├', '┼', '┤'), line] : [line])),
      rule('└', '┴', '┘'),
    ]
  },
}

/** Every known way. */
export const textStyles: readonly TextStyle[] = [
  pipes,
  cellPerLine,
  tabs,
  tabsOfCells,
  shiftedRow,
  closedPipes,
  tabbedLines,
  bareLines,
  markdown,
  commas,
  aligned,
  boxes,
]

/** A document as lines of plain text. Pictures vanish; attachments leave their names. */
export function renderText(root: Root, style: TextStyle): string {
  const lines = root.children.flatMap(block => {
    if (block.type === 'table') return style.table(block)
    return block.type === 'image' ? [] : [block.value]
  })
  return `${lines.join('\n')}\n`
}

/** What a page puts around a report when the whole page is copied; `metadata` are names and values as printed. */
export function copiedPage(text: string, metadata: {name: string; value: string}[]): string {
  return [
    '当前位置:首页 > 政务公开 > 政府信息公开年报',
    `${metadata.map(item => item.name).join(' | ')} |`,
    `${metadata.map(item => item.value).join(' | ')} |`,
    '字号:',
    `大 中 小${text.trimEnd()}`,
    '扫一扫在手机打开当前页面',
    '回到顶部',
    '',
  ].join('\n')
}
