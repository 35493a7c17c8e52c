/** Whether something holds; `maybe` where the page alone does not tell. */
export type Truth = 'yes' | 'no' | 'maybe'

/** The screen pages are read for: that of a desk, pixels. */
const SCREEN = {width: 1366, height: 768}
/** Pixels of a unit; font sizes as browsers begin with. */
const PIXELS: Record<string, number> = {px: 1, em: 16, rem: 16, pt: 4 / 3, cm: 37.8, mm: 3.78, in: 96}

/** Features of a desk with a mouse, in light colours. */
const FEATURES: Record<string, string> = {
  hover: 'hover',
  'any-hover': 'hover',
  pointer: 'fine',
  'any-pointer': 'fine',
  orientation: 'landscape',
  'prefers-color-scheme': 'light',
  'prefers-reduced-motion': 'no-preference',
  'prefers-contrast': 'no-preference',
  'forced-colors': 'none',
  'display-mode': 'browser',
  scripting: 'enabled',
}

/** Whether a list of media queries holds on the screen of a desk (Media Queries 4); an empty list does. */
export function holdsHere(list: string): Truth {
  const queries = list.toLowerCase().split(',').map(queryHolds)
  return queries.includes('yes') ? 'yes' : queries.includes('maybe') ? 'maybe' : 'no'
}

function queryHolds(query: string): Truth {
  const [, not, type = 'all', rest = ''] =
    /^\s*(?:(not)\s+|only\s+)?(?:([a-z-]+)\b(?!\s*[:(]))?\s*(?:and\b)?([\s\S]*)$/.exec(query) ?? []
  const parts: Truth[] = [type === 'all' || type === 'screen' ? 'yes' : 'no']
  const conditions = rest.trim()
  if (conditions !== '')
    parts.push(
      ...(/\b(?:or|not)\b/.test(conditions)
        ? (['maybe'] as const)
        : conditions.split(/\band\b/).map(featureHolds)),
    )
  const holds = parts.includes('no') ? 'no' : parts.includes('maybe') ? 'maybe' : 'yes'
  return not === undefined || holds === 'maybe' ? holds : holds === 'yes' ? 'no' : 'yes'
}

function featureHolds(condition: string): Truth {
  const text = condition.trim().replace(/^\(\s*|\s*\)$/g, '')
  const [, bound, axis, length] = /^(?:(min|max)-)?(?:device-)?(width|height)\s*:\s*(\S+)$/.exec(text) ?? []
  if (axis !== undefined) {
    const pixels = pixelsOf(length!)
    const own = SCREEN[axis as keyof typeof SCREEN]
    if (pixels === null) return 'maybe'
    return truth(bound === 'min' ? own >= pixels : bound === 'max' ? own <= pixels : own === pixels)
  }
  const [, ranged, sign, limit] = /^(width|height)\s*(<=|>=|<|>)\s*(\S+)$/.exec(text) ?? []
  if (ranged !== undefined) {
    const pixels = pixelsOf(limit!)
    if (pixels === null) return 'maybe'
    const more = SCREEN[ranged as keyof typeof SCREEN] - pixels
    return truth(more === 0 ? sign!.includes('=') : sign!.startsWith('<') ? more < 0 : more > 0)
  }
  const [, name = '', value] = /^([a-z-]+)\s*:\s*([a-z-]+)$/.exec(text) ?? []
  const known = FEATURES[name]
  return known === undefined ? 'maybe' : truth(known === value)
}

function truth(holds: boolean): Truth {
  return holds ? 'yes' : 'no'
}

function pixelsOf(length: string): number | null {
  const match = /^(\d*\.?\d+)([a-z]*)$/.exec(length)
  if (!match) return null
  const number = Number(match[1])
  const unit = PIXELS[match[2]!]
  return number === 0 ? 0 : unit === undefined ? null : number * unit
}
