import type {Block, Image, Root} from '../../../pipeline/model/ast.ts'
import {textOf} from '../../../pipeline/model/ast.ts'
import type {EmbeddedPicture, ReadContext, Reader} from '../reader.ts'
import {UnreadableError} from '../reader.ts'
import {cropped, type Region} from './dots/raster.ts'
import {type EmbeddedLimits, readEmbedded} from './embedded/index.ts'
import {openImage} from './intake/file.ts'
import {isPicture, unreadKind} from './intake/kinds.ts'
import {openPdf} from './intake/pdf.ts'
import type {PagePicture, PageSource, Scan} from './intake/source.ts'
import {type FormLabels, labelsOf, vocabularyOf} from './labels/vocabulary.ts'
import {type Layers, readLayered} from './layered.ts'
import {type Recogniser, recogniser} from './letters/recogniser.ts'
import {INSTALL, isInstalled} from './optional.ts'
import {readPage} from './page.ts'
import {reporterOf} from './report.ts'
import {blocksOf, type PlacedPage} from './tree.ts'

export {type EmbeddedLimits, type FormLabels, isInstalled, labelsOf}

/** Raised when the same picture would now give other blocks. */
export const SCAN_VERSION = '53'

/** From config/read.yaml. */
export interface ScanLimits {
  /** Most pages of one document that are recognised. */
  maxPages: number
  /** Most dots of one page. */
  maxDots: number
  /** What forms print in the cells of their tables. */
  labels: readonly FormLabels[]
}

/** Files that are a picture: a node for each page of it, which scans then takes the place of. */
export const image: Reader = {
  id: 'image',
  version: '3',
  extensions: 'png jpg jpeg jpe jfif tif tiff gif webp bmp dib jp2 jpx j2k jb2 jbig2 emf wmf'.split(' '),
  sniff: head => isPicture(head) || unreadKind(head) !== null,
  read(bytes) {
    const kind = isPicture(bytes) ? null : unreadKind(bytes)
    if (kind) {
      const detail = `这是 ${kind} 格式的图片，本程序不能读取；请另存为 PNG 或 JPEG 后重新转换。`
      throw new UnreadableError('unsupported', detail)
    }
    if (!isInstalled()) {
      const detail = `图片文件需要识别文字才能读取；请运行 ${INSTALL} 安装识别组件后重新运行。`
      throw new UnreadableError('unsupported', detail)
    }
    return {
      type: 'root',
      children: [{type: 'image', place: {page: 1}}],
      data: {reader: 'image', metadata: []},
    }
  },
}

/** Kinds of files whose pages may be pictures, and those that hand over the pictures they hold. */
const PAGES = ['image', 'pdf']
const DOCUMENTS = ['html', 'mht', 'docx', 'wordXml', 'odt', 'doc', 'rtf', 'ofd', 'sheet']

/** Kinds of files whose pictures are read. */
export function hasScans(reader: string | undefined): boolean {
  return reader !== undefined && [...PAGES, ...DOCUMENTS].includes(reader)
}

/** What a reader has handed over. */
export interface HandedOver {
  pictures: ReadonlyMap<Image, EmbeddedPicture>
  layers: Layers
}

/** A tree whose pictures have been read: its pages, or what the reader has handed over. */
export async function readPictures(
  root: Root,
  bytes: Uint8Array,
  {pictures, layers}: HandedOver,
  limits: ScanLimits & EmbeddedLimits,
  context: ReadContext,
): Promise<Root> {
  if (PAGES.includes(root.data.reader)) return await readScans(root, bytes, limits, context, layers)
  return pictures.size > 0 ? await readEmbedded(root, pictures, limits, context) : root
}

/**
 * A tree whose pictures of pages and of tables have been read. Pages without text are read whole; a picture on a page
 * with text is replaced where it holds a table. Without the optional set the tree stays as it is, and a finding says
 * how to install it.
 */
