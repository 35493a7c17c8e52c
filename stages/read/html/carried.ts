import {type Block, textOf} from '../../../pipeline/model/ast.ts'
import {literalsOf, literalText} from './literals.ts'
import {plainText} from './objects.ts'
import type {Node, Root} from './parse/tree.ts'
import {isFigure} from './spans.ts'

/** Scripts that are no program but markup for one: text/template, text/x-handlebars-template, text/html. */
const MARKUP = /template|html/i
/** Articles of 公众号 keep their place on the page and are shown once a script has run; others take no place till then. */
const AWAITING = /(?:^|[;\s])(?:visibility\s*:\s*hidden|display\s*:\s*none)/i

/** The body of an article of 公众号, which their script always shows. */
const ARTICLE = 'js_content'

/** A line of a page's source as browsers show it. */
const SOURCE_LINE = /(?:^|\s)line-content(?:\s|$)/

/** A page inside a page, as HTML or parsed with the page, and in Chinese where it lay. */
export interface Carried {
  content: string | Root
  where: string
  /** It is the page's own text, whether it holds tables or not. */
  article?: true
}

/** Cells with a figure from which on a page shows its tables itself; the smallest table of the form has ten. */
const SHOWN_FIGURES = 10

/** Whether the visible part of a page has tables of figures; then what else it carries is a copy or a tool of the page. */
export function showsFigures(blocks: Block[]): boolean {
  return figuresShown(blocks).length >= SHOWN_FIGURES
}

/** Figures that fill cells, in reading order. */
export function figuresShown(blocks: Block[]): string[] {
  const figures: string[] = []
  const stack = [...blocks].reverse()
  for (let block = stack.pop(); block; block = stack.pop()) {
    if (block.type !== 'table') continue
    for (const cell of block.children) {
      const [only] = cell.children
      if (cell.children.length !== 1 || only!.type === 'table') stack.push(...[...cell.children].reverse())
      else if (isFigure(textOf(only!))) figures.push(textOf(only!))
    }
  }
  return figures
}

/**
 * What a page carries for a script or a frame to show, in the way in which it carries the piece with most cells: the text of a form
 * field, the `srcdoc` of a frame, a template, the part for browsers without scripts, a text within a script, a part that only waits to
 * be shown, the source of a page shown as text; of an article of 公众号 its body. All pieces of that way in their order, since a page may
 * keep every table by itself. None: no piece has a table.
 */
export function carriedIn(tree: Root): Carried[] {
  const pieces: (Carried & {cells: number})[] = []
  const offer = (html: string, where: string): void => {
    const plain = /<table/i.test(html) ? html : unescaped(html)
    const cells = plain.match(/<t[dh][\s>]/gi)?.length ?? 0
    if (cells > 0) pieces.push({content: plain, where, cells})
  }
  const offerTree = (children: Node[], where: string): void => {
    const cells = cellsOf(children)
    if (cells > 0) pieces.push({content: {type: 'root', children}, where, cells})
  }
  const source: string[] = []
  const stack: Node[] = [...tree.children]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type !== 'element') continue
    if (node.tagName === 'textarea') offer(plainText(node), '表单域')
    else if (node.tagName === 'script' && MARKUP.test(node.attributes.type ?? ''))
      offer(plainText(node), '模板')
    else if (node.tagName === 'script') for (const html of stringsOf(plainText(node))) offer(html, '脚本')
    else if (node.tagName === 'iframe') offer(node.attributes.srcdoc ?? '', '内嵌框架')
    else if (node.tagName === 'noscript') offerTree(node.children, '无脚本内容')
    else if (node.tagName === 'template' && node.content) offerTree(node.content.children, '模板')
    else if (node.tagName === 'pre') offer(plainText(node), '源代码')
    else if (SOURCE_LINE.test(node.attributes.class ?? '')) source.push(plainText(node))
    else if (AWAITING.test(node.attributes.style ?? '') && node.attributes.id === ARTICLE)
      return [{content: {type: 'root', children: node.children}, where: '待脚本显示的部分', article: true}]
    else if (AWAITING.test(node.attributes.style ?? '')) offerTree(node.children, '待脚本显示的部分')
    else {
      for (const name in node.attributes) offer(node.attributes[name]!, '标签属性')
      for (const child of node.children) stack.push(child)
    }
  }
  // The stack gives the lines from the last to the first.
  if (source.length > 0) offer(source.reverse().join('\n'), '源代码')
  const largest = Math.max(...pieces.map(({cells}) => cells))
  const where = pieces.find(({cells}) => cells === largest)?.where
  return pieces.filter(piece => piece.where === where).reverse()
}

function cellsOf(children: Node[]): number {
  let cells = 0
  const stack = [...children]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type !== 'element') continue
    if (node.tagName === 'td' || node.tagName === 'th') cells++
    for (const child of node.children) stack.push(child)
  }
  return cells
}

/** Markup written with entities, as form fields and data attributes hold it. */
function unescaped(html: string): string {
  if (!/&lt;table/i.test(html)) return ''
  return html
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;/gi, '"')
    .replace(/&#0*39;/g, "'")
    .replace(/&amp;/gi, '&')
}

/** Text literals of a script that hold a table, escapes resolved; also such as are packed for the way. */
function stringsOf(script: string): string[] {
  if (!/table|[\w+/]{400}/i.test(script)) return []
  return literalsOf(script).flatMap(literal => {
    if (/(?:<|&lt;|\\u003c|\\x3c)table/i.test(literal)) return [literalText(literal)]
    const inside = literal.slice(1, -1)
    if (!/^[\w+/=]{400,}$/.test(inside)) return []
    const unpacked = Buffer.from(inside, 'base64').toString('utf8')
    return /<table/i.test(unpacked) ? [unpacked] : []
  })
}
