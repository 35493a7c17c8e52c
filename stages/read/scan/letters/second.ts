import type {Region} from '../dots/raster.ts'
import {FIGURES, NUMBER, type Sheet, shown, VIEWS, wordOf} from './agreement.ts'
import {closed} from './closed.ts'
import {figureText} from './figure.ts'
import type {Character, Recogniser} from './recogniser.ts'

/** Readings that are no text: nothing, or marks alone, which a lone 0 of thin strokes is taken for. Dashes and strokes stand for blanks. */
const NOTHING = /^[^\p{L}\p{N}\-—－–/／+＋*＊]*$/u
/** A 0 with a gap: half of it is a bracket. */
const BROKEN = /^(?:[({<（《][0OoＯ０]|[0OoＯ０][)}>）》])$/
/** So many ways of looking must show the same. */
const ALIKE = 2
/** What is left of it when its thin strokes are lost, at the top and at the foot, looks like brackets. */
const ZERO = '0'
/** Ways of looking at closed strokes, which must all show it, and no other look another number: once, twice, three times. */
const CLOSED = [1, 2, 3].map(times => ({paper: 0.1, times, contrast: 1}))
/** Height of print in tables, inches: what is lower or higher is a mark. */
const PRINT = {lowest: 0.05, highest: 0.2}
/** A 0 that lost its top and its foot is no lower, in heights of numbers. */
const LOST = 0.8
/** Stands for ink that nobody can read: a cell with it is not blank. */
const UNREAD = '\ufffd'

/** A line alone in its cell, and what was read of it. */
export interface LoneLine {
  line: Region
  text: Character[]
}

/**
 * A second look at lines that stand alone in their cells and of which no letter and no digit was read: side by side with
 * copies of itself the model takes a lone 0 for what it is. What most looks agree on is read, never for sure: only sums
 * can prove it. Nor is a 0 of which copies have left two halves. Ink as high as print of which still nothing is read is said to be there.
 */
export async function lookedAtAgain<T extends LoneLine>(
  lines: readonly T[],
  sheet: Pick<Sheet, 'work' | 'threshold'>,
  recogniser: Recogniser,
): Promise<Map<T, Character[]>> {
  const again = lines.filter(({text}) => NOTHING.test(wordOf(text)) || BROKEN.test(wordOf(text)))
  const looks = await numbersIn(again, VIEWS, sheet, recogniser)
  const words = looks.map(seen => seen.find(word => seen.filter(other => other === word).length >= ALIKE))
  const isZero = zeroOf([
    ...lines.filter(({text}) => NUMBER.test(wordOf(text))),
    ...again.filter((_, i) => words[i] !== undefined),
  ])
  const gaps = again.flatMap((one, i) => (words[i] === undefined && isZero(one) ? [i] : []))
  const broken = gaps.map(i => again[i]!)
  const mended = {
    ...sheet,
    work: closed(
      sheet.work,
      broken.map(({line}) => line),
    ),
  }
  const seen = await numbersIn(broken, CLOSED, mended, recogniser)
  gaps.forEach((i, k) => {
    const isAgreed =
      seen[k]!.length === CLOSED.length && [...seen[k]!, ...looks[i]!].every(word => word === ZERO)
    if (isAgreed) words[i] = ZERO
  })
  return new Map(again.map((one, i) => [one, charactersOf(one, words[i], sheet.work.dpi)]))
}

/** The numbers that ways of looking show of each line; none where a way shows something else. */
async function numbersIn(
  lone: readonly LoneLine[],
  views: typeof VIEWS,
  sheet: Pick<Sheet, 'work' | 'threshold'>,
  recogniser: Recogniser,
): Promise<string[][]> {
  const words = lone.map((): string[] => [])
  if (lone.length === 0) return words
  for (const view of views) {
    const {page, lines} = shown(
      lone.map(({line}) => ({lines: [line]})),
      sheet,
      view,
    )
    const read = await recogniser.recognise(page, lines)
    read.forEach((text, i) => {
      const word = wordOf(figureText(text))
      const once = word.slice(0, word.length / view.times)
      if (NUMBER.test(once) && once.repeat(view.times) === word) words[i]!.push(once)
    })
  }
  return words
}

/** Whether ink may be a 0 with gaps: hardly lower than the numbers of the page, no higher and no wider. Brackets are higher, and may stand for a blank. */
function zeroOf(numbers: readonly LoneLine[]): (one: LoneLine) => boolean {
  const heights = numbers.map(({line}) => line[3] - line[1]).sort((a, b) => a - b)
  const usual = heights[heights.length >> 1] ?? 0
  return ({line: [left, top, right, bottom]}) =>
    heights.length >= FIGURES &&
    bottom - top <= usual + 1 &&
    bottom - top >= LOST * usual &&
    right - left <= usual
}

/** Whether ink is as high as print. */
function isPrint({line}: LoneLine, dpi: number): boolean {
  const high = (line[3] - line[1]) / dpi
  return high >= PRINT.lowest && high <= PRINT.highest
}

function charactersOf(one: LoneLine, agreed: string | undefined, dpi: number): Character[] {
  const {line, text} = one
  const word = agreed ?? (wordOf(text) === '' && isPrint(one, dpi) ? UNREAD : null)
  if (word === null) return text
  const step = (line[2] - line[0]) / word.length
  return [...word].map((one, i) => ({
    text: one,
    x: line[0] + (i + 0.5) * step,
    certainty: 0,
    figure: one,
    rival: 1,
  }))
}
