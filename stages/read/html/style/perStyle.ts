import type {Style} from './style.ts'

/**
 * What can be told of a style alone, told once: a page has a few styles and thousands of elements, and every style has members of
 * its own, which makes reading them dear.
 */
export function perStyle<T>(tell: (style: Style) => T): (style: Style) => T {
  const told = new WeakMap<Style, {value: T}>()
  return style => {
    let known = told.get(style)
    if (!known) {
      known = {value: tell(style)}
      told.set(style, known)
    }
    return known.value
  }
}
