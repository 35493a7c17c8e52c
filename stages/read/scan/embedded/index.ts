import {createHash} from 'node:crypto'
import {type Block, type Image, type Root, textOf} from '../../../../pipeline/model/ast.ts'
import {fold} from '../../../../pipeline/model/text.ts'
import {imagesIn, runsIn} from '../../images.ts'
import type {EmbeddedPicture, ReadContext} from '../../reader.ts'
import {openPicture} from '../intake/file.ts'
import {isEmbeddedPicture, unreadKind} from '../intake/kinds.ts'
import {type FormLabels, vocabularyOf} from '../labels/vocabulary.ts'
import {recogniser} from '../letters/recogniser.ts'
import {readPage} from '../page.ts'
import {type Placed, placeOf, withPages} from '../places.ts'
import {type EmbeddedReporter, embeddedReporter} from '../report.ts'
import {blocksOf, type PlacedPage} from '../tree.ts'
import {copiedFrom, isTelling, type Written, writtenIn} from './copies.ts'
import {glanceAt, isPaper, type Look, lookAt, mayBeRuled} from './look.ts'

/** Limits of pictures inside documents, from config/read.yaml. */
export interface EmbeddedLimits {
  /** Most dots of one picture, and of all that are looked at. */
  maxDots: number
  maxDotsInAll: number
  /** Most pictures that are recognised: of a document without text, whose pages they are, and of one with text. */
  maxPages: number
  maxTables: number
  /** Most cells of a table in a picture. */
  maxTableCells: number
  /** What forms print in the cells of their tables. */
  labels: readonly FormLabels[]
}

/** Letters of a document whose text is no more than a title: pictures of pages in it are the document. */
const TEXT = 200

/**
 * A tree whose embedded pictures have been read where they hold a table; where a document is nothing but pictures of pages
 * all of them are read. What shows a table that the document has as a table, too, stays a picture: the table counts.
 */
export async function readEmbedded(
  root: Root,
  pictures: ReadonlyMap<Image, EmbeddedPicture>,
  limits: EmbeddedLimits,
  context: ReadContext,
): Promise<Root> {
  const report = embeddedReporter(context)
  const letters = root.children.reduce((sum, block) => sum + textOf(block).length, 0)
  const whole = letters < TEXT
  const written = writtenIn(root.children)
  // A picture of a page repeats the title or the heading it stands under: they would begin another report.
  const said = new Set(root.children.map(wordsOf).filter(words => words !== ''))
  const images: Placed[] = imagesIn(root.children).flatMap((node, i) => {
    const picture = pictures.get(node)
    return picture ? [{node, picture, number: i + 1, place: placeOf(node, picture.part)}] : []
  })
  const read = new Map<Block, {placed: Placed; page: PlacedPage}>()
  const left: Placed[] = []
  for await (const {placed, page, kind} of recognised(images, whole, limits, context, report)) {
    if (page && (page.whole || isNews(page, placed, written, context, report)))
      read.set(placed.node, {placed, page})
    else if (kind === 'page') left.push(placed)
  }
  for (const placed of besideTables(left, root.children, read).slice(0, limits.maxPages - read.size)) {
    const bytes = placed.picture.bytes()!
    const isPage = isPaper(await glanceAt(bytes, limits.maxDots))
    const page = isPage
      ? await report.guarded(placed, () => pageIn(bytes, placed, true, limits, context))
      : null
    if (page) read.set(placed.node, {placed, page})
  }
  if (read.size === 0) return root
  report.read(images.filter(({node}) => read.has(node)))
  for (const {placed, page} of read.values()) report.misread(placed, page.misread)
  report.turned(images.filter(({node}) => (read.get(node)?.page.turns ?? 0) !== 0))
  const children = withPages(root.children, read, run => {
    const byNumber = new Map(run.map(({placed}) => [placed.number, placed]))
    const pages = run.map(({page}) => page)
    const blocks = blocksOf(pages, context.limits, problem => report.problem(problem, byNumber))
    return blocks.filter(block => !isCopy(block, written) && !said.has(wordsOf(block)))
  })
  return {...root, children}
}

