import type {Character, Reading} from './recogniser.ts'
import {differenceOf, distance, spelledOf} from './spelling.ts'
import type {Label, Vocabulary} from './vocabulary.ts'

/** A label of a form that was read with other letters. */
export interface Misread {
  read: string
  label: string
  /** Whether the rows above and below had to tell it; `loosely` where hardly half of its letters were read. */
  order?: 'nearly' | 'loosely'
}

/** The labels that a cell can only show, by the rows above and below it. */
export interface Due {
  labels: readonly Label[]
  /** Whether both the row above and the one below say so. */
  both: boolean
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
/** And where it is the only one that can stand between the rows above and below. */
const DUE = 0.6
/** How much less likely than what was read a label is, at most, natural logarithms: in all for each letter that differs. */
const UNLIKELY = 9
/** And how much likelier than any other label. */
const MARGIN = 8
/** A cell with a Chinese letter may hold a label. */
const LABEL = /\p{Script=Han}/u
/** Likelihood of what the model gives none. */
const LEAST = 1e-7

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
  const read = textIn(texts)
  const spelled = spelledOf(read)
  if (!LABEL.test(read) || vocabulary.labels.some(label => label.spelled === spelled)) return null
  if (!vocabulary.labels.some(label => isNear(spelled, label.spelled, NEAR))) return null
  const readings = await weigh()
  const found = labelIn(read, readings, vocabulary)
  if (!found) return null
  const {label, at} = found
  return {lines: written(label, at, readings), misread: {read, label: label.text}}
}

/**
 * A cell with the label that is due in its row, where what was read of it may be that label: letters may be missing, others
 * must be possible to the model, and no other label of the form may be as near. Null where it may be something else.
 */
export async function dueLabel(
  texts: readonly Character[][],
  weigh: () => Promise<Reading[]>,
  {labels, both}: Due,
  vocabulary: Vocabulary,
): Promise<Relabelled | null> {
  const read = textIn(texts)
  const spelled = spelledOf(read)
  if (!LABEL.test(spelled)) return null
  const [nearest] = labels
    .map(label => ({label, ...differenceOf(spelled, label.spelled)}))
    .sort((a, b) => a.missing + a.others - b.missing - b.others)
  if (!nearest) return null
  const {label, missing, others, kept} = nearest
  const differing = missing + others
  const rivals = vocabulary.labels.filter(other => !labels.includes(other))
  if (differing > mostOf(label.spelled, both ? DUE : DIFFERING) || !isWhole(spelled, label.spelled))
    return null
  const isNearer = (rival: string) => distance(spelled, rival) <= Math.min(differing, mostOf(rival, DUE))
  if (rivals.some(rival => isNearer(rival.spelled))) return null
  const readings = await weigh()
  const steps = readings.flatMap(line => line.steps)
  const letters = label.letters.filter((_, i) => kept[i])
  const {cost, at} = alignment(steps, letters)
  if (cost - usualOf(steps) > UNLIKELY * Math.max(1, others)) return null
  // What is missing stands where the next letter does.
  let next = letters.length
  const whole = kept.map((_, i, all) => (all[all.length - 1 - i] ? at[--next]! : (at[next] ?? at.at(-1)!)))
  const order = differing > mostOf(label.spelled, DIFFERING) ? 'loosely' : 'nearly'
  return {
    lines: written(label, whole.reverse(), readings),
    misread: {read, label: label.text, order},
  }
}

function textIn(texts: readonly Character[][]): string {
  return texts
    .flat()
    .map(({text}) => text)
    .join('')
}

/** A label's letters in the lines of its cell. @param at the step of each letter */
function written(label: Label, at: readonly number[], readings: readonly Reading[]): Character[][] {
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
  return lines
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
): {label: Label; at: number[]} | null {
  const spelled = spelledOf(read)
  const steps = lines.flatMap(line => line.steps)
  const usual = usualOf(steps)
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

/** The cost of what was read. */
function usualOf(steps: Reading['steps']): number {
  return steps.reduce((sum, {best}) => sum - Math.log(best), 0)
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
