import type {Block, TableCell} from '../../../pipeline/model/ast.ts'
import {textOf} from '../../../pipeline/model/ast.ts'
import type {Box} from '../../../pipeline/model/place.ts'
import {type LayoutProblem, layoutDocument, type PageContent} from '../layout/index.ts'
import {type PlainNumber, printedNumbers} from './letters/prints.ts'
import type {ScannedPage} from './page.ts'
import {TOLERANCE} from './rules/grids.ts'

/** A page read, and where its picture stands: places are counted in units of the document. */
export interface PlacedPage extends ScannedPage {
  unitsPerDot: number
  left: number
  top: number
}

/** Layout measures in points. */
const POINTS = 72

/** Pages as blocks: tables joined over page ends, with a picture of every figure in the cell that holds it. */
export function blocksOf(
  pages: readonly PlacedPage[],
  limits: {maxCells: number; maxNodes: number},
  report: (problem: LayoutProblem) => void,
): Block[] {
  const options = {tolerance: TOLERANCE * POINTS, ...limits}
  const contents = pages.map(page => inPoints(page))
  const byNumber = new Map(pages.map(page => [page.content.page, page]))
  const blocks = layoutDocument(contents, options, problem => {
    const page = byNumber.get(problem.page)
    report(page && problem.box ? {...problem, box: placed(problem.box, page)} : problem)
  })
  const numbers = pages.flatMap(({figures}) => figures.flatMap(({number}) => number ?? []))
  const printed = printedNumbers(numbers)
  for (const block of blocks) place(block, byNumber, printed)
  return blocks
}

function inPoints({content, dpi}: PlacedPage): PageContent {
  const scale = POINTS / dpi
  const box = (b: Box): Box => [b[0] * scale, b[1] * scale, b[2] * scale, b[3] * scale]
  const edge = ({at, from, to}: {at: number; from: number; to: number}) => ({
    at: at * scale,
    from: from * scale,
    to: to * scale,
  })
  return {
    ...content,
    width: content.width * scale,
    height: content.height * scale,
    glyphs: content.glyphs.map(glyph => ({...glyph, size: glyph.size * scale, box: box(glyph.box)})),
    horizontal: content.horizontal.map(edge),
    vertical: content.vertical.map(edge),
  }
}

/** Gives a block and what is in it their places in the document, and figures their pictures. */
function place(
  node: Block | TableCell,
  pages: ReadonlyMap<number, PlacedPage>,
  printed: ReadonlySet<PlainNumber>,
): void {
  const page = pages.get(node.place?.page ?? 0)
  const box = node.place?.box
  if (page && box) {
    if (node.type === 'tableCell') picture(node, box, page, printed)
    node.place = {...node.place, box: placed(box, page)}
  }
  if (node.type === 'table' || node.type === 'tableCell')
    for (const child of node.children) place(child, pages, printed)
}

/** Said of a cell of which there is no picture: text beside a figure, a table without rules. */
const UNSEEN = '从图片中识别，没有该格的图片可以核对'

/** The picture by which sums and people judge a figure. Without one no rule would know that it was recognised. */
function picture(cell: TableCell, box: Box, page: PlacedPage, printed: ReadonlySet<PlainNumber>): void {
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2].map(v => (v * page.dpi) / POINTS)
  const figure = page.figures.find(
    ({region}) => x! >= region[0] && x! < region[2] && y! >= region[1] && y! < region[3],
  )
  if (figure) {
    const png = Buffer.from(figure.png).toString('base64')
    const {number, doubt = cell.data?.doubt} = figure
    const agreed = number !== null && printed.has(number) && number.word === wordIn(cell)
    const more = {...(agreed ? {agreed} : {}), ...(doubt === undefined ? {} : {doubt})}
    cell.data = {...cell.data, picture: png, ...more}
  } else cell.data = {...cell.data, doubt: cell.data?.doubt ?? UNSEEN}
}

/** The text of a cell without blanks. */
function wordIn({children}: TableCell): string {
  return children.map(child => textOf(child).replace(/\s/g, '')).join('')
}

/** Where a box of the upright page lies in the document: what holds the middles of its sides there. */
function placed(box: Box, {dpi, origin, unitsPerDot, left, top}: PlacedPage): Box {
  const [l, t, r, b] = box.map(value => (value * dpi) / POINTS) as Box
  const [x, y] = [(l + r) / 2, (t + b) / 2]
  const sides = [origin(l, y), origin(r, y), origin(x, t), origin(x, b)]
  const xs = sides.map(([x]) => left + x * unitsPerDot)
  const ys = sides.map(([, y]) => top + y * unitsPerDot)
  const corners = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
  return corners.map(value => Math.round(value * 10) / 10) as Box
}
