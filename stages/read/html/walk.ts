import type {Element, Root, RootContent} from 'hast'
import type {Block, ParagraphData} from '../../../pipeline/model/ast.ts'
import {type ReadContext, UnreadableError} from '../reader.ts'
import {declaredGrid, withImplicitGrids} from './blockgrid.ts'
import {BLOCKS, DELETED, SILENT} from './elements.ts'
import {addBreak, addLines, addText, closeNote, endParagraph, type Flow, newFlow, openNote} from './flow.ts'
import {type LeftOut, leaveOut, newLeftOut, note, textLeftOut} from './hidden.ts'
import {counterOf, type ListCounter, numberOf} from './list.ts'
import {
  attachment,
  chosenOption,
  image,
  isFileName,
  isFileUrl,
  plainText,
  shownUrl,
  shownValue,
  text,
} from './objects.ts'
import {isGone, isZero, type Style, type StyleOf} from './style.ts'
import {finishTable, type Group, type Row, type TableBuilder} from './table.ts'

/** What holds for an element and all below it, until one of them says otherwise. Never changed in place. */
interface Scope {
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
  list: ListCounter | null
}

interface Frame {
  children: RootContent[]
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
}

interface Walk extends Walked {
  context: ReadContext
  styleOf: StyleOf
  stack: Frame[]
  tables: number
  nodes: number
  implicit: Set<Element>
}

/**
 * The visible content of a page as blocks in reading order: one pass over the element tree with a stack of its own, so
 * that no nesting is too deep.
 * @throws UnreadableError when the tree would have more nodes than the limit.
 */
export function walk(root: Root, styleOf: StyleOf, context: ReadContext): Walked {
  const flow = newFlow(false)
  const scope: Scope = {
    flow,
    data: undefined,
    table: null,
    group: null,
    row: null,
    preformatted: false,
    unseen: false,
    zero: false,
    raised: false,
    list: null,
  }
  const w: Walk = {
    blocks: flow.blocks,
    hidden: newLeftOut(),
    deleted: newLeftOut(),
    frames: [],
    drawings: 0,
    flattened: false,
    context,
    styleOf,
    stack: [{children: root.children, index: 0, scope, items: false, leave: null}],
    tables: 0,
    nodes: 0,
    implicit: new Set(),
  }
  for (let frame = w.stack.at(-1); frame; frame = w.stack.at(-1)) {
    const node = frame.children[frame.index++]
    if (!node) {
      frame.leave?.()
      w.stack.pop()
    } else if (node.type === 'text') textNode(w, node.value, node.position?.start.line, frame.scope)
    else if (node.type === 'element') element(w, node, frame)
  }
  endParagraph(flow)
  count(w, flow.blocks.length)
  return w
}

function count(w: Walk, nodes: number): void {
  w.nodes += nodes
  const {maxNodes} = w.context.limits
  if (w.nodes > maxNodes)
    throw new UnreadableError('tooLarge', `网页内容超过 ${maxNodes} 个节点，没有读取；请拆分后再处理。`)
}

function textNode(w: Walk, value: string, line: number | undefined, scope: Scope): void {
  if (scope.table) return
  if (scope.unseen || scope.zero) {
    if (/\p{N}/u.test(value)) note(w.hidden, value.trim(), line)
    return
  }
  if (scope.preformatted) addLines(scope.flow, value, line, scope.data)
  else addText(scope.flow, value, line, scope.data)
}

function element(w: Walk, node: Element, frame: Frame): void {
  const {scope} = frame
  const name = node.tagName
  if (name === 'template' && node.content)
    leaveOut({...node, children: node.content.children as Element['children']}, w.hidden)
  if (SILENT.has(name)) return
  const style = w.styleOf(node)
  if (isLeftOut(node, style)) {
    leaveOut(node, w.hidden)
    return
  }
  if (DELETED.has(name) || style.decoration?.includes('line-through')) {
    strike(w, node, scope)
    return
  }
  if (tableElement(w, node, style, scope) || atom(w, node, scope)) return
  const inner = innerScope(node, style, scope)
  if (breaks(name, style, frame.items)) {
    enterBlock(w, node, style, inner)
    return
  }
  const {flow} = inner
  const spaced =
    style.display === 'inline-block' || (style.float ?? 'none') !== 'none' || style.position === 'absolute'
  if (spaced) addText(flow, ' ', undefined, undefined)
  const raised =
    !scope.raised && (name === 'sup' || name === 'sub' || /^(?:super|sub)$/.test(style.verticalAlign ?? ''))
  if (raised) openNote(flow)
  const leave = raised
    ? () => closeNote(flow)
    : spaced
      ? () => addText(flow, ' ', undefined, undefined)
      : null
  push(w, node.children, raised ? {...inner, raised: true} : inner, leave)
}

