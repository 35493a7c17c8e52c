import {isFigure} from './spans.ts'
import type {Style, StyleOf} from './style.ts'
import {isGone} from './style.ts'
import type {Element, Node} from './tree.ts'

/** What of a style says that an element is shown, or not. */
const TELLS: readonly (keyof Style)[] = ['display', 'visibility', 'position', 'opacity', 'float']

/**
 * Why a figure may be shown otherwise than it is written where the page links a style sheet that is not in the file: its digits
 * stand in elements of unlike classes, of which the page itself says nothing, so that the sheet may hide or move some of them. A
 * Chinese clause, or null.
 */
export function unlikeParts(cell: Element, text: string, styleOf: StyleOf): string | null {
  if (!isFigure(text.trim())) return null
  const marks = new Map<string, string>()
  const stack: {node: Node; mark: string}[] = cell.children.map(node => ({node, mark: ''}))
  for (let next = stack.pop(); next; next = stack.pop()) {
    const {node, mark} = next
    if (node.type === 'text') {
      if (/[\p{N}.]/u.test(node.value)) marks.set(mark, node.value.trim())
    } else if (node.type === 'element') {
      const style = styleOf(node)
      if (isGone(style)) continue
      const inner = `${mark}${markOf(node, style)}`
      for (const child of node.children) stack.push({node: child, mark: inner})
    }
  }
  const named = [...marks.keys()].find(mark => mark !== '')
  if (marks.size < 2 || named === undefined) return null
  return `单元格的数字由几段拼成，其中“${marks.get(named)}”的样式（${named.trim()}）写在网页以外，可能不显示或换了次序`
}

/** The class and the id of an element that a sheet outside the page may style; empty where the page says how it is shown. */
function markOf({attributes}: Element, style: Style): string {
  if (TELLS.some(property => style[property] !== undefined)) return ''
  const names = [attributes.class, attributes.id].flatMap(name => name?.split(/\s+/) ?? [])
  const own = names.filter(name => name !== '' && !OFFICE.test(name)).sort()
  return own.length > 0 ? ` ${own.join(' ')}` : ''
}

/** Classes that Word and WPS write for fonts and for words they do not know: no sheet of a site hides them. */
const OFFICE = /^(?:Mso\w*|SpellE|GramE|font\d+|xl\d+|et\d+|\d+|NormalCharacter|Normal|s\d+|p\d+|apple-\S*)$/i