export async function readScans(
  root: Root,
  bytes: Uint8Array,
  limits: ScanLimits,
  context: ReadContext,
  layers: Layers = new Map(),
): Promise<Root> {
  const wanted = scansIn(root.children, layers)
  if (wanted.length === 0 && layers.size === 0) return root
  const report = reporterOf(context)
  if (!isInstalled()) {
    report.notInstalled(wanted.filter(({whole}) => whole).map(({page}) => page))
    return root
  }
  if (root.data.reader === 'image') {
    const source = await openImage(bytes, limits.maxDots)
    const pages = Array.from({length: source.pages}, (_, i) => i + 1)
    const scans = pages.map(page => ({page, whole: true, images: [{type: 'image', place: {page}} as Image]}))
    const blocks = await replaced(
      scans.flatMap(scan => scan.images),
      scans,
      source,
      limits,
      context,
    )
    return {...root, children: blocks, data: {...root.data, pages: source.pages}}
  }
  const source = await openPdf(bytes, limits.maxDots)
  try {
    const again = await readLayered(root.children, layers, wanted, source, limits, context)
    if (!again) report.layerStays([...layers.keys()].filter(page => layers.get(page)))
    return {...root, children: again ?? (await replaced(root.children, wanted, source, limits, context))}
  } finally {
    source.close()
  }
}

/** Letters on a page that has text of its own; fewer are a page number or the mark of a scanning program. */
const TEXT = 40

/** What is to be read, in the order of the tree. The picture over a layer of text is no second text. */
function scansIn(blocks: readonly Block[], layers: Layers): Scan[] {
  const letters = new Map<number, number>()
  for (const block of blocks) {
    const page = block.place?.page ?? 0
    letters.set(page, (letters.get(page) ?? 0) + textOf(block).length)
  }
  const scans: Scan[] = []
  for (const block of blocks) {
    if (block.type !== 'image' || block.place?.page === undefined) continue
    const {page} = block.place
    if (layers.has(page)) continue
    const whole = letters.get(page)! < TEXT
    const last = scans.at(-1)
    // Scanning programs cut a page into strips.
    if (whole && last?.whole && last.page === page) last.images.push(block)
    else scans.push({page, whole, images: [block]})
  }
  return scans
}

async function replaced(
  blocks: readonly Block[],
  scans: readonly Scan[],
  source: PageSource,
  limits: ScanLimits,
  context: ReadContext,
): Promise<Block[]> {
  const report = reporterOf(context)
  const model = await recogniser()
  const instead = new Map<Block, Block[]>()
  let run: {first: Block; pages: PlacedPage[]} | null = null
  const finish = () => {
    if (run) instead.set(run.first, blocksOf(run.pages, context.limits, report.problem))
    run = null
  }
  const read: PlacedPage[] = []
  for (const scan of scans.slice(0, limits.maxPages)) {
    const picture = await report.guarded(scan.page, () => source.picture(scan.page, scan.images[0]!))
    if (!picture) continue
    const page = await readPlaced(scan, picture, model, limits, context)
    context.advance?.()
    if (!page) continue
    report.misread(scan.page, page.misread)
    if (scan.whole) {
      for (const image of scan.images) instead.set(image, [])
      if (run && run.pages.at(-1)!.content.page + 1 === scan.page) run.pages.push(page)
      else {
        finish()
        run = {first: scan.images[0]!, pages: [page]}
      }
      read.push(page)
    } else if (page.figures.length > 0) {
      finish()
      instead.set(scan.images[0]!, blocksOf([page], context.limits, report.problem))
      read.push(page)
    }
  }
  finish()
  report.read(read.map(({content}) => content.page))
  report.lying(read)
  report.beyond(
    scans.slice(limits.maxPages).map(({page}) => page),
    limits.maxPages,
  )
  return blocks.flatMap(block => instead.get(block) ?? [block])
}

/** A page, or the part of it where a picture stands, read; null where that picture holds no table. */
async function readPlaced(
  {page, whole, images}: Scan,
  {raster, unitsPerDot, scanned, lifted}: PagePicture,
  model: Recogniser,
  {labels}: ScanLimits,
  {limits}: ReadContext,
): Promise<PlacedPage | null> {
  const box = images[0]!.place?.box
  const options = {maxCells: limits.maxCells, tablesOnly: !whole, vocabulary: vocabularyOf(labels), scanned}
  if (whole || !box) {
    const read = await readPage(raster, page, model, {...options, lifted})
    return read && {...read, unitsPerDot, left: 0, top: 0}
  }
  const dots = box.map(value => Math.round(value / unitsPerDot))
  const region: Region = [
    Math.max(0, dots[0]!),
    Math.max(0, dots[1]!),
    Math.min(raster.width, dots[2]!),
    Math.min(raster.height, dots[3]!),
  ]
  const shown = {...options, lifted: lifted && cropped(lifted, region)}
  const part = await readPage(cropped(raster, region), page, model, shown)
  return part && {...part, unitsPerDot, left: region[0] * unitsPerDot, top: region[1] * unitsPerDot}
}
