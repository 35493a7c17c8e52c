import {type Block, type Table, textOf} from '../../../pipeline/model/ast.ts'
import type {Place} from '../../../pipeline/model/place.ts'
import {fold} from '../../../pipeline/model/text.ts'
import {datesIn} from '../words/dates.ts'
import type {Lexicon} from '../words/lexicon.ts'
import {derivedFrom, derivedFromText} from '../words/memo.ts'
import {numberingOf} from '../words/numbering.ts'
import {titleParts} from './title.ts'

/** One fact of a page about the document, under its canonical name. */
export interface Fact {
  name: string
  /** As printed, white space collapsed. */
  value: string
  place: Place
}

/** Names as printed (folded, no colon) to canonical names; null for names that are of no use. */
const namesOf = derivedFrom(({words}: Lexicon): Map<string, string | null> => {
  const names = new Map<string, string | null>()
  for (const name of words.metadata.ignored) names.set(fold(name), null)
  for (const [canonical, printed] of Object.entries(words.metadata.names)) {
    for (const name of printed) names.set(fold(name), canonical)
  }
  return names
})

/** Printed names that may be found inside a line, longest first. */
const linePattern = derivedFrom((lexicon: Lexicon): RegExp => {
  const names = [...namesOf(lexicon).keys()].sort((a, b) => b.length - a.length)
  const spaced = names.map(name => [...name].join('\\s*'))
  return new RegExp(
    `(?:(?<![\\u4e00-\\u9fff])|(?<=\\d日))[[【]?(${spaced.join('|')})[\\]】]?(?:[（(][^（()）]{1,8}[)）])?\\s*[:：]`,
    'gu',
  )
})

/** Names of three characters and more behind white space, with no colon. */
const barePattern = derivedFrom((lexicon: Lexicon): RegExp => {
  const names = [...namesOf(lexicon).keys()].filter(name => name.length >= 3)
  const spaced = names.sort((a, b) => b.length - a.length).map(name => [...name].join('\\s?'))
  return new RegExp(`(?<=^|\\s)(${spaced.join('|')})(?=[\\s\\dA-Z]|$)`, 'gu')
})

/** Fewest lines that are nothing but a name by which names count without a colon. */
const FEWEST_NAMES = 3

/** Longest value of a fact; longer texts are prose that happens to hold a colon. */
const LONGEST_VALUE = 80

/** The facts a block states: 索引号：… 发布机构：… in a line, or a table of names and values. */
export function factsOf(lexicon: Lexicon, block: Block): Fact[] {
  if (block.type === 'table') return tableFacts(lexicon, block)
  return block.type === 'paragraph' ? lineFacts(lexicon, block.value, block.place ?? {}) : []
}

function lineFacts(lexicon: Lexicon, line: string, place: Place): Fact[] {
  return line.length > 400 ? [] : statedIn(lexicon, line).map(fact => ({...fact, place}))
}

const statedIn = derivedFromText((lexicon: Lexicon, line): Omit<Fact, 'place'>[] => {
  const names = namesOf(lexicon)
  const colons = colonsIn(lexicon, line)
  const marks = colons.length > 0 ? colons : bareMarks(lexicon, line)
  if (marks.length === 0 || marks[0]!.index > 30) return []
  const facts = marks.flatMap((mark, i) => {
    const end = marks[i + 1]?.index ?? line.length
    const value = tidy(line.slice(mark.index + mark[0].length, end))
    const name = names.get(fold(mark[1]!))
    return name && value !== '' && value.length <= LONGEST_VALUE ? [{name, value}] : []
  })
  const day = dayBefore(line.slice(0, marks[0]!.index))
  return day === null || facts.some(({name}) => name === 'publishedAt')
    ? facts
    : [{name: 'publishedAt', value: day}, ...facts]
})

