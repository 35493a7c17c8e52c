import {withoutThin} from '../dots/filters.ts'
import {cropped, type Raster, type Region} from '../dots/raster.ts'
import {NUMBER, type ReadCell, type Sheet, shown, VIEWS, wordOf} from './agreement.ts'
import {figureText} from './figure.ts'
import type {PlainNumber} from './prints.ts'
import type {Character, Recogniser} from './recogniser.ts'
import {piecesIn} from './shapes.ts'
import {type Template, templatesOf} from './templates.ts'

/** Pages scanned finer are looked at in half as many dots an inch. */
const FINE = 250
/** Half the thickness of strokes of print, inches: what is thinner is print, what is thicker is paper or the seal. */
const THIN = 0.011
/** Dots looked at around a cell. */
const AROUND = 6
/** Longest number that is looked for, digits. */
const LONGEST = 4
/** How much of what digits would darken is dark at least: for one more digit, and in all. */
const FIT = {more: 0.5, least: 0.35}
/**
 * How much a cell looks like a number at least: where something else was read, another number whose digits are compared, or one
 * with a digit that nothing is compared with, as which a worn one may look.
 */
const ALIKE = {none: 0.72, compared: 0.75, other: 0.82}
/** Another digit in the same place explains so much less. */
const RIVAL = 0.85
/** How much ink may be left in the line, against that of the digits, and beside a shorter number than the one read; ink is so much darker. */
const LEFT = {most: 0.6, shorter: 0.15}
const DARKER = 25
/** What has such a mark within it is more than digits. */
const MARKED = /\d[.,，]\d/

/** A cell as it is after all: its number, in one line. */
export type Beneath = Pick<ReadCell, 'lines' | 'texts'>

/**
 * Numbers below and beside seals that were read otherwise: the digits of the page, as they were printed elsewhere on it, explain
 * what is dark in the cell against the paper and the seal around it. A number with a digit that no other cell has stands where it
 * is read a second time. Never for sure: only sums can prove them.
 * @param cells without labels
 * @param known those of them whose numbers could be told for sure
 * @param seen the page with its seals
 */
export async function numbersBeneath(
  cells: readonly ReadCell[],
  known: ReadonlyMap<ReadCell, PlainNumber>,
  sheet: Sheet,
  seen: Raster,
  recogniser: Recogniser,
): Promise<Map<ReadCell, Beneath>> {
  const found = new Map<ReadCell, Beneath>()
  const {hidden} = sheet
  if (!hidden) return found
  const sealed = cells.filter(cell => !known.has(cell) && isBelow(hidden, cell.region) && !isLong(cell))
  if (sealed.length === 0) return found
  const fine = seen.dpi >= FINE ? 2 : 1
  const page = fine === 2 ? halved(seen) : seen
  const {templates, step} = digitsOf(known, sheet, page, fine)
  if (templates.length === 0) return found
  const better = sealed.flatMap(cell => {
    const best = numberIn(page, scaledDown(cell.region, fine), templates, step)
    return best && isBetter(best, cell, templates) ? [{cell, best}] : []
  })
  const alone = better.map(({cell}) => cell).filter(cell => isNumber(cell) && !isCompared(cell, templates))
  const again = await readAgain(alone, sheet, recogniser)
  for (const {cell, best} of better) if (!again.has(cell)) found.set(cell, asRead(best, fine))
  return found
}

/** The cells of which the same is read in any other way of looking. */
async function readAgain(
  cells: readonly ReadCell[],
  sheet: Sheet,
  recogniser: Recogniser,
): Promise<Set<ReadCell>> {
  const again = new Set<ReadCell>()
  if (cells.length === 0) return again
  for (const view of VIEWS) {
    const {page, lines} = shown(cells, sheet, view)
    const read = await recogniser.recognise(page, lines)
    cells.forEach((cell, i) => {
      if (wordOf(figureText(read[i]!)) === readIn(cell).repeat(view.times)) again.add(cell)
    })
  }
  return again
}

function readIn({texts}: ReadCell): string {
  return texts.map(wordOf).join('')
}

function isNumber(cell: ReadCell): boolean {
  return cell.texts.length === 1 && NUMBER.test(readIn(cell))
}

/** Whether the page has all digits of what was read. */
function isCompared(cell: ReadCell, templates: readonly Template[]): boolean {
  return [...readIn(cell)].every(one => templates.some(({digit}) => digit === one))
}

