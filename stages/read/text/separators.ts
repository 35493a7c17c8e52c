import {isValue} from './lines.ts'
import {withoutTextMark} from './quoted.ts'

/** Marks of sentences that part cells where figures stand between them, surest first. */
const MARKS = ['；', ';', '，', '、']
/** Fewest rows with figures, and fewest figures, that make a table. */
const FEWEST_ROWS = 3
const FEWEST_FIGURES = 6
/** Figures by which one row is a table below its headings. */
const WIDE = 10
/** Longest label, and the marks that end a sentence and so no cell. */
const LONGEST_LABEL = 80
const SENTENCE = /[。！？]/

/**
 * Tables whose cells semicolons, full-width commas or 、 part (规章；3；0；12), as lines with pipes between the cells. A row is a label
 * and figures to the end of the line; lines of words that the same mark parts are headings where they stand among such rows, lines of one
 * cell labels of groups. Other lines are returned as they are.
 */
export function withMarksAsPipes<T extends {text: string}>(lines: T[]): T[] {
  const out = [...lines]
  for (const mark of MARKS) {
    for (let i = 0; i < lines.length; ) {
      const {end, stop} = rangeOf(lines, i, mark)
      for (let k = i; k < end; k++) {
        const cells = cellsOf(lines[k]!.text, mark)
        if (cells.length > 0) out[k] = {...lines[k]!, text: `| ${cells.join(' | ')} |`}
      }
      i = Math.max(stop, i + 1)
    }
  }
  return out
}

/**
 * The indexes behind the table that begins at `start`, whose first line has several cells (`start` itself where none does), and behind the
 * lines among which no other begins: what too few rows of figures do not make, fewer of them do not either.
 */
function rangeOf(lines: {text: string}[], start: number, mark: string): {end: number; stop: number} {
  if (isApart(lines[start]!.text) || cellsOf(lines[start]!.text, mark).length < 2)
    return {end: start, stop: start}
  let end = start
  let rows = 0
  let figures = 0
  let stop = start
  for (; stop < lines.length; stop++) {
    const {text} = lines[stop]!
    if (text.trim() === '') continue
    const cells = cellsOf(text, mark)
    if (cells.length === 0 || isApart(text)) break
    const own = cells.filter(cell => cell !== '' && isValue(cell)).length
    if (own > 0 && cells.length > 1) {
      rows += own >= WIDE ? FEWEST_ROWS : 1
      figures += own
    }
    if (cells.length > 1) end = stop + 1
  }
  return {end: rows >= FEWEST_ROWS && figures >= FEWEST_FIGURES ? end : start, stop}
}

/** Sections of the document: 四、政府信息公开行政复议…情况. */
function isApart(text: string): boolean {
  return /^\s*[一二三四五六七八九]、.*(?:情况|事项|问题)\s*$/.test(text)
}

/**
 * The cells of a line; none where it is a sentence, is parted in other ways, or holds figures that do not stand at its end. Before the
 * figures a comma within a label (区分处理的，只计这一情形) parts no cells where it stands in brackets, and 、 never does.
 */
function cellsOf(text: string, mark: string): string[] {
  const line = text.trim()
  if (line === '' || SENTENCE.test(line) || /[|｜\t]/.test(line)) return []
  const pieces = figureApart(partedOutside(line, mark).map(piece => withoutTextMark(piece.trim())))
  // A mark at the end of the line ends it; a blank cell behind it leaves no other trace, and the row is one cell short.
  if (pieces.length > 1 && pieces.at(-1) === '') pieces.pop()
  const first = pieces.findIndex((piece, i) => i > 0 && piece !== '' && isValue(piece))
  if (first < 0) {
    const words = pieces.filter(piece => piece !== '')
    return words.every(word => word.length <= LONGEST_LABEL)
      ? mark === '、' && pieces.length < 3
        ? [line]
        : pieces
      : []
  }
  const figures = pieces.slice(first)
  if (!figures.every(isValue)) return []
  const blanks = pieces.slice(0, first).findLastIndex(piece => piece !== '') + 1
  const label = pieces.slice(0, blanks)
  if (label.some(piece => piece.length > LONGEST_LABEL) || label.length === 0) return []
  const labels = mark === '、' ? [label.filter(piece => piece !== '').join(mark)] : label
  return [...labels, ...pieces.slice(blanks, first), ...figures]
}

/** 规章：3 and other figures behind it: the first one has a cell of its own. */
function figureApart(pieces: string[]): string[] {
  const [, label, figure] = /^(.*\p{Script=Han}\S*)[:：]\s*(\S+)$/u.exec(pieces[0] ?? '') ?? []
  if (label === undefined || !isValue(figure!) || pieces.length < 2 || !pieces.slice(1).every(isValue))
    return pieces
  return [label, figure!, ...pieces.slice(1)]
}

/** What a label is numbered with: 一、 and 1、 are no cells. */
const NUMBER = /^\s*[一二三四五六七八九十]+$/

/** A line parted at a mark, but not within brackets or quotation marks. */
function partedOutside(line: string, mark: string): string[] {
  const pieces: string[] = []
  let depth = 0
  let quoted = false
  let from = 0
  for (let i = 0; i < line.length; i++) {
    const c = line[i]!
    if (c === '"') quoted = !quoted
    else if (c === '（' || c === '(') depth++
    else if (c === '）' || c === ')') depth = Math.max(0, depth - 1)
    else if (c === mark && depth === 0 && !quoted && !NUMBER.test(line.slice(from, i))) {
      pieces.push(line.slice(from, i))
      from = i + 1
    }
  }
  return [...pieces, line.slice(from)].map(piece =>
    piece.replace(/^\s*"(.*)"\s*$/, '$1').replaceAll('""', '"'),
  )
}
