import {joinEdges} from '../layout/edges.ts'
import {framesOf} from '../layout/frames.ts'
import {boxOfCell, gridOf} from '../layout/grid.ts'
import type {Glyph, PageContent} from '../layout/index.ts'
import {agreeing, type ReadCell} from './agreement.ts'
import {figureText} from './figure.ts'
import {glyphsOf} from './glyphs.ts'
import {blotsOf, thresholdOf} from './ink.ts'
import {type Misread, relabelled, type Vocabulary} from './labels.ts'
import {textLinesOf} from './lines.ts'
import {pngOf} from './picture.ts'
import type {Raster, Region} from './raster.ts'
import type {Character, Recogniser} from './recogniser.ts'
import {type Rules, rulesOf} from './rules.ts'
import {type Lying, uprightPage} from './upright.ts'

/** Positions closer than this are one, inches: 2 points. */
export const TOLERANCE = 2 / 72
/** Half the thickness of a rule, inches: what of a cell lies beside its rules begins here. */
const INSET = 0.014

/** A cell with a Chinese letter holds a label or words. */
const LABEL = /\p{Script=Han}/u

/** What stands in a cell and is no label; `agreed` is the number that each way of looking at it gives, or null. */
export interface Figure {
  region: Region
  png: Uint8Array
  agreed: string | null
}

/** A page read. Positions are dots of the page turned upright. */
export interface ScannedPage extends Lying {
  content: PageContent
  /** What stands in the cells of its tables and is no label: figures, marks, blanks. */
  figures: Figure[]
  /** Labels of the form that were read with other letters. */
  misread: Misread[]
  dpi: number
}

/** What of a page is read, and what is known of what it shows. */
export interface PageOptions {
  maxCells: number
  /** Whether a page without a table is left alone, before anything is recognised. */
  tablesOnly: boolean
  /** Labels of the forms. */
  vocabulary: Vocabulary
}

/** Fewest cells of a table: two rows of three. */
const FEWEST_CELLS = 6

/** Reads one page: its rules, its cells one by one, then the text around its tables. Null where it is left alone. */
export async function readPage(
  source: Raster,
  page: number,
  recogniser: Recogniser,
  {maxCells, tablesOnly, vocabulary}: PageOptions,
): Promise<ScannedPage | null> {
  const {picture, shown, hidden, ...lying} = await uprightPage(source, recogniser)
  const rules = rulesOf(picture, hidden)
  const threshold = thresholdOf(picture)
  // Ink that is read or no text is painted white, so that nothing is read twice.
  const work = {...picture, data: Uint8Array.from(picture.data)}
  const grids = gridsOf(rules, picture, threshold, maxCells)
  if (tablesOnly && !grids.some(grid => grid.cells.length >= FEWEST_CELLS)) return null
  const cells = grids.flatMap(grid => grid.cells)
  const glyphs: Glyph[] = []
  const lines = cells.map(region => textLinesOf(work, region, threshold, true))
  const read = await recogniser.recognise(work, lines.flat())
  const plain: ReadCell[] = []
  const misread: Misread[] = []
  let next = 0
  for (const [i, region] of cells.entries()) {
    let texts: Character[][] = lines[i]!.map(() => figureText(read[next++]!))
    const weigh = () => recogniser.weigh(work, lines[i]!, vocabulary.letters)
    const label = await relabelled(texts, weigh, vocabulary)
    if (label) {
      texts = label.lines
      misread.push(label.misread)
    }
    texts.forEach((text, k) => {
      glyphs.push(...glyphsOf(text, lines[i]![k]!, glyphs.length))
    })
    if (!texts.flat().some(({text}) => LABEL.test(text))) plain.push({region, lines: lines[i]!, texts})
  }
  const sheet = {picture, work, hidden, threshold}
  const agreed = await agreeing(plain, sheet, recogniser)
  const figures = plain.map(cell => ({
    region: cell.region,
    png: pngOf(shown, cell.region),
    agreed: agreed.get(cell) ?? null,
  }))
  for (const grid of grids) whiten(work, grid.box)
  const prose = textLinesOf(work, [0, 0, work.width, work.height], threshold, false)
  const told = await recogniser.recognise(work, prose)
  prose.forEach((box, i) => {
    glyphs.push(...glyphsOf(told[i]!, box, glyphs.length))
  })
  const {width, height} = picture
  const content = {page, width, height, glyphs, ...rules, pictures: []}
  return {content, figures, ...lying, misread, dpi: picture.dpi}
}

interface GridRegions {
  box: Region
  cells: Region[]
}

/** The cells of all tables, those inside others first. */
function gridsOf(rules: Rules, picture: Raster, threshold: number, maxCells: number): GridRegions[] {
  const tolerance = TOLERANCE * picture.dpi
  const horizontal = joinEdges(rules.horizontal, tolerance)
  const vertical = joinEdges(rules.vertical, tolerance)
  const frames = framesOf(horizontal, vertical, tolerance)
  const bySize = frames.sort((a, b) => areaOf(a.box) - areaOf(b.box))
  const inset = Math.max(1, Math.round(INSET * picture.dpi))
  return bySize.flatMap(frame => {
    const whole = regionOf(frame.box, 0, picture)
    const {blots} = blotsOf(picture, whole, threshold)
    const small = 0.3 * picture.dpi
    const middles = blots
      .filter(({box}) => box[2] - box[0] < small && box[3] - box[1] < small)
      .map(({box}) => ({x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2}))
    const ink = {
      between: (axis: 'x' | 'y', from: number, to: number) =>
        middles.some(middle => middle[axis] >= from && middle[axis] < to),
      in: (left: number, top: number, right: number, bottom: number) =>
        middles.some(({x, y}) => x >= left && x < right && y >= top && y < bottom),
    }
    const grid = gridOf(frame, {tolerance, maxCells}, ink)
    if (!grid || grid === 'large') return []
    const cells = grid.cells.map(cell => regionOf(boxOfCell(grid, cell), inset, picture))
    return [{box: regionOf(frame.box, -inset, picture), cells}]
  })
}

function areaOf(box: readonly number[]): number {
  return (box[2]! - box[0]!) * (box[3]! - box[1]!)
}

/** Whole dots inside a box, a distance away from its sides; empty where nothing is left. */
function regionOf(box: readonly number[], inset: number, {width, height}: Raster): Region {
  const left = Math.min(Math.max(0, Math.ceil(box[0]! + inset)), width)
  const top = Math.min(Math.max(0, Math.ceil(box[1]! + inset)), height)
  const right = Math.min(width, Math.floor(box[2]! - inset))
  const bottom = Math.min(height, Math.floor(box[3]! - inset))
  return [left, top, Math.max(left, right), Math.max(top, bottom)]
}

function whiten({width, data}: Raster, [left, top, right, bottom]: Region): void {
  for (let y = top; y < bottom; y++) data.fill(255, y * width + left, y * width + right)
}
