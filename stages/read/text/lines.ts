import {AROUND_FIGURE} from '../../../pipeline/model/text.ts'
import {withoutTextMark} from './quoted.ts'

/** How the cells of a line are parted, or what else the line is. */
export type LineKind = 'pipe' | 'tab' | 'spaced' | 'comma' | 'rule' | 'blank' | 'plain'

/** The ways cells are parted, surest first. */
export type CellKind = Extract<LineKind, 'pipe' | 'tab' | 'spaced' | 'comma'>

const PIPES = /[|｜│┃║]/
const RULE = /^[\s|｜│┃║+\-=:_─━═┼╋┬┴├┤┌┐└┘╔╗╚╝╠╣╦╩╬]+$/
const DASHES = /[-=_─━═]{3}/
const GAP = / {2,}|\t+|\u3000+/
/** Longest text that passes for a cell where only gaps or commas part the cells: sentences are longer. */
const LONGEST_CELL = 40
/** Longest label before the cells of a row of figures: 专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）. */
const LONGEST_LABEL = 80
/** Marks that end a sentence, and so no cell. */
export const SENTENCE = /[。；！？]/

/** One figure with its thousands parted, alone on its line: 1,524 and 5,644.23万元. */
const GROUPED = new RegExp(`^[+-]?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?\\s*${AROUND_FIGURE.unit}?$`)

/** Says what a line of plain text is, by itself. Neighbours decide later whether spaced and comma lines are a table. */
export function kindOf(line: string): LineKind {
  if (line.trim() === '') return line.includes('\t') && line.length > 2 ? 'tab' : 'blank'
  if (RULE.test(line) && DASHES.test(line)) return 'rule'
  if (PIPES.test(line)) return 'pipe'
  if (/\S\t|\t.*\t/.test(line)) return 'tab'
  const pieces = line.trim().split(GAP)
  if (looksLikeCells(pieces) || looksLikeLabelled(pieces)) return 'spaced'
  if (!GROUPED.test(line.trim()) && looksLikeCells(splitCommas(line))) return 'comma'
  return 'plain'
}

/** The cells of a line, trimmed, empty ones kept: an empty cell is a fact. */
export function cellsOfLine(line: string, kind: CellKind): string[] {
  switch (kind) {
    case 'pipe':
      return splitPipes(line)
    case 'tab':
      return line.split('\t').map(cell => withoutTextMark(cell.trim()))
    case 'spaced':
      return withFigureApart(line.trim().split(GAP).flatMap(figuresApart))
    case 'comma':
      return splitCommas(line)
  }
}

/** Several figures parted by single spaces: no number in groups of three, as 12 345 is. */
const SEVERAL = /^(.*?)((?:(?<=^|\s)[\d.,]+ )+[\d.,]+)$/
const IN_GROUPS = /^[1-9]\d{0,2}(?: \d{3})+$/

/** Where a label with a number begins behind one of a group: （三）不予 4.保护第三方合法权益. */
const NUMBERED = / (?=(?:\d{1,2}[.．、]|[（(][一二三四五六七][)）])\p{Script=Han})/u

/** Figures of narrow columns stand one space apart, and one space behind a long label: 总计 103 0 0. So do two labels. */
function figuresApart(cell: string): string[] {
  const [, label = cell, figures = ''] = SEVERAL.exec(cell) ?? []
  if (IN_GROUPS.test(figures)) return [cell]
  const labels = label.trim() === '' ? [] : label.trim().split(NUMBERED)
  return [...labels, ...(figures === '' ? [] : figures.split(' '))]
}

/** The first figure of a row may stand one space behind its label. */
function withFigureApart(cells: string[]): string[] {
  const at = cells.findIndex(isValue) - 1
  const [, label, figure] = /^(.*\p{Script=Han}\S*) (\d[\d.,]*)$/u.exec(cells[at] ?? '') ?? []
  if (label === undefined || !cells.slice(at + 1).every(isValue)) return cells
  return [...cells.slice(0, at), label, figure!, ...cells.slice(at + 1)]
}

/** A figure with its sign or its change in a word, separators of thousands and a unit. */
const FIGURE = new RegExp(
  `^${AROUND_FIGURE.sign}[\\d０-９][\\d０-９,，.．]*(?: \\d{3})*\\s*${AROUND_FIGURE.unit}?$`,
)
/** Marks for nothing to count. */
const PLACEHOLDER = /^[/／\\—\-–−－无]*$/

/** A text that can stand in a value cell: a figure, a placeholder, nothing. */
export function isValue(text: string): boolean {
  const cell = text.trim()
  return FIGURE.test(cell) || PLACEHOLDER.test(cell)
}

/** Whether a text may be one cell: short and no sentence. */
export function isCellText(text: string): boolean {
  return text.length <= LONGEST_CELL && !SENTENCE.test(text)
}

/** Cells between pipes. A line drawn with a pipe on both sides has no empty cell there. */
function splitPipes(line: string): string[] {
  const cells = line
    .trim()
    .split(PIPES)
    .map(cell => cell.trim())
  if (cells.length > 2 && cells[0] === '' && cells.at(-1) === '') return cells.slice(1, -1)
  if (cells.at(-1) === '') cells.pop()
  return cells
}

/** A figure of up to three digits behind words, and the thousands that may follow it: 行政许可 97,991 is one label and one figure. */
const BEHIND_WORDS = /(?:\S\s+|[\p{Script=Han}：:）)]\s*)\d{1,3}(?:,\d{3})*$/u
const THOUSANDS = /^,\d{3}(?!\d)/

/** Comma-separated cells with "quoted" ones; doubled quotes stand for one (RFC 4180). */
function splitCommas(line: string): string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    const c = line[i]!
    if (quoted && c === '"' && line[i + 1] === '"') {
      cell += c
      i++
    } else if (c === '"' && (quoted || cell.trim() === '')) quoted = !quoted
    else if (c === ',' && !quoted && !(BEHIND_WORDS.test(cell) && THOUSANDS.test(line.slice(i)))) {
      cells.push(withoutTextMark(cell.trim()))
      cell = ''
    } else cell += c
  }
  cells.push(withoutTextMark(cell.trim()))
  return cells
}

/** Short pieces; single letters all along are one letter-spaced word (总　体　情　况), single digits are figures. */
function looksLikeCells(cells: string[]): boolean {
  if (cells.length < 2 || !cells.every(isCellText)) return false
  return cells.some(({length}) => length > 1) || cells.every(isValue)
}

/** A long label, and short cells of which the last is a figure. */
function looksLikeLabelled([label, ...cells]: string[]): boolean {
  const last = cells.at(-1)
  return (
    last !== undefined &&
    FIGURE.test(last) &&
    label!.length <= LONGEST_LABEL &&
    !SENTENCE.test(label!) &&
    cells.every(isCellText)
  )
}

/** 一、… at the start of a line is a heading of the text, not a loose cell, even with a comma that a mirror put into it. */
export const HEADING =
  /^\s*(?:[一二三四五六七八九十]+[,，]?[、.．]|[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+[部章])/

/** The same, of a section or an article: 四、…, 第二十条…; the parts of a form are numbered in brackets. */
export const SECTION = /^\s*(?:[一二三四五六七八九十]+[,，]?[、.．]|第[一二三四五六七八九十]+[部章条])/
