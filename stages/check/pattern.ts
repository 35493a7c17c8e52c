import type {Sum} from '../../pipeline/model/finding.ts'

/** A sum with its variables bound and its patterns replaced by keys of one format. */
export interface BoundSum {
  rule: string
  left: string[]
  /** The first key is the total: without it there is nothing to compare with. */
  right: string[]
}

const PARTS = '[^.]+(?:\\.[^.]+)*'

/**
 * The sums a rule makes of a format's keys (given in official order): one for each binding of the variables that the
 * first pattern of the right side finds and for which every other pattern finds a key as well.
 * `*` stands for one part of a key, `**` and `{name}` for one or more.
 */
export function bindSum(rule: string, sum: Sum, keys: string[]): BoundSum[] {
  const head = expression(rule, sum.right[0]!)
  return keys.flatMap(key => {
    const match = head.exec(key)
    if (!match) return []
    const binding = match.groups ?? {}
    const find = (pattern: string) => {
      const matcher = expression(rule, pattern, binding)
      return keys.filter(candidate => matcher.test(candidate))
    }
    const left = sum.left.map(find)
    const right = sum.right.slice(1).map(find)
    if ([...left, ...right].some(found => found.length === 0)) return []
    const removed = new Set(sum.except.flatMap(find))
    const keep = (found: string[][]) => [...new Set(found.flat())].filter(item => !removed.has(item))
    return [{rule, left: keep(left), right: [key, ...keep(right)]}]
  })
}

/** The regular expression of a key pattern. With a binding every variable must be bound; without one it captures. */
function expression(rule: string, pattern: string, binding?: Record<string, string>): RegExp {
  const source = pattern.replace(/\{(\w+)\}|\*\*|\*|[.\\^$+?()[\]|]/g, (token, name: string | undefined) => {
    if (token === '**') return PARTS
    if (token === '*') return '[^.]+'
    if (name === undefined) return `\\${token}`
    if (!binding) return `(?<${name}>${PARTS})`
    const value = binding[name]
    if (value === undefined)
      throw new Error(`rule ${rule}: {${name}} does not occur in the first key of right`)
    return value.replaceAll('.', '\\.')
  })
  return new RegExp(`^${source}$`)
}

/** The test for keys that a pattern without variables matches. */
export function keyMatcher(pattern: string): (key: string) => boolean {
  const matcher = expression(pattern, pattern, {})
  return key => matcher.test(key)
}
