import type {ReadContext} from '../reader.ts'
import {atom} from './atoms.ts'
import {addLines, addText, closeNote, endParagraph, type Flow, newFlow, openNote} from './flow.ts'
import {leaveOut, newLeftOut, note, textLeftOut} from './hidden.ts'
import {counterOf, numberOf} from './list.ts'
import type {PageFacts} from './meta.ts'
import {plainText} from './objects.ts'
import {BLOCKS, DELETED, SILENT} from './parse/elements.ts'
import type {Element, Root} from './parse/tree.ts'
import {count, type Frame, innerScope, push, type Scope, type Walk, type Walked} from './scope.ts'
import {type Effects, effectsOf} from './style/effects.ts'
import {doubtOf, innerLook, PLAIN} from './style/look.ts'
import {isNamedHidden, mayHideBy} from './style/mayHide.ts'
import {paintedBy} from './style/painted.ts'
import {isGone, namesStyled, type Style, styleRules, stylesOf} from './style/style.ts'
import {declaredGrid, withImplicitGrids} from './tables/blockgrid.ts'
import {enterTable, tableElement} from './tables/tableparts.ts'
import {shownInTurn} from './turned.ts'

/**
 * The visible content of a page as blocks in reading order: one pass over the element tree with a stack of its own, so
 * that no nesting is too deep.
 * @throws UnreadableError when the tree would have more nodes than the limit.
 */
export function walk(
  root: Root,
  {
    sheets,
    sheetOutside,
    quoted,
    written,
    fills,
  }: Pick<PageFacts, 'sheets' | 'sheetOutside' | 'quoted' | 'written' | 'fills'>,
  context: ReadContext,
): Walked {
  const rules = styleRules(sheets)
  const styleOf = stylesOf(rules)
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
    look: PLAIN,
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
    mayHide: mayHideBy(rules),
    painted: paintedBy(rules),
    told: sheetOutside ? namesStyled(sheets) : null,
    quoted,
    written,
    fills,
    stack: [{children: root.children, index: 0, scope, items: false, leave: null}],
    tables: 0,
    nodes: 0,
    implicit: new Set(),
    inTurn: new Map(),
    turned: 0,
  }
  for (let frame = w.stack.at(-1); frame; frame = w.stack.at(-1)) {
    const node = frame.children[frame.index++]
    if (!node) {
      frame.leave?.()
      w.stack.pop()
    } else if (node.type === 'text') textNode(w, node.value, node.line, frame.scope)
    else if (node.type === 'element') element(w, node, frame)
  }
  endParagraph(flow)
  count(w, flow.blocks.length)
  return w
}

function textNode(w: Walk, value: string, line: number | undefined, scope: Scope): void {
  if (scope.table) return
  if (scope.unseen || scope.zero) {
    if (/\p{N}/u.test(value)) note(w.hidden, value.trim(), line)
    return
  }
  if (scope.flow.inCell) scope.flow.doubt ??= doubtOf(value, scope.look)
  if (scope.preformatted) addLines(scope.flow, value, line, scope.data)
  else addText(scope.flow, value, line, scope.data)
}

function element(w: Walk, node: Element, frame: Frame): void {
  const name = node.tagName
  if (name === 'template' && node.content) {
    // A shadow tree written into the page is shown (HTML, declarative shadow roots); programs that save pages write them so.
    if (node.attributes.shadowrootmode !== undefined) push(w, node.content.children, frame.scope, null)
    else leaveOut({...node, children: node.content.children}, w.hidden)
  }
  if (SILENT.has(name)) return
  const style = w.styleOf(node)
  const scope = looked(w, node, style, frame.scope)
  if (isLeftOut(node, style)) {
    if (!isInTurn(w, node, frame)) {
      leaveOut(node, w.hidden)
      doubtWordHidden(node, style, scope)
      return
    }
    w.turned++
  }
  const effects = effectsOf(style)
  if (DELETED.has(name) || effects.struck) {
    strike(w, node, scope)
    return
  }
  if (tableElement(w, node, style, scope) || atom(w, node, scope)) return
  const inner = innerScope(node, effects, scope)
  if (breaks(name, effects, frame.items)) {
    enterBlock(w, node, style, inner)
    return
  }
  const {flow} = inner
  if (effects.spaced) addText(flow, ' ', undefined, undefined)
  const raised = !scope.raised && (RAISED.has(name) || effects.raised || isNoteLink(node, flow))
  if (raised) {
    openNote(flow)
    flow.shifted ||= effects.shifted && !RAISED.has(name) && !effects.surelyRaised
  }
  const leave = raised
    ? () => closeNote(flow)
    : effects.spaced
      ? () => addText(flow, ' ', undefined, undefined)
      : null
  push(w, node.children, raised ? {...inner, raised: true} : inner, leave)
}

