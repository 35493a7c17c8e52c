import {isCellText, isValue, SECTION} from './lines.ts'

/** Fewest lines with a cell behind a tab, and their share among all lines with tabs, that show cells begun by tabs. */
const FEWEST = 8
const SHARE = 0.8

/** How a line ends that is a heading, not the first part of a label. */
const HEADING_END = /(?:情况|事项|问题|表)\s*$/

interface Row<T> {
  first: T
  cells: string[]
}

/**
 * A text copied out of a browser whose cells hold paragraphs: each cell on lines of its own, a line with a tab before each but the first
 * of a row, and more empty lines between rows than within them. Such rows become lines with pipes between the cells, blank
 * ones kept. Other texts, and such without those empty lines, are returned as they are.
 */
export function joinedTabbedCells<T extends {text: string}>(lines: T[]): T[] {
  const tabbed = lines.filter(({text}) => text.includes('\t'))
  const begun = tabbed.filter(({text}) => isBegun(text)).length
  if (begun < FEWEST || begun < tabbed.length * SHARE) return lines
  const within = gapWithin(lines)
  const out: T[] = []
  /** Lines since the last row or gap: the last of them, or all behind a row, may be the first cell of the next row. */
  let pending: T[] = []
  let behindRow = false
  let row: Row<T> | null = null
  let width = 0
  let rows = 0
  let empty = 0
  const close = (gap: boolean): void => {
    if (!row) return
    out.push({...row.first, text: `| ${row.cells.join(' | ')} |`})
    width = Math.max(width, row.cells.length)
    if (gap) rows++
    behindRow = gap
    row = null
  }
  for (const line of lines) {
    if (line.text === '') {
      empty++
      continue
    }
    const apart = empty > within
    empty = 0
    const text = line.text.trim()
    if (isBegun(line.text)) {
      if (row && apart && row.cells.length >= width) close(true)
      if (!row) {
        const label = apart ? [] : labelOf(pending, behindRow)
        out.push(...pending.slice(0, pending.length - label.length))
        pending = []
        row = {first: label[0] ?? line, cells: [label.map(part => part.text.trim()).join('')]}
      }
      row.cells.push(text)
    } else if (row && !apart && goesOn(row.cells.at(-1)!, text)) {
      row.cells.push(`${row.cells.pop()!}${text}`)
    } else {
      if (row) close(apart)
      else if (apart) behindRow = false
      if (apart) out.push(...pending.splice(0))
      pending.push(line)
    }
  }
  close(false)
  return rows < 2 ? lines : [...out, ...pending]
}

/** The lines that are the first cell of a row: the last one; behind another row all of them, as far as they are no headings. */
function labelOf<T extends {text: string}>(pending: T[], behindRow: boolean): T[] {
  if (!behindRow) return pending.slice(-1)
  return pending.slice(
    pending.findLastIndex(({text}, i) => i < pending.length - 1 && HEADING_END.test(text)) + 1,
  )
}

/** A line that a tab begins, with one cell behind it or none. */
function isBegun(text: string): boolean {
  return /^ *\t[^\t]*$/.test(text)
}

/** Fewest empty lines behind a tab that stands alone: as many as part a cell from its tab. */
function gapWithin(lines: {text: string}[]): number {
  let least = Number.POSITIVE_INFINITY
  lines.forEach(({text}, i) => {
    if (text.trim() !== '' || !text.includes('\t')) return
    let gap = 0
    while (lines[i + gap + 1]?.text === '') gap++
    least = Math.min(least, gap)
  })
  return Number.isFinite(least) ? least : 0
}

/** Whether a line without a tab goes on with a cell: behind a figure nothing but more of it does, and sections begin none. */
function goesOn(cell: string, text: string): boolean {
  if (SECTION.test(text)) return false
  return cell === '' || (isCellText(text) && (!isValue(cell) || isValue(text)))
}
