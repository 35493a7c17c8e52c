import type {Element} from '../parse/tree.ts'
import {isFaint, isTiny, oddity} from './look.ts'
import {keyOf, keysOf, liesAt, type Path, pathOf} from './selectors.ts'
import {isGone, isSimple, isZero, type Style, type StyleRule} from './style.ts'

/** Most rules followed of those that may hide; each is held against every element in a cell. */
const MOST_PATHS = 200

/**
 * Whether a rule may hide an element, strike it out or make it faint that is not followed, because it says more than a class or an
 * id, or because it holds on some screens: asked only for what stands in cells.
 */
export function mayHideBy(rules: StyleRule[]): (element: Element) => 'hidden' | 'faint' | null {
  const paths = new Map<string, {path: Path; how: 'hidden' | 'faint'}[]>()
  let count = 0
  for (const {selectors, style, sure} of rules) {
    const how = hides(style)
    if (how === null) continue
    for (const selector of selectors) {
      if (sure && isSimple(selector)) continue
      const path = count < MOST_PATHS ? pathOf(selector) : null
      if (!path) continue
      count++
      const known = paths.get(keyOf(path))
      if (known) known.push({path, how})
      else paths.set(keyOf(path), [{path, how}])
    }
  }
  if (paths.size === 0) return () => null
  return element => {
    let faint = false
    for (const key of keysOf(element))
      for (const {path, how} of paths.get(key) ?? [])
        if (liesAt(element, path)) {
          if (how === 'hidden') return how
          faint = true
        }
    return faint ? 'faint' : null
  }
}

function hides(style: Style): 'hidden' | 'faint' | null {
  const gone =
    isGone(style) ||
    /^(?:hidden|collapse)$/.test(style.visibility ?? '') ||
    isZero(style.fontSize) ||
    (style.fontSize !== undefined && isTiny(style.fontSize)) ||
    style.decoration?.includes('line-through') === true ||
    oddity('span', style) !== null
  if (gone) return 'hidden'
  return isFaint(style.fill ?? style.color) && style.background === undefined ? 'faint' : null
}

/** Classes by which frameworks and sites call what is not shown, or not on the screen of a desk. */
const HIDDEN_NAMES =
  /(?:^|\s)(?:(?:[a-z]+-)?(?:hide|hidden)|invisible|d-none|dn|none|sr-only|visually-hidden|screen-reader-text|show-for-sr|(?:visible|only|show)-(?:xs|sm|phone|mobile|print)\S*|hidden-(?:md|lg|xl|desktop|pc)\S*|(?:mobile|phone|wap|print)-only|deleted|strike)(?=\s|$)/i

/** Whether an element's class calls it hidden, while no sheet in the file says what becomes of it. */
export function isNamedHidden(
  {attributes}: Element,
  {display, visibility, position, opacity}: Style,
): boolean {
  const told = display ?? visibility ?? position ?? opacity
  return told === undefined && HIDDEN_NAMES.test(attributes.class ?? '')
}