/** Pages that hold no table but stand among those that do: the report goes on in them. */
function besideTables(
  left: readonly Placed[],
  blocks: readonly Block[],
  read: ReadonlyMap<Block, unknown>,
): Placed[] {
  const runs = runsIn(blocks).filter(run => run.some(node => read.has(node)))
  const beside = new Set(runs.flat())
  return left.filter(({node}) => beside.has(node))
}

interface Recognised {
  placed: Placed
  kind: Look['kind']
  /** Null where there is no table in it. */
  page: (PlacedPage & {whole: boolean}) | null
}

/** The pictures that may hold a table, and pages of documents that have no text, read. */
async function* recognised(
  images: readonly Placed[],
  whole: boolean,
  limits: EmbeddedLimits,
  context: ReadContext,
  report: EmbeddedReporter,
): AsyncGenerator<Recognised> {
  const known = new Set<string>()
  let dots = 0
  let count = 0
  for (const placed of images) {
    const bytes = placed.picture.bytes()
    if (!bytes || !isNew(bytes, known)) continue
    if (!isEmbeddedPicture(bytes)) {
      const unread = unreadKind(bytes)
      if (unread) report.unread(placed, unread)
      continue
    }
    const kind = await report.guarded(placed, async () => {
      const seen = await lookAt(bytes, limits.maxDots)
      dots += seen.dots
      return seen.kind
    })
    if (!kind || kind === 'nothing') continue
    const isPage = whole && kind === 'page'
    const wanted =
      dots <= limits.maxDotsInAll &&
      (await report.guarded(placed, async () => {
        const small = await glanceAt(bytes, limits.maxDots)
        return isPage ? isPaper(small) : mayBeRuled(small)
      }))
    if (dots > limits.maxDotsInAll || (wanted && count >= (whole ? limits.maxPages : limits.maxTables))) {
      report.beyond(placed)
      return
    }
    const page = wanted
      ? await report.guarded(placed, () => pageIn(bytes, placed, isPage, limits, context))
      : null
    if (page) count++
    yield {placed, kind, page: page && {...page, whole: isPage}}
  }
}

/** One picture, read; null where it is no page and holds no table. */
async function pageIn(
  bytes: Uint8Array,
  {picture, number}: Placed,
  isPage: boolean,
  {maxDots, maxTableCells, labels}: EmbeddedLimits,
  {limits, advance}: ReadContext,
): Promise<PlacedPage | null> {
  const {raster, unitsPerDot, scanned} = await openPicture(bytes, maxDots, picture)
  const maxCells = Math.min(limits.maxCells, maxTableCells)
  const options = {maxCells, tablesOnly: !isPage, vocabulary: vocabularyOf(labels), scanned}
  const page = await readPage(raster, number, await recogniser(), options)
  advance?.()
  return page && {...page, unitsPerDot, left: 0, top: 0}
}

/** Whether the same picture was not seen before: pages carry some twice, for narrow screens. */
function isNew(bytes: Uint8Array, known: Set<string>): boolean {
  const hash = createHash('sha256').update(bytes).digest('base64')
  if (known.has(hash)) return false
  known.add(hash)
  return true
}

/** Whether a picture holds a table that the document has not got as a table; what it shows once more is told. */
function isNews(
  page: PlacedPage,
  placed: Placed,
  written: readonly Written[],
  context: ReadContext,
  report: EmbeddedReporter,
): boolean {
  const tables = writtenIn(blocksOf([page], context.limits, () => {})).filter(isTelling)
  const copies = tables.map(table => copiedFrom(table, written))
  const others = copies.flatMap(copy => copy?.others ?? [])
  if (copies.some(copy => copy !== null)) report.copied(placed, others)
  return copies.some(copy => copy === null)
}

/** The letters of a paragraph; empty for anything else. */
function wordsOf(block: Block): string {
  return block.type === 'paragraph' ? fold(block.value).replace(/\P{L}/gu, '') : ''
}

function isCopy(block: Block, written: readonly Written[]): boolean {
  const tables = writtenIn([block])
  return tables.length > 0 && tables.every(table => isTelling(table) && copiedFrom(table, written) !== null)
}
