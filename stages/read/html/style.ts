import {keyOf, keysOf, liesAt, type Path, pathOf} from './selectors.ts'
import type {Element} from './tree.ts'

/** The few CSS properties that decide what can be seen and what is a table. */
export interface Style {
  display?: string
  visibility?: string
  fontSize?: string
  textAlign?: string
  float?: string
  position?: string
  decoration?: string
  verticalAlign?: string
  gridColumns?: string
  listStyle?: string
  color?: string
  background?: string
  opacity?: string
  textIndent?: string
  top?: string
  left?: string
  width?: string
  height?: string
  overflow?: string
  clip?: string
  direction?: string
  bidi?: string
  /** What is written before or behind the element (of rules for ::before and ::after). */
  content?: string
  /** Word's raised text: mso-text-raise. */
  raise?: string
  /** Word's own hidden text: mso-hide:all. */
  hide?: boolean
  /** Word's kind of note or part: mso-element:footnote. */
  element?: string
  /** What was marked `!important`, which holds against all others. */
  important?: Style
}

type Property = Exclude<keyof Style, 'hide' | 'important'>

const PROPERTIES: Record<string, Property> = {
  display: 'display',
  visibility: 'visibility',
  'font-size': 'fontSize',
  'text-align': 'textAlign',
  float: 'float',
  position: 'position',
  'text-decoration': 'decoration',
  'text-decoration-line': 'decoration',
  'vertical-align': 'verticalAlign',
  'grid-template-columns': 'gridColumns',
  'list-style': 'listStyle',
  'list-style-type': 'listStyle',
  'mso-element': 'element',
  color: 'color',
  background: 'background',
  'background-color': 'background',
  opacity: 'opacity',
  'text-indent': 'textIndent',
  top: 'top',
  left: 'left',
  width: 'width',
  height: 'height',
  overflow: 'overflow',
  clip: 'clip',
  direction: 'direction',
  'unicode-bidi': 'bidi',
  content: 'content',
  'mso-text-raise': 'raise',
}

/** One simple or compound selector without combinators (td.a.b#c) and what it says. */
interface Rule {
  tag: string | null
  id: string | null
  classes: string[]
  style: Style
}

/** Style of an element: its `style` attribute over the page's simple rules. External style sheets are not known. */
export type StyleOf = (element: Element) => Style

const NONE: Style = Object.freeze({})

/** Indexes the style rules of a page once; the returned function costs a map look-up for most elements. */
export function stylesOf(sheets: string[]): StyleOf {
  const byKey = new Map<string, Rule[]>()
  for (const sheet of sheets) for (const rule of rulesOf(sheet)) index(byKey, rule)
  const inline = new Map<string, Style>()
  const sheetStyles = new Map<string, Style>()
  return element => {
    const {style, class: classes, id} = element.attributes
    let result = NONE
    if (byKey.size > 0 && (classes || id)) {
      const key = `${element.tagName} ${classes} ${id}`
      result = sheetStyles.get(key) ?? fromRules(byKey, element)
      sheetStyles.set(key, result)
    }
    if (style === undefined) return result
    let own = inline.get(style)
    if (!own) {
      own = declarations(style)
      inline.set(style, own)
    }
    return result === NONE ? own : {...result, ...own, ...result.important, ...own.important}
  }
}

/** A block for screens, of whatever width or of a desk. */
const WIDE =
  /^@media\s+(?:(?:only\s+)?(?:all|screen))?\s*(?:and\s*)?(?:\(\s*min-width\s*:\s*(?:\d{1,3}|1[0-2]\d\d)(?:\.\d+)?px\s*\))?\s*$/

/** Most rules followed of those that may hide; each is held against every element in a cell. */
const MOST_PATHS = 200

/**
 * Whether a rule may hide an element or strike it out that is not followed, because it says more than a class or an id:
 * asked only for what stands in cells.
 */
export function mayHideBy(sheets: string[]): (element: Element) => boolean {
  const paths = new Map<string, Path[]>()
  let count = 0
  for (const sheet of sheets) {
    rulesOf(sheet, (selector, style) => {
      const hides =
        isGone(style) ||
        style.visibility === 'hidden' ||
        isZero(style.fontSize) ||
        style.opacity === '0' ||
        style.decoration?.includes('line-through')
      const path = hides && count < MOST_PATHS ? pathOf(selector) : null
      if (!path) return
      count++
      const key = keyOf(path)
      paths.set(key, [...(paths.get(key) ?? []), path])
    })
  }
  if (count === 0) return () => false
  return element => keysOf(element).some(key => paths.get(key)?.some(path => liesAt(element, path)) === true)
}

