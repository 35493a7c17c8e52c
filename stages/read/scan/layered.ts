import type {Block, Table, TableCell} from '../../../pipeline/model/ast.ts'
import {textOf} from '../../../pipeline/model/ast.ts'
import type {Box} from '../../../pipeline/model/place.ts'
import type {LayerGlyph, ReadContext} from '../reader.ts'
import type {PageSource, Scan} from './intake/source.ts'
import type {Misread} from './labels/labels.ts'
import {type FormLabels, vocabularyOf} from './labels/vocabulary.ts'
import {recogniser} from './letters/recogniser.ts'
import {readPage} from './page.ts'
import {reporterOf} from './report.ts'
import {blocksOf, type PlacedPage} from './tree.ts'

/** Text laid under pictures of pages, by page; null where a page has other text, too. */
export type Layers = ReadonlyMap<number, readonly LayerGlyph[] | null>

/** Share of the layer's letters from which on the pictures show what the layer says. */
const SHOWN = 0.5

/** What a figure is written with. */
const FIGURE = /^[-+]?\d[\d.,]*%?$/

/**
 * The blocks of a document that is a scan with a layer of text throughout, read anew from its pictures: the layer knows
 * letters and no rules, so that its tables are guesses. Where it has another figure than the picture the cell is doubted. It
 * says nothing for a figure: both may come from one program. Null where the layer stays: a document of other pages, too, more
 * pages than are read, a page that cannot be had, no table in the pictures, or much less text in them than in the layer.
 */
export async function readLayered(
  blocks: readonly Block[],
  layers: Layers,
  scans: readonly Scan[],
  source: PageSource,
  limits: {maxPages: number; labels: readonly FormLabels[]},
  context: ReadContext,
): Promise<Block[] | null> {
  const report = reporterOf(context)
  const numbers = new Set([...layers.keys(), ...scans.map(({page}) => page)])
  const isLayered = layers.size > 0 && [...layers.values()].every(layer => layer !== null)
  const isScan = isLayered && numbers.size <= limits.maxPages && scans.every(({whole}) => whole)
  if (!isScan || !blocks.every(block => numbers.has(block.place?.page ?? 0))) return null
  const model = await recogniser()
  const pages: PlacedPage[] = []
  const misread = new Map<number, Misread[]>()
  for (const page of [...numbers].sort((a, b) => a - b)) {
    const picture = await report.guarded(page, () => source.picture(page, pictureOf(blocks, page)))
    if (!picture) return null
    const {unitsPerDot, scanned, lifted} = picture
    const {maxCells} = context.limits
    const options = {maxCells, tablesOnly: false, vocabulary: vocabularyOf(limits.labels), scanned, lifted}
    const read = await readPage(picture.raster, page, model, options)
    context.advance?.()
    if (!read) continue
    pages.push({...read, unitsPerDot, left: 0, top: 0})
    misread.set(page, read.misread)
  }
  if (!pages.some(({figures}) => figures.length > 0)) return null
  const again = blocksOf(pages, context.limits, report.problem)
  const theirs = [...layers.values()].flat().length
  if (again.reduce((sum, block) => sum + plain(textOf(block)).length, 0) < SHOWN * theirs) return null
  for (const block of again) if (block.type === 'table') compare(block, layers)
  for (const [page, labels] of misread) report.misread(page, labels)
  report.layered([...numbers])
  report.lying(pages)
  return again
}

/** The node of a page's picture; a page that was made up of text alone has none. */
function pictureOf(blocks: readonly Block[], page: number) {
  const found = blocks.find(block => block.type === 'image' && block.place?.page === page)
  return found?.type === 'image' ? found : ({type: 'image', place: {page}} as const)
}

/** Doubts cells where the layer has another figure. Rows whose figures are the same in turn only lie a little off. */
function compare(table: Table, layers: Layers): void {
  for (let row = 0; row < table.rows; row++) {
    const cells = table.children.filter(cell => cell.row === row && !/\p{Script=Han}/u.test(textIn(cell)))
    const pairs = cells.map(cell => ({cell, ours: textIn(cell), theirs: layerIn(cell, layers)}))
    const ours = pairs.map(pair => pair.ours).join('')
    if (ours === pairs.map(({theirs}) => theirs).join('')) continue
    for (const {cell, ours, theirs} of pairs) {
      if (theirs === ours || !FIGURE.test(theirs)) continue
      const clause = `扫描件自带的识别层在此处是“${theirs}”`
      cell.data = {...cell.data, doubt: cell.data?.doubt ? `${cell.data.doubt}，${clause}` : clause}
    }
  }
  for (const cell of table.children)
    for (const child of cell.children) if (child.type === 'table') compare(child, layers)
}

function textIn(cell: TableCell): string {
  return plain(cell.children.map(child => (child.type === 'paragraph' ? textOf(child) : '')).join(''))
}

/** What the layer has in the place of a cell, in reading order. */
function layerIn({place}: TableCell, layers: Layers): string {
  const box = place?.box
  if (!box) return ''
  const inside = (layers.get(place.page ?? 0) ?? []).filter(glyph => isInside(glyph.box, box))
  const sorted = inside.toSorted((a, b) =>
    a.box[3] <= b.box[1] ? -1 : b.box[3] <= a.box[1] ? 1 : a.box[0] - b.box[0],
  )
  return plain(sorted.map(({text}) => text).join(''))
}

function isInside(inner: Box, outer: Box): boolean {
  const [x, y] = [(inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2]
  return x >= outer[0] && x < outer[2] && y >= outer[1] && y < outer[3]
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '')
}
