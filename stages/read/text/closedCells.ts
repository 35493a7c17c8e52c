import {isCellText, isValue, SENTENCE} from './lines.ts'

/** Fewest lines with one cell and the pipe that ends it, by which a text is one of a cell a line. */
const FEWEST = 8
/** Lines below a label in which its first figure stands. */
const NEAR = 4

/**
 * In a text with a cell a line, each ended by a pipe (`规章 |`), a cell that the page broke behind its words has its pipe on a line
 * of its own (`规章`, `|`): the pipe ends that cell and is no blank one. A label is told by the row above and the figures below it.
 */
export function joinedClosedCells<T extends {text: string}>(lines: T[]): T[] {
  if (lines.filter(({text}) => isEnded(text)).length < FEWEST) return lines
  const out: T[] = []
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    const next = lines[i + 1]
    if (next && isLone(next.text) && isBare(line.text) && isInTable(lines, i)) {
      out.push({...line, text: `${line.text.trim()} |`})
      i++
    } else out.push(line)
  }
  return out
}

/** Whether the line above ends in a pipe, and a figure follows soon: what stands between rows of labels is not looked at. */
function isInTable(lines: {text: string}[], i: number): boolean {
  const above = lines[i - 1]?.text ?? ''
  const below = lines.slice(i + 2, i + 2 + NEAR)
  const cells = below.map(({text}) => text.replace(/[|｜\s]+$/, '')).filter(cell => cell !== '')
  return /[|｜]\s*$/.test(above) && cells.some(isValue)
}

function isEnded(text: string): boolean {
  return /^[^|｜]*[^|｜\s][^|｜]*[|｜]\s*$/.test(text)
}

function isBare(text: string): boolean {
  return text.trim() !== '' && !/[|｜]/.test(text) && isCellText(text) && !SENTENCE.test(text)
}

function isLone(text: string): boolean {
  return /^\s*[|｜]\s*$/.test(text)
}
