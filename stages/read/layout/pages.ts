import type {Box} from '../../../pipeline/model/place.ts'
import {boxOfFragments, textRowsOf} from './inferred/fragments.ts'
import {inferredTables} from './inferred/index.ts'
import {sectionsOf} from './inferred/sections.ts'
import {
  boxOfItem,
  type LaidItem,
  type LaidLine,
  type LaidPage,
  type LaidPicture,
  type LaidTable,
} from './laid.ts'
import {completeFrame, isAsWide, type TableAbove} from './rules/completion.ts'
import {joinEdges} from './rules/edges.ts'
import {type Frame, framesOf} from './rules/frames.ts'
import {addShading} from './rules/shading.ts'
import {tablesOf} from './tables/tables.ts'
import {unruledTables} from './tables/unruled.ts'
import {isInZone} from './text/furniture.ts'
import {linesOf, segmentsOf} from './text/lines.ts'
import {textOfLine} from './text/text.ts'
import {
  type Edge,
  type LayoutOptions,
  type LayoutProblem,
  type Line,
  least,
  median,
  most,
  type PageContent,
  unionOf,
  widthOf,
} from './types.ts'

/** Most rules of each direction looked at on one page. */
const MAX_RULES = 4000
/** Most frames of rules looked at on one page; the forms at hand have a handful. */
const MAX_FRAMES = 2000
/** A page is set in two columns when at least this many lines have text on both sides of one gap. */
const MIN_COLUMN_LINES = 8
const COLUMN_GAP = 1.2
/** Where the right margin is at least, as if the page were set symmetrically but for this share of its width. */
const TEXT_WIDTH = 0.88

/**
 * Tables, pictures and lines of a page in the order they are read.
 * @param above the table that ends the page before
 * @param below the table that begins the next page, where that is known
 */
export function layoutPage(
  content: PageContent,
  options: LayoutOptions,
  above: TableAbove | null,
  below: TableAbove | null,
): {page: LaidPage; problems: LayoutProblem[]} {
  const horizontal = longest(joinEdges(content.horizontal, options.tolerance))
  const vertical = longest(joinEdges(content.vertical, options.tolerance))
  const frames = framesOf(horizontal, vertical, options.tolerance)
  const known = [above, below].filter(table => table !== null)
  if (content.areas) addShading(frames, content.areas, options.tolerance, known)
  dropStripes(frames, content)
  if (above) completeFrame(frames, above, options.tolerance)
  const continues = (left: number, right: number) =>
    known.some(table => isAsWide(table, left, right, options.tolerance))
  const problems: LayoutProblem[] = []
  const full = Math.max(horizontal.length, vertical.length) === MAX_RULES
  if (full || frames.length > MAX_FRAMES) problems.push({kind: 'limit', page: content.page})
  const sheet = {...content, horizontal}
  const search = tablesOf(frames.slice(0, MAX_FRAMES), sheet, options, continues)
  problems.push(...search.problems)
  const inferred = inferredTables(search.rest, sheet)
  for (const {page, box} of inferred.tables) problems.push({kind: 'unruled', page, box})
  const unruled = unruledTables(linesOf(inferred.rest), frames, content.page, options)
  problems.push(...unruled.problems)
  const blocks: (LaidTable | LaidPicture)[] = [
    ...search.tables,
    ...inferred.tables,
    ...unruled.tables,
    ...search.pictures
      .filter(picture => !picture.small)
      .map((picture): LaidPicture => ({kind: 'picture', page: content.page, picture})),
  ]
  const items = inReadingOrder(unruled.rest, blocks, content)
  return {page: {page: content.page, width: content.width, height: content.height, items}, problems}
}

/**
 * Leaves out grounds that some rows of a table have and others have not (stripes, a shaded head): they are no cells of their
 * own. Changes the frames.
 */
