import {fold, unnumbered, withoutUnitNote} from '../../../pipeline/model/text.ts'
import type {MapConfig} from '../settings.ts'
import type {Form} from './form.ts'

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

const EDGE_MARKS = /^[:.,*"'()-]+|[:.,*"']+$/g

/** Letters of other scripts: 自然人 beside its name in Tibetan, Uyghur, Mongolian, Korean or English. */
const OTHER_SCRIPT =
  /(?:[\p{Script=Tibetan}\p{Script=Arabic}\p{Script=Mongolian}\p{Script=Hangul}\p{Script=Yi}\p{Script=Cyrillic}][\p{M}་།༎،؛]*)+|\p{Script=Latin}{3,}/gu
const HAN = /\p{Script=Han}/u

/** A folded label of which another language stands beside the Chinese, in Chinese alone. */
export function inChinese(folded: string): string {
  if (folded.search(OTHER_SCRIPT) < 0 || !HAN.test(folded)) return folded
  return folded.replace(OTHER_SCRIPT, '').replaceAll('()', '')
}

/** 其中：1. before the first part of a whole: what stands before its number is no part of the label either. */
const OF_WHICH = /^其中[:,]?(?=[(0-9])/

/** The letters of a label that count: folded, in Chinese, without numbering, unit note and loose marks at its edges. */
export function letters(text: string): string {
  return withoutUnitNote(unnumbered(inChinese(fold(text)).replace(OF_WHICH, '')))
    .replace(EDGE_MARKS, '')
    .replaceAll('"', '')
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

/** Letters of all labels of rows, columns and groups of either, as long as the forms are kept. A memory of a pure function, nothing more. */
const lettersOf = new WeakMap<Form[], Set<string>>()

/** Letters of all labels of the rows, columns and groups of forms. */
export function lettersOfForms(forms: Form[]): Set<string> {
  const known = lettersOf.get(forms)
  if (known) return known
  const leaves = forms.flatMap(({rows, columns}) => [...rows, ...columns])
  const made = new Set(leaves.flatMap(({path}) => path.flatMap(wantedOf)))
  made.delete('')
  lettersOf.set(forms, made)
  return made
}

/** Whether the letters of a text are those of one of the labels. */
export function isLabel(printed: string, labels: string[]): boolean {
  return printed !== '' && wantedOf(labels).includes(printed)
}

/** Grades the letters of a text against a label and its aliases (official first). Null: it is something else. */
export function gradeOf(printed: string, labels: string[], config: MapConfig): Grade | null {
  if (printed === '') return null
  const wanted = wantedOf(labels)
  if (printed === wanted[0]) return 'official'
  if (wanted.includes(printed)) return 'alias'
  if (printed.length >= config.fuzzyFrom && wanted.some(label => isNear(label, printed, config)))
    return 'similar'
  // （一）予以公开（含告知获取方式）: a remark behind the label.
  const bare = printed.endsWith(')') ? printed.replace(/\([^()]+\)$/, '') : printed
  if (bare !== printed && wanted.includes(bare)) return 'similar'
  return printed.length >= 2 && wanted.some(label => begins(label, printed)) ? 'truncated' : null
}

function isNear(label: string, printed: string, {fuzzyShare}: MapConfig): boolean {
  const most = Math.floor(Math.max(label.length, printed.length) * fuzzyShare)
  return Math.abs(label.length - printed.length) <= most && distance(printed, label, most) <= most
}

function begins(label: string, printed: string): boolean {
  return printed.length < label.length && label.startsWith(printed)
}

/**
 * Whether the letters of a text are a leaf's label with the labels of its groups written before it in the same cell:
 * 行政复议-结果维持, 三、本年度办理结果（一）予以公开.
 */
export function composite(printed: string, leaf: {path: string[][]}): boolean {
  const {path} = leaf
  if (path.length < 2) return false
  const own = wantedOf(path.at(-1)!)
  const end = own.find(label => printed.length > label.length && printed.endsWith(label))
  if (end === undefined) return false
  const rest = printed.slice(0, -end.length)
  return path.slice(0, -1).some(labels => wantedOf(labels).some(label => rest.includes(label)))
}

/** Whether the letters of a text name a group, alone or among other words (行政诉讼（未经复议直接起诉）). */
export function namesGroup(printed: string, labels: string[], config: MapConfig): boolean {
  if (gradeOf(printed, labels, config) !== null) return true
  return wantedOf(labels).some(label => label.length >= GROUP_LETTERS && printed.includes(label))
}

/** Levenshtein distance, given up (as most + 1) once it must exceed `most`. */
function distance(a: string, b: string, most: number): number {
  const row = new Array<number>(b.length + 1)
  for (let k = 0; k <= b.length; k++) row[k] = k
  for (let i = 1; i <= a.length; i++) {
    const code = a.charCodeAt(i - 1)
    let diagonal = row[0]!
    let least = i
    row[0] = i
    for (let k = 1; k <= b.length; k++) {
      const above = row[k]!
      const change = diagonal + (code === b.charCodeAt(k - 1) ? 0 : 1)
      const here = Math.min(change, above + 1, row[k - 1]! + 1)
      diagonal = above
      row[k] = here
      if (here < least) least = here
    }
    if (least > most) return most + 1
  }
  return row[b.length]!
}
