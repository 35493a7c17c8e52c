import {visible} from '../../../pipeline/model/text.ts'
import {plainText} from './objects.ts'
import type {Element, Node, Root} from './parse/tree.ts'
import {holdsHere} from './style/media.ts'
import {sheetIn} from './style/rules.ts'

export interface PageFacts {
  title: string | undefined
  metadata: {name: string; value: string}[]
  /** A frameset page shows other files and has no text of its own. */
  frameset: boolean
  /** The page sends the browser elsewhere by itself. */
  redirects: boolean
  /** Style sheets in the page that hold for screens. */
  sheets: string[]
  /** Whether it links one that is not in the file. */
  sheetOutside: boolean
  /** Words in quotation marks in the page's scripts: among them the names of the elements that they write. */
  quoted: Set<string>
  /** Classes of elements into which the page's scripts write. */
  written: Set<string>
  /** Whether a script of the page writes into form fields. */
  fills: boolean
}

const REDIRECT = /(?:\blocation(?:\.href)?\s*=[^=]|\blocation\.(?:replace|assign)\s*\()/

/** A name in quotation marks, as of an element: 'total', "#total". */
const QUOTED = /["'`]#?([A-Za-z][\w-]{0,40})["'`]/g
/**
 * A class by which a script finds elements, the last of a selector or asked for by itself: $('.total'), querySelectorAll('td .n'),
 * getElementsByClassName("n"); and what it does with them next.
 */
const SELECTED = /(?:["'`][^"'`\n]{0,80}\.|ClassName\(\s*["'`])([A-Za-z][\w-]{0,40})["'`]([\s\S]{0,160})/g
/** Writing into elements, or counting up in them. */
const WRITES =
  /^\s*[,)][^;]*?(?:\.(?:text|html|append|prepend|replaceWith)\(\s*[^)\s]|\.(?:innerHTML|innerText|textContent)\s*\+?=(?!=)|\.\w*(?:count|roll|odometer)\w*\()/i
/** Writing into a form field. */
const FILLS = /\.val\(\s*[^)\s]|\.value\s*=(?!=)/
/** Most words of scripts that are kept. */
const MOST_WORDS = 20_000

/** Title, meta tags in order, and what kind of page it is. One iterative pass. */
export function factsOf(root: Root): PageFacts {
  const facts: PageFacts = {
    title: undefined,
    metadata: [],
    frameset: false,
    redirects: false,
    sheets: [],
    sheetOutside: false,
    quoted: new Set(),
    written: new Set(),
    fills: false,
  }
  const stack: Node[] = [...root.children].reverse()
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type !== 'element') continue
    readFact(node, facts)
    for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i]!)
  }
  return facts
}

function readFact(element: Element, facts: PageFacts): void {
  const p = element.attributes
  switch (element.tagName) {
    case 'title':
      facts.title ??= visible(plainText(element)).replace(/\s+/g, ' ').trim() || undefined
      break
    case 'meta': {
      const name = p.name ?? p.property ?? p['http-equiv'] ?? p.itemprop
      const value = p.content
      if (name !== undefined && value !== undefined) facts.metadata.push({name, value})
      if (p['http-equiv']?.toLowerCase() === 'refresh' && /url\s*=/i.test(value ?? '')) facts.redirects = true
      break
    }
    case 'script': {
      const script = plainText(element)
      if (REDIRECT.test(script.slice(0, 4096))) facts.redirects = true
      for (const [, word] of script.matchAll(QUOTED))
        if (facts.quoted.size < MOST_WORDS) facts.quoted.add(word!)
      addWritten(script, facts.written)
      facts.fills ||= FILLS.test(script)
      break
    }
    case 'style':
      if (/^\s*(?:text\/css\s*)?$/i.test(p.type ?? '')) addSheet(plainText(element), p.media, facts)
      break
    case 'link': {
      const rel = p.rel ?? ''
      if (!/\bstylesheet\b/i.test(rel) || /\balternate\b/i.test(rel)) break
      const sheet = sheetIn(p.href ?? '')
      if (sheet !== null) addSheet(sheet, p.media, facts)
      else if (holdsHere(p.media ?? '') !== 'no') facts.sheetOutside = true
      break
    }
    case 'frameset':
      facts.frameset = true
  }
}

function addWritten(script: string, written: Set<string>): void {
  SELECTED.lastIndex = 0
  for (let match = SELECTED.exec(script); match; match = SELECTED.exec(script)) {
    const [all, name, rest] = match
    if (written.size < MOST_WORDS && WRITES.test(rest!)) written.add(name!)
    // What follows one selector may hold the next.
    SELECTED.lastIndex = match.index + all.length - rest!.length
  }
}

function addSheet(sheet: string, media: string | undefined, facts: PageFacts): void {
  const holds = holdsHere(media ?? '')
  if (holds !== 'no') facts.sheets.push(holds === 'yes' ? sheet : `@media ${media}{${sheet}`)
}
