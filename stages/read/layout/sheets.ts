import type {Block} from '../../../pipeline/model/ast.ts'
import type {Box, Place} from '../../../pipeline/model/place.ts'
import {isInZone} from './text/furniture.ts'
import {linesOf} from './text/lines.ts'
import {type Glyph, heightOf, type LayoutOptions, type PageContent} from './types.ts'

/** Least width of the empty strip between two halves of a page, in tolerances; how far it may be off the middle, share. */
const STRIP = 5
const CENTRAL = 0.06
/** A ground lower than this share of the page may be that of a cell. */
const CELL = 0.25
/** Fewest lines that make a half running text, and fewest characters of each; fewest rules of each direction that make a table. */
const MIN_LINES = 5
const MIN_LENGTH = 8
const MIN_RULES = 4

/**
 * A page as the sheets it is read as: two where pages were printed side by side, or text and tables are set in two columns,
 * and nothing but a page number stands across the middle.
 * @param before where the page before was parted: its last page may have an empty half
 */
function sheetsOf(content: PageContent, tolerance: number, before: number | null): PageContent[] {
  const middle = gutterOf(content, tolerance, before)
  if (middle === null) return [content]
  const half = (from: number, to: number): PageContent => {
    const isIn = (x: number) => x >= from && x < to
    const centred = <T extends {box: readonly number[]}>({box}: T) => isIn((box[0]! + box[2]!) / 2)
    const boxed = (box: readonly number[]) => isIn((box[0]! + box[2]!) / 2)
    return {
      ...content,
      left: from,
      width: to - from,
      glyphs: content.glyphs.filter(centred),
      horizontal: content.horizontal.filter(edge => isIn((edge.from + edge.to) / 2)),
      vertical: content.vertical.filter(edge => isIn(edge.at)),
      pictures: content.pictures.filter(centred),
      ...(content.outlines ? {outlines: content.outlines.filter(boxed)} : {}),
      ...(content.areas ? {areas: content.areas.filter(boxed)} : {}),
    }
  }
  return [half(0, middle), half(middle, content.width)]
}

/** The middle of the empty strip between two halves that are pages of their own; null where there is none. */
function gutterOf(content: PageContent, tolerance: number, before: number | null): number | null {
  const {width, glyphs, horizontal, vertical, pictures} = content
  const [low, high] = [width * (0.5 - CENTRAL), width * (0.5 + CENTRAL)]
  // The rules of a table over the middle are what most pages have.
  if (!(width > 0) || horizontal.some(edge => edge.from < low && edge.to > high)) return null
  // Nor are cells that are seen by their ground alone; the ground of a whole page says nothing.
  const isCell = ([left, top, right, bottom]: Box) =>
    left < low && right > high && bottom - top < CELL * content.height
  if (content.areas?.some(isCell)) return null
  const taken = new Uint8Array(Math.ceil(width / tolerance) + 1)
  const take = (from: number, to: number) => {
    taken.fill(1, Math.max(Math.floor(from / tolerance), 0), Math.max(Math.ceil(to / tolerance), 0))
  }
  for (const {box} of glyphs) if (!isInZone(box, content)) take(box[0], box[2])
  for (const {from, to} of horizontal) take(from, to)
  for (const {box} of pictures) take(box[0], box[2])
  const free = longestRun(taken, Math.floor(low / tolerance), Math.ceil(high / tolerance))
  if (!free || free[1] - free[0] < STRIP) return null
  const middle = ((free[0] + free[1]) / 2) * tolerance
  if (before !== null && free[0] * tolerance <= before && before <= free[1] * tolerance) return before
  const isPage = (isIn: (x: number) => boolean) =>
    isText(glyphs.filter(({box}) => isIn((box[0] + box[2]) / 2))) ||
    (count(horizontal, ({from, to}) => isIn((from + to) / 2)) >= MIN_RULES &&
      count(vertical, ({at}) => isIn(at)) >= MIN_RULES)
  return isPage(x => x < middle) && isPage(x => x >= middle) ? middle : null
}

/** The longest run of free places that begins or ends between two of them, as far as it goes. */
function longestRun(taken: Uint8Array, low: number, high: number): [number, number] | null {
  let best: [number, number] | null = null
  for (let at = low; at <= high; at++) {
    if (taken[at] !== 0) continue
    let [from, to] = [at, at]
    while (from > 0 && taken[from - 1] === 0) from--
    while (to < taken.length && taken[to] === 0) to++
    if (!best || to - from > best[1] - best[0]) best = [from, to]
    at = to
  }
  return best
}

function isText(glyphs: readonly Glyph[]): boolean {
  const lines = linesOf(glyphs.filter(({turn, box}) => turn === 0 && heightOf(box) > 0))
  return count(lines, line => line.glyphs.length >= MIN_LENGTH) >= MIN_LINES
}

function count<T>(items: readonly T[], is: (item: T) => boolean): number {
  let found = 0
  for (const item of items) if (is(item)) found++
  return found
}

/** Pages as sheets, numbered one after the other: a page that is several takes several numbers. */
export function sheetNumbers() {
  const pages = new Map<number, number>()
  let added = 0
  return {
    added: () => added,
    pageOf: (sheet: number) => pages.get(sheet) ?? sheet,
    *of(contents: Iterable<PageContent>, {tolerance}: LayoutOptions): Generator<PageContent> {
      let gutter: number | null = null
      for (const content of contents) {
        const sheets = sheetsOf(content, tolerance, gutter)
        gutter = sheets[1]?.left ?? null
        for (const [i, sheet] of sheets.entries()) {
          if (i > 0) added++
          const number = content.page + added
          pages.set(number, content.page)
          yield added > 0 ? {...sheet, page: number} : sheet
        }
      }
    },
  }
}

/** Puts the numbers of pages in the place of those of sheets. Changes the blocks. */
export function numberPages(blocks: readonly Block[], pageOf: (sheet: number) => number): void {
  const renumber = (place?: Place) => {
    if (place?.page !== undefined) place.page = pageOf(place.page)
  }
  for (const block of blocks) {
    renumber(block.place)
    if (block.type !== 'table') continue
    for (const cell of block.children) {
      renumber(cell.place)
      numberPages(cell.children, pageOf)
    }
  }
}
