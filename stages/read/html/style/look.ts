import {visible} from '../../../../pipeline/model/text.ts'
import type {Element} from '../parse/tree.ts'
import {perStyle} from './perStyle.ts'
import type {Style} from './style.ts'

/** How text is set, as far as it may not be seen the way it is read. Never changed in place. */
export interface Look {
  /** White letters, which are not seen where nothing lies behind them. */
  white: boolean
  /** A ground of its own behind it. */
  ground: boolean
  /** Too small to be read. */
  tiny: boolean
  /** What else puts it out of sight or out of order: a Chinese predicate. */
  odd: string | null
}

export const PLAIN: Look = Object.freeze({white: false, ground: false, tiny: false, odd: null})

const NO_GROUND = /^(?:none|transparent|inherit|initial|unset|0(?:\s.*)?)$/
/** Formulas in which a digit stands above, below or before another without being one with it. */
const STACKED = new Set(['msup', 'msub', 'msubsup', 'mfrac', 'mroot', 'mover', 'munder', 'munderover'])

/** Parts of tables grow with what they hold, whatever size is written. */
const STRETCHED = /^(?:table|t[drh]|tbody|thead|tfoot)$/

/** The look inside an element; `mayHide` is what a rule says that was not followed. */
export function innerLook(node: Element, style: Style, look: Look, mayHide: 'hidden' | 'faint' | null): Look {
  const colour =
    style.fill ?? style.color ?? (node.tagName === 'font' ? node.attributes.color?.toLowerCase() : undefined)
  const painted = style.background ?? node.attributes.bgcolor?.toLowerCase()
  const white = mayHide === 'faint' || (colour === undefined ? look.white : isFaint(colour))
  const ground = look.ground || (painted !== undefined && !NO_GROUND.test(painted) && !isFaint(painted))
  // A class may set the size again in a style sheet that is not in the file.
  const tiny = style.fontSize === undefined ? look.tiny && !node.attributes.class : isTiny(style.fontSize)
  const odd =
    look.odd ??
    (mayHide === 'hidden' ? '可能由网页样式隐藏或划去' : (elementOddity(node) ?? oddity(node.tagName, style)))
  return white === look.white && ground === look.ground && tiny === look.tiny && odd === look.odd
    ? look
    : {white, ground, tiny, odd}
}

/** Why digits in a cell may not be what is shown there: a Chinese clause, or null. */
export function doubtOf(text: string, {white, ground, tiny, odd}: Look): string | null {
  const backwards = text.includes('\u202e')
  if (!(odd !== null || white || tiny || backwards) || !/\p{N}/u.test(text)) return null
  const why =
    odd ??
    (tiny ? '字号小到无法辨认' : white && !ground ? '是白色的文字，可能不显示' : backwards ? BACKWARDS : null)
  return why === null ? null : `单元格中的“${visible(text).trim().slice(0, 20)}”${why}，按文件中的文字读取`
}

const BACKWARDS = '设为从右到左显示'

function elementOddity({tagName, attributes}: Element): string | null {
  if (tagName === 'bdo' && attributes.dir?.toLowerCase() === 'rtl') return BACKWARDS
  return STACKED.has(tagName) ? '是公式的一部分' : null
}

/** Why text in an element of this style may not be seen, or not in the order written: a Chinese predicate, or null. */
export function oddity(tagName: string, style: Style): string | null {
  return STRETCHED.test(tagName) ? oddityStretched(style) : oddityBoxed(style)
}

const oddityStretched = perStyle(style => oddityOf(style, true))
const oddityBoxed = perStyle(style => oddityOf(style, false))

/** @param stretched whether the element grows with what it holds */
function oddityOf(style: Style, stretched: boolean): string | null {
  const {position, overflow = '', direction, bidi} = style
  if (isClear(style)) return '是透明的文字，可能不显示'
  const away = position === 'absolute' || position === 'fixed' || position === 'relative'
  const moved = away ? [style.left, style.top, style.right, style.bottom] : []
  if ([style.textIndent, ...moved, ...(style.margin?.split(/\s+/) ?? [])].some(isFar)) return '排在页面之外'
  if (isTurned(style)) return '经过变形，可能不按原样显示'
  if (isCut(style)) return '被裁去，可能不显示'
  const boxed = !stretched && /\b(?:hidden|clip)\b/.test(overflow)
  if (boxed && [style.height, style.width, style.maxHeight, style.maxWidth].some(isNought))
    return '被裁去，可能不显示'
  if (boxed && /^\d{3,}%$/.test(style.textIndent ?? '')) return '排在页面之外'
  if (direction === 'rtl' && bidi?.includes('override')) return BACKWARDS
  if (style.flexDirection?.includes('reverse') || (style.order ?? '0') !== '0')
    return '可能不按书写的次序显示'
  if (style.display?.startsWith('var(')) return '标为隐藏，可能不显示'
  return isSqueezed(style.letterSpacing) ? '字距过窄，可能叠在一起' : null
}

