import type {Attributes} from '../../ooxml/xml.ts'
import {formatNumber} from '../../word/numbering.ts'

/** Numbers of lists and headings (ODF 1.3 part 3, 5.3 and 16.30), counted as their elements come by. */
export interface Lists {
  /** Takes definitions of list styles, lists and items. */
  open(name: string, attributes: Attributes): void
  close(name: string): void
  /** The number of the item that has just begun; empty where it has none or has got it already. */
  itemNumber(): string
  headingNumber(depth: number): string
}

interface Level {
  format: string
  prefix: string
  suffix: string
  start: number
  /** How many levels are shown. */
  shown: number
}

interface OpenList {
  style: string
  counters: number[]
}

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
  const styles = new Map<string, (Level | undefined)[]>()
  const byId = new Map<string, number[]>()
  const byStyle = new Map<string, number[]>()
  const lists: OpenList[] = []
  const headings: number[] = []
  let defining: (Level | undefined)[] | null = null
  let pending = false

  function define(attributes: Attributes): void {
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

  function enter(attributes: Attributes): void {
    const outer = lists.at(-1)
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
    lists.push({style, counters})
  }

  function advance(
    levels: (Level | undefined)[],
    counters: number[],
    at: number,
    start: number | null,
  ): void {
    counters.length = Math.min(counters.length, at + 1)
    const before = counters[at]
    counters[at] = start ?? (before === undefined ? (levels[at]?.start ?? 1) : before + 1)
  }

  function numberAt(levels: (Level | undefined)[], counters: readonly number[], at: number): string {
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

  return {
    open(name, attributes) {
      switch (name) {
        case 'text:list-style':
          defining = []
          styles.set(attributes['style:name'] ?? '', defining)
          break
        case 'text:outline-style':
          defining = []
          styles.set(OUTLINE, defining)
          break
        case 'text:list-level-style-number':
        case 'text:outline-level-style':
          define(attributes)
          break
        case 'text:list':
          enter(attributes)
          break
        case 'text:list-item': {
          const list = lists.at(-1)
          if (!list || lists.length > DEEPEST) break
          const start = count(attributes['text:start-value']) ?? null
          advance(styles.get(list.style) ?? [], list.counters, lists.length - 1, start)
          pending = true
          break
        }
        case 'text:list-header':
          pending = false
      }
    },
    close(name) {
      if (name === 'text:list-style' || name === 'text:outline-style') defining = null
      else if (name === 'text:list') lists.pop()
      else if (name === 'text:list-item') pending = false
    },
    itemNumber() {
      const list = lists.at(-1)
      if (!pending || !list) return ''
      pending = false
      return numberAt(styles.get(list.style) ?? [], list.counters, lists.length - 1)
    },
    headingNumber(depth) {
      const levels = styles.get(OUTLINE)
      if (!levels || depth > DEEPEST) return ''
      advance(levels, headings, depth - 1, null)
      return numberAt(levels, headings, depth - 1)
    },
  }
}

function written(n: number, format: string): string {
  const code = FORMATS.find(([pattern]) => pattern.test(format))?.[1] ?? ARABIC
  return formatNumber(code, n) ?? String(n)
}

function count(text: string | undefined): number | undefined {
  const value = Number(text)
  return text !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}
