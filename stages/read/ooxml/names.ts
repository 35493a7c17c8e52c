import {CANONICAL, canonicalPrefix} from './namespaces.ts'

export type Attributes = Readonly<Record<string, string>>

/**
 * Turns the names of a document, whose prefixes are arbitrary, into names with canonical prefixes (`w:tbl`). A name
 * with an unknown namespace gets a `?` before it, so that it equals no known name; an undeclared prefix is believed.
 */
export interface Names {
  /** Called at every start tag, before anything is asked; with the attributes where any of them declares a prefix. */
  enter(declarations: Attributes | null): void
  leave(): void
  element(name: string): string
  attributes(attributes: Attributes): Attributes
  /** Canonical prefix (or the namespace itself) of each prefix in a space-separated list, as mc:Choice names them. */
  prefixes(list: string): string
}

interface Scope {
  uris: Map<string, string>
  /** Whether attribute names can be used as they are. */
  plain: boolean
  elements: Map<string, string>
  depth: number
}

/** Names of a document before its first element: no prefix is bound. */
export function createNames(): Names {
  let scope: Scope = {uris: new Map(), plain: true, elements: new Map(), depth: 0}
  const outer: Scope[] = []
  let depth = 0

  function canonical(name: string, isAttribute: boolean): string {
    const colon = name.indexOf(':')
    if (colon < 0 && isAttribute) return name
    const prefix = colon < 0 ? '' : name.slice(0, colon)
    const uri = scope.uris.get(prefix)
    if (uri === undefined) return name
    const known = canonicalPrefix(uri)
    return known === undefined ? `?${name}` : `${known}:${name.slice(colon + 1)}`
  }

  return {
    enter(declarations) {
      depth++
      if (!declarations) return
      const uris = new Map(scope.uris)
      for (const name in declarations) {
        if (name === 'xmlns' || name.startsWith('xmlns:')) uris.set(name.slice(6), declarations[name]!.trim())
      }
      outer.push(scope)
      scope = {uris, plain: isPlain(uris), elements: new Map(), depth}
    },
    leave() {
      if (scope.depth === depth && outer.length) scope = outer.pop()!
      depth--
    },
    element(name) {
      let known = scope.elements.get(name)
      if (known === undefined) {
        known = canonical(name, false)
        scope.elements.set(name, known)
      }
      return known
    },
    attributes(attributes) {
      if (scope.plain) return attributes
      const renamed: Record<string, string> = {}
      for (const name in attributes) renamed[canonical(name, true)] = attributes[name]!
      return renamed
    },
    prefixes(list) {
      return list
        .split(/\s+/)
        .filter(Boolean)
        .map(prefix => {
          const uri = scope.uris.get(prefix)
          return uri === undefined ? prefix : (canonicalPrefix(uri) ?? `?${prefix}`)
        })
        .join(' ')
    },
  }
}

function isPlain(uris: Map<string, string>): boolean {
  for (const [prefix, uri] of uris) {
    if (prefix === '') continue
    const known = canonicalPrefix(uri)
    if (known === undefined ? CANONICAL.has(prefix) : known !== prefix) return false
  }
  return true
}
