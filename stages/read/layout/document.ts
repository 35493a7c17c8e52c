import type {Block, Paragraph, Table, TableCell} from '../../../pipeline/model/ast.ts'
import {paragraphsOfCell, slackOf} from './cellText.ts'
import {markFurniture} from './furniture.ts'
import type {Grid} from './grid.ts'
import {type LaidItem, type LaidLine, type LaidPage, layoutPage} from './pages.ts'
import {paragraphOf, paragraphsOf, round} from './paragraphs.ts'
import {joinTables} from './seams.ts'
import type {LaidCell, LaidPicture, LaidTable} from './tables.ts'
import type {LayoutOptions, LayoutProblem, PageContent} from './types.ts'

/** A whole document: tables joined over page ends, sentences over line and page ends, page numbers set apart. */
export function layoutDocument(
  contents: Iterable<PageContent>,
  options: LayoutOptions,
  report: (problem: LayoutProblem) => void,
): Block[] {
  const pages: LaidPage[] = []
  for (const content of contents) {
    const before = pages.at(-1)?.items.findLast((item): item is LaidTable => item.kind === 'table')
    const {page, problems} = layoutPage(content, options, before ? continuing(before, options) : null)
    pages.push(page)
    for (const problem of problems) report(problem)
  }
  const furniture = markFurniture(pages)
  return blocksOf(joinTables(pages, furniture, options), furniture, report)
}

/** Whether a single framed place may be the rest of a table's last row: same outer edges. */
function continuing(table: LaidTable, options: LayoutOptions): (grid: Grid) => boolean {
  const width = table.box[2] - table.box[0]
  return grid => Math.abs(grid.xs.at(-1)! - grid.xs[0]! - width) <= options.tolerance
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
  return {
    type: 'table',
    rows: laid.ys.length - 1,
    columns: laid.xs.length - 1,
    addressing: 'grid',
    children: laid.cells.map(cell => cellOf(cell, slack, report)),
    data: {ruled: laid.ruled},
    place: {page: laid.page, box: round(laid.box)},
  }
}

function cellOf(cell: LaidCell, slack: number, report: (problem: LayoutProblem) => void): TableCell {
  return {
    type: 'tableCell',
    row: cell.row,
    column: cell.column,
    rowSpan: cell.rowSpan,
    columnSpan: cell.columnSpan,
    children: [
      ...paragraphsOfCell(cell, slack, report),
      ...cell.inner.map(item =>
        item.kind === 'table' ? tableOf(item, report) : imageOf(item, report, true),
      ),
    ],
    place: {page: cell.page, box: round(cell.box)},
  }
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