/** A link within the page that reads as a number behind a figure: the mark of a note, raised or not. */
function isNoteLink({tagName, attributes, children}: Element, flow: Flow): boolean {
  if (tagName !== 'a' || !flow.inCell || !attributes.href?.includes('#') || !/\d\s*$/.test(flow.text))
    return false
  const [only, ...others] = children
  return others.length === 0 && only?.type === 'text' && /^\s*\d{1,2}\s*$/.test(only.value)
}

/** Text above or below its line, or beside the one it explains. */
const RAISED = new Set(['sup', 'sub', 'rt'])

/** The scope with the look that an element of a table gives to its text. */
function looked(w: Walk, node: Element, style: Style, scope: Scope): Scope {
  const {flow, table} = scope
  if (!flow.inCell && !table) return scope
  const look = innerLook(
    node,
    style,
    scope.look,
    w.mayHide(node) ?? (isNamedHidden(node, style) ? 'hidden' : null),
  )
  return look === scope.look ? scope : {...scope, look}
}

/** Shown by browsers as something of their own; their text is for those that cannot. */
const FALLBACK = new Set(['canvas', 'video', 'audio', 'meter', 'progress', 'rp'])

function isLeftOut(node: Element, style: Style): boolean {
  const {hidden, open} = node.attributes
  // Pages that guard against framing hide their whole body until a script shows it.
  if (node.tagName === 'body' || node.tagName === 'html') return false
  return (
    isGone(style) ||
    (hidden !== undefined && hidden.toLowerCase() !== 'until-found') ||
    node.tagName === 'noscript' ||
    FALLBACK.has(node.tagName) ||
    (node.tagName === 'dialog' && open === undefined) ||
    (node.tagName === 'tr' && style.visibility === 'collapse')
  )
}

/** Word's own mark for hidden text (mso-hide) means nothing to browsers: without another that hides, they show the text. */
function doubtWordHidden(node: Element, style: Style, {flow}: Scope): void {
  if (!flow.inCell || style.hide !== true || style.display === 'none') return
  const text = plainText(node).trim()
  if (/\p{N}/u.test(text))
    flow.doubt ??= `单元格中的“${text.slice(0, 20)}”被 Word 标为隐藏，浏览器却会显示，没有读入`
}

/** Whether a hidden element is one of those a script shows in turn. */
function isInTurn(w: Walk, node: Element, frame: Frame): boolean {
  if (node.tagName === 'tr' || frame.scope.table) return false
  const known = w.inTurn.get(frame.children) ?? shownInTurn(frame.children, w.styleOf)
  w.inTurn.set(frame.children, known)
  return known.has(node)
}

/** Struck out text is no longer part of the document, be it a tracked deletion or a correction by hand. */
function strike(w: Walk, node: Element, scope: Scope): void {
  const own = newLeftOut()
  const struck = textLeftOut(node, own)
  if (struck === '') return
  if (scope.flow.inCell && own.cells === 0) scope.flow.deleted.push(struck)
  else {
    note(w.deleted, struck, node.line)
    w.deleted.cells += own.cells
  }
}

function breaks(name: string, {display}: Effects, item: boolean): boolean {
  if (item || display === 'block') return true
  return display !== 'inline' && BLOCKS.has(name)
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
  const children = withImplicitGrids(node.children, w.styleOf, w.implicit)
  const {flex} = effectsOf(style)
  push(w, children, inner, () => leaveBlock(flow, inner.preformatted, node.tagName), flex)
}

function leaveBlock(flow: Flow, preformatted: boolean, name: string): void {
  endParagraph(flow, preformatted)
  if (name === 'li') flow.numbering = undefined
}