/** Whether a seal covers some of a region. */
export function isBelow({width, data}: Raster, [left, top, right, bottom]: Region): boolean {
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) if (data[y * width + x]! < 255) return true
  return false
}

function isLong(cell: ReadCell): boolean {
  const text = readIn(cell)
  return MARKED.test(text) || text.length > LONGEST
}

/** The digits of a page as they look on it, and how far they stand apart in a number; null where no number has two. */
function digitsOf(
  known: ReadonlyMap<ReadCell, PlainNumber>,
  {work, threshold}: Sheet,
  page: Raster,
  fine: number,
): {templates: Template[]; step: number | null} {
  const steps: number[] = []
  const samples = [...known].flatMap(([cell, {word, alike}]) => {
    if (!alike || word.includes('.')) return []
    const boxes = piecesIn(work, cell.lines[0]!, threshold)
    boxes.slice(1).forEach((box, i) => {
      steps.push((box[0] + box[2] - boxes[i]![0] - boxes[i]![2]) / 2 / fine)
    })
    return boxes.map((box, i) => ({digit: word[i]!, box: scaledDown(box, fine)}))
  })
  return {templates: templatesOf(page, samples), step: steps.sort((a, b) => a - b)[steps.length >> 1] ?? null}
}

function scaledDown(box: Region, by: number): Region {
  return box.map(value => Math.round(value / by)) as Region
}

/** Four dots as one. */
function halved({width, height, data, dpi}: Raster): Raster {
  const [across, down] = [width >> 1, height >> 1]
  const half = new Uint8Array(across * down)
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const at = 2 * y * width + 2 * x
      half[y * across + x] = (data[at]! + data[at + 1]! + data[at + width]! + data[at + width + 1]!) / 4
    }
  }
  return {width: across, height: down, data: half, dpi: dpi / 2}
}

/** A number that explains a cell. */
interface Explained {
  word: string
  box: Region
  /** How much of what the worst of its digits would darken is dark, 1 for all. */
  fit: number
  /** The same, less what is dark there and belongs to none of its digits. */
  alike: number
  /** The same of the best other digit in any place, against the digit there. */
  rival: number
  /** Ink beside it in its line, against its own. */
  left: number
}

/** The number that explains best what is darker in a cell than what lies around it. */
export function numberIn(
  page: Raster,
  region: Region,
  templates: readonly Template[],
  step: number | null,
): Explained | null {
  const outer: Region = [
    Math.max(0, region[0] - AROUND),
    Math.max(0, region[1] - AROUND),
    Math.min(page.width, region[2] + AROUND),
    Math.min(page.height, region[3] + AROUND),
  ]
  const part = cropped(page, outer)
  const paper = withoutThin(part, Math.max(1, Math.round(THIN * page.dpi)))
  const inner: Region = [
    region[0] - outer[0],
    region[1] - outer[1],
    region[2] - outer[0],
    region[3] - outer[1],
  ]
  const gains = templates.map(template => gainsOf(template, part, paper, inner))
  let best: (Place & {word: string; gain: number; fit: number; alike: number; rival: number}) | null = null
  for (let count = 1; count <= (step ? LONGEST : 1); count++) {
    const offsets = Array.from({length: count}, (_, i) => Math.round(i * (step ?? 0)))
    const place = bestPlace(gains, offsets, part)
    if (!place) continue
    const digits = offsets.map(offset => digitAt(gains, place.at + offset))
    const gain = digits.reduce((sum, digit) => sum + digit.gain, 0)
    const fit = Math.min(...digits.map(digit => digit.fit))
    const alike = Math.min(...digits.map(digit => digit.alike))
    const rival = Math.max(...digits.map(digit => digit.rival))
    const word = digits.map(({digit}) => digit).join('')
    if (!best || (gain > best.gain && fit >= FIT.more)) best = {...place, word, gain, fit, alike, rival}
  }
  if (!best) return null
  const {word, fit, alike, rival, at, offsets} = best
  const [x, y] = [at % part.width, Math.floor(at / part.width)]
  const half = Math.max(...templates.map(({width}) => width)) >> 1
  const box: Region = [x - half, y, x + offsets.at(-1)! + half + 1, y + templates[0]!.height]
  const left = inkBeside(part, paper, box, inner) / best.gain
  const [dx, dy] = outer
  return {word, fit, alike, rival, left, box: [box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy]}
}

