import {plainText} from '../objects.ts'
import type {Attributes, Element, Node} from '../parse/tree.ts'
import {isFigure} from '../spans.ts'
import {isGone, type Style, type StyleOf} from '../style/style.ts'
import {gridRows} from './gridItems.ts'

/** Most nodes in a block that can be a cell: more is a part of the page. */
const MAX_CELL_NODES = 24

const ROW_TAGS = new Set(['div', 'ul', 'dl', 'li', 'section'])
const CELL_TAGS = new Set(['div', 'li', 'dt', 'dd', 'p', 'section'])
const INLINE_CELL_TAGS = new Set(['span', 'label', 'em', 'i', 'b', 'strong'])
/** What no cell of a drawn table holds; links make lists of news and navigation. */
const FOREIGN = new Set(['a', 'table', 'ul', 'ol', 'dl', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'form'])

const ROLES: Record<string, 'table' | 'group' | 'row' | 'cell' | 'caption'> = {
  table: 'table',
  grid: 'table',
  treegrid: 'table',
  rowgroup: 'group',
  row: 'row',
  cell: 'cell',
  gridcell: 'cell',
  columnheader: 'cell',
  rowheader: 'cell',
  caption: 'caption',
}

const DISPLAYS: Record<string, 'table' | 'group' | 'row' | 'cell' | 'caption'> = {
  table: 'table',
  'inline-table': 'table',
  'table-header-group': 'group',
  'table-row-group': 'group',
  'table-footer-group': 'group',
  'table-row': 'row',
  'table-cell': 'cell',
  'table-caption': 'caption',
}

/** A table drawn with other elements, as table elements; `regular` when rows are equally wide or spans are given. */
export interface BlockGrid {
  table: Element
  regular: boolean
}

/** The table an element declares itself to be, by ARIA roles, CSS table display or a CSS grid of n columns; or null. */
export function declaredGrid(element: Element, style: Style, styleOf: StyleOf): BlockGrid | null {
  if (style.display?.endsWith('grid') && style.gridColumns)
    return cssGrid(element, style.gridColumns, styleOf)
  if (partOf(element, style) !== 'table') return null
  const rows: Element[] = []
  const captions: Node[] = []
  const pending: Node[] = [...element.children].reverse()
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (isBlank(node)) continue
    if (node.type !== 'element') return null
    const part = partOf(node, styleOf(node))
    if (part === 'caption') captions.push(node)
    else if (part === 'group') pending.push(...[...node.children].reverse())
    else if (part === 'row') {
      const cells = node.children.filter(child => !isBlank(child))
      if (!cells.every(child => child.type === 'element' && partOf(child, styleOf(child)) === 'cell'))
        return null
      rows.push(asRow(node, cells as Element[]))
    } else return null
  }
  const widths = rows.map(row => row.children.length)
  if (rows.length < 1 || Math.max(...widths) < 2) return null
  const table = asTable(element, rows)
  if (captions.length > 0) table.children.unshift(make('caption', {}, captions))
  const even = rows.every(row => width(row) === width(rows[0]!))
  return {table, regular: even || rows.some(hasSpans)}
}

/**
 * Children in which every run of blocks that form regular rows (two and more, with the same number of small cells, some
 * of them figures and some not) is replaced by one table; the same array where there is none.
 */
export function withImplicitGrids(children: Node[], styleOf: StyleOf, found: Set<Element>): Node[] {
  // Most blocks hold text and inline elements alone.
  if (!children.some(node => node.type === 'element' && ROW_TAGS.has(node.tagName))) return children
  let result: Node[] | null = null
  let run: {from: number; rows: Element[][]; sources: Element[]} | null = null
  const close = (to: number) => {
    if (run && run.rows.length > 1 && holdsFigures(run.rows)) {
      result ??= children.slice(0, run.from)
      const table = asTable(
        run.sources[0]!,
        run.rows.map((cells, i) => asRow(run!.sources[i]!, cells)),
      )
      found.add(table)
      result.push(table)
    } else if (result && run) result.push(...children.slice(run.from, to))
    run = null
  }
  children.forEach((node, i) => {
    if (isBlank(node)) {
      if (!run) result?.push(node)
      return
    }
    const cells = node.type === 'element' ? rowCells(node, styleOf) : null
    const goesOn =
      run && cells?.length === run.rows[0]!.length && (node as Element).tagName === run.sources[0]!.tagName
    if (run && !goesOn) close(i)
    if (!cells) result?.push(node)
    else if (run) {
      run.rows.push(cells)
      run.sources.push(node as Element)
    } else run = {from: i, rows: [cells], sources: [node as Element]}
  })
  close(children.length)
  return result ?? children
}

