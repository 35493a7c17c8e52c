/** A region and the regions below it. */
export interface Tree {
  /** Regions below a region, those without any report included. */
  children: Map<string, string[]>
}

/** What one table of one year has, by region. */
export interface Present {
  /** Regions with an admissible summary. */
  summaries: ReadonlySet<string>
  /** Regions with an admissible report of a body of their own level (not below). */
  bodies: ReadonlySet<string>
  /** How many of these bodies reported, by region; where it is not said, none did and none is due. */
  own: ReadonlyMap<string, OwnBodies>
  /** Whether a roster says which bodies are due. */
  rostered: boolean
}

/** Bodies of a region's own level: with an admissible report, those of them due by the roster, and all due. */
export interface OwnBodies {
  received: number
  listed: number
  /** Null without a roster. */
  expected: number | null
}

/** One addend of a sum: the summary of a region, or the reports of the bodies of its own level. */
export interface Part {
  region: string
  kind: 'summary' | 'own'
}

/** What method S adds up for a region. `covered` of `expected` regions below are in it, and `own` bodies if composed. */
export interface Cover {
  state: 'summary' | 'composed'
  parts: Part[]
  covered: number
  expected: number
  own: OwnBodies
}

/**
 * Method S: the region's own summary; without one, those of the regions below and the reports of the bodies of its own
 * level. A summary holds all that lies below, so nothing below a summary is taken: no path from the region
 * to a body is counted twice. A region below whose composed summary covers too little counts as not covered.
 * Null where no summary lies at or below the region.
 */
export function coverOf(tree: Tree, present: Present, least: number): (region: string) => Cover | null {
  const known = new Map<string, Cover | null>()
  const nobody: OwnBodies = {received: 0, listed: 0, expected: present.rostered ? 0 : null}
  const cover = (region: string): Cover | null => {
    const found = known.get(region)
    if (found !== undefined) return found
    const made = make(region)
    known.set(region, made)
    return made
  }
  const make = (region: string): Cover | null => {
    if (present.summaries.has(region)) {
      return {state: 'summary', parts: [{region, kind: 'summary'}], covered: 1, expected: 1, own: nobody}
    }
    const below = tree.children.get(region) ?? []
    const covers = below.map(cover).filter((one): one is Cover => one !== null && enough(one, least))
    if (covers.length === 0) return null
    const own: Part[] = present.bodies.has(region) ? [{region, kind: 'own'}] : []
    return {
      state: 'composed',
      parts: [...own, ...covers.flatMap(one => one.parts)],
      covered: covers.length,
      expected: below.length,
      own: present.own.get(region) ?? nobody,
    }
  }
  return cover
}

/** Whether a cover may speak for its region: enough of the regions below, and of the bodies of its own level that are due. */
export function enough({covered, expected, own}: Omit<Cover, 'parts' | 'state'>, least: number): boolean {
  return covered >= least * expected && own.listed >= least * (own.expected ?? 0)
}
