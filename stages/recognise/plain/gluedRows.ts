import {BARE_FIGURES, isFigure, withUnits} from './loose.ts'

/** Fewest rows of the form by which a line is a table whose line breaks were lost. */
const FEWEST_ROWS = 3
/** Most words a label is parted into, where lines of a page were broken inside it. */
const MOST_WORDS = 12
/** Where prose ends before the headings of a table. */
const SENTENCE_END = /^.*[。；：！？]/u

/**
 * 规章 0 0 3 行政规范性文件 1 0 12 行政许可 97: a table of which every line break was lost, as rows. A line is parted behind the
 * figures of a row and before its label, where the form knows the label; what stands before that is headings of columns, or
 * groups of rows. Other lines stay whole.
 */
export function partedAtRows(line: string, isLabel: (text: string) => boolean): string[] {
  const tokens = withUnits(line.split(' '))
  if (tokens.length < FEWEST_ROWS * 2) return [line]
  const out: string[] = []
  let rows = 0
  let from = 0
  for (let i = 0; i < tokens.length; i++) {
    if (!isFigure(tokens[i]!)) continue
    let end = i
    while (end < tokens.length && isFigure(tokens[end]!)) end++
    const label = end - i >= BARE_FIGURES ? i : labelBefore(tokens, from, i, isLabel)
    if (label !== null) {
      const above = tokens.slice(from, label).join(' ')
      const prose = SENTENCE_END.exec(above)?.[0] ?? ''
      out.push(prose, above.slice(prose.length).trim(), tokens.slice(label, end).join(' '))
      from = end
      rows += label === i ? FEWEST_ROWS : 1
    }
    i = end - 1
  }
  if (rows < FEWEST_ROWS) return [line]
  return [...out, tokens.slice(from).join(' ')].filter(text => text !== '')
}

/** Where the label begins that ends before the figures at `figure`: the longest the form knows, or null. */
function labelBefore(
  tokens: string[],
  from: number,
  figure: number,
  isLabel: (text: string) => boolean,
): number | null {
  for (let start = Math.max(from, figure - MOST_WORDS); start < figure; start++)
    if (isLabel(tokens.slice(start, figure).join(' '))) return start
  return null
}
