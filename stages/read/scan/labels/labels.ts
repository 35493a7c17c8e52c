import type {Character, Reading} from '../letters/recogniser.ts'
import type {Due} from './order.ts'
import {type Difference, differenceOf, distance, spelledOf} from './spelling.ts'
import type {Label, Vocabulary} from './vocabulary.ts'

/** A label of a form that was read with other letters. */
export interface Misread {
  read: string
  label: string
  /** Whether the rows above and below had to tell it; `loosely` where hardly half of its letters were read. */
  order?: 'nearly' | 'loosely'
}

/** A cell with its label as the form has it. */
export interface Relabelled {
  lines: Character[][]
  misread: Misread
}

/** Labels that differ from what was read in this share of their letters are looked at. */
const NEAR = 0.6
/** A label may differ from what was read in this share of its letters; one of so few in none but that the model doubted. */
const DIFFERING = 0.4
/** And where it is the only one that can stand between the rows above and below. */
const DUE = 0.6
/** Below a seal letters are lost: of a label that is due between two rows that are known a quarter is enough. */
const SEALED = 0.75
/** Half of a label's letters are enough where the rows around it leave no other. */
const HALF = 0.5
/** Of one that can only stand there, but was not counted off, such a share may differ, and so many more of any other. */
const FEW = 0.25
const BEFORE = 2
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
  if (!LABEL.test(read) || isLabel(spelledOf(read), vocabulary)) return null
  const spelled = spelledOf(withoutEcho(read))
  if (!vocabulary.labels.some(label => isNear(spelled, label.spelled, NEAR))) return null
  const readings = withoutEchoes(texts, await weigh())
  const found = labelIn(spelled, readings, vocabulary)
  if (!found) return null
  const {label, at} = found
  return {lines: written(label, at, readings), misread: {read, label: label.text}}
}

/**
 * A cell with the label that is due in its row, where what was read of it may be that label: letters may be missing, others
 * must be possible to the model, and no other label of the form may be as near. Between two rows that are known, half of its
 * letters are enough, whatever the model takes the others for; so are three in four of one that can only stand there. These
 * are told `loosely`, and their rows are to be doubted. Null where it may be something else.
 * @param isSealed whether a seal covers some of the cell
 */
export async function dueLabel(
  texts: readonly Character[][],
  weigh: () => Promise<Reading[]>,
  {counted, among, both}: Due,
  vocabulary: Vocabulary,
  isSealed = false,
): Promise<Relabelled | null> {
  const read = textIn(texts)
  const spelled = spelledOf(withoutEcho(read))
  if (!LABEL.test(spelled)) return null
  const due = nearestOf(spelled, counted, vocabulary)
  if (due && due.differing <= mostOf(due.label.spelled, both ? (isSealed ? SEALED : DUE) : DIFFERING)) {
    const least = (isSealed ? 1 - SEALED : HALF) * due.label.spelled.length
    const isHalf = both && due.label.spelled.length - due.differing >= least
    const told = await toldAs(due, texts, weigh)
    if (told.isPossible || isHalf) return told
  }
  const near = nearestOf(spelled, among, vocabulary)
  if (!near?.alone || near.next - near.differing < BEFORE) return null
  if (near.differing > FEW * near.label.spelled.length) return null
  return await toldAs({...near, alone: false}, texts, weigh)
}

/** A label and how what was read differs from it. */
interface Near extends Difference {
  label: Label
  differing: number
  /** Whether no other label of the forms is as near. */
  alone: boolean
  /** How much the nearest of the others that may stand there differs. */
  next: number
}

/** The label that is nearest of those that may stand there; null where none is, or another label of the forms is nearer. */
function nearestOf(spelled: string, labels: readonly Label[], vocabulary: Vocabulary): Near | null {
  const [nearest, ...rest] = labels
    .map(label => ({label, ...differenceOf(spelled, label.spelled)}))
    .map(one => ({...one, differing: one.missing + one.others}))
    .sort((a, b) => a.differing - b.differing)
  if (!nearest || !isWhole(spelled, nearest.label.spelled)) return null
  const {label, differing} = nearest
  const rivals = vocabulary.labels
    .filter(other => !labels.includes(other))
    .map(other => ({other, away: distance(spelled, other.spelled)}))
    .filter(({other, away}) => away <= mostOf(other.spelled, DUE))
  if (rivals.some(({away}) => away < differing)) return null
  const next = rest.find(other => !sameRow(other.label, label, vocabulary))?.differing ?? Infinity
  return {...nearest, next, alone: next > differing && rivals.every(({away}) => away > differing)}
}

/** A cell with that label, and whether the model thinks its letters possible. */
async function toldAs(
  {label, differing, others, kept, alone}: Near,
  texts: readonly Character[][],
  weigh: () => Promise<Reading[]>,
): Promise<Relabelled & {isPossible: boolean}> {
  const readings = withoutEchoes(texts, await weigh())
  const steps = readings.flatMap(line => line.steps)
  const letters = label.letters.filter((_, i) => kept[i])
  const {cost, at} = alignment(steps, letters)
  const isPossible = alone && cost - usualOf(steps) <= UNLIKELY * Math.max(1, others)
  // What is missing stands where the next letter does.
  let next = letters.length
  const whole = kept.map((_, i, all) => (all[all.length - 1 - i] ? at[--next]! : (at[next] ?? at.at(-1)!)))
  const nearly = isPossible && differing <= mostOf(label.spelled, DIFFERING)
  return {
    lines: written(label, whole.reverse(), readings),
    misread: {read: textIn(texts), label: label.text, order: nearly ? 'nearly' : 'loosely'},
    isPossible,
  }
}

/** Whether a form has two labels for one row. */
function sameRow(one: Label, other: Label, {orders}: Vocabulary): boolean {
  return orders.some(order => order.some(row => row.includes(one) && row.includes(other)))
}

/** A number at the beginning that is read twice: 1.1.属于国家秘密. */
const ECHO = /^(\d{1,2})[.．、,，。·]\1(?=[.．、,，。·]|\p{Script=Han})/u

function withoutEcho(text: string): string {
  return text.replace(ECHO, '$1')
}

/** What may stand in the lines of a cell, without a number that was read twice. */
function withoutEchoes(texts: readonly Character[][], readings: Reading[]): Reading[] {
  const read = textIn(texts)
  const [first, ...others] = readings
  const start = texts[0]?.[read.length - withoutEcho(read).length]?.x
  if (!first || start === undefined || withoutEcho(read) === read) return readings
  return [{steps: first.steps.filter(({x}) => x >= start)}, ...others]
}

/** The text of a cell's lines. */
export function textIn(texts: readonly Character[][]): string {
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
  spelled: string,
  lines: readonly Reading[],
  {labels}: Vocabulary,
): {label: Label; at: number[]} | null {
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
  if (differing > mostOf(label.spelled, DIFFERING) || cost - usual > UNLIKELY * Math.max(1, differing))
    return null
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

function isLabel(spelled: string, {labels}: Vocabulary): boolean {
  return labels.some(label => label.spelled === spelled)
}

/** So many letters may differ. */
function mostOf(label: string, share: number): number {
  return Math.max(1, Math.floor(share * label.length))
}

function isNear(read: string, label: string, share: number): boolean {
  const most = mostOf(label, share)
  return Math.abs(read.length - label.length) <= most && distance(read, label) <= most
}