function dropStripes(frames: Frame[], {glyphs, height}: PageContent): void {
  if (!frames.some(frame => frame.ground)) return
  const sections = sectionsOf(textRowsOf(glyphs))
  const isIn = ({box}: Frame, base: number) => base > box[1] && base < box[3]
  const kept = frames.filter(frame => {
    if (!frame.ground) return true
    const [left, , right] = frame.box
    return !sections.some(({columns, rows: all}) => {
      // The number of the page may stand in line with a column.
      const rows = all.filter(({figures}) => {
        const own = figures.flat()
        return own.length > 1 || !isInZone(boxOfFragments(own), {height})
      })
      const inside = rows.filter(({base}) => isIn(frame, base)).length
      const [from, to] = [columns[0]![0], columns.at(-1)![1]]
      return inside > 0 && inside < rows.length && from < right && to > left
    })
  })
  frames.splice(0, frames.length, ...kept)
}

/** The longest rules of a drawing that has more than any form: a map, a hatching, an attack. */
function longest(edges: Edge[]): Edge[] {
  if (edges.length <= MAX_RULES) return edges
  return edges.sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, MAX_RULES)
}

function inReadingOrder(
  lines: Line[],
  blocks: (LaidTable | LaidPicture)[],
  {page, width, left = 0}: PageContent,
): LaidItem[] {
  const end = width + 2 * left
  const gutter = gutterOf(lines)
  if (gutter === null) return byPosition(laidLines(lines, page, end), blocks)
  const parts = lines.flatMap(line => segmentsOf(line, COLUMN_GAP))
  const crossing = (box: Box) => box[0] < gutter && box[2] > gutter
  const full = lines.filter(line => segmentsOf(line, COLUMN_GAP).some(part => crossing(part.box)))
  const whole = new Set(full.flatMap(line => line.glyphs))
  const columns = parts.filter(part => !whole.has(part.glyphs[0]!))
  const side = (right: boolean) => columns.filter(part => part.box[0] >= gutter === right)
  const all = byPosition(
    [
      ...laidLines(full, page, end),
      ...laidLines(merged(side(false)), page, 0),
      ...laidLines(merged(side(true)), page, 0),
    ],
    blocks,
  )
  // Full-width items part the page into bands; in a band the left column is read before the right one.
  const ordered: LaidItem[] = []
  let band: LaidItem[] = []
  const flush = () => {
    ordered.push(
      ...band.filter(i => boxOfItem(i)[0] < gutter),
      ...band.filter(i => boxOfItem(i)[0] >= gutter),
    )
    band = []
  }
  for (const item of all) {
    if (crossing(boxOfItem(item))) {
      flush()
      ordered.push(item)
    } else band.push(item)
  }
  flush()
  return ordered
}

/** Parts of one column that share a baseline are one line again. */
function merged(parts: Line[]): Line[] {
  return linesOf(parts.flatMap(part => part.glyphs))
}

/** Lines with the margins they make; a page of short lines alone still has a right margin. */
function laidLines(lines: Line[], page: number, width: number): LaidLine[] {
  const upright = lines.filter(line => line.turn === 0)
  const left = least(upright.map(line => line.box[0]))
  const right = Math.max(most(upright.map(line => line.box[2])), TEXT_WIDTH * width - left)
  return lines.map(line => ({kind: 'line', page, line, text: textOfLine(line), left, right}))
}

function byPosition(lines: LaidLine[], blocks: (LaidTable | LaidPicture)[]): LaidItem[] {
  return [...lines, ...blocks].sort(
    (a, b) => boxOfItem(a)[1] - boxOfItem(b)[1] || boxOfItem(a)[0] - boxOfItem(b)[0],
  )
}

/** The middle of the gap between two columns of running text, or null. */
function gutterOf(lines: Line[]): number | null {
  const upright = lines.filter(line => line.turn === 0)
  if (upright.length < MIN_COLUMN_LINES) return null
  const box = unionOf(upright.map(line => line.box))
  const split = upright.flatMap(line => {
    const parts = segmentsOf(line, COLUMN_GAP)
    const [a, b] = parts
    const long = parts.length === 2 && parts.every(part => part.glyphs.length >= 8)
    return long ? [{from: a!.box[2], to: b!.box[0]}] : []
  })
  if (split.length < MIN_COLUMN_LINES || split.length < 0.5 * upright.length) return null
  const from = most(split.map(gap => gap.from))
  const to = least(split.map(gap => gap.to))
  const middle = (from + to) / 2
  const central = Math.abs(middle - (box[0] + box[2]) / 2) < 0.25 * widthOf(box)
  return to - from > 0.5 * median(upright.map(line => line.size)) && central ? middle : null
}
