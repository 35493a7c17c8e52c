import type {Glyph, PageContent} from '../layout/index.ts'
import {thresholdOf} from './dots/ink.ts'
import {pngOf} from './dots/picture.ts'
import type {Raster, Region} from './dots/raster.ts'
import {type Lying, type Made, uprightPage} from './flat/upright.ts'
import type {Misread} from './labels/labels.ts'
import {withLabels} from './labels/told.ts'
import type {Vocabulary} from './labels/vocabulary.ts'
import type {ReadCell} from './letters/agreement.ts'
import {isBelow, numbersBeneath} from './letters/beneath.ts'
import {figureText, markText} from './letters/figure.ts'
import {glyphsOf} from './letters/glyphs.ts'
import {textLinesOf} from './letters/lines.ts'
import {whitenMargins} from './letters/margins.ts'
import {type PlainNumber, plainNumbersOf} from './letters/prints.ts'
import type {Recogniser} from './letters/recogniser.ts'
import {lookedAtAgain} from './letters/second.ts'
import {gridsOf} from './rules/grids.ts'
import {rulesOf} from './rules/index.ts'

/** A cell with a Chinese letter holds a label or words. */
const LABEL = /\p{Script=Han}/u

/** What stands in a cell and is no label; its number where that could be told for sure. */
export interface Figure {
  region: Region
  png: Uint8Array
  number: PlainNumber | null
  /** Why it may belong to another row: a Chinese clause. */
  doubt?: string | undefined
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
export interface PageOptions extends Made {
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
  {maxCells, tablesOnly, vocabulary, ...made}: PageOptions,
): Promise<ScannedPage | null> {
  const {picture, shown, hidden, faded, ...lying} = await uprightPage(source, recogniser, made)
  const rules = rulesOf(picture, faded)
  const threshold = thresholdOf(picture)
  // Ink that is read or no text is painted white, so that nothing is read twice.
  const work = {...picture, data: Uint8Array.from(picture.data)}
  const grids = gridsOf(rules, picture, threshold, maxCells)
  if (tablesOnly && !grids.some(grid => grid.cells.length >= FEWEST_CELLS)) return null
  const cells = grids.flatMap(grid => grid.cells)
  const glyphs: Glyph[] = []
  const lines = cells.map(region => textLinesOf(work, region, threshold, true))
  const read = await recogniser.recognise(work, lines.flat())
  let next = 0
  const texts = lines.map(boxes => boxes.map(() => figureText(read[next++]!)))
  const lone = texts.flatMap((text, i) =>
    text.length === 1 ? [{line: lines[i]![0]!, text: text[0]!, i}] : [],
  )
  for (const [{i}, text] of await lookedAtAgain(lone, {work, threshold}, recogniser)) texts[i] = [text]
  const all = cells.map((region, i): ReadCell => ({region, lines: lines[i]!, texts: markText(texts[i]!)}))
  const weigh = (boxes: readonly Region[]) => recogniser.weigh(work, boxes, vocabulary.letters)
  const isSealed = (region: Region) => hidden !== null && isBelow(hidden, region)
  const {misread, doubtful} = await withLabels(all, picture.dpi, weigh, vocabulary, isSealed)
  const plain = all.filter(({texts}) => !texts.flat().some(({text}) => LABEL.test(text)))
  const sheet = {picture, work, hidden, threshold}
  const numbers = await plainNumbersOf(plain, sheet, recogniser)
  const beneath = await numbersBeneath(plain, numbers, sheet, shown, recogniser)
  for (const cell of all) {
    const {lines, texts} = beneath.get(cell) ?? cell
    texts.forEach((text, k) => {
      glyphs.push(...glyphsOf(text, lines[k]!, glyphs.length))
    })
  }
  const figures = plain.map(cell => ({
    region: cell.region,
    png: pngOf(shown, cell.region),
    number: numbers.get(cell) ?? null,
    doubt: doubtOf(cell, doubtful),
  }))
  const tables = grids.map(({box}) => box)
  for (const box of tables) whiten(work, box)
  whitenMargins(work, tables, threshold, {origin: lying.origin, source})
  const prose = textLinesOf(work, [0, 0, work.width, work.height], threshold, false)
  const told = await recogniser.recognise(work, prose)
  prose.forEach((box, i) => {
    glyphs.push(...glyphsOf(told[i]!, box, glyphs.length))
  })
  const {width, height} = picture
  const content = {page, width, height, glyphs, ...rules, pictures: []}
  return {content, figures, ...lying, misread, dpi: picture.dpi}
}

/** Said of figures whose row was told by the rows around it, while its own letters hardly show it. */
function doubtOf({region}: ReadCell, doubtful: ReadonlyMap<ReadCell, Misread>): string | undefined {
  const middle = (region[1] + region[3]) / 2
  for (const [label, {read, label: text}] of doubtful) {
    const isBeside = label.region[2] <= region[0] && middle >= label.region[1] && middle < label.region[3]
    if (isBeside) return `该行的标签只认出“${read}”，按上下行的次序认作“${text}”`
  }
  return undefined
}

function whiten({width, data}: Raster, [left, top, right, bottom]: Region): void {
  for (let y = top; y < bottom; y++) data.fill(255, y * width + left, y * width + right)
}
