import {type Block, type Table, textOf} from '../../../pipeline/model/ast.ts'
import {fold} from '../../../pipeline/model/text.ts'
import {countLabels, FEWEST_LABELS, isForm} from '../lines/detect.ts'
import {furnitureOf, withoutFurniture} from '../lines/furniture.ts'
import {lastTitle, type TitleParts, titleParts} from '../lines/title.ts'
import type {Lexicon} from '../words/lexicon.ts'

/**
 * Where reports begin that are tables alone, one behind the other: at a title of another body or year, or a sheet of its own, that
 * has a form with the labels of the form before it again. Empty where the tables are those of one report.
 */
export function startsByTitle(lexicon: Lexicon, blocks: Block[]): number[] {
  const bounds = [...beginnings(lexicon, blocks), blocks.length]
  const starts: number[] = []
  let tables = tablesIn(blocks, 0, bounds[0]!)
  for (const [i, from] of bounds.slice(0, -1).entries()) {
    const own = tablesIn(blocks, from, bounds[i + 1]!)
    if (repeatsTheForm(lexicon, tables, own)) {
      starts.push(from)
      tables = own
    } else tables = [...tables, ...own]
  }
  return starts
}

/** Where something else than before is named above a table. */
function beginnings(lexicon: Lexicon, blocks: Block[]): number[] {
  const starts: number[] = []
  let last: string | null = null
  let after = 0
  for (const [i, block] of blocks.entries()) {
    if (block.type !== 'table') continue
    const lines = blocks.slice(after, i)
    const title = lastTitle(lexicon, lines.map(lineOf(lexicon)))
    const sheet = lines.findLastIndex(isSheetName)
    const key = (title && keyOf(title)) ?? (sheet < 0 ? null : textOf(lines[sheet]!))
    if (key !== null && key !== last) {
      if (last !== null) starts.push(after + (sheet < 0 ? title!.line : sheet))
      last = key
    }
    after = i + 1
  }
  return starts
}

/** Whether a paragraph is the name of the sheet that begins with it. */
function isSheetName(block: Block): boolean {
  return block.type === 'paragraph' && block.value !== '' && block.value === block.place?.part
}

function tablesIn(blocks: Block[], from: number, to: number): Table[] {
  return blocks.slice(from, to).filter(block => block.type === 'table')
}

/** Whether tables hold a form, and labels that those before have, too. */
function repeatsTheForm(lexicon: Lexicon, before: Table[], tables: Table[]): boolean {
  const count = countLabels(lexicon, tables)
  if (!isForm(count)) return false
  const both = countLabels(lexicon, [...before, ...tables])
  return countLabels(lexicon, before).known + count.known - both.known >= FEWEST_LABELS
}

/**
 * Blocks with tables parted at rows that hold the title of a report and nothing else, as in a workbook with a sheet for each body:
 * the titles become paragraphs. Where all of them name one report nothing is parted.
 */
export function partedAtTitles(lexicon: Lexicon, blocks: Block[]): Block[] {
  const titles = blocks.map(block => (block.type === 'table' ? titleRows(lexicon, block) : []))
  if (new Set(titles.flat().map(({key}) => key)).size < 2) return blocks
  return blocks.flatMap((block, i) =>
    block.type === 'table' && titles[i]!.length > 0 ? partsOf(block, titles[i]!) : [block],
  )
}

interface TitleRow {
  row: number
  text: string
  key: string
}

/** Rows of a table that hold a title alone, over which no cell from above reaches. */
function titleRows(lexicon: Lexicon, table: Table): TitleRow[] {
  if (table.addressing !== 'grid') return []
  const texts = new Map<number, string[]>()
  const covered = new Set<number>()
  for (const cell of table.children) {
    const text = textOf(cell).trim()
    if (text !== '') texts.set(cell.row, [...(texts.get(cell.row) ?? []), text])
    for (let row = cell.row + 1; row < cell.row + cell.rowSpan; row++) covered.add(row)
  }
  return [...texts].flatMap(([row, [text, ...others]]) => {
    if (others.length > 0 || covered.has(row)) return []
    const title = titleParts(lexicon, text!)
    const key = title && keyOf(title)
    return key === null ? [] : [{row, text: text!, key}]
  })
}

/** The stretches of a table between its titles, and the titles. */
function partsOf(table: Table, titles: TitleRow[]): Block[] {
  const parts: Block[] = []
  let from = 0
  for (const {row, text} of [...titles, {row: table.rows, text: ''}]) {
    const children = table.children
      .filter(cell => cell.row >= from && cell.row < row)
      .map(cell => ({...cell, row: cell.row - from}))
    if (children.some(cell => textOf(cell).trim() !== '')) parts.push({...table, rows: row - from, children})
    if (text !== '')
      parts.push({type: 'paragraph', value: text, ...(table.place ? {place: table.place} : {})})
    from = row + 1
  }
  return parts
}

/** Body and year of a title; null where it names no body. */
function keyOf({agency, year}: TitleParts): string | null {
  return agency === null ? null : `${fold(agency)} ${year}`
}

function lineOf(lexicon: Lexicon) {
  return (block: Block): string | null =>
    block.type !== 'paragraph' || furnitureOf(lexicon, block) ? null : withoutFurniture(lexicon, block.value)
}