function push(w: Walk, children: RootContent[], scope: Scope, leave: Frame['leave'], items = false): void {
  w.stack.push({children, index: 0, scope, items, leave})
}

function isLeftOut(node: Element, style: Style): boolean {
  const {hidden, open} = node.properties
  return (
    isGone(style) ||
    (hidden !== undefined && hidden !== false && hidden !== null) ||
    node.tagName === 'noscript' ||
    (node.tagName === 'dialog' && open === undefined) ||
    (node.tagName === 'tr' && style.visibility === 'collapse')
  )
}

/** Struck out text is no longer part of the document, be it a tracked deletion or a correction by hand. */
function strike(w: Walk, node: Element, scope: Scope): void {
  const own = newLeftOut()
  const struck = textLeftOut(node, own)
  if (struck === '') return
  if (scope.flow.inCell && own.cells === 0) scope.flow.deleted.push(struck)
  else {
    note(w.deleted, struck, node.position?.start.line)
    w.deleted.cells += own.cells
  }
}

function breaks(name: string, style: Style, item: boolean): boolean {
  const {display} = style
  if (display === undefined) return item || BLOCKS.has(name)
  return item || !(/^inline|^contents$/.test(display) || (/^ruby/.test(display) && !BLOCKS.has(name)))
}

function enterBlock(w: Walk, node: Element, style: Style, scope: Scope): void {
  const {flow, preformatted} = scope
  endParagraph(flow, preformatted)
  const grid = w.stack.length < w.context.limits.maxDepth ? declaredGrid(node, style, w.styleOf) : null
  if (grid) {
    enterTable(w, grid.table, scope, grid.regular ? 'grid' : 'sequence', true)
    return
  }
  let inner = scope
  if (node.tagName === 'ol' || node.tagName === 'ul') inner = {...scope, list: counterOf(node, style)}
  else if (node.tagName === 'li' && scope.list && !flow.inCell && scope.data?.role !== 'navigation') {
    flow.numbering = numberOf(node, scope.list)
  }
  const leave = () => {
    endParagraph(flow, inner.preformatted)
    if (node.tagName === 'li') flow.numbering = undefined
  }
  const children = withImplicitGrids(node.children, w.styleOf, w.implicit)
  push(w, children, inner, leave, style.display?.endsWith('flex') ?? false)
}

