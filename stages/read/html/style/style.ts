import type {Element} from '../parse/tree.ts'
import {cssRules} from './rules.ts'

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
  gridColumn?: string
  gridRow?: string
  /** What else places an item of a grid, or changes the order in which items are placed. */
  gridPlace?: string
  listStyle?: string
  color?: string
  background?: string
  opacity?: string
  textIndent?: string
  top?: string
  left?: string
  right?: string
  bottom?: string
  width?: string
  height?: string
  maxWidth?: string
  maxHeight?: string
  margin?: string
  overflow?: string
  clip?: string
  clipPath?: string
  mask?: string
  filter?: string
  transform?: string
  scale?: string
  translate?: string
  rotate?: string
  zoom?: string
  letterSpacing?: string
  contentVisibility?: string
  security?: string
  order?: string
  flexDirection?: string
  /** -webkit-text-fill-color, which letters take before `color`. */
  fill?: string
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
  'grid-column': 'gridColumn',
  'grid-row': 'gridRow',
  'grid-area': 'gridPlace',
  'grid-column-start': 'gridPlace',
  'grid-column-end': 'gridPlace',
  'grid-row-start': 'gridPlace',
  'grid-row-end': 'gridPlace',
  'grid-auto-flow': 'gridPlace',
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
  right: 'right',
  bottom: 'bottom',
  width: 'width',
  height: 'height',
  'max-width': 'maxWidth',
  'max-height': 'maxHeight',
  margin: 'margin',
  'margin-left': 'margin',
  'margin-top': 'margin',
  overflow: 'overflow',
  'overflow-x': 'overflow',
  'overflow-y': 'overflow',
  clip: 'clip',
  'clip-path': 'clipPath',
  '-webkit-clip-path': 'clipPath',
  mask: 'mask',
  'mask-image': 'mask',
  '-webkit-mask': 'mask',
  '-webkit-mask-image': 'mask',
  filter: 'filter',
  transform: 'transform',
  '-webkit-transform': 'transform',
  scale: 'scale',
  translate: 'translate',
  rotate: 'rotate',
  zoom: 'zoom',
  'letter-spacing': 'letterSpacing',
  'content-visibility': 'contentVisibility',
  '-webkit-text-security': 'security',
  order: 'order',
  'flex-direction': 'flexDirection',
  'flex-flow': 'flexDirection',
  '-webkit-text-fill-color': 'fill',
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

/** A rule of the page's sheets that holds, or may hold. */
export interface StyleRule {
  selectors: string[]
  style: Style
  sure: boolean
}

/** The rules of a page's sheets that say something of what is told here. */
export function styleRules(sheets: string[]): StyleRule[] {
  return sheets.flatMap(cssRules).flatMap(({selectors, body, sure}) => {
    const style = declarations(body)
    return style === NONE ? [] : [{selectors, style, sure}]
  })
}

/** Classes and ids that the sheets style, whatever they say of them: the last step of each selector that surely holds. */
export function namesStyled(sheets: string[]): Set<string> {
  const names = sheets
    .flatMap(cssRules)
    .filter(({sure}) => sure)
    .flatMap(({selectors}) => selectors)
    .filter(selector => !selector.includes(':'))
    .flatMap(selector => /[^\s>+~]*$/.exec(selector.trim())![0].match(/[.#](?:[\w\u0080-\uffff-])+/g) ?? [])
  return new Set(names.map(name => name.slice(1)))
}

const SIMPLE = /^([a-z][a-z0-9]*)?((?:[.#][\w\u0080-\uffff-]+)+)$/i

/** Whether a selector is followed: a class or an id, of one element. */
export function isSimple(selector: string): boolean {
  return SIMPLE.test(selector)
}

/** Indexes the style rules of a page once; the returned function costs a map look-up for most elements. */
export function stylesOf(rules: StyleRule[]): StyleOf {
  const byKey = new Map<string, Rule[]>()
  for (const {selectors, style, sure} of rules) {
    if (!sure) continue
    for (const selector of selectors) {
      const match = SIMPLE.exec(selector)
      if (match) index(byKey, ruleOf(match, style))
    }
  }
  const inline = new Map<string, Style>()
  const sheetStyles = new Map<string, Style>()
  const joined = new Map<Style, Map<Style, Style>>()
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
    return result === NONE ? own : join(joined, result, own)
  }
}

/** The style of an element over what the sheets say of it: one object for all elements of which both hold. */
function join(joined: Map<Style, Map<Style, Style>>, sheet: Style, own: Style): Style {
  let over = joined.get(sheet)
  if (!over) {
    over = new Map()
    joined.set(sheet, over)
  }
  let both = over.get(own)
  if (!both) {
    both = {...sheet, ...own, ...sheet.important, ...own.important}
    over.set(own, both)
  }
  return both
}

function ruleOf([, tag, marks]: RegExpExecArray, style: Style): Rule {
  const parts = marks!.match(/[.#][^.#]+/g)!
  return {
    tag: tag?.toLowerCase() ?? null,
    id: parts.find(part => part[0] === '#')?.slice(1) ?? null,
    classes: parts.filter(part => part[0] === '.').map(part => part.slice(1)),
    style,
  }
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
    const known = PROPERTIES[name]
    if (!known && name !== 'mso-hide' && name !== 'font' && name !== 'inset') continue
    const written = part.slice(colon + 1, colon + 1 + LONGEST_VALUE)
    const value = written
      .replace(/!\s*important/i, '')
      .trim()
      .toLowerCase()
    if (name === 'mso-hide') style.hide ||= value === 'all'
    else
      for (const [property, one] of known ? [[known, value] as const] : longhands(name, value)) {
        // Margins and overflow of either axis are one here: what hides counts.
        style[property] = JOINED.has(property) && style[property] ? `${style[property]} ${one}` : one
        if (written.includes('!')) style.important = {...style.important, [property]: one}
      }
  }
  return Object.keys(style).length > 0 ? style : NONE
}

/** Longest value of a property read, characters: addresses of pictures are longer, and say nothing here. */
const LONGEST_VALUE = 300

const JOINED: ReadonlySet<Property> = new Set(['margin', 'overflow'])

/** What the shorthands `font` and `inset` say of single properties. */
function longhands(name: string, value: string): (readonly [Property, string])[] {
  if (name === 'font') {
    const [, size] = /(?:^|\s)(\d*\.?\d+(?:px|pt|em|rem|%)?)(?=[\s/])/.exec(value) ?? []
    return size === undefined ? [] : [['fontSize', size]]
  }
  const [top = '', right = top, bottom = top, left = right] = value.split(/\s+/)
  return [
    ['top', top],
    ['right', right],
    ['bottom', bottom],
    ['left', left],
  ]
}

/** Whether an element with this style takes no place on the page. */
export function isGone(style: Style): boolean {
  return style.display === 'none' || style.hide === true
}

/** Whether a font size hides text: 0 in any unit. */
export function isZero(size: string | undefined): boolean {
  return size !== undefined && /^0(?:\.0+)?(?:px|pt|em|rem|%|cm|mm)?$/.test(size)
}
