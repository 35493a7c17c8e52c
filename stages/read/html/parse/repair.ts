import {FORMATTING, SELF_CLOSING, VOID} from './elements.ts'
import {eachTag, type Tag} from './tags.ts'

export interface Repaired {
  text: string
  /** Opening tags met. */
  tags: number
  /** Tags left out because they nest deeper than the parser can follow; their text stays. */
  tooDeep: number
  /** Places where rows or cells stood outside of any table and got one. */
  orphanRows: number
}

/** Nesting the parser and its conversion survive on a small stack; browsers stop at 512 as well. */
const MAX_DEPTH = 512

/** Formatting elements left open at once: the parser opens each again in every paragraph, which costs their product. */
const MAX_OPEN_FORMATTING = 64

const ROWS = new Set(['tr', 'td', 'th', 'tbody', 'thead', 'tfoot'])
const SCOPES = new Set(['table', 'td', 'th', 'div', 'ul', 'ol', 'dl', 'select', 'body'])

/** Elements that, never closed, make the rest of the page their text. */
const SWALLOWING = new Set(['title', 'textarea', 'iframe', 'noframes'])

interface Open {
  name: string
  /** Formatting elements open when this one began; a cell forgets those of its own. */
  formatting: number
}

/**
 * One pass over the tags before parsing, for what the parsing algorithm of HTML loses or cannot bear: rows and cells
 * outside a table (the parser drops their tags, and 12 and 3 become 123) get a table around them; tags nested absurdly
 * deep, and formatting nobody closes, are replaced by a space; elements that would swallow the rest of the page, and
 * the empty elements of XHTML, are closed.
 */
export function repair(text: string): Repaired {
  const open: Open[] = []
  const edits: {from: number; to: number; by: string}[] = []
  let tables = 0
  let formatting = 0
  let insertedAt = -1
  let tooDeep = 0
  let orphanRows = 0
  let tags = 0

  const push = (name: string) => {
    open.push({name, formatting})
    if (name === 'table') tables++
    if (FORMATTING.has(name)) formatting++
  }
  const cut = (length: number) => {
    while (open.length > length) {
      const {name, formatting: before} = open.pop()!
      if (name === 'table') tables--
      if (name === 'td' || name === 'th') formatting = before
      if (open.length === insertedAt) insertedAt = -1
    }
  }
  const insertTable = ({name, end, from}: Tag) => {
    if (ROWS.has(name)) {
      if (tables > 0 || end) return
      edits.push({from, to: from, by: '<table>'})
      insertedAt = open.length
      push('table')
      orphanRows++
    } else if (insertedAt >= 0 && closedRows(open, insertedAt)) {
      edits.push({from, to: from, by: '</table>'})
      cut(insertedAt)
    }
  }

  const xhtml = /^\s*<\?xml\b/.test(text)
  const ends = new Map<string, boolean>()
  const closes = (name: string) => {
    if (!ends.has(name)) ends.set(name, new RegExp(`</${name}`, 'i').test(text))
    return ends.get(name)!
  }
  eachTag(text, tag => {
    const {name, end, from, to} = tag
    if (!end) tags++
    insertTable(tag)
    if (VOID.has(name)) return false
    if ((tag.selfClosing && xhtml) || (!end && SWALLOWING.has(name) && !closes(name))) {
      edits.push({from: to, to, by: `</${name}>`})
      return true
    }
    if (end) {
      const at = lastOpen(open, name)
      if (at >= 0) cut(at)
      if (FORMATTING.has(name) && formatting > 0) formatting--
      return false
    }
    if (SELF_CLOSING.has(name)) {
      const at = sameOpen(open, name)
      if (at >= 0) cut(at)
    }
    const deep = open.length >= MAX_DEPTH
    if (deep || (FORMATTING.has(name) && formatting >= MAX_OPEN_FORMATTING)) {
      if (deep) tooDeep++
      edits.push({from, to, by: ' '})
    } else push(name)
    return false
  })
  return {text: edits.length > 0 ? apply(text, edits) : text, tags, tooDeep, orphanRows}
}

/** Whether the innermost open element is the inserted table (or its tbody): a row has ended and none has begun. */
function closedRows(open: Open[], insertedAt: number): boolean {
  const last = open.length - 1
  return last === insertedAt || (last === insertedAt + 1 && open[last]!.name === 'tbody')
}

/** The open element an end tag closes; one in a cell never closes an element around the table. */
function lastOpen(open: Open[], name: string): number {
  const fences = name === 'table' ? [] : ROWS.has(name) ? ['table'] : ['td', 'th', 'table']
  for (let i = open.length - 1; i >= 0; i--) {
    if (open[i]!.name === name) return i
    if (fences.includes(open[i]!.name)) return -1
  }
  return -1
}

/** The open element that an opening tag of its own kind closes. */
function sameOpen(open: Open[], name: string): number {
  const row = ROWS.has(name)
  const cell = name === 'td' || name === 'th'
  for (let i = open.length - 1; i >= 0; i--) {
    const other = open[i]!.name
    if (other === name || (cell && (other === 'td' || other === 'th'))) return i
    if (row ? other === 'table' : SCOPES.has(other)) return -1
  }
  return -1
}

function apply(text: string, edits: {from: number; to: number; by: string}[]): string {
  const parts: string[] = []
  let at = 0
  for (const {from, to, by} of edits) {
    parts.push(text.slice(at, from), by)
    at = to
  }
  parts.push(text.slice(at))
  return parts.join('')
}
