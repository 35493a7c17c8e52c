import {fold} from '../../pipeline/model/text.ts'
import {figureIn} from './figure.ts'

/** What a second reader gives: texts in reading order, of cells, of lines, and ends of pages. */
export type Piece = {kind: 'cell'; lines: string[]} | {kind: 'line'; text: string} | {kind: 'pageEnd'}

/** Figures that follow one another, with the text between them and the figures before. */
export interface Run {
  /** Folded. */
  before: string
  figures: string[]
  /** A page ends after the last figure: what follows may be its number. */
  cut: boolean
  /** Text follows on the same line: a sentence, not a row. */
  prose: boolean
}

/** A second reading: its figures in order, and how often each occurs. */
export interface Reading {
  runs: Run[]
  counts: Map<string, number>
}

/**
 * Sorts the pieces of a second reading into runs of figures and the texts that lead to them.
 * @param units what may stand behind a figure @param placeholders what stands for one
 */
export function readingOf(
  pieces: Iterable<Piece>,
  units: readonly string[],
  placeholders: readonly string[],
): Reading {
  const passed = new Set(['', ...[...units, ...placeholders].map(fold)])
  const runs: Run[] = []
  const counts = new Map<string, number>()
  let before = ''
  let open: Run | null = null
  const text = (words: string) => {
    if (passed.has(words)) return
    before = open ? words : before + words
    open = null
  }
  const figure = (value: string) => {
    counts.set(value, (counts.get(value) ?? 0) + 1)
    if (!open) {
      open = {before, figures: [], cut: false, prose: false}
      runs.push(open)
      before = ''
    }
    open.figures.push(value)
  }
  const line = (words: string) => {
    let here = false
    for (const word of words.split(/\s+/)) {
      const value = figureIn(word, units)
      if (value === null) {
        if (open && here && !passed.has(fold(word))) open.prose = true
        text(fold(word))
      } else {
        figure(value)
        here = true
      }
    }
  }
  for (const piece of pieces) {
    if (piece.kind === 'pageEnd') {
      if (open) (open as Run).cut = true
    } else if (piece.kind === 'line') {
      line(piece.text)
    } else {
      const whole = figureIn(piece.lines.join(''), units)
      if (whole !== null) figure(whole)
      else for (const words of piece.lines) line(words)
    }
  }
  return {runs, counts}
}