/** The day, and the time perhaps, that is all that stands in front of the names: 2023-02-09 17:05 来源：…. */
function dayBefore(text: string): string | null {
  const [date] = datesIn(text)
  if (!date || date.index !== text.length - text.trimStart().length) return null
  const rest = text.slice(date.index + date.raw.length)
  return /^\s*(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?[\s|]*$/u.test(rest) ? text.trim() : null
}

/** Names with a colon behind them. */
function colonsIn(lexicon: Lexicon, line: string): RegExpExecArray[] {
  return /[:：]/.test(line) ? [...line.matchAll(linePattern(lexicon))] : []
}

/** The number of a document, with strokes in it, and nothing behind it. */
const NUMBERED = /^\s*(?=\S*[/-])[\dA-Z][\dA-Z/_-]{9,}\s*$/u

/** Names without colons, 索引号 620702… 发布机构 …: two or more, the first at the start of the line. */
function bareMarks(lexicon: Lexicon, line: string): RegExpExecArray[] {
  const marks = [...line.matchAll(barePattern(lexicon))]
  // 索引号000014349/2023-74857: a number in a line of its own, glued to its name.
  if (marks.length === 1 && marks[0]!.index === 0 && NUMBERED.test(line.slice(marks[0]![0].length)))
    return marks
  return marks.length >= 2 && /^\W{0,3}$/u.test(line.slice(0, marks[0]!.index)) ? marks : []
}

/** What a line says before its first name of metadata: XX局2022年…年度报告 发布时间：…. */
export function beforeFacts(lexicon: Lexicon, line: string): string {
  const [first] = [...colonsIn(lexicon, line), ...bareMarks(lexicon, line)]
  return line.slice(0, first?.index ?? line.length).trim()
}

function tidy(value: string): string {
  return value
    .replace(/\s+/g, ' ')
    .replace(/^[\s:：|]+|[\s|,，;；[【（(]+$/g, '')
    .trim()
}

/**
 * Facts of a table: a row of names above a row of values, or name and value in turn. A name followed by a name has no
 * value. Tables with fewer than two known names hold no facts.
 */
function tableFacts(lexicon: Lexicon, table: Table): Fact[] {
  const names = namesOf(lexicon)
  const rows = rowsOf(table)
  const nameOf = (text: string) => names.get(fold(text).replace(/:$/, ''))
  const isName = (text: string) => nameOf(text) !== undefined
  const told = (text: string) => (isName(text) ? 1 : [...text.matchAll(linePattern(lexicon))].length)
  if (rows.flat().reduce((sum, cell) => sum + told(cell.text), 0) < 2) return []
  const facts: Fact[] = []
  const add = (label: string, value: string, place: Place) => {
    const name = nameOf(label)
    const text = tidy(value)
    if (name && text !== '' && text.length <= LONGEST_VALUE) facts.push({name, value: text, place})
  }
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r]!
    const filled = row.filter(cell => cell.text !== '')
    const below = rows[r + 1]
    const header = filled.length >= 2 && filled.every(cell => isName(cell.text))
    if (header && below?.some(cell => cell.text !== '') && !below.some(cell => isName(cell.text))) {
      for (const cell of filled) {
        const value = below.find(other => other.column === cell.column)
        if (value) add(cell.text, value.text, value.place)
      }
      r++
      continue
    }
    row.forEach((cell, i) => {
      const inline = lineFacts(lexicon, cell.text, cell.place)
      if (inline.length) facts.push(...inline)
      const next = row[i + 1]
      if (isName(cell.text) && next && !isName(next.text)) add(cell.text, next.text, next.place)
    })
  }
  return facts
}

interface TextCell {
  column: number
  text: string
  place: Place
}

function rowsOf(table: Table): TextCell[][] {
  const rows: TextCell[][] = Array.from({length: table.rows}, () => [])
  for (const cell of table.children) {
    const text = textOf(cell).replace(/\s+/g, ' ').trim()
    const place = cell.place ?? {...table.place, row: cell.row, column: cell.column}
    rows[cell.row]?.push({column: cell.column, text, place})
  }
  for (const row of rows) row.sort((a, b) => a.column - b.column)
  return rows
}

/** A line as a name: folded, without bullet and colon. */
function labelOf(line: string): string {
  return fold(line.replace(/^\s*[•·●▪■◆]\s*/u, '')).replace(/:$/, '')
}

/** Facts of paragraphs that stand one under the other, name and value in turn, as copied tables come out. */
export function factsOfLines(lexicon: Lexicon, blocks: Block[]): Fact[] {
  const names = namesOf(lexicon)
  const facts: Fact[] = []
  const nameAt = (i: number) => {
    const block = blocks[i]
    return block?.type === 'paragraph' ? names.get(labelOf(block.value)) : undefined
  }
  const bare = blocks.filter((_, i) => nameAt(i) !== undefined).length >= FEWEST_NAMES
  for (let i = 0; i + 1 < blocks.length; i++) {
    const [label, value] = [blocks[i]!, blocks[i + 1]!]
    const name = nameAt(i)
    if (!name || label.type !== 'paragraph' || value.type !== 'paragraph') continue
    if (nameAt(i + 1) !== undefined || lineFacts(lexicon, value.value, {}).length) continue
    if (!(bare || /[:：]\s*$/.test(label.value)) || value.value.length > LONGEST_VALUE) continue
    if (titleParts(lexicon, value.value) || numberingOf(value.value)) continue
    facts.push({name, value: tidy(value.value), place: value.place ?? {}})
  }
  return facts
}

/** Facts of the document outside its text: meta tags and properties. */
export function propertyFacts(lexicon: Lexicon, metadata: {name: string; value: string}[]): Fact[] {
  return metadata.flatMap(({name, value}) => {
    const canonical = lexicon.words.metadata.properties[name.toLowerCase()]
    const text = tidy(value)
    return canonical && text !== '' ? [{name: canonical, value: text, place: {}}] : []
  })
}

/** The first value of each name. */
export function firstValues(facts: Fact[]): Record<string, string> {
  const record: Record<string, string> = {}
  for (const {name, value} of facts) record[name] ??= value
  return record
}
