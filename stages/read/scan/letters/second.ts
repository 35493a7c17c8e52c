import type {Region} from '../dots/raster.ts'
import {NUMBER, type Sheet, shown, VIEWS, wordOf} from './agreement.ts'
import {figureText} from './figure.ts'
import type {Character, Recogniser} from './recogniser.ts'

/** Readings that are no text: nothing, or marks alone, which a lone 0 of thin strokes is taken for. Dashes and strokes stand for blanks. */
const NOTHING = /^[^\p{L}\p{N}\-—－–/／+＋*＊]*$/u
/** So many ways of looking must show the same. */
const ALIKE = 2
/** Height of print in tables, inches: what is lower or higher is a mark. */
const PRINT = {lowest: 0.05, highest: 0.2}
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
 * can prove it. Ink as high as print of which still nothing is read is said to be there.
 */
export async function lookedAtAgain<T extends LoneLine>(
  lines: readonly T[],
  sheet: Pick<Sheet, 'work' | 'threshold'>,
  recogniser: Recogniser,
): Promise<Map<T, Character[]>> {
  const again = lines.filter(({text}) => NOTHING.test(wordOf(text)))
  const words = again.map((): string[] => [])
  if (again.length === 0) return new Map()
  for (const view of VIEWS) {
    const {page, lines: boxes} = shown(
      again.map(({line}) => ({lines: [line]})),
      sheet,
      view,
    )
    const read = await recogniser.recognise(page, boxes)
    read.forEach((text, i) => {
      const word = wordOf(figureText(text))
      const once = word.slice(0, word.length / view.times)
      if (NUMBER.test(once) && once.repeat(view.times) === word) words[i]!.push(once)
    })
  }
  return new Map(again.map((one, i) => [one, charactersOf(one, words[i]!, sheet.work.dpi)]))
}

function charactersOf({line, text}: LoneLine, words: readonly string[], dpi: number): Character[] {
  const agreed = words.find(word => words.filter(other => other === word).length >= ALIKE)
  const high = (line[3] - line[1]) / dpi
  const isPrint = high >= PRINT.lowest && high <= PRINT.highest
  const word = agreed ?? (wordOf(text) === '' && isPrint ? UNREAD : null)
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
