import {type Format, leavesOf} from '../../../pipeline/model/format.ts'
import type {Character, Reading} from './recogniser.ts'

/** What a form prints in the cells of its tables, and the letters that takes. */
export interface Vocabulary {
  labels: {text: string; spelled: string; letters: number[]}[]
  letters: string[]
}

/** A label of a form that was read with other letters. */
export interface Misread {
  read: string
  label: string
}

/** A cell with its label as the form has it. */
interface Relabelled {
  lines: Character[][]
  misread: Misread
}

/** Labels that differ from what was read in this share of their letters are looked at. */
const NEAR = 0.6
/** A label may differ from what was read in this share of its letters; one of so few in none but that the model doubted. */
const DIFFERING = 0.4
/** How much less likely than what was read a label is, at most, natural logarithms: in all for each letter that differs. */
const UNLIKELY = 9
/** And how much likelier than any other label. */
const MARGIN = 8
/** A cell with a Chinese letter may hold a label. */
const LABEL = /\p{Script=Han}/u
/** Likelihood of what the model gives none. */
const LEAST = 1e-7

/** What formats print in the cells of their tables: labels of rows, columns and groups, captions, corners. */
export function labelsOf(formats: readonly Format[]): string[] {
  const blocks = formats.flatMap(({tables}) => tables.flatMap(table => table.blocks))
  return blocks.flatMap(block => [
    ...[...leavesOf(block.rows, 'rows'), ...leavesOf(block.columns, 'columns')].flatMap(leaf =>
      leaf.path.flat(),
    ),
    ...[block.caption ?? [], block.captionAliases ?? [], block.stub ?? [], block.stubAliases ?? []].flat(),
  ])
}

/** Vocabularies of lists in use: the same is asked for once a page. A memory of a pure function, nothing more. */
const vocabularies = new WeakMap<readonly string[], Vocabulary>()

/** The vocabulary of labels, without repetitions. */
export function vocabularyOf(texts: readonly string[]): Vocabulary {
  const known = vocabularies.get(texts)
  if (known) return known
  const made = compiled(texts)
  vocabularies.set(texts, made)
  return made
}

function compiled(texts: readonly string[]): Vocabulary {
  const bySpelling = new Map<string, string>()
  for (const text of texts) {
    const spelled = spelledOf(text)
    if (spelled.length >= 2 && !bySpelling.has(spelled)) bySpelling.set(spelled, text)
  }
  const letters = [...new Set([...bySpelling.keys()].join(''))]
  const index = new Map(letters.map((letter, i) => [letter, i]))
  const labels = [...bySpelling].map(([spelled, text]) => ({
    text,
    spelled,
    letters: [...spelled].map(letter => index.get(letter)!),
  }))
  return {labels, letters}
}

/** Letters and digits: marks are misread too easily to tell labels apart. */
function spelledOf(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
}

/**
 * A cell with the label of the form that it shows, where its letters were not all read rightly; null where they were, or where
 * it shows something else.
 * @param texts the lines of the cell as read, top down
 * @param weigh how likely the vocabulary's letters are along these lines; asked for only where it matters
 */
export async function relabelled(
  texts: readonly Character[][],
  weigh: () => Promise<Reading[]>,
  vocabulary: Vocabulary,
): Promise<Relabelled | null> {
  const read = texts
    .flat()
    .map(({text}) => text)
    .join('')
  const spelled = spelledOf(read)
  if (!LABEL.test(read) || vocabulary.labels.some(label => label.spelled === spelled)) return null
  if (!vocabulary.labels.some(label => isNear(spelled, label.spelled, NEAR))) return null
  const readings = await weigh()
  const found = labelIn(read, readings, vocabulary)
  if (!found) return null
  const {label, at} = found
  const lines = readings.map((): Character[] => [])
  const places = readings.flatMap(({steps}, line) => steps.map(({x}) => ({line, x})))
  let letter = 0
  for (const text of label.text) {
    const isMark = spelledOf(text) === ''
    const before = places[at[letter - 1] ?? 0]!
    const after = places[at[letter] ?? places.length - 1]!
    if (!isMark) letter++
    const {line, x} = isMark ? between(before, after, places) : after
    lines[line]!.push({text, x, certainty: 0, figure: '', rival: 1})
  }
  return {lines, misread: {read, label: label.text}}
}

