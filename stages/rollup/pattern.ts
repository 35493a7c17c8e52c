/** Values of the `{name}`s of a pattern. */
export type Binding = Record<string, string>

/**
 * Reads a key pattern of config/rollups/fields.yaml: `*` one key part, `**` one or more, `{name}` and `{name**}` the same
 * with a name.
 */
export function matcher(pattern: string): (key: string) => Binding | null {
  const source = pattern
    .split(/(\{\w+(?:\*\*)?\}|\*\*|\*)/)
    .map(part => {
      if (part === '*') return '[^.]+'
      if (part === '**') return '.+'
      const name = /^\{(\w+)(\*\*)?\}$/.exec(part)
      if (name) return `(?<${name[1]}>${name[2] ? '.+' : '[^.]+'})`
      return part.replace(/[.\\^$+?()[\]|]/g, '\\$&')
    })
    .join('')
  const expression = new RegExp(`^${source}$`)
  return key => {
    const match = expression.exec(key)
    return match && {...match.groups}
  }
}

/** The pattern with its `{name}`s filled in; those without a value stay. */
export function bound(pattern: string, binding: Binding): string {
  return pattern.replace(/\{(\w+)(?:\*\*)?\}/g, (whole, name: string) => binding[name] ?? whole)
}
