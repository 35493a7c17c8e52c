import {blotsOf} from '../dots/ink.ts'
import type {Origin} from '../dots/origin.ts'
import type {Raster, Region} from '../dots/raster.ts'
import {whitenBlots} from './lines.ts'

/** What comes so near to the edge of the scan is its black edge, inches. */
const EDGE = 0.03
/** A mark in the margin: how far from the side of the page, and from anything else beside it, inches. */
const MARGIN = 0.4
const ALONE = 0.25

/** A page that was made upright, and the picture it came from. */
interface Lying {
  origin: Origin
  source: {width: number; height: number}
}

/**
 * Paints white what copies have of black edges and holes: ink at the edge of the scan, and, beside tables, marks that stand
 * alone in the margin. Read as letters they would part a table from its rest on the next page.
 * @param page changed; its tables have been read and are white already
 */
export function whitenMargins(
  page: Raster,
  tables: readonly Region[],
  threshold: number,
  {origin, source}: Lying,
): void {
  const {width, height, dpi} = page
  const {blots, labels} = blotsOf(page, [0, 0, width, height], threshold)
  const edge = EDGE * dpi
  const isAtEdge = ([left, top, right, bottom]: Region) =>
    Math.min(left, top, width - right, height - bottom) <= edge ||
    [
      [left, top],
      [right, top],
      [left, bottom],
      [right, bottom],
    ].some(([x, y]) => {
      const [atX, atY] = origin(x!, y!)
      return Math.min(atX, atY, source.width - atX, source.height - atY) <= edge
    })
  const first = Math.min(...tables.map(([left]) => left), MARGIN * dpi)
  const last = Math.max(...tables.map(([, , right]) => right), width - MARGIN * dpi)
  const isText = blots.map(({box}) => !isAtEdge(box))
  if (tables.length > 0) {
    // From the middle of the page outwards: a letter has others beside it that are text.
    const aside = blots
      .map(({box}, i) => ({i, box, inner: box[2] <= first ? width - box[2] : box[0]}))
      .filter(({i, box}) => isText[i] && (box[2] <= first || box[0] >= last))
      .sort((a, b) => a.inner - b.inner)
    for (const {i} of aside) isText[i] = false
    for (const {i, box} of aside) isText[i] = hasText(box, Math.round(ALONE * dpi), page, labels, isText)
  }
  whitenBlots(page, [0, 0, width, height], labels, isText)
}

/** Whether there is text beside a box, so near. */
function hasText(
  [left, top, right, bottom]: Region,
  near: number,
  {width}: Raster,
  labels: Int32Array,
  isText: readonly boolean[],
): boolean {
  for (let y = top; y < bottom; y++) {
    for (let x = Math.max(0, left - near); x < Math.min(width, right + near); x++) {
      const label = labels[y * width + x]!
      if (label > 0 && isText[label - 1]) return true
    }
  }
  return false
}
