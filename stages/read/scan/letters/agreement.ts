import {blotsOf} from '../dots/ink.ts'
import type {Raster, Region} from '../dots/raster.ts'
import {figureText} from './figure.ts'
import type {Character, Recogniser} from './recogniser.ts'
import {piecesIn} from './shapes.ts'

/** A cell as it was read. */
export interface ReadCell {
  region: Region
  lines: readonly Region[]
  texts: readonly Character[][]
}

/** A page before and after what is no text was painted white, and what a seal hides of it. */
export interface Sheet {
  picture: Raster
  work: Raster
  hidden: Raster | null
  threshold: number
}

/** How a line is shown to the recogniser once more: paper around it in heights, how often side by side, contrast. */
interface View {
  paper: number
  times: number
  contrast: number
}

/** With much paper around it the model takes a low 0 alone for a comma: beside others of its kind it does not. */
export const VIEWS: readonly View[] = [
  {paper: 0.1, times: 3, contrast: 1},
  {paper: 0, times: 1, contrast: 2.5},
  {paper: 0.1, times: 2, contrast: 1},
]
/** Paper between a figure and its copy, in heights. */
const APART = 0.18
/** No other digit may be likelier than this, against the one that was read: at first, and in other ways of looking. */
const RIVAL = 0.006
const RIVAL_AGAIN = 0.02
/** Lowest digits that can be told for sure, dots. */
const LOWEST = 10
/** Ink that was taken for the remains of a rule may be a digit when it is as high as the others: in heights of the line. */
const AS_HIGH = 0.5
/** What a seal hides within this distance of a figure may belong to it, inches. */
const NEAR_SEAL = 0.03

/** Figures of a page are of one height, but for so much of it, if so many are: a scratch is no one, a half covered digit no other. */
const HEIGHT = 0.12
export const FIGURES = 5

export const NUMBER = /^\d+(?:\.\d+)?$/

/**
 * The numbers of cells that come out the same however it is looked at: as it is, in harsher contrast, written twice and
 * three times with other paper around it. Each time no other digit may be nearly as likely, there must be as many pieces of ink as digits, and
 * nothing that might be part of it was taken away with a rule or a seal.
 */
export async function agreeing(
  cells: readonly ReadCell[],
  sheet: Sheet,
  recogniser: Recogniser,
): Promise<Map<ReadCell, string>> {
  let left = plainNumbers(cells, sheet)
  for (const view of VIEWS) {
    const {page, lines} = shown(left, sheet, view)
    const read = await recogniser.recognise(page, lines)
    left = left.filter((cell, i) => {
      const again = figureText(read[i]!)
      return isSure(again, RIVAL_AGAIN) && wordOf(again) === wordOf(cell.texts[0]!).repeat(view.times)
    })
  }
  return new Map(left.map(cell => [cell, wordOf(cell.texts[0]!)]))
}

/** The numbers that could be told for sure: of one line and of one height, a piece of ink for each digit, nothing else beside it. */
export function plainNumbers(cells: readonly ReadCell[], sheet: Sheet): ReadCell[] {
  return ofOneHeight(cells.filter(cell => isPlain(cell, sheet)))
}

function ofOneHeight(cells: readonly ReadCell[]): ReadCell[] {
  const heights = cells.map(({lines: [line]}) => line![3] - line![1])
  const usual = heights.toSorted((a, b) => a - b)[heights.length >> 1] ?? 0
  const same = cells.filter((_, i) => Math.abs(heights[i]! - usual) <= HEIGHT * usual + 1)
  return same.length >= FIGURES ? same : []
}

/** Characters without blanks. */
export function wordOf(characters: readonly Character[]): string {
  return characters.map(({text}) => text.trim()).join('')
}

function isSure(characters: readonly Character[], most: number): boolean {
  return characters.every(({text, rival}) => text.trim() === '' || rival <= most)
}

/** A number of one line, each digit a piece of ink of its own, of which nothing may be missing. */
function isPlain({region, lines, texts}: ReadCell, sheet: Sheet): boolean {
  const [line] = lines
  const [text] = texts
  if (lines.length !== 1 || !line || !text || !NUMBER.test(wordOf(text)) || !isSure(text, RIVAL)) return false
  const high = line[3] - line[1]
  if (high < LOWEST || isSealed(line, sheet)) return false
  if (piecesIn(sheet.work, line, sheet.threshold).length !== wordOf(text).length) return false
  const before = blotsOf(sheet.picture, region, sheet.threshold).blots
  return before.every(
    ({box}) => isWithin(box, line) || box[3] - box[1] < AS_HIGH * high || isRule(box, region),
  )
}

/** What goes from one side of the cell to the other is a rule. */
function isRule(box: Region, region: Region): boolean {
  const [down, across] = [box[3] - box[1], box[2] - box[0]]
  return down >= region[3] - region[1] - 2 || across >= region[2] - region[0] - 2
}

function isWithin(box: Region, line: Region): boolean {
  return box[0] >= line[0] && box[1] >= line[1] && box[2] <= line[2] && box[3] <= line[3]
}

function isSealed([left, top, right, bottom]: Region, {hidden, work: {width, height, dpi}}: Sheet): boolean {
  if (!hidden) return false
  const near = Math.ceil(NEAR_SEAL * dpi)
  for (let y = Math.max(0, top - near); y < Math.min(height, bottom + near); y++) {
    const row = hidden.data.subarray(
      y * width + Math.max(0, left - near),
      y * width + Math.min(width, right + near),
    )
    if (row.some(value => value < 255)) return true
  }
  return false
}

/** A sheet with the lines of cells below each other, each looked at in the same way. */
export function shown(
  cells: readonly Pick<ReadCell, 'lines'>[],
  {work, threshold}: Pick<Sheet, 'work' | 'threshold'>,
  {paper, times, contrast}: View,
): {page: Raster; lines: Region[]} {
  const copies = cells.map(({lines: [line]}) => {
    const [left, top, right, bottom] = line!
    const high = bottom - top
    const margin = Math.round(paper * high)
    return {left, top, across: right - left, high, margin, step: right - left + Math.round(APART * high)}
  })
  const width = Math.max(
    1,
    ...copies.map(({across, margin, step}) => across + 2 * margin + (times - 1) * step),
  )
  const height = Math.max(
    1,
    copies.reduce((sum, {high, margin}) => sum + 3 * high + 2 * margin, 0),
  )
  const data = new Uint8Array(width * height).fill(255)
  const lines: Region[] = []
  let from = 0
  for (const {left, top, across, high, margin, step} of copies) {
    // Room for the paper that the recogniser adds by itself.
    const start = from + high
    for (let y = 0; y < high; y++) {
      for (let x = 0; x < across; x++) {
        const value = work.data[(top + y) * work.width + left + x]!
        const harsh = Math.min(255, Math.max(0, (value - threshold) * contrast + threshold))
        for (let copy = 0; copy < times; copy++)
          data[(start + margin + y) * width + margin + copy * step + x] = harsh
      }
    }
    lines.push([0, start, 2 * margin + across + (times - 1) * step, start + 2 * margin + high])
    from += 3 * high + 2 * margin
  }
  return {page: {width, height, data, dpi: work.dpi}, lines}
}
