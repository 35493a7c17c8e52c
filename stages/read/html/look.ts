import {visible} from '../../../pipeline/model/text.ts'
import type {Style} from './style.ts'
import type {Element} from './tree.ts'

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

const WHITE = /^(?:white|#f{3,4}|#f{6}(?:f{2})?|rgba?\(\s*255\s*[, ]\s*255\s*[, ]\s*255\b.*\)|transparent)$/
const NO_GROUND = /^(?:none|transparent|inherit|initial|unset|0(?:\s.*)?)$/
/** Formulas in which a digit stands above, below or before another without being one with it. */
const STACKED = new Set(['msup', 'msub', 'msubsup', 'mfrac', 'mroot', 'mover', 'munder', 'munderover'])

/** Parts of tables grow with what they hold, whatever size is written. */
const STRETCHED = /^(?:table|t[drh]|tbody|thead|tfoot)$/

/** The look inside an element; `mayHide` is what a rule says that was not followed. */
export function innerLook(node: Element, style: Style, look: Look, mayHide: boolean): Look {
  const colour = style.color ?? (node.tagName === 'font' ? node.attributes.color?.toLowerCase() : undefined)
  const painted = style.background ?? node.attributes.bgcolor?.toLowerCase()
  const white = colour === undefined ? look.white : WHITE.test(colour.trim())
  const ground =
    look.ground || (painted !== undefined && !NO_GROUND.test(painted) && !WHITE.test(painted.trim()))
  // A class may set the size again in a style sheet that is not in the file.
  const tiny = style.fontSize === undefined ? look.tiny && !node.attributes.class : isTiny(style.fontSize)
  const odd = look.odd ?? (mayHide ? '可能由网页样式隐藏或划去' : oddity(node, style))
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

function oddity(node: Element, style: Style): string | null {
  const {opacity, position, overflow, direction, bidi, textIndent} = style
  if (opacity !== undefined && Number.parseFloat(opacity) < 0.05) return '是透明的文字，可能不显示'
  const away = position === 'absolute' || position === 'fixed'
  if (isFar(textIndent) || (away && (isFar(style.left) || isFar(style.top)))) return '排在页面之外'
  if (/^rect\((?:\s*[01](?:px)?\s*,?){4}\)$/.test(style.clip ?? '')) return '被裁去，可能不显示'
  const boxed = overflow === 'hidden' && !STRETCHED.test(node.tagName)
  if (boxed && (isNought(style.height) || isNought(style.width))) return '被裁去，可能不显示'
  if (node.tagName === 'bdo' && node.attributes.dir?.toLowerCase() === 'rtl') return BACKWARDS
  if (direction === 'rtl' && bidi?.includes('override')) return BACKWARDS
  return STACKED.has(node.tagName) ? '是公式的一部分' : null
}

function isTiny(size: string): boolean {
  const match = /^(\d*\.?\d+)(px|pt)$/.exec(size)
  return match !== null && Number(match[1]) > 0 && Number(match[1]) < (match[2] === 'px' ? 3 : 2.5)
}

/** Far to the left or above: hundreds of pixels. */
function isFar(length: string | undefined): boolean {
  return length !== undefined && /^-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|%)?$/.test(length)
}

function isNought(length: string | undefined): boolean {
  return length !== undefined && /^(?:0|0?\.\d+|1)(?:px|pt)?$/.test(length)
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
