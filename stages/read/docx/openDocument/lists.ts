import type {Attributes} from '../../ooxml/xml.ts'
import {formatNumber} from '../../word/numbering.ts'

/** Numbers of lists and headings (ODF 1.3 part 3, 5.3 and 16.30), counted as their elements come by. */
export interface Lists {
  readonly styles: Map<string, Levels>
  /** Counters of lists that others may go on from. */
  readonly byId: Map<string, Counters>
  readonly byStyle: Map<string, Counters>
  /** The lists that are open, innermost last. */
  readonly open: {style: string; counters: Counters}[]
  readonly headings: Counters
  /** The style being defined. */
  defining: Levels | null
  /** Whether an item has begun whose number nobody has taken. */
  pending: boolean
}

interface Level {
  format: string
  prefix: string
  suffix: string
  start: number
  /** How many levels are shown. */
  shown: number
}

/** By level, the outermost first. */
type Levels = (Level | undefined)[]
type Counters = number[]

/** Codes of MSONFC by `style:num-format`; what is not here is written in Arabic figures. */
const FORMATS: [RegExp, number][] = [
  [/^[一ー]/, 39],
  [/^壹/, 38],
  [/^①/, 18],
  [/^甲/, 30],
  [/^子/, 31],
  [/^１/, 14],
  [/^I/, 1],
  [/^i/, 2],
  [/^A/, 3],
  [/^a/, 4],
  [/^1/, 0],
]
const ARABIC = 0
const DEEPEST = 10
const OUTLINE = 'outline'

/** Lists of a document, none open, nothing counted. */
export function createLists(): Lists {
  return {
    styles: new Map(),
    byId: new Map(),
    byStyle: new Map(),
    open: [],
    headings: [],
    defining: null,
    pending: false,
  }
}

/** Takes in the beginning of an element: definitions of list styles, lists and items. */
export function openListElement(lists: Lists, name: string, attributes: Attributes): void {
  switch (name) {
    case 'text:list-style':
      beginStyle(lists, attributes['style:name'] ?? '')
      break
    case 'text:outline-style':
      beginStyle(lists, OUTLINE)
      break
    case 'text:list-level-style-number':
    case 'text:outline-level-style':
      defineLevel(lists, attributes)
      break
    case 'text:list':
      enter(lists, attributes)
      break
    case 'text:list-item':
      beginItem(lists, attributes)
      break
    case 'text:list-header':
      lists.pending = false
  }
}

/** Takes in the end of an element. */
export function closeListElement(lists: Lists, name: string): void {
  if (name === 'text:list-style' || name === 'text:outline-style') lists.defining = null
  else if (name === 'text:list') lists.open.pop()
  else if (name === 'text:list-item') lists.pending = false
}

/** The number of the item that has just begun; empty where it has none or it was taken already. */
export function takeItemNumber(lists: Lists): string {
  const list = lists.open.at(-1)
  if (!lists.pending || !list) return ''
  lists.pending = false
  return numberAt(lists.styles.get(list.style) ?? [], list.counters, lists.open.length - 1)
}

/** Counts a heading and gives its number; empty where headings have none. @param depth from 1 */
export function headingNumber({styles, headings}: Lists, depth: number): string {
  const levels = styles.get(OUTLINE)
  if (!levels || depth > DEEPEST) return ''
  advance(levels, headings, depth - 1, null)
  return numberAt(levels, headings, depth - 1)
}

function beginStyle(lists: Lists, name: string): void {
  lists.defining = []
  lists.styles.set(name, lists.defining)
}

function defineLevel({defining}: Lists, attributes: Attributes): void {
  const level = count(attributes['text:level']) ?? 1
  if (!defining || level > DEEPEST) return
  defining[level - 1] = {
    format: attributes['style:num-format'] ?? '',
    prefix: attributes['style:num-prefix'] ?? '',
    suffix: attributes['style:num-suffix'] ?? '',
    start: count(attributes['text:start-value']) ?? 1,
    shown: count(attributes['text:display-levels']) ?? 1,
  }
}

/** Begins a list; an inner one counts with the outer, one that continues another goes on with that one's counters. */
function enter({open, byId, byStyle}: Lists, attributes: Attributes): void {
  const outer = open.at(-1)
  const style = attributes['text:style-name'] ?? outer?.style ?? ''
  let counters = outer?.counters
  if (!counters) {
    const follows = attributes['text:continue-list']
    const goesOn = attributes['text:continue-numbering'] === 'true'
    counters = (follows && byId.get(follows)) || (goesOn && byStyle.get(style)) || []
    const id = attributes['xml:id'] ?? attributes['text:id']
    if (id) byId.set(id, counters)
    byStyle.set(style, counters)
  }
  open.push({style, counters})
}

function beginItem(lists: Lists, attributes: Attributes): void {
  const {open, styles} = lists
  const list = open.at(-1)
  if (!list || open.length > DEEPEST) return
  const start = count(attributes['text:start-value']) ?? null
  advance(styles.get(list.style) ?? [], list.counters, open.length - 1, start)
  lists.pending = true
}

/** Counts one further at a level, and forgets what was counted below it. */
function advance(levels: Levels, counters: Counters, at: number, start: number | null): void {
  counters.length = Math.min(counters.length, at + 1)
  const before = counters[at]
  counters[at] = start ?? (before === undefined ? (levels[at]?.start ?? 1) : before + 1)
}

function numberAt(levels: Levels, counters: readonly number[], at: number): string {
  const own = levels[at]
  if (!own || own.format === '') return ''
  const parts: string[] = []
  for (let i = Math.max(0, at + 1 - own.shown); i <= at; i++) {
    const format = levels[i]?.format ?? ''
    if (format !== '') parts.push(written(counters[i] ?? levels[i]!.start, format))
  }
  const number = `${own.prefix}${parts.join('.')}${own.suffix}`
  // Behind a figure comes the tab of the list; Chinese marks have their own room.
  return /[\w.]$/.test(number) ? `${number} ` : number
}

function written(n: number, format: string): string {
  const code = FORMATS.find(([pattern]) => pattern.test(format))?.[1] ?? ARABIC
  return formatNumber(code, n) ?? String(n)
}

function count(text: string | undefined): number | undefined {
  const value = Number(text)
  return text !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}
