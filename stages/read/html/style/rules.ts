import {unescaped} from '../../escapes.ts'
import {holdsHere, type Truth} from './media.ts'

/** A style rule of a sheet, with the selectors and the declarations as written. */
export interface CssRule {
  selectors: string[]
  body: string
  /** Whether it surely holds on the screen of a desk; false where a condition leaves that open. */
  sure: boolean
}

interface Open {
  /** Null for a block whose rules are none of the page's (print, key frames, fonts). */
  selectors: string[] | null
  /** A style rule, not a group of them. */
  style: boolean
  sure: boolean
  body: string
}

/** Most rules taken from the sheets of a page. */
const MOST_RULES = 50_000
/** Deepest nesting followed; what lies deeper is passed over. */
const DEEPEST = 32
/** Groups whose rules hold as those around them do. */
const PLAIN_GROUP = /^@(?:layer|scope|starting-style|supports\s+(?!not\b))/i
/** Groups whose condition nobody can tell from the page alone. */
const OPEN_GROUP = /^@(?:container|supports)\b/i

/**
 * The style rules of a sheet that hold, or may hold, on a screen (CSS Syntax 3, 5; Conditional Rules 3; Nesting 1). Sheets that
 * an address within the file imports are part of it; a rule within a rule is one that may hold.
 */
export function cssRules(sheet: string): CssRule[] {
  const rules: CssRule[] = []
  const queue = [sheet]
  for (let next = queue.shift(); next !== undefined; next = queue.shift())
    scan(next, rules, url => {
      const inner = sheetIn(url)
      if (inner !== null && queue.length < DEEPEST) queue.push(inner)
    })
  return rules
}

const COMMENT = /\/\*[\s\S]*?(?:\*\/|$)|<!--|-->/g
/** What ends a piece of a sheet, or hides such a mark: strings and addresses without quotation marks. */
const MARK = /[{};]|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?|url\(\s*[^"'\s)][^)]*\)?|\\[\s\S]/gi

function scan(sheet: string, rules: CssRule[], imported: (url: string) => void): void {
  const text = sheet.replace(COMMENT, '')
  const stack: Open[] = [{selectors: [], style: false, sure: true, body: ''}]
  let start = 0
  const take = (end: number): string => {
    const piece = text.slice(start, end)
    start = end + 1
    return piece
  }
  const close = (): void => {
    const {selectors, style, sure, body} = stack.pop()!
    if (style && selectors && body !== '' && rules.length < MOST_RULES) rules.push({selectors, body, sure})
  }
  for (const {0: mark, index} of text.matchAll(MARK)) {
    const top = stack.at(-1)!
    if (mark === '{') stack.push(opened(take(index).trim(), top, stack.length))
    else if (mark === ';') {
      if (top.style) top.body += `${take(index)};`
      else if (/^\s*@/.test(text.slice(start, start + 99))) {
        const statement = take(index)
        if (top.selectors) imported(importedBy(statement))
      }
    } else if (mark === '}') {
      const piece = take(index)
      if (top.style) top.body += piece
      if (stack.length > 1) close()
    }
  }
  if (stack.at(-1)!.style) stack.at(-1)!.body += text.slice(start)
  while (stack.length > 1) close()
}

function opened(prelude: string, outer: Open, depth: number): Open {
  const {selectors, style, sure} = outer
  const none: Open = {selectors: null, style: false, sure, body: ''}
  if (selectors === null || depth > DEEPEST) return none
  if (!prelude.startsWith('@')) {
    const own = partsOf(prelude)
    if (!style) return {selectors: own, style: true, sure, body: ''}
    const within = selectors.flatMap(above =>
      own.map(one => (one.includes('&') ? one.replaceAll('&', above) : `${above} ${one}`)),
    )
    return {selectors: within.slice(0, DEEPEST), style: true, sure: false, body: ''}
  }
  const media = /^@media\b([\s\S]*)$/i.exec(prelude)
  const holds: Truth = media
    ? holdsHere(media[1]!)
    : PLAIN_GROUP.test(prelude)
      ? 'yes'
      : OPEN_GROUP.test(prelude)
        ? 'maybe'
        : 'no'
  return holds === 'no' ? none : {selectors, style, sure: sure && holds === 'yes', body: ''}
}

/** A list parted at its commas, but not within brackets. */
export function partsOf(list: string): string[] {
  if (!/[([]/.test(list)) return list.split(',').map(one => one.trim())
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let i = 0; i < list.length; i++) {
    const c = list[i]!
    if (c === '(' || c === '[') depth++
    else if (c === ')' || c === ']') depth--
    else if (c === ',' && depth === 0) {
      parts.push(list.slice(from, i).trim())
      from = i + 1
    }
  }
  return [...parts, list.slice(from).trim()]
}

function importedBy(statement: string): string {
  const [, bare, quoted, rest] =
    /@import\s+(?:url\(\s*([^"'\s)][^)]*?)\s*\)|(?:url\(\s*)?["']([^"']*)["']\s*\)?)([\s\S]*)$/i.exec(
      statement,
    ) ?? []
  const media = rest?.replace(/\b(?:layer(?:\([^)]*\))?|supports\([^)]*\))/gi, '') ?? ''
  return holdsHere(media) === 'no' ? '' : (bare ?? quoted ?? '')
}

/** The sheet in a data: address (RFC 2397); null for any other. */
export function sheetIn(url: string): string | null {
  const match = /^\s*data:(?:text\/css)?((?:;[^,;]*)*),([\s\S]*)$/i.exec(url)
  if (!match) return null
  const [, parameters, data] = match
  if (/;\s*base64\s*$/i.test(parameters!)) return Buffer.from(unescaped(data!), 'base64').toString('utf8')
  return unescaped(data!)
}
