import {cellsOfLine, isValue, kindOf} from './lines.ts'

/** How often words follow figures in a line of more cells than the rows of the form have, before it is no row. */
const MOST_LABELS = 3
const MOST_CELLS = 18

/**
 * Lines with many cells in which words follow figures again and again are tables, or whole pages, of which the line breaks
 * were lost: where their rows end only the words tell, so they become plain text with a space between the cells.
 */
export function withoutEndlessRows<T extends {text: string}>(lines: T[]): T[] {
  return lines.map(line => {
    const kind = kindOf(line.text)
    if (kind !== 'pipe' && kind !== 'tab') return line
    const cells = cellsOfLine(line.text, kind).filter(cell => cell !== '')
    if (cells.length <= MOST_CELLS || labelsIn(cells) < MOST_LABELS) return line
    return {...line, text: cells.join(' ')}
  })
}

/** How many words stand directly behind a figure. */
function labelsIn(cells: string[]): number {
  return cells.filter((cell, i) => i > 0 && !isValue(cell) && isValue(cells[i - 1]!)).length
}
