import type {Block, Paragraph, Table, TableCell} from '../../../pipeline/model/ast.ts'
import type {LaidCell, LaidItem, LaidLine, LaidPage, LaidPicture, LaidTable} from './laid.ts'
import {layoutPage} from './pages.ts'
import {joinBeside} from './seams/beside.ts'
import {tableAt} from './seams/overhang.ts'
import {joinTables} from './seams/seams.ts'
import {numberPages, sheetNumbers} from './sheets.ts'
import {type Around, paragraphsOfCell, slackOf} from './text/cellText.ts'
import {isAtEdge, markFurniture} from './text/furniture.ts'
import {paragraphOf, paragraphsOf, round} from './text/paragraphs.ts'
import type {LayoutOptions, LayoutProblem, PageContent} from './types.ts'

/** A whole document: tables joined over page ends, sentences over line and page ends, page numbers set apart. */
export function layoutDocument(
  contents: Iterable<PageContent>,
  options: LayoutOptions,
  report: (problem: LayoutProblem) => void,
): Block[] {
  const pages: LaidPage[] = []
  const problems: LayoutProblem[][] = []
  let before: PageContent | null = null
  let nodes = 0
  const sheets = sheetNumbers()
  const reportOn = (problem: LayoutProblem) => report({...problem, page: sheets.pageOf(problem.page)})
  for (const content of sheets.of(contents, options)) {
    const above = pages.findLast(({items}) => items.length > 0)
    const laid = layoutPage(content, options, endOf(above), null)
    const first = tableAt(laid.page, 'start', line => isAtEdge(line, laid.page))
    // A single framed place at the end of a page may be the first row of the table that fills the next.
    if (before && first && endOf(pages.at(-1)) === null) {
      const again = layoutPage(before, options, endOf(pages.at(-2)), first)
      if (endOf(again.page)) {
        pages[pages.length - 1] = again.page
        problems[problems.length - 1] = again.problems
      }
    }
    pages.push(laid.page)
    problems.push(laid.problems)
    before = content
    nodes += nodesOf(laid.page)
    if (nodes > options.maxNodes) {
      reportOn({kind: 'nodes', page: content.page})
      break
    }
  }
  for (const problem of problems.flat()) reportOn(problem)
  const furniture = markFurniture(pages)
  joinBeside(pages, furniture, options.tolerance, reportOn)
  const blocks = blocksOf(joinTables(pages, furniture, options, reportOn), furniture, reportOn)
  if (sheets.added() > 0) numberPages(blocks, sheets.pageOf)
  return blocks
}

function nodesOf({items}: LaidPage): number {
  return items.reduce((sum, item) => sum + (item.kind === 'table' ? 1 + 2 * item.cells.length : 1), 0)
}

/** The table a page ends with; before page numbers are known, every line where they stand counts for one. */
function endOf(page: LaidPage | undefined): LaidTable | null {
  return tableAt(page, 'end', line => page !== undefined && isAtEdge(line, page))
}

function blocksOf(
  items: readonly LaidItem[],
  furniture: Map<LaidLine, 'header' | 'footer'>,
  report: (problem: LayoutProblem) => void,
): Block[] {
  const blocks: Block[] = []
  let flow: LaidLine[] = []
  // Page numbers stand between the lines of a sentence that goes on over the page: they follow it.
  let aside: Paragraph[] = []
  const flush = () => {
    blocks.push(...paragraphsOf(flow), ...aside)
    flow = []
    aside = []
  }
  for (const item of items) {
    if (item.kind === 'line') {
      const role = furniture.get(item)
      if (role) {
        const paragraph = paragraphOf([item])
        paragraph.data = {...paragraph.data, role}
        aside.push(paragraph)
      } else flow.push(item)
    } else {
      flush()
      blocks.push(item.kind === 'table' ? tableOf(item, report) : imageOf(item, report, false))
    }
  }
  flush()
  return blocks
}

function tableOf(laid: LaidTable, report: (problem: LayoutProblem) => void): Table {
  const slack = slackOf(laid)
  const rows = new Map<string, LaidCell[]>()
  const rowOf = ({row, rowSpan}: LaidCell) => `${row} ${rowSpan}`
  for (const cell of laid.cells) {
    const own = rows.get(rowOf(cell))
    if (own) own.push(cell)
    else rows.set(rowOf(cell), [cell])
  }
  const first = new Map(laid.cells.map(cell => [cell.row, cell]))
  const around = (cell: LaidCell): Around => ({
    beside: rows.get(rowOf(cell))!,
    within: Array.from({length: cell.rowSpan - 1}, (_, i) => first.get(cell.row + i + 1) ?? []).flat(),
  })
  return {
    type: 'table',
    rows: laid.ys.length - 1,
    columns: laid.xs.length - 1,
    addressing: 'grid',
    children: laid.cells.map(cell => cellOf(cell, slack, around(cell), report)),
    data: {ruled: laid.ruled},
    place: {page: laid.page, box: round(laid.box)},
  }
}

function cellOf(
  cell: LaidCell,
  slack: number,
  around: Around,
  report: (problem: LayoutProblem) => void,
): TableCell {
  // A cell broken by a page end stands where its text is.
  const part = cell.parts.find(p => p.glyphs.length > 0) ?? cell.parts[0]!
  const place = {page: part.page, box: round(part.box)}
  const children: Block[] = paragraphsOfCell(cell, slack, around, report)
  for (const {inner} of cell.parts) {
    for (const item of inner) {
      children.push(item.kind === 'table' ? tableOf(item, report) : imageOf(item, report, true))
    }
  }
  const {row, column, rowSpan, columnSpan} = cell
  const doubt = doubtOf(cell)
  if (doubt === '') return {type: 'tableCell', row, column, rowSpan, columnSpan, children, place}
  return {type: 'tableCell', row, column, rowSpan, columnSpan, children, data: {doubt}, place}
}

/** Why it is not certain what a cell holds: clauses, each once. */
function doubtOf({parts}: LaidCell): string {
  const clauses: string[] = []
  for (const {inner} of parts) if (inner.some(item => item.kind === 'picture')) clauses.push('格内有图片')
  for (const {doubts, glyphs} of parts) {
    if (doubts) clauses.push(...doubts)
    for (const {doubt} of glyphs) if (doubt !== undefined) clauses.push(doubt)
  }
  return clauses.length === 0 ? '' : [...new Set(clauses)].join('，')
}

function imageOf(
  {picture, page}: LaidPicture,
  report: (problem: LayoutProblem) => void,
  inCell: boolean,
): Block {
  if (inCell) report({kind: 'picture', page, box: picture.box})
  const size = picture.width > 0 && picture.height > 0 ? {width: picture.width, height: picture.height} : {}
  return {type: 'image', ...size, place: {page, box: round(picture.box)}}
}