function innerScope(node: Element, style: Style, scope: Scope): Scope {
  const name = node.tagName
  const data = innerData(node, style, scope.data)
  const preformatted =
    scope.preformatted || name === 'pre' || name === 'listing' || name === 'xmp' || name === 'plaintext'
  const {visibility} = style
  const unseen =
    visibility === undefined ? scope.unseen : visibility === 'hidden' || visibility === 'collapse'
  // A class may set the size again in a style sheet that is not in the file: then nobody can say it is hidden.
  const zero =
    isZero(style.fontSize) || (scope.zero && style.fontSize === undefined && !node.properties.className)
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

function innerData(node: Element, style: Style, data: ParagraphData | undefined): ParagraphData | undefined {
  const name = node.tagName
  const result: ParagraphData = {}
  if (/^h[1-6]$/.test(name)) result.depth = Number(name[1])
  if (name === 'nav' || node.properties.role === 'navigation') result.role = 'navigation'
  if (style.element === 'footnote' || style.element === 'header' || style.element === 'footer')
    result.role = style.element
  const align = name === 'center' ? 'center' : (style.textAlign ?? text(node.properties.align))?.toLowerCase()
  const side = align?.replace('-webkit-', '')
  if (side === 'left' || side === 'center' || side === 'right') result.align = side
  for (const _ in result) return {...data, ...result}
  return data
}

/** Elements that are one thing in the flow: breaks, pictures, links to files, form controls, frames. */
function atom(w: Walk, node: Element, scope: Scope): boolean {
  const {flow} = scope
  const line = node.position?.start.line
  const place = line === undefined ? undefined : {line}
  switch (node.tagName) {
    case 'br':
      if (!scope.table) addBreak(flow)
      return true
    case 'img':
      flow.pending.push(image(node, place))
      return true
    case 'input':
      if (!scope.unseen && !scope.table) addText(flow, shownValue(node), line, scope.data)
      return true
    case 'select':
      addText(flow, chosenOption(node), line, scope.data)
      return true
    case 'textarea':
      addLines(flow, plainText(node), line, scope.data)
      return true
    case 'svg':
      flow.pending.push(place ? {type: 'image', place} : {type: 'image'})
      if (/\p{N}/u.test(plainText(node))) w.drawings++
      return true
    case 'a': {
      const url = text(node.properties.href) ?? ''
      const file = isFileUrl(url) || (url !== '' && isFileName(plainText(node)))
      if (file) flow.pending.push(attachment(linkText(node), url, place))
      return false
    }
    case 'iframe':
    case 'embed':
    case 'object': {
      const url = shownUrl(node)
      if (url !== null && isFileUrl(url))
        flow.pending.push(attachment(text(node.properties.title) ?? '', url, place))
      else if (url !== null && node.tagName === 'iframe') w.frames.push(url)
      return node.tagName !== 'object'
    }
    default:
      return false
  }
}

function linkText(node: Element): string {
  return plainText(node).replace(/\s+/g, ' ').trim() || (text(node.properties.title) ?? '')
}

function tableElement(w: Walk, node: Element, style: Style, scope: Scope): boolean {
  const {table} = scope
  switch (node.tagName) {
    case 'table':
      if (w.stack.length >= w.context.limits.maxDepth) {
        w.flattened = true
        return false
      }
      endParagraph(scope.flow, scope.preformatted)
      enterTable(w, node, innerVisibility(style, scope), 'grid', w.implicit.has(node))
      return true
    case 'caption':
      if (!table) return false
      enterCaption(w, node, scope, table)
      return true
    case 'thead':
    case 'tbody':
    case 'tfoot': {
      if (!table) return false
      const kind = node.tagName === 'thead' ? 'head' : node.tagName === 'tfoot' ? 'foot' : 'body'
      const group: Group = {kind, rows: []}
      table.groups.push(group)
      push(w, node.children, {...innerVisibility(style, scope), group}, null)
      return true
    }
    case 'tr': {
      if (!table || !scope.group) return false
      const row: Row = []
      scope.group.rows.push(row)
      push(w, node.children, {...innerVisibility(style, scope), row}, null)
      return true
    }
    case 'td':
    case 'th':
      if (!scope.row) return false
      enterCell(w, node, innerVisibility(style, scope), scope.row)
      return true
    default:
      return false
  }
}

function innerVisibility(style: Style, scope: Scope): Scope {
  const {visibility} = style
  return visibility === undefined
    ? scope
    : {...scope, unseen: visibility === 'hidden' || visibility === 'collapse'}
}

function enterTable(
  w: Walk,
  node: Element,
  scope: Scope,
  addressing: TableBuilder['addressing'],
  aligned: boolean,
): void {
  const {flow} = scope
  const line = node.position?.start.line
  const builder: TableBuilder = {number: ++w.tables, line, groups: [], caption: [], aligned, addressing}
  const leave = () => {
    const table = finishTable(builder, w.context)
    count(w, table.children.length)
    flow.blocks.push(table)
    if (aligned) {
      const what = `第 ${builder.number} 个表格不是用表格标签画的，由排列整齐的区块（div、ul 等）还原`
      w.context.report('R09', {values: {what}, place: table.place})
    }
  }
  push(w, node.children, {...scope, table: builder, group: null, row: null, list: null}, leave)
}

function enterCaption(w: Walk, node: Element, scope: Scope, table: TableBuilder): void {
  const flow = newFlow(true)
  const leave = () => {
    endParagraph(flow)
    for (const block of flow.blocks)
      (block.type === 'paragraph' ? table.caption : scope.flow.blocks).push(block)
  }
  push(w, node.children, {...scope, flow, table: null, data: undefined}, leave)
}

function enterCell(w: Walk, node: Element, scope: Scope, row: Row): void {
  const flow = newFlow(true)
  const leave = () => {
    endParagraph(flow, scope.preformatted)
    count(w, flow.blocks.length)
    row.push({
      rowSpan: spanOf(node.properties.rowSpan),
      columnSpan: spanOf(node.properties.colSpan),
      content: {blocks: flow.blocks, header: node.tagName === 'th', deleted: flow.deleted},
    })
  }
  const children = withImplicitGrids(node.children, w.styleOf, w.implicit)
  push(
    w,
    children,
    {...scope, flow, table: null, group: null, row: null, data: undefined, raised: false, list: null},
    leave,
  )
}

/** A span as written; no attribute and an empty one are 1, a number with a unit is the number. */
function spanOf(value: unknown): number {
  if (value === undefined || value === null || value === '') return 1
  return typeof value === 'number' ? value : Number.parseFloat(String(value))
}
