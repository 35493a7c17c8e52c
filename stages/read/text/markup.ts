/** A line of a table in the markup of wikis, `{|` to `|}`. */
const WIKI_OPEN = /^\s*:*\{\|/
const WIKI_CLOSE = /^\s*\|\}/
/** Attributes in front of a cell's text: rowspan="3" style="…" | text. */
const ATTRIBUTES = /^\s*(?:[a-z-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s|"']+)\s*)+\|(?!\|)\s*/i
const LATEX_OPEN = /\\begin\{(?:tabular[x*]?|longtable|tabu|array|supertabular)\}/
const LATEX_CLOSE = /\\end\{(?:tabular[x*]?|longtable|tabu|array|supertabular)\}/
/** Rules and other commands that stand between rows. */
const LATEX_RULES =
  /\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot|centering|(?:cline|cmidrule)(?:\([a-z]*\))?\{[^}]*\})/g
const SPANNING = /\\multi(?:column|row)(?:\[[^\]]*\])?\{[^{}]*\}\{[^{}]*\}\{([^{}]*)\}/g
/** Markup of letters: \textbf{…}, \small. */
const LETTERED =
  /\\(?:textbf|textit|texttt|emph|heiti|songti|makecell|shortstack)(?:\[[^\]]*\])?\{([^{}]*)\}/g
/** Most lines of one table. */
const MOST_LINES = 2000

/** Tables in the markup of wikis and of LaTeX as lines with pipes between the cells; other lines are returned as they are. */
export function withoutTableMarkup<T extends {text: string}>(lines: T[]): T[] {
  const out: T[] = []
  for (let i = 0; i < lines.length; ) {
    const rows = WIKI_OPEN.test(lines[i]!.text)
      ? tableFrom(lines, i, WIKI_CLOSE, wikiRows)
      : LATEX_OPEN.test(lines[i]!.text)
        ? tableFrom(lines, i, LATEX_CLOSE, latexRows)
        : null
    if (rows) out.push(...rows.rows)
    else out.push(lines[i]!)
    i = rows?.next ?? i + 1
  }
  return out
}

/** A row as its cells, and the index of the line it begins in. */
interface MarkedRow {
  cells: string[]
  at: number
}

function tableFrom<T extends {text: string}>(
  lines: T[],
  start: number,
  close: RegExp,
  rowsOf: (lines: {text: string}[]) => MarkedRow[],
): {rows: T[]; next: number} | null {
  const length = lines.slice(start, start + MOST_LINES).findIndex(({text}) => close.test(text))
  if (length < 0) return null
  const inner = lines.slice(start, start + length + 1)
  const rows = rowsOf(inner).map(({cells, at}) => ({...inner[at]!, text: `| ${cells.join(' | ')} |`}))
  return {rows, next: start + length + 1}
}

/** Rows begin at `|-`; cells at `|` or `!`, several in a line parted by `||` or `!!`; other lines go on with the cell above. */
function wikiRows(lines: {text: string}[]): MarkedRow[] {
  const rows: MarkedRow[] = [{cells: [], at: 0}]
  lines.slice(1, -1).forEach(({text}, i) => {
    const line = text.trim()
    const {cells} = rows.at(-1)!
    if (/^\|\+/.test(line)) return
    if (/^\|-/.test(line)) rows.push({cells: [], at: i + 2})
    else if (/^[|!]/.test(line)) {
      const marks = line.startsWith('!') ? /\|\||!!/ : '||'
      cells.push(...line.slice(1).split(marks).map(wikiText))
    } else if (cells.length > 0 && line !== '') cells.push(`${cells.pop()}${wikiText(line)}`)
  })
  return rows.filter(({cells}) => cells.length > 0)
}

function wikiText(cell: string): string {
  return cell
    .replace(ATTRIBUTES, '')
    .replace(/'{2,}/g, '')
    .replace(/<br\s*\/?>/gi, '')
    .replace(/\[\[(?:[^\]|]*\|)?([^\]]*)\]\]/g, '$1')
    .trim()
}

/** Rows end at `\\`, cells at `&`. */
function latexRows(lines: {text: string}[]): MarkedRow[] {
  const rows: MarkedRow[] = []
  let open = ''
  let at = 0
  lines.forEach(({text}, i) => {
    const line = text
      .replace(/(?<!\\)%.*$/, '')
      .replace(/^.*\\begin\{\w+\*?\}(?:\[[^\]]*\])?(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})*/, '')
      .replace(LATEX_CLOSE, '')
      .replace(LATEX_RULES, '')
    const parts = line.split(/\\\\(?:\[[^\]]*\])?/)
    parts.forEach((part, k) => {
      if (open.trim() === '') at = i
      open += part
      if (k === parts.length - 1) return
      if (open.trim() !== '') rows.push({cells: latexCells(open), at})
      open = ''
    })
  })
  if (/(?<!\\)&/.test(open)) rows.push({cells: latexCells(open), at})
  return rows
}

function latexCells(row: string): string[] {
  return row.split(/(?<!\\)&/).map(cell =>
    cell
      .replace(SPANNING, '$1')
      .replace(LETTERED, '$1')
      .replace(/\\([&%#_$ ,])/g, '$1')
      .replace(/[{}]|\$/g, '')
      .trim(),
  )
}
