import type {ParagraphData} from '../../../../pipeline/model/ast.ts'
import {isShifted} from './look.ts'
import {perStyle} from './perStyle.ts'
import {isZero, type Style} from './style.ts'
import {isSmall} from './unlike.ts'

/** What a style does to the text of an element that is shown. */
export interface Effects {
  struck: boolean
  /** Set apart from the text before and behind it. */
  spaced: boolean
  /** Above or below its line. */
  raised: boolean
  /** By what only raised text has, not by a length. */
  surelyRaised: boolean
  shifted: boolean
  /** How the element is laid out: as its tag has it, within a line, as ruby, or as a block. */
  display: 'own' | 'inline' | 'ruby' | 'block'
  /** Its children are laid out as items of their own. */
  flex: boolean
  /** Undefined where nothing is said. */
  unseen: boolean | undefined
  /** Of size 0. */
  zero: boolean
  /** Whether a size is said. */
  sized: boolean
  role: ParagraphData['role'] | undefined
  /** Where lines stand; undefined where nothing is said. */
  align: string | undefined
}

/** The effects of a style, all of one shape. */
export const effectsOf: (style: Style) => Effects = perStyle(style => {
  const {visibility, element, verticalAlign = ''} = style
  const shifted = isShifted(style)
  return {
    struck: style.decoration?.includes('line-through') ?? false,
    spaced:
      style.display === 'inline-block' || (style.float ?? 'none') !== 'none' || style.position === 'absolute',
    raised: /^(?:super|sub)$/.test(verticalAlign) || shifted,
    surelyRaised: /^s/.test(verticalAlign) || isSmall(style.fontSize),
    shifted,
    display: displayOf(style.display),
    flex: style.display?.endsWith('flex') ?? false,
    unseen: visibility === undefined ? undefined : visibility === 'hidden' || visibility === 'collapse',
    zero: isZero(style.fontSize),
    sized: style.fontSize !== undefined,
    role: element === 'footnote' || element === 'header' || element === 'footer' ? element : undefined,
    align: style.textAlign,
  }
})

function displayOf(display: string | undefined): Effects['display'] {
  if (display === undefined || /^(?:inherit|initial|unset|revert)/.test(display)) return 'own'
  if (/^inline|^contents$/.test(display)) return 'inline'
  return display.startsWith('ruby') ? 'ruby' : 'block'
}
