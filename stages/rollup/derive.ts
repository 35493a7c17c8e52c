import {bound, matcher} from './pattern.ts'
import type {Settings} from './settings.ts'

/** One figure that is computed from others of the same report. Steps are taken in order. */
export interface Derivation {
  step: number
  when: 'blank' | 'always'
  target: string
  parts: string[]
}

/**
 * The derivations that the keys of one format allow. A derived key may be part of a later one. Patterns that bind to
 * nothing in this format give none.
 */
export function derivationsOf(keys: readonly string[], rules: Settings['fields']['derived']): Derivation[] {
  const known = [...keys]
  return rules.flatMap(({target, parts, when}, step) => {
    const found =
      when === 'blank'
        ? boundTargets(known, target).map(({key, binding}) => ({
            target: key,
            parts: keysOf(
              known,
              parts.map(part => bound(part, binding)),
            ).filter(part => part !== key),
          }))
        : newTargets(known, target, parts)
    const usable = found.filter(one => one.parts.length > 0)
    if (when === 'always') known.push(...usable.map(one => one.target))
    return usable.map(one => ({step, when, ...one}))
  })
}

function boundTargets(keys: string[], target: string) {
  const match = matcher(target)
  return keys.flatMap(key => {
    const binding = match(key)
    return binding ? [{key, binding}] : []
  })
}

function keysOf(keys: string[], patterns: string[]): string[] {
  const matchers = patterns.map(matcher)
  return keys.filter(key => matchers.some(match => match(key)))
}

/** Groups the parts by what their `{name}`s stand for: one new key for each. */
function newTargets(keys: string[], target: string, parts: string[]): {target: string; parts: string[]}[] {
  const groups = new Map<string, string[]>()
  for (const match of parts.map(matcher)) {
    for (const key of keys) {
      const binding = match(key)
      if (!binding) continue
      const name = bound(target, binding)
      groups.set(name, [...(groups.get(name) ?? []), key])
    }
  }
  return [...groups].map(([name, members]) => ({target: name, parts: members}))
}
