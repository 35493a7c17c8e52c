import {isNumbered} from '../text/paragraphs.ts'
import {baseOf, boxOfFragments, type Fragment} from './fragments.ts'

/** Baselines this close, in letter sizes, are one. */
const SAME_BASE = 0.15
/** Lines of one label are no further apart than this many times the usual distance. */
const NEAR = 1.12
/** Nor further than this, in letter sizes. */
const LEADING = 2.4
/** Kinds of numbering: labels of one level are numbered in one way. */
const NUMBERINGS = [
  /^[一二三四五六七八九十]+[、.．]/u,
  /^[（(][一二三四五六七八九十]+[）)]/u,
  /^[（(][0-9０-９]+[）)]/u,
  /^[0-9０-９]+[、.．]/u,
  /^[①-⑳]/u,
]
const FIRST = /^[（(]?[一1１①](?![十0-9０-９])/u

/** Fragments of labels on one baseline. */
export interface LabelLine {
  base: number
  fragments: Fragment[]
}

/** Fragments by baseline. */
export function linesOf(fragments: readonly Fragment[], size: number): LabelLine[] {
  const lines: LabelLine[] = []
  const placed = fragments
    .map(fragment => ({fragment, base: baseOf(fragment)}))
    .sort((a, b) => a.base - b.base)
  for (const {fragment, base} of placed) {
    const line = lines.at(-1)
    if (line && base - line.base <= SAME_BASE * size) line.fragments.push(fragment)
    else lines.push({base, fragments: [fragment]})
  }
  for (const line of lines) line.fragments.sort((a, b) => a.box[0] - b.box[0])
  return lines
}

/** Lines of one label. */
export interface LabelBlock {
  fragments: Fragment[]
  middle: number
  /** Baselines of the first and last line. */
  first: number
  last: number
}

/** Lines set evenly one below the other are one label. */
export function blocksOf(lines: readonly LabelLine[], size: number): LabelBlock[] {
  const gaps = lines.slice(1).map((line, i) => line.base - lines[i]!.base)
  const usual = Math.max(Math.min(...gaps), size)
  const blocks: LabelLine[][] = []
  for (const [i, line] of lines.entries()) {
    const begins = i === 0 || gaps[i - 1]! > Math.min(NEAR * usual, LEADING * size)
    if (!begins && !isNumbered(line.fragments[0]!.text)) blocks.at(-1)!.push(line)
    else blocks.push([line])
  }
  return blocks.map(own => {
    const fragments = own.flatMap(line => line.fragments)
    const [, top, , bottom] = boxOfFragments(fragments)
    return {fragments, middle: (top + bottom) / 2, first: own[0]!.base, last: own.at(-1)!.base}
  })
}

/** How a label is numbered. */
export interface Numbering {
  /** Which of the ways of numbering; -1 for none. */
  kind: number
  /** 1 where it begins with the first number of its kind, 0 where it has none. */
  number: number
}

/** How the label of these lines is numbered. */
export function numberingOf(fragments: readonly Fragment[]): Numbering {
  const [first] = [...fragments].sort((a, b) => baseOf(a) - baseOf(b) || a.box[0] - b.box[0])
  const kind = first ? NUMBERINGS.findIndex(numbering => numbering.test(first.text)) : -1
  if (kind < 0) return {kind, number: 0}
  return {kind, number: FIRST.test(first!.text) ? 1 : 2}
}