interface Spot {
  line: number
  x: number
}

/** Where a mark stands: halfway between two letters, or to the end of the line. */
function between(before: Spot, after: Spot, places: readonly Spot[]): Spot {
  const end = before.line === after.line ? after : places.findLast(({line}) => line === before.line)!
  return {line: before.line, x: (before.x + end.x) / 2}
}

/**
 * The label of the form that a cell shows where its letters were not all read rightly: the likeliest one by far, whose letters
 * the model thinks possible where it read others. Null where the text is a label already, or may be something else.
 * @param lines what may stand in the lines of the cell, top down
 */
function labelIn(
  read: string,
  lines: readonly Reading[],
  {labels}: Vocabulary,
): {label: Vocabulary['labels'][number]; at: number[]} | null {
  const spelled = spelledOf(read)
  const steps = lines.flatMap(line => line.steps)
  const usual = steps.reduce((sum, {best}) => sum - Math.log(best), 0)
  const near = labels
    .filter(label => isWhole(spelled, label.spelled))
    .map(label => ({label, differing: distance(spelled, label.spelled)}))
    .filter(({label, differing}) => differing <= mostOf(label.spelled, NEAR))
    .map(({label, differing}) => ({label, differing, ...alignment(steps, label.letters)}))
    .sort((a, b) => a.cost - b.cost)
  const [first, second] = near
  if (!first) return null
  const {label, differing, cost, at} = first
  if (differing > mostOf(label.spelled, DIFFERING) || cost - usual > UNLIKELY * differing) return null
  if (second && second.cost - cost < MARGIN) return null
  return {label, at}
}

/** The likeliest way the letters may stand in the steps, in turn: cost as a negative logarithm, and the step of each. */
function alignment(steps: Reading['steps'], letters: readonly number[]): {cost: number; at: number[]} {
  // States: before the first letter, then each letter and what is between it and the next.
  const count = 2 * letters.length + 1
  let costs = new Float64Array(count).fill(Infinity)
  const from: Uint16Array[] = []
  costs[0] = 0
  for (const {none, letters: likely} of steps) {
    const next = new Float64Array(count).fill(Infinity)
    const back = new Uint16Array(count)
    for (let s = 0; s < count; s++) {
      let best = s
      if (s > 0 && costs[s - 1]! < costs[best]!) best = s - 1
      const jumps = s > 1 && s % 2 === 1 && letters[(s - 1) / 2] !== letters[(s - 3) / 2]
      if (jumps && costs[s - 2]! < costs[best]!) best = s - 2
      const here = s % 2 === 0 ? none : likely[letters[(s - 1) / 2]!]!
      next[s] = costs[best]! - Math.log(Math.max(here, LEAST))
      back[s] = best
    }
    costs = next
    from.push(back)
  }
  let state = costs[count - 1]! <= (costs[count - 2] ?? Infinity) ? count - 1 : count - 2
  const cost = costs[state]!
  const at = new Array<number>(letters.length)
  for (let step = steps.length - 1; step >= 0; step--) {
    if (state % 2 === 1) at[(state - 1) / 2] = step
    state = from[step]![state]!
  }
  return {cost, at}
}

/** Whether a label would leave nothing out: no second text in the same cell, and no digit, which may be its figure. */
function isWhole(read: string, label: string): boolean {
  const digits = [...label.replace(/\P{N}/gu, '')]
  let from = 0
  for (const digit of read.replace(/\P{N}/gu, '')) {
    from = digits.indexOf(digit, from) + 1
    if (from === 0) return false
  }
  return read.length <= label.length + 1
}

/** So many letters may differ. */
function mostOf(label: string, share: number): number {
  return Math.max(1, Math.floor(share * label.length))
}

function isNear(read: string, label: string, share: number): boolean {
  const most = mostOf(label, share)
  return Math.abs(read.length - label.length) <= most && distance(read, label) <= most
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({length: b.length + 1}, (_, k) => k)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let k = 1; k <= b.length; k++)
      next[k] = Math.min(row[k - 1]! + (a[i - 1] === b[k - 1] ? 0 : 1), row[k]! + 1, next[k - 1]! + 1)
    row = next
  }
  return row[b.length]!
}
