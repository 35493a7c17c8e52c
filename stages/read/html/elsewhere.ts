import {plainText} from './objects.ts'
import type {Element, Node} from './parse/tree.ts'
import type {Walk} from './scope.ts'
import {isFigure} from './spans.ts'

/** Attributes in which pages keep a figure for a script to write. */
const KEPT = /^data-(?:value|val|num|number|count|text|content|to|end|target|final|figure)$/
/** Attributes with the figure that a script counts up to from 0. */
const GOAL = /^data-(?:value|count|to|end|target|final)$/
/** Attributes by which scripts of Vue, Angular, Alpine and Knockout fill an element. */
const BOUND = /^(?:v-text|v-html|ng-bind|ng-bind-html|x-text|x-html|data-bind)$/

/** Attributes by which scripts fill a form field. */
const MODELLED =
  /^(?:v-model|:value|v-bind:value|ng-model|ng-value|x-model|x-bind:value|data-bind|formcontrolname)/
/** Attributes whose numbers say where or how large something is, and no figure. */
const PLACES =
  /(?:^(?:id|class|style|size|rows|cols|leaf|width|height|tabindex|align|lang)$|id|row|col|index|key|width|height|span|order|sort|page|level|length)$|^data-(?:v|sheets)-/

/** A script that writes where it stands. */
const WRITES_HERE = /\bdocument\.write(?:ln)?\s*\(/
/** Elements that style sheets draw in. */
const INLINE = /^(?:span|i|em|b|strong|font)$/
/** Classes of signs that hold no figure. */
const SIGNS = /^(?:.*[\s_-])?(?:icon\w*|ico|fa|glyph\w*|arrow\w*|clear\w*)(?:[\s_-].*)?$/i

/**
 * Why a cell may show another figure than the text read from it, none included: something else in it is drawn by a style sheet, is kept
 * for a script, or shows another page. A Chinese clause, or null.
 */
export function shownElsewhere(
  cell: Element,
  text: string,
  {painted, quoted, written, fills}: Pick<Walk, 'painted' | 'quoted' | 'written' | 'fills'>,
): string | null {
  const blank = text.trim() === ''
  const stack: Node[] = [cell]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type !== 'element' || (node.tagName === 'table' && node !== cell)) continue
    const drawing = painted?.(node) ?? null
    if (drawing !== null) return `单元格中由网页样式另显示“${drawing}”，没有读入`
    const id = node.attributes.id ?? ''
    if (quoted.has(id) && (blank || isFigure(text.trim())))
      return `单元格的“${id}”可能由网页脚本改写，按文件中的文字读取`
    if (isWritten(node, written) && (blank || isFigure(text.trim())))
      return `单元格的“${node.attributes.class}”可能由网页脚本改写，按文件中的文字读取`
    if (node.tagName === 'script' && !blank && WRITES_HERE.test(plainText(node)))
      return '单元格中另有网页脚本写出的文字，没有读入'
    const drawn = INLINE.test(node.tagName) && node.children.length === 0 ? node.attributes.class : undefined
    if (blank && painted && drawn && !SIGNS.test(drawn))
      return '单元格没有文字，内容可能由网页样式显示，没有读入'
    const kept = keptFigure(node, text)
    if (kept !== null) return `单元格的“${kept}”写在网页标签的属性里，可能由脚本显示，没有读入`
    const why = (blank ? blankWhy(node) : null) ?? fieldWhy(node, text, fills) ?? componentWhy(node, text)
    if (why !== null) return why
    for (const child of node.children) stack.push(child)
  }
  return null
}

function isWritten({attributes}: Element, written: ReadonlySet<string>): boolean {
  return written.size > 0 && (attributes.class?.split(/\s+/).some(name => written.has(name)) ?? false)
}

function keptFigure({attributes}: Element, text: string): string | null {
  const names = text.trim() === '' ? KEPT : text.trim() === '0' ? GOAL : null
  if (names === null) return null
  for (const name in attributes) {
    const value = attributes[name]?.trim() ?? ''
    if (names.test(name) && isFigure(value) && value !== text.trim()) return value
  }
  return null
}

/** Why a form field may show another figure than the one written: a script fills it, or a hint stands in it. */
function fieldWhy({tagName, attributes}: Element, text: string, fills: boolean): string | null {
  if (tagName !== 'input' && tagName !== 'textarea') return null
  for (const name in attributes) if (MODELLED.test(name)) return '单元格的输入框由脚本填写，没有读入'
  const empty = text.trim() === ''
  const hint = attributes.placeholder?.trim() ?? ''
  if (empty && isFigure(hint)) return `单元格的输入框没有填写，只显示提示文字“${hint}”`
  const named = attributes.id !== undefined || attributes.name !== undefined
  return fills && named && (empty || text.trim() === '0') ? '单元格的输入框可能由网页脚本填写' : null
}

/** Why an element of a program's own (count-to, my-number) may show another figure than its text: an attribute holds one. */
function componentWhy({tagName, attributes, children}: Element, text: string): string | null {
  if (!tagName.includes('-') && !(children.length === 0 && INLINE.test(tagName) && text.trim() === ''))
    return null
  for (const name in attributes) {
    const value = attributes[name]?.trim() ?? ''
    if (!PLACES.test(name) && isFigure(value) && value !== text.trim())
      return `单元格的“${value}”写在网页标签的属性里，可能由脚本或网页样式显示，没有读入`
  }
  return null
}

/** Why a cell without text may show something all the same. */
function blankWhy(node: Element): string | null {
  const {tagName, attributes, children} = node
  const inside = children.map(child => (child.type === 'text' ? child.value : '')).join('')
  if (tagName === 'script' && /\p{N}|\(/u.test(inside)) return '单元格由脚本填写，没有读入'
  if (tagName === 'noscript' && /\p{N}/u.test(inside)) return '单元格的文字只在不运行脚本时显示，没有读入'
  if (tagName === 'canvas') return '单元格是脚本画出的图形，没有读入'
  if (/^(?:iframe|object|embed)$/.test(tagName)) return '单元格内嵌了别的网页，没有读入'
  for (const name in attributes) if (BOUND.test(name)) return '单元格由脚本填写，没有读入'
  if (/\bcounter-(?:reset|set|increment)\b/.test(attributes.style ?? ''))
    return '单元格的数字由网页样式计出，没有读入'
  return null
}
