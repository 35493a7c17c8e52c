import type {Element, Node} from '../parse/tree.ts'
import {isFigure} from '../spans.ts'
import {isGone, type Style, type StyleOf} from './style.ts'

/**
 * Classes and ids that Word, WPS, Excel and editors of articles write for fonts, bookmarks, authors and words they do not know: no sheet
 * of a site hides them.
 */
const OFFICE =
  /^(?:Mso\w*|SpellE|GramE|font\d+|xl\d+|et\d+|\d+|\d*Char\d*|NormalCharacter|Normal|s\d+|p\d+|apple-\S*|js_darkmode__\d+|_?135\w*|tn-\S+|author-\S+|ql-(?:font|color|bg)-\S+|Custom_UnionStyle|_(?:Hlk|Toc|Ref)\d+|_GoBack|OLE_LINK\d+|bookmark\d+)$/i
/** What of a style says that an element is shown, or not. */
const TELLS: readonly (keyof Style)[] = ['display', 'visibility', 'position', 'opacity', 'float']
/** Sizes of letters that are set small, px; and those of `<font size>`. */
const SMALL = 11
const SMALL_FONT = /^\s*(?:[12]|-\d)\s*$/
/** Sizes of `<font size>` that differ too little for the mark of a note: 13 and 16 px, as text pasted in pieces has them. */
const TEXT_FONT = /^\s*(?:[23]|-1|\+0)\s*$/

const LAID = '另行定位，可能换了次序、叠在别的数字上或是注释的标记'

/** What sets a part of a figure apart from the rest: a Chinese predicate, and nothing for what stands as it is written. */
type Mark = string

/** A part of a figure, and what sets it apart: of its elements from the outermost on; of those laid out each for itself, which. */
interface Part {
  text: string
  marks: readonly {mark: Mark; of: Element | null}[]
}

/**
 * Why a figure may be shown otherwise than it is written: its digits stand in parts of which one is set smaller, beside its order or
 * over another, or in elements of unlike classes, of which the page itself says nothing, so that a style sheet outside the file may
 * hide or move some of them. A Chinese clause, or null.
 * @param told classes and ids that the page's own sheets style; null where it links no sheet outside
 */
export function unlikeParts(
  cell: Element,
  text: string,
  styleOf: StyleOf,
  told: ReadonlySet<string> | null,
): string | null {
  if (isOneText(cell) || !isFigure(text.trim())) return null
  const even = isOfTextFonts(cell)
  const parts: Part[] = []
  const stack: {node: Node; marks: Part['marks']}[] = cell.children.map(node => ({node, marks: []}))
  for (let next = stack.pop(); next; next = stack.pop()) {
    const {node, marks} = next
    if (node.type === 'text') {
      if (/[\p{N}.]/u.test(node.value)) parts.push({marks, text: node.value.trim()})
    } else if (node.type === 'element') {
      const style = styleOf(node)
      if (isGone(style)) continue
      const mark = setApart(node, style, even) || (told ? styledOutside(node, style, told) : '')
      const inner = mark === '' ? marks : [...marks, {mark, of: mark === LAID ? node : null}]
      for (const child of node.children) stack.push({node: child, marks: inner})
    }
  }
  if (parts.length < 2) return null
  // What holds of all of them sets none apart: letters that are all small, of one class, or laid out as one.
  const same = Math.min(...parts.map(({marks}) => marks.length))
  const first = parts[0]?.marks ?? []
  let shared = 0
  while (shared < same && parts.every(({marks}) => isAlike(marks[shared]!, first[shared]!))) shared++
  const apart = parts.find(({marks}) => marks.length > shared)
  return apart ? `单元格的数字由几段拼成，其中“${apart.text}”${apart.marks[shared]!.mark}` : null
}

/** Whether a cell holds one text alone, in however many elements. */
function isOneText(cell: Element): boolean {
  let node: Node = cell
  while (node.type === 'element' && node.children.length === 1) node = node.children[0]!
  return node.type === 'text'
}

function isAlike(a: Part['marks'][number], b: Part['marks'][number]): boolean {
  return a.mark === b.mark && a.of === b.of
}

/** Whether every digit of a cell stands in a `<font>` of one of the two sizes that text has. */
function isOfTextFonts(cell: Element): boolean {
  const stack: {node: Node; text: boolean}[] = cell.children.map(node => ({node, text: false}))
  for (let next = stack.pop(); next; next = stack.pop()) {
    const {node, text} = next
    if (node.type === 'text') {
      if (!text && /[\p{N}.]/u.test(node.value)) return false
    } else if (node.type === 'element') {
      const size = node.tagName === 'font' ? node.attributes.size : undefined
      const inner = size === undefined ? text : TEXT_FONT.test(size)
      for (const child of node.children) stack.push({node: child, text: inner})
    }
  }
  return true
}

/** @param even whether `<font size>` tells nothing, because all digits are of sizes that text has */
function setApart({tagName, attributes}: Element, style: Style, even: boolean): Mark {
  const small =
    tagName === 'small' ||
    isSmall(style.fontSize) ||
    (!even && tagName === 'font' && style.fontSize === undefined && SMALL_FONT.test(attributes.size ?? ''))
  if (small) return '字号较小，可能是注释的标记'
  const moved = [style.left, style.right, style.bottom].some(isLength)
  const away = style.position === 'relative' || style.position === 'absolute' || style.position === 'fixed'
  const laid =
    (away && moved) ||
    style.position === 'absolute' ||
    (style.float ?? 'none') !== 'none' ||
    /(?:^|\s)-\d*\.?\d/.test(style.margin ?? '') ||
    /^(?:text-)?(?:top|bottom)$/.test(style.verticalAlign ?? '')
  return laid ? LAID : ''
}

/** Whether a size is one that notes have: below that of any text, or a share of the text around it. */
export function isSmall(size: string | undefined): boolean {
  const [, number, unit] = /^(\d*\.?\d+)(px|pt|em|rem|%)$/.exec(size ?? '') ?? []
  if (number === undefined) return size === 'smaller' || size === 'x-small' || size === 'xx-small'
  const value = Number(number)
  if (unit === 'px') return value < SMALL
  if (unit === 'pt') return (value * 4) / 3 < SMALL
  return value < (unit === '%' ? 80 : 0.8)
}

function isLength(length: string | undefined): boolean {
  return length !== undefined && /[1-9]/.test(length)
}

/** That a sheet outside the page may style an element by its class or id; nothing where the page says how it is shown. */
function styledOutside({attributes}: Element, style: Style, told: ReadonlySet<string>): Mark {
  if (TELLS.some(property => style[property] !== undefined)) return ''
  const names = [attributes.class, attributes.id].flatMap(name => name?.split(/\s+/) ?? [])
  const own = names.filter(name => name !== '' && !OFFICE.test(name) && !told.has(name)).sort()
  return own.length > 0 ? `的样式（${own.join(' ')}）写在网页以外，可能不显示或换了次序` : ''
}
