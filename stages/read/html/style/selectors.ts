import type {Element, Root} from '../parse/tree.ts'
import {partsOf} from './rules.ts'

/** One step of a selector: `td.a[data-old]`. */
interface Step {
  tag: string | null
  id: string | null
  classes: string[]
  attributes: Attribute[]
  /** Lists of which one must fit (:is), and such of which none may (:not). */
  any: Step[][]
  none: Step[]
  places: Place[]
}

interface Attribute {
  name: string
  operator: string
  value: string
}

/** A place among the children of the parent: the numbers a·n + b, from either end. */
interface Place {
  a: number
  b: number
  fromEnd: boolean
  ofType: boolean
}

/** A selector of several steps, or of a tag or an attribute alone; the last step is the element itself. */
export type Path = Step[]

const TOKEN =
  /\[(?:"[^"]*"|'[^']*'|[^\]"'])*\]|[.#](?:[\w\u0080-\uffff-]|\\.)+|::?[\w-]+(?:\((?:[^()]|\([^()]*\))*\))?|[a-z][\w-]*|\*|\s*[>+~]\s*|\s+/giy
const ATTRIBUTE = /^\[\s*([\w:-]+)\s*(?:([~|^$*]?=)\s*(?:"([^"]*)"|'([^']*)'|([^\s\]]+))\s*[is]?\s*)?\]$/i

/** What holds only while somebody does something, or of what a page never holds where text is. */
const NOT_HERE =
  /^::|^:(?:before|after|first-l|hover|active|focus|visited|target|checked|indeterminate|disabled|valid|invalid|user-|placeholder|autofill|fullscreen|open|popover|modal|empty|selection|-moz|-ms|-webkit)/
/** Most steps of a selector. */
const LONGEST = 32

/**
 * Reads a selector; null where it never holds of text on a page that stands still, or cannot be read. What such a page does not tell
 * (:has, :lang) is left out, so that the path holds more often than the selector.
 */
export function pathOf(selector: string): Path | null {
  const tokens = tokensOf(selector.trim())
  if (tokens === null) return null
  const steps: Path = [emptyStep()]
  for (const token of tokens) {
    if (steps.length > LONGEST) return null
    if (/^\s*[+~]\s*$/.test(token)) steps[steps.length - 1] = emptyStep()
    else if (/^\s*>?\s*$/.test(token)) steps.push(emptyStep())
    else if (!addTo(steps.at(-1)!, token)) return null
  }
  return steps
}

/** The pieces of a selector; null where there is something else between them. */
function tokensOf(selector: string): string[] | null {
  const tokens = Array.from(selector.matchAll(TOKEN), ([token]) => token)
  return tokens.length > 0 && tokens.join('').length === selector.length ? tokens : null
}

function emptyStep(): Step {
  return {tag: null, id: null, classes: [], attributes: [], any: [], none: [], places: []}
}

/** Adds one condition to a step; false where it never holds. */
function addTo(step: Step, token: string): boolean {
  const mark = token[0]!
  if (mark === '.') step.classes.push(token.slice(1).replace(/\\/g, ''))
  else if (mark === '#') step.id = token.slice(1).replace(/\\/g, '')
  else if (mark === '[') {
    const [, name, operator = '', ...values] = ATTRIBUTE.exec(token) ?? []
    if (name === undefined) return false
    const value = values.find(one => one !== undefined) ?? ''
    step.attributes.push({name: name.toLowerCase(), operator, value})
  } else if (mark === ':') return addPseudo(step, token.toLowerCase(), token)
  else if (mark !== '*') step.tag = token.toLowerCase()
  return true
}

function addPseudo(step: Step, lower: string, token: string): boolean {
  if (NOT_HERE.test(lower)) return false
  if (lower === ':root') step.tag = 'html'
  const [, name, list] = /^:([\w-]+)\(([\s\S]*)\)$/.exec(token) ?? []
  const kind = name?.toLowerCase()
  if (kind === 'is' || kind === 'where' || kind === 'not') {
    const paths = partsOf(list!).map(pathOf)
    const steps = paths.flatMap(path => (path?.length === 1 ? path : []))
    if (kind === 'not') step.none.push(...steps)
    else if (steps.length === paths.length) step.any.push(steps)
    return true
  }
  const place = placeOf(lower)
  if (place) step.places.push(place)
  return true
}

/** :first-child, :nth-last-of-type(2n+1) and their like (Selectors 4, 13); null for any other. */
function placeOf(pseudo: string): Place | null {
  const [, which, last, what, formula = '1'] =
    /^:(first|last|nth)(-last)?-(child|of-type)(?:\(\s*([^()]*?)\s*\))?$/.exec(pseudo) ?? []
  if (which === undefined) return null
  const [a, b] = formulaOf(formula)
  return {a, b, fromEnd: which === 'last' || last !== undefined, ofType: what === 'of-type'}
}

function formulaOf(formula: string): [a: number, b: number] {
  if (formula === 'odd') return [2, 1]
  if (formula === 'even') return [2, 0]
  const [, a, b] = /^(?:([+-]?\d*)n)?\s*([+-]?\s*\d+)?$/.exec(formula) ?? []
  const times = a === undefined ? 0 : /\d/.test(a) ? Number(a) : a === '-' ? -1 : 1
  return [times, Number((b ?? '0').replace(/\s+/g, ''))]
}

/** What an element at the end of a path must bear at least: an id, a class, a tag; anything may be where only attributes are named. */
export function keyOf(path: Path): string {
  const {id, classes, tag} = path.at(-1)!
  return id !== null ? `#${id}` : classes.length > 0 ? `.${classes[0]}` : (tag ?? '*')
}

/** All keys that an element has. */
export function keysOf({tagName, attributes}: Element): string[] {
  const {id, class: classes} = attributes
  const keys = ['*', tagName]
  if (id) keys.push(`#${id}`)
  if (classes) for (const name of classes.split(/\s+/)) keys.push(`.${name}`)
  return keys
}

/** Whether an element lies at the end of a path; every combinator is taken for "below". */
export function liesAt(element: Element, path: Path): boolean {
  if (!fits(element, path.at(-1)!)) return false
  let left = path.length - 2
  for (let at = above(element); at && left >= 0; at = above(at)) if (fits(at, path[left]!)) left--
  return left < 0
}

function above(element: Element): Element | null {
  const parent: Element | Root | null | undefined = element.parent
  return parent?.type === 'element' ? parent : null
}

function fits(element: Element, step: Step): boolean {
  const {tagName, attributes} = element
  if (step.tag !== null && step.tag !== tagName) return false
  if (step.id !== null && step.id !== attributes.id) return false
  if (!step.attributes.every(one => bears(attributes[one.name], one))) return false
  if (step.classes.length > 0) {
    const classes = attributes.class?.split(/\s+/) ?? []
    if (!step.classes.every(name => classes.includes(name))) return false
  }
  return (
    step.any.every(list => list.some(one => fits(element, one))) &&
    !step.none.some(one => fits(element, one)) &&
    step.places.every(place => standsAt(element, place))
  )
}

function bears(written: string | undefined, {operator, value}: Attribute): boolean {
  if (written === undefined) return false
  switch (operator) {
    case '=':
      return written === value
    case '~=':
      return written.split(/\s+/).includes(value)
    case '|=':
      return written === value || written.startsWith(`${value}-`)
    case '^=':
      return written.startsWith(value)
    case '$=':
      return written.endsWith(value)
    case '*=':
      return written.includes(value)
    default:
      return true
  }
}

/** Children of an element by the number they have among it; worked out once a parent. A memory of a pure function. */
const numbers = new WeakMap<Element | Root, Map<Element, {at: number; ofType: number}>>()
/** How many children a parent has, in all and of each tag. */
const counts = new WeakMap<Element | Root, Map<string, number>>()

function standsAt(element: Element, {a, b, fromEnd, ofType}: Place): boolean {
  const {parent} = element
  if (!parent) return true
  if (!numbers.has(parent)) numberChildren(parent)
  const own = numbers.get(parent)!.get(element)!
  const count = counts.get(parent)!.get(ofType ? element.tagName : '')!
  const before = ofType ? own.ofType : own.at
  const n = (fromEnd ? count + 1 - before : before) - b
  return a === 0 ? n === 0 : n % a === 0 && n / a >= 0
}

function numberChildren(parent: Element | Root): void {
  const own = new Map<Element, {at: number; ofType: number}>()
  const count = new Map<string, number>([['', 0]])
  for (const node of parent.children) {
    if (node.type !== 'element') continue
    for (const kind of ['', node.tagName]) count.set(kind, (count.get(kind) ?? 0) + 1)
    own.set(node, {at: count.get('')!, ofType: count.get(node.tagName)!})
  }
  numbers.set(parent, own)
  counts.set(parent, count)
}