/** The cells of a block that looks like a row, or null. */
function rowCells(row: Element, styleOf: StyleOf): Element[] | null {
  if (!ROW_TAGS.has(row.tagName) || row.children.length < 2) return null
  const cells: Element[] = []
  let style: Style | null = null
  for (const child of row.children) {
    if (isBlank(child)) continue
    if (child.type !== 'element') return null
    if (!CELL_TAGS.has(child.tagName)) {
      if (!INLINE_CELL_TAGS.has(child.tagName)) return null
      style ??= styleOf(row)
      const laidOut = row.tagName === 'li' || /flex|grid|table-row/.test(style.display ?? '')
      if (!laidOut) return null
    }
    const laid = styleOf(child)
    if (isGone(laid)) continue
    // A row or a group of a table is no cell of one.
    if (!isSmall(child) || /row|group/.test(partOf(child, laid) ?? '')) return null
    cells.push(child)
  }
  return cells.length > 1 ? cells : null
}

function isSmall(cell: Element): boolean {
  if (cell.children.length > MAX_CELL_NODES || holdsCells(cell)) return false
  let nodes = 0
  const stack: Node[] = [...cell.children]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (++nodes > MAX_CELL_NODES) return false
    if (node.type !== 'element') continue
    if (holdsCells(node) || FOREIGN.has(node.tagName) || node.children.length > MAX_CELL_NODES) return false
    stack.push(...node.children)
  }
  return true
}

/** Whether an element is itself a row of blocks: then its parts, not it, are the cells. */
function holdsCells(element: Element): boolean {
  let blocks = 0
  let inline = 0
  for (const child of element.children) {
    if (child.type !== 'element') {
      if (!isBlank(child)) return false
    } else if (CELL_TAGS.has(child.tagName)) blocks += child.tagName === 'p' ? 0 : 1
    else if (INLINE_CELL_TAGS.has(child.tagName)) inline++
  }
  return blocks > 1 || (inline > 1 && element.tagName === 'li')
}

/** Figures beside labels. A figure in the first place alone is a rank or a serial number. */
function holdsFigures(rows: Element[][]): boolean {
  let figures = 0
  let labels = 0
  for (const cells of rows) {
    cells.forEach((cell, i) => {
      const shown = plainText(cell).trim()
      if (!isFigure(shown)) labels += shown === '' ? 0 : 1
      else if (i > 0) figures++
    })
  }
  return figures > 0 && labels > 0
}

function cssGrid(element: Element, columns: string, styleOf: StyleOf): BlockGrid | null {
  const repeated = /^repeat\(\s*(\d{1,3})\s*,[^,]*\)$/.exec(columns)
  const n = repeated ? Number(repeated[1]) : columns.includes('(') ? 0 : columns.split(/\s+/).length
  const cells = element.children.filter(child => !isBlank(child))
  if (n < 2 || styleOf(element).gridPlace !== undefined) return null
  if (!cells.every(cell => cell.type === 'element' && isSmall(cell))) return null
  const rows = gridRows(cells as Element[], n, styleOf)
  if (!rows || rows.length < 2 || !holdsFigures(rows.map(row => row.map(({cell}) => cell)))) return null
  return {
    table: asTable(
      element,
      rows.map(row =>
        make(
          'tr',
          {},
          row.map(({cell, rowSpan, columnSpan}) => {
            const made = asCell(cell)
            const spans = {rowspan: String(rowSpan), colspan: String(columnSpan)}
            return {...made, attributes: {...made.attributes, ...spans}}
          }),
        ),
      ),
    ),
    regular: true,
  }
}

function partOf(element: Element, style: Style) {
  return ROLES[element.attributes.role?.toLowerCase() ?? ''] ?? DISPLAYS[style.display ?? '']
}

function isBlank(node: Node): boolean {
  return node.type === 'comment' || (node.type === 'text' && node.value.trim() === '')
}

function asTable(source: Element, rows: Element[]): Element {
  return make('table', {}, [make('tbody', {}, rows)], source.line)
}

function asRow(source: Element, cells: Element[]): Element {
  const {style, class: classes, id} = source.attributes
  return make('tr', {style, class: classes, id}, cells.map(asCell))
}

function asCell(cell: Element): Element {
  const {style, class: classes, id, align, role, hidden} = cell.attributes
  const header = role === 'columnheader' || role === 'rowheader'
  const attributes = {style, class: classes, id, align, hidden, ...spansOf(cell)}
  const keep = INLINE_CELL_TAGS.has(cell.tagName)
  const inner = keep ? [{...cell, attributes: {...cell.attributes, style: undefined}}] : cell.children
  return make(header ? 'th' : 'td', attributes, inner)
}

/** Spans by ARIA, or by the data attributes that scripts lay a table out with. */
function spansOf({attributes: a}: Element): Attributes {
  return {colspan: a['aria-colspan'] ?? a['data-colspan'], rowspan: a['aria-rowspan'] ?? a['data-rowspan']}
}

function hasSpans(row: Element): boolean {
  return row.children.some(cell => {
    const {colspan, rowspan} = (cell as Element).attributes
    return colspan !== undefined || rowspan !== undefined
  })
}

function width(row: Element): number {
  return row.children.reduce((sum, cell) => sum + (Number((cell as Element).attributes.colspan) || 1), 0)
}

function make(tagName: string, attributes: Attributes, children: Node[], line?: number): Element {
  return {type: 'element', tagName, attributes, children, line}
}