/** Rules that write text before or behind elements, in the order of the sheets. */
export function contentRules(sheets: string[]): {selector: string; content: string}[] {
  const found: {selector: string; content: string}[] = []
  for (const sheet of sheets) {
    if (!/content\s*:/i.test(sheet)) continue
    rulesOf(sheet, (selector, {content}) => {
      if (content !== undefined) found.push({selector, content})
    })
  }
  return found
}

/** Rules of a sheet outside of @media blocks that are for print or for small screens; `other` gets those not followed. */
function rulesOf(sheet: string, other?: (selector: string, style: Style) => void): Rule[] {
  const rules: Rule[] = []
  const text = sheet.replace(/\/\*[\s\S]*?\*\//g, '').replace(/<!--|-->/g, '')
  let at = 0
  for (let brace = text.indexOf('{'); brace >= 0; brace = text.indexOf('{', at)) {
    const head = text.slice(at, brace).split(/[;}]/).at(-1)!.trim()
    if (WIDE.test(head)) {
      at = brace + 1
      continue
    }
    const close = head.startsWith('@') ? blockEnd(text, brace) : text.indexOf('}', brace)
    const end = close < 0 ? text.length : close
    if (!head.startsWith('@')) {
      const style = declarations(text.slice(brace + 1, end))
      if (style !== NONE) for (const one of head.split(',')) addRule(rules, one.trim(), style, other)
    }
    at = end + 1
  }
  return rules
}

function blockEnd(text: string, brace: number): number {
  let depth = 0
  for (let i = brace; i < text.length; i++) {
    if (text[i] === '{') depth++
    else if (text[i] === '}' && --depth === 0) return i
  }
  return -1
}

function addRule(
  rules: Rule[],
  selector: string,
  style: Style,
  other: ((selector: string, style: Style) => void) | undefined,
): void {
  const match = /^([a-z][a-z0-9]*)?((?:[.#][\w\u0080-\uffff-]+)+)$/i.exec(selector)
  if (!match) {
    other?.(selector, style)
    return
  }
  const parts = match[2]!.match(/[.#][^.#]+/g)!
  rules.push({
    tag: match[1]?.toLowerCase() ?? null,
    id: parts.find(part => part[0] === '#')?.slice(1) ?? null,
    classes: parts.filter(part => part[0] === '.').map(part => part.slice(1)),
    style,
  })
}

function index(byKey: Map<string, Rule[]>, rule: Rule): void {
  const key = rule.id === null ? `.${rule.classes[0]}` : `#${rule.id}`
  const known = byKey.get(key)
  if (known) known.push(rule)
  else byKey.set(key, [rule])
}

/** Rules that match, ids over classes, more classes over fewer, later over earlier. */
function fromRules(byKey: Map<string, Rule[]>, element: Element): Style {
  const classes = element.attributes.class?.split(/\s+/).filter(name => name !== '') ?? []
  const keys = [...classes.map(name => `.${name}`), `#${element.attributes.id ?? ''}`]
  const matching = keys
    .flatMap(key => byKey.get(key) ?? [])
    .filter(
      rule =>
        (rule.tag === null || rule.tag === element.tagName) &&
        (rule.id === null || rule.id === element.attributes.id) &&
        rule.classes.every(name => classes.includes(name)),
    )
  if (matching.length === 0) return NONE
  const weight = (rule: Rule) => (rule.id === null ? 0 : 100) + rule.classes.length
  const styles = matching.sort((a, b) => weight(a) - weight(b)).map(rule => rule.style)
  const important = Object.assign({}, ...styles.map(style => style.important))
  return Object.keys(important).length > 0
    ? Object.assign({}, ...styles, important, {important})
    : Object.assign({}, ...styles)
}

function declarations(text: string): Style {
  const style: Style = {}
  for (const part of text.split(';')) {
    const colon = part.indexOf(':')
    if (colon < 0) continue
    const name = part.slice(0, colon).trim().toLowerCase()
    const property = PROPERTIES[name]
    if (!property && name !== 'mso-hide') continue
    const written = part.slice(colon + 1)
    const value = written
      .replace(/!\s*important/i, '')
      .trim()
      .toLowerCase()
    if (!property) style.hide ||= value === 'all'
    else {
      style[property] = value
      if (written.includes('!')) style.important = {...style.important, [property]: value}
    }
  }
  return Object.keys(style).length > 0 ? style : NONE
}

/** Whether an element with this style takes no place on the page. */
export function isGone(style: Style): boolean {
  return style.display === 'none' || style.hide === true
}

/** Whether a font size hides text: 0 in any unit. */
export function isZero(size: string | undefined): boolean {
  return size !== undefined && /^0(?:\.0+)?(?:px|pt|em|rem|%|cm|mm)?$/.test(size)
}