function isClear({opacity, filter, contentVisibility, security}: Style): boolean {
  return (
    (opacity !== undefined && Number.parseFloat(opacity) < 0.05) ||
    /opacity\(\s*0?\.?0*%?\s*\)/.test(filter ?? '') ||
    contentVisibility === 'hidden' ||
    (security !== undefined && security !== 'none')
  )
}

/** Shrunk to nothing, mirrored, turned round, or moved far away (CSS Transforms 1 and 2). */
function isTurned({transform = '', scale, translate, rotate, zoom}: Style): boolean {
  const all = [
    transform,
    scale === undefined ? '' : `scale(${scale})`,
    translate === undefined ? '' : `translate(${translate})`,
    rotate === undefined ? '' : `rotate(${rotate})`,
  ].join(' ')
  return (
    /scale(?:[xy]|3d)?\([^)]*(?:-\d|(?<![\d.])0?\.[01]\d*|(?<![\d.])0(?![\d.]))/.test(all) ||
    /rotate(?:[xyz]|3d)?\((?!\s*(?:0|360|none))/.test(all) ||
    /translate(?:[xyz]|3d)?\([^)]*-?\d{3,}(?!\d*\.?\d*%)/.test(all) ||
    /matrix(?:3d)?\(/.test(all) ||
    (zoom !== undefined && Number.parseFloat(zoom) < (zoom.includes('%') ? 30 : 0.3))
  )
}

function isCut({clip = '', clipPath = 'none', mask = 'none'}: Style): boolean {
  return (
    /^rect\((?:\s*[01](?:px)?\s*,?){4}\)$/.test(clip) ||
    !/^(?:none|inherit|initial|unset|inset\(0)/.test(clipPath) ||
    !/^(?:none|inherit|initial|unset)/.test(mask)
  )
}

/** Letters set upon one another. */
function isSqueezed(spacing: string | undefined): boolean {
  const [, size, unit] = /^-(\d*\.?\d+)(px|pt|em|rem)$/.exec(spacing ?? '') ?? []
  return size !== undefined && Number(size) >= (unit === 'px' ? 4 : unit === 'pt' ? 3 : 0.3)
}

/** Whether a colour is white, nearly so, or not there at all. */
export function isFaint(colour: string | undefined): boolean {
  if (colour === undefined) return false
  const text = colour.trim()
  if (/^(?:white|transparent|snow|ghostwhite)$/.test(text)) return true
  const [, hex] = /^#([0-9a-f]{3,8})$/.exec(text) ?? []
  if (hex !== undefined) {
    const wide = hex.length <= 4 ? hex.replace(/./g, '$&$&') : hex
    const [red, green, blue, alpha = 255] = (wide.match(/../g) ?? []).map(pair => Number.parseInt(pair, 16))
    return alpha < 13 || Math.min(red!, green!, blue!) >= 250
  }
  const [, kind, list] = /^(rgb|hsl)a?\(([^()]*)\)$/.exec(text) ?? []
  const [first, second, third, alpha] = (list ?? '').split(/[\s,/]+/).filter(part => part !== '')
  if (third === undefined) return false
  if (alpha !== undefined && Number.parseFloat(alpha) < (alpha.includes('%') ? 5 : 0.05)) return true
  if (kind === 'hsl') return Number.parseFloat(third) >= 98
  return [first!, second!, third].every(part => Number.parseFloat(part) >= (part.includes('%') ? 98 : 250))
}

/** Whether a font size is too small for anybody to read. */
export function isTiny(size: string): boolean {
  const match = /^(\d*\.?\d+)(px|pt)$/.exec(size)
  return match !== null && Number(match[1]) > 0 && Number(match[1]) < (match[2] === 'px' ? 3 : 2.5)
}

/** Far to the left or above, hundreds of pixels, or thousands the other way. */
function isFar(length: string | undefined): boolean {
  return (
    length !== undefined &&
    /^(?:-\d{3,}(?:px|pt|%)?|-\d{2,}r?em|\d{4,}(?:px|pt|r?em)?)$/.test(length.replace(/\.\d+/, ''))
  )
}

function isNought(length: string | undefined): boolean {
  return length !== undefined && /^(?:0|0?\.\d+|[1-4])(?:px|pt)?$|^0(?:em|rem|%)$/.test(length)
}

/** Whether text stands above or below its line by a length, as Word writes raised text. */
export function isShifted({position, top, verticalAlign, raise}: Style): boolean {
  const length = /^-?(?:\d*\.)?\d*[1-9]\d*(?:\.\d+)?(?:px|pt|em|ex|rem|%)$/
  return (
    (raise !== undefined && length.test(raise)) ||
    (position === 'relative' && top !== undefined && length.test(top)) ||
    (verticalAlign !== undefined && length.test(verticalAlign))
  )
}
