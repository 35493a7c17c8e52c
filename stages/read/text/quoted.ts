/** Most lines that one cell runs over. */
const MOST_LINES = 12
/** A cell that opens with a quotation mark, at the start of a line or behind a separator. */
const OPENING = /(?:^|[,;\t])"/g

/**
 * Lines of comma-separated cells with the line breaks inside quoted cells taken out (RFC 4180, 2.6), as spreadsheets write cells
 * whose text was wrapped by hand. A quotation mark that nothing closes is a mark of the text.
 */
export function withoutBreaksInCells<T extends {text: string}>(lines: T[]): T[] {
  const out: T[] = []
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    const count = isOpen(line.text) ? closedAfter(lines, i) : 1
    const text = lines
      .slice(i, i + count)
      .map(({text}) => text)
      .join('')
    out.push(count > 1 ? {...line, text} : line)
    i += count - 1
  }
  return out
}

/** How many lines from `start` on are one, its last cell closed; 1 where nothing closes it. */
function closedAfter(lines: {text: string}[], start: number): number {
  let text = lines[start]!.text
  for (let count = 2; count <= MOST_LINES && start + count <= lines.length; count++) {
    const next = lines[start + count - 1]!.text
    text += next
    if (next.includes('"') && !isOpen(text)) return count
  }
  return 1
}

/** Whether a line ends within a quoted cell. */
function isOpen(text: string): boolean {
  OPENING.lastIndex = 0
  for (let match = OPENING.exec(text); match; match = OPENING.exec(text)) {
    let at = OPENING.lastIndex
    for (;;) {
      const quote = text.indexOf('"', at)
      if (quote < 0) return true
      if (text[quote + 1] !== '"') {
        at = quote + 1
        break
      }
      at = quote + 2
    }
    OPENING.lastIndex = at
  }
  return false
}

/** ="12" and '12: marks by which spreadsheets keep figures as text. */
export function withoutTextMark(cell: string): string {
  return cell.replace(/^="(.*)"$/, '$1').replace(/^['’](?=[\d.,]+$)/, '')
}

/** A tab at an end of a cell that commas part from others, and that end being at one of them. */
const TAB_MARK = /(?<=^|[,;]"?)\t+|\t+(?="?(?:[,;]|$))/g
const BESIDE_COMMA = /[,;]"?\t|\t"?[,;]/

/**
 * A line of comma-separated cells without the tabs that programs put at their ends so that a spreadsheet takes them for text. A line
 * in which tabs part the cells is returned as it is.
 */
export function withoutTabMarks(line: string): string {
  if (!BESIDE_COMMA.test(line)) return line
  const bare = line.replace(TAB_MARK, '')
  return bare.includes('\t') ? line : bare
}
