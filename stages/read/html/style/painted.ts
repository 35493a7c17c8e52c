import type {Element} from '../parse/tree.ts'
import {isFigure} from '../spans.ts'
import {keyOf, keysOf, liesAt, type Path, pathOf} from './selectors.ts'
import type {StyleRule} from './style.ts'

/** Most rules followed; each is held against every element in a cell. */
const MOST_RULES = 2000
const PSEUDO = /::?(?:before|after)$/i
/** Which of several, or in what state: taken for all of them. */
const STATE = /:[\w-]+(?:\([^()]*\))?/g

/** One style rule that writes text: where, and what `content` says (CSS Generated Content, 1). */
interface Painting {
  path: Path
  content: string
}

/**
 * What style sheets write before or behind an element, where that is a figure; null where no sheet writes any. Icons, labels
 * for telephones and numbers of rows that the browser counts are none.
 */
export function paintedBy(rules: readonly StyleRule[]): ((element: Element) => string | null) | null {
  const paintings = new Map<string, Painting[]>()
  let count = 0
  const writing = rules.flatMap(({selectors, style: {content}}) =>
    content !== undefined && mayTell(content) ? selectors.map(selector => ({selector, content})) : [],
  )
  for (const {selector, content} of writing) {
    if (!PSEUDO.test(selector) || count >= MOST_RULES) continue
    const path = pathOf(selector.replace(PSEUDO, '').replace(STATE, ''))
    if (!path) continue
    count++
    const key = keyOf(path)
    paintings.set(key, [...(paintings.get(key) ?? []), {path, content}])
  }
  if (count === 0) return null
  return element => {
    for (const key of keysOf(element)) {
      for (const {path, content} of paintings.get(key) ?? []) {
        if (!liesAt(element, path)) continue
        const text = written(content, element)
        if (isFigure(text)) return text
      }
    }
    return null
  }
}

function mayTell(content: string): boolean {
  return /attr\(/i.test(content) || /\p{N}/u.test(unescaped(content))
}

/** The strings and attributes of a `content` value, one after another. */
function written(content: string, {attributes}: Element): string {
  const parts = content.match(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|attr\(\s*[\w-]+/gi) ?? []
  return parts
    .map(part =>
      part.startsWith('attr')
        ? (attributes[part.slice(5).trim().toLowerCase()] ?? '')
        : unescaped(part.slice(1, -1)),
    )
    .join('')
    .trim()
}

/** Escapes of CSS: \31 is 1, \e601 an icon (CSS Syntax 3, 4.3.7). */
function unescaped(text: string): string {
  return text.replace(/\\([0-9a-f]{1,6})\s?|\\(.)/gi, (_, code?: string, other?: string) =>
    code === undefined ? other! : String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)),
  )
}
