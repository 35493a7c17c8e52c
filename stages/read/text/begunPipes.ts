import {isCellText, SENTENCE} from './lines.ts'

/** Fewest lines with a cell behind a pipe, and their share among all lines with pipes, that show cells begun by pipes. */
const FEWEST = 8
const SHARE = 0.8
/** Share of rows that a lone pipe ends from which all rows end so, and a line without one goes on with the cell above it. */
const ENDED = 0.7
/** Longest label, characters. */
const LONGEST_LABEL = 80

interface Row<T> {
  /** The line of the label, or of the first cell where none stands above. */
  first: T
  cells: string[]
  /** Lone pipes since the last cell with words: blank cells, the last one perhaps the end of the row. */
  blanks: number
}

/**
 * A text whose rows begin with a label on a line of its own and go on with a line a cell, each begun by a pipe (`| 12`), has
 * its rows joined into lines with pipes between the cells; a blank cell is a lone pipe, and so is the end of a row. Other
 * texts are returned as they are.
 */
export function joinedBegunRows<T extends {text: string}>(lines: T[]): T[] {
  const filled = lines.filter(({text}) => text.trim() !== '')
  const piped = filled.filter(({text}) => /[|｜]/.test(text))
  const begun = piped.filter(({text}) => isBegun(text) && !isLone(text)).length
  const other = piped.filter(({text}) => !isBegun(text)).length
  if (begun < FEWEST || begun < (begun + other) * SHARE) return lines
  const ends = endShare(filled) >= ENDED
  const out: T[] = []
  let row: Row<T> | null = null
  const close = (): void => {
    if (row) out.push(lineOf(row, ends))
    row = null
  }
  for (const line of filled) {
    const text = line.text.trim()
    if (isBegun(text)) {
      row ??= opened(out, line)
      const cell = text.slice(1).trim()
      if (isLone(text)) row.blanks += barsOf(text)
      else {
        row.cells.push(...Array.from({length: row.blanks}, () => ''), cell)
        row.blanks = 0
      }
    } else if (row && ends && row.blanks === 0 && row.cells.length > 1 && isCellText(text)) {
      row.cells.push(row.cells.pop()! + text)
    } else {
      close()
      out.push(line)
    }
  }
  close()
  return out
}

/** A row begins: the line above is its label, unless it is a sentence or a row itself. */
function opened<T extends {text: string}>(out: T[], line: T): Row<T> {
  const above = out.at(-1)
  const label = above?.text.trim() ?? ''
  const isLabel =
    label !== '' && label.length <= LONGEST_LABEL && !SENTENCE.test(label) && !/[|｜]/.test(label)
  if (!above || !isLabel) return {first: line, cells: [''], blanks: 0}
  out.pop()
  return {first: above, cells: [label], blanks: 0}
}

function lineOf<T extends {text: string}>({first, cells, blanks}: Row<T>, ends: boolean): T {
  const kept = [...cells, ...Array.from({length: ends ? Math.max(blanks - 1, 0) : blanks}, () => '')]
  // A label with one pipe would go on in the next line.
  return {...first, text: `${kept.join(' | ')} ${kept.length > 1 ? '|' : '||'}`}
}

/** How many of the rows, as lines without pipes part them, a lone pipe ends. */
function endShare(filled: {text: string}[]): number {
  let rows = 0
  let ended = 0
  filled.forEach(({text}, i) => {
    const next = filled[i + 1]?.text
    if (!isBegun(text) || (next !== undefined && isBegun(next))) return
    rows++
    if (isLone(text)) ended++
  })
  return rows === 0 ? 0 : ended / rows
}

/** A cell behind a pipe, or pipes alone: blank cells, and the end of the row. */
function isBegun(text: string): boolean {
  return /^\s*[|｜][^|｜]*$/.test(text) || isLone(text)
}

function isLone(text: string): boolean {
  return /^[\s|｜]+$/.test(text)
}

function barsOf(text: string): number {
  return text.replace(/\s+/g, '').length
}
