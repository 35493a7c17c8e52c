import type {Block, ParagraphData} from '../../../pipeline/model/ast.ts'
import {type ReadContext, UnreadableError} from '../reader.ts'
import type {Flow} from './flow.ts'
import type {LeftOut} from './hidden.ts'
import type {ListCounter} from './list.ts'
import type {Element, Node} from './parse/tree.ts'
import type {Effects} from './style/effects.ts'
import type {Look} from './style/look.ts'
import type {Style, StyleOf} from './style/style.ts'
import type {Group, Row} from './tables/rows.ts'
import type {TableBuilder} from './tables/table.ts'

/** What holds for an element and all below it, until one of them says otherwise. Never changed in place. */
export interface Scope {
  flow: Flow
  data: ParagraphData | undefined
  /** The table whose groups and rows are direct children, with the open group and row; null inside a cell. */
  table: TableBuilder | null
  group: Group | null
  row: Row | null
  preformatted: boolean
  /** visibility: hidden. */
  unseen: boolean
  /** font-size: 0. */
  zero: boolean
  /** Inside raised or lowered text. */
  raised: boolean
  look: Look
  list: ListCounter | null
}

export interface Frame {
  children: Node[]
  index: number
  scope: Scope
  /** Children are laid out as items of their own (flex), whatever their tag. */
  items: boolean
  leave: (() => void) | null
}

export interface Walked {
  blocks: Block[]
  hidden: LeftOut
  deleted: LeftOut
  /** Addresses of frames that show other pages. */
  frames: string[]
  /** Drawings with text in them. */
  drawings: number
  /** Whether tables nested beyond the limit were read as plain paragraphs. */
  flattened: boolean
  /** Hidden parts that a script shows in turn with others, read all the same. */
  turned: number
}

/** The state of one walk over one page. */
export interface Walk extends Walked {
  context: ReadContext
  styleOf: StyleOf
  /** What a rule that was not followed may do to an element. */
  mayHide(element: Element): 'hidden' | 'faint' | null
  /** What style sheets write before or behind an element; null where they write no figures. */
  painted: ((element: Element) => string | null) | null
  /** Classes and ids that the page's own sheets style; null where it links no sheet that is not in the file. */
  told: ReadonlySet<string> | null
  /** Words in quotation marks in the page's scripts. */
  quoted: ReadonlySet<string>
  /** Classes of elements into which the page's scripts write. */
  written: ReadonlySet<string>
  /** Whether a script of the page writes into form fields. */
  fills: boolean
  stack: Frame[]
  tables: number
  nodes: number
  implicit: Set<Element>
  /** Of elements side by side those that a script shows in turn; worked out where one is hidden. */
  inTurn: Map<Node[], Set<Element>>
}

/** Goes into the children of an element; `leave` is called when all of them are done. */
export function push(w: Walk, children: Node[], scope: Scope, leave: Frame['leave'], items = false): void {
  w.stack.push({children, index: 0, scope, items, leave})
}

/** Counts nodes of the tree to come. @throws UnreadableError beyond the limit. */
export function count(w: Walk, nodes: number): void {
  w.nodes += nodes
  const {maxNodes} = w.context.limits
  if (w.nodes > maxNodes)
    throw new UnreadableError('tooLarge', `网页内容超过 ${maxNodes} 个节点，没有读取；请拆分后再处理。`)
}

const PREFORMATTED = new Set(['pre', 'listing', 'xmp', 'plaintext'])

/** The scope inside an element: what its tag and style change. */
export function innerScope(node: Element, effects: Effects, scope: Scope): Scope {
  const data = innerData(node, effects, scope.data)
  const preformatted = scope.preformatted || PREFORMATTED.has(node.tagName)
  const unseen = effects.unseen ?? scope.unseen
  // A class may set the size again in a style sheet that is not in the file: then nobody can say it is hidden.
  const zero = effects.zero || (scope.zero && !effects.sized && !node.attributes.class)
  if (
    data === scope.data &&
    preformatted === scope.preformatted &&
    unseen === scope.unseen &&
    zero === scope.zero
  ) {
    return scope
  }
  return {...scope, data, preformatted, unseen, zero}
}

function innerData(
  {tagName, attributes}: Element,
  effects: Effects,
  data: ParagraphData | undefined,
): ParagraphData | undefined {
  const depth = /^h[1-6]$/.test(tagName) ? Number(tagName[1]) : undefined
  const role =
    effects.role ?? (tagName === 'nav' || attributes.role === 'navigation' ? 'navigation' : undefined)
  const align = sideOf(tagName === 'center' ? 'center' : (effects.align ?? attributes.align))
  const told =
    (depth ?? data?.depth) === data?.depth &&
    (role ?? data?.role) === data?.role &&
    (align ?? data?.align) === data?.align
  if (told) return data
  return {
    ...data,
    ...(depth === undefined ? {} : {depth}),
    ...(role === undefined ? {} : {role}),
    ...(align === undefined ? {} : {align}),
  }
}

function sideOf(align: string | undefined): ParagraphData['align'] {
  if (align === undefined) return undefined
  const side = align.toLowerCase().replace('-webkit-', '')
  return side === 'left' || side === 'center' || side === 'right' ? side : undefined
}

/** The scope inside a part of a table, where only visibility is passed on. */
export function innerVisibility(style: Style, scope: Scope): Scope {
  const {visibility} = style
  return visibility === undefined
    ? scope
    : {...scope, unseen: visibility === 'hidden' || visibility === 'collapse'}
}
