import {fold, unnumbered} from '../../pipeline/model/text.ts'
import type {MapConfig} from './settings.ts'

/**
 * How well a printed label fits: `official` letter by letter (white space, numbering style, width and quotes do not
 * count), `alias` by a variant the format lists, `similar` by most of its letters, `truncated` where only its
 * beginning is left.
 */
export type Grade = 'official' | 'alias' | 'similar' | 'truncated'

/** Better grades are higher. */
export const WORTH: Record<Grade, number> = {official: 4, alias: 3, similar: 2, truncated: 1}

/** Fewest letters of a group's name to be looked for inside a longer text. */
const GROUP_LETTERS = 4

const UNIT_NOTE = /\((?:单位:?)?(?:件|条|项|个|元|万元)(?:\/[^)]*)?\)$/
const EDGE_MARKS = /^[:.,*"'()-]+|[:.,*"']+$/g

/** The letters of a label that count: folded, without numbering, unit note and loose marks at its edges. */
export function letters(text: string): string {
  return unnumbered(fold(text)).replace(UNIT_NOTE, '').replace(EDGE_MARKS, '').replaceAll('"', '')
}

/** A text of the document, with the letters of it that count: worked out once, compared often. */
export interface Printed {
  text: string
  letters: string
}

export function printedOf(text: string): Printed {
  return {text, letters: letters(text)}
}

/** Letters of the labels of the form, kept as long as the labels themselves. A memory of a pure function, nothing more. */
const lettersOfLabels = new WeakMap<string[], string[]>()

function wantedOf(labels: string[]): string[] {
  const known = lettersOfLabels.get(labels)
  if (known) return known
  const made = labels.map(letters)
  lettersOfLabels.set(labels, made)
  return made
}

/** Whether a printed text is one of the labels, letter by letter. */
export function isLabel(printed: Printed, labels: string[]): boolean {
  return printed.letters !== '' && wantedOf(labels).includes(printed.letters)
}

/** Grades a printed text against a label and its aliases (official first). Null: it is something else. */
export function gradeOf(printed: Printed, labels: string[], config: MapConfig): Grade | null {
  const {letters: text} = printed
  if (text === '') return null
  const wanted = wantedOf(labels)
  if (text === wanted[0]) return 'official'
  if (wanted.includes(text)) return 'alias'
  if (text.length >= config.fuzzyFrom) {
    const near = wanted.some(label => {
      const most = Math.floor(Math.max(label.length, text.length) * config.fuzzyShare)
      return Math.abs(label.length - text.length) <= most && distance(text, label, most) <= most
    })
    if (near) return 'similar'
  }
  const begins = (label: string): boolean => label.startsWith(text) && text.length < label.length
  return text.length >= 2 && wanted.some(begins) ? 'truncated' : null
}

/**
 * Whether a printed text is a leaf's label with the labels of its groups written before it in the same cell:
 * 行政复议-结果维持, 三、本年度办理结果（一）予以公开.
 */
export function composite(printed: Printed, leaf: {path: string[][]}): boolean {
  const own = leaf.path.at(-1)
  const groups = leaf.path.slice(0, -1)
  if (!own || groups.length === 0) return false
  const text = printed.letters
  const end = wantedOf(own).find(label => text.length > label.length && text.endsWith(label))
  if (end === undefined) return false
  const rest = text.slice(0, -end.length)
  return groups.some(labels => wantedOf(labels).some(label => rest.includes(label)))
}

/** Whether a text above names a group, alone or among other words (行政诉讼（未经复议直接起诉）). */
export function namesGroup(printed: Printed, labels: string[], config: MapConfig): boolean {
  if (gradeOf(printed, labels, config) !== null) return true
  return wantedOf(labels).some(label => label.length >= GROUP_LETTERS && printed.letters.includes(label))
}

/** Levenshtein distance, given up (as most + 1) once it must exceed `most`. */
export function distance(a: string, b: string, most: number): number {
  let row = Array.from({length: b.length + 1}, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let k = 1; k <= b.length; k++) {
      const change = row[k - 1]! + (a[i - 1] === b[k - 1] ? 0 : 1)
      next.push(Math.min(change, row[k]! + 1, next[k - 1]! + 1))
    }
    if (Math.min(...next) > most) return most + 1
    row = next
  }
  return row[b.length]!
}