/** How much of what is dark a digit explains with its middle, or its top, at each dot, and how much there would be of it. */
interface Gains {
  digit: string
  gain: Float32Array
  most: Float32Array
  /** All that is dark there. */
  dark: Float32Array
}

function gainsOf(template: Template, part: Raster, paper: Raster, inner: Region): Gains {
  const {digit, width, height, ink} = template
  const gain = new Float32Array(part.data.length).fill(-Infinity)
  const most = new Float32Array(part.data.length).fill(1)
  const all = new Float32Array(part.data.length)
  // The paper around a template may lie on the rules.
  const [left, top] = [Math.max(0, inner[0] - 1), Math.max(0, inner[1] - 1)]
  const [right, bottom] = [Math.min(part.width, inner[2] + 1), Math.min(part.height, inner[3] + 1)]
  for (let y = top; y + height <= bottom; y++) {
    for (let x = left; x + width <= right; x++) {
      let [explained, expected, seen] = [0, 0, 0]
      for (let i = 0; i < ink.length; i++) {
        const at = (y + Math.floor(i / width)) * part.width + x + (i % width)
        const back = paper.data[at]!
        const dark = ink[i]! * back
        const darker = back - part.data[at]!
        explained += 2 * darker * dark - dark * dark
        seen += darker * darker
        expected += dark * dark
      }
      const at = y * part.width + x + (width >> 1)
      gain[at] = explained
      most[at] = expected
      all[at] = seen
    }
  }
  return {digit, gain, most, dark: all}
}

interface Place {
  at: number
  offsets: readonly number[]
}

/** Where so many digits side by side explain most. */
function bestPlace(
  gains: readonly Gains[],
  offsets: readonly number[],
  {width, height}: Raster,
): Place | null {
  let best = {at: -1, gain: 0}
  for (let y = 0; y < height; y++) {
    for (let x = 0; x + offsets.at(-1)! < width; x++) {
      const at = y * width + x
      let sum = 0
      for (const offset of offsets) sum += Math.max(...gains.map(({gain}) => gain[at + offset]!))
      if (sum > best.gain) best = {at, gain: sum}
    }
  }
  return best.at < 0 ? null : {at: best.at, offsets}
}

/** The digit that explains most at a place or a dot beside it. */
function digitAt(gains: readonly Gains[], at: number) {
  const [best, next] = gains
    .map(({digit, gain, most, dark}) => {
      const place = [at - 1, at + 1].reduce((a, b) => (gain[b]! > gain[a]! ? b : a), at)
      const other = dark[place]! - gain[place]!
      return {digit, gain: gain[place]!, fit: gain[place]! / most[place]!, alike: 1 - other / most[place]!}
    })
    .sort((a, b) => b.gain - a.gain)
  return {...best!, rival: next ? Math.max(0, next.gain) / best!.gain : 0}
}

/** Ink in the line of a number and beside it. */
function inkBeside(part: Raster, paper: Raster, box: Region, inner: Region): number {
  let sum = 0
  for (let y = box[1]; y < box[3]; y++) {
    for (let x = inner[0] + 1; x < inner[2] - 1; x++) {
      if (x >= box[0] - 1 && x <= box[2]) continue
      const dark = paper.data[y * part.width + x]! - part.data[y * part.width + x]!
      if (dark > DARKER) sum += dark * dark
    }
  }
  return sum
}

/** Whether a number says more than what was read. */
function isBetter(
  {word, fit, alike, rival, left}: Explained,
  cell: ReadCell,
  templates: readonly Template[],
): boolean {
  const read = readIn(cell)
  if (word === read || rival > RIVAL || fit < FIT.least) return false
  if (!isNumber(cell)) return alike >= ALIKE.none && left <= LEFT.most
  const least = isCompared(cell, templates) ? ALIKE.compared : ALIKE.other
  return alike >= least && left <= (read.length > word.length ? LEFT.shorter : LEFT.most)
}

function asRead({word, box}: Explained, fine: number): Beneath {
  const line = box.map(value => value * fine) as Region
  const step = (line[2] - line[0]) / word.length
  const text = [...word].map(
    (one, i): Character => ({text: one, x: line[0] + (i + 0.5) * step, certainty: 0, figure: one, rival: 1}),
  )
  return {lines: [line], texts: [text]}
}
