/** A region and the regions below it. */
export interface Tree {
  /** Regions below a region, those without any report included. */
  children: Map<string, string[]>
}

/** What one table of one year has, by region. */
export interface Present {
  /** Regions with an admissible summary. */
  summaries: ReadonlySet<string>
  /** Bodies of the region's own level (not below) with an admissible report. */
  bodies: ReadonlySet<string>
}

export interface Part {
  region: string
  kind: 'summary' | 'own'
}

/** What method S adds up for a region. `covered` of `expected` regions below are in it. */
export interface Cover {
  state: 'summary' | 'composed'
  parts: Part[]
  covered: number
  expected: number
}

/**
 * Method S: the region's own summary; without one, those of the regions below and the reports of the bodies of its own
 * level (rollup.md §4.1). A summary holds all that lies below, so nothing below a summary is taken: no path from the region
 * to a body is counted twice. A region below whose composed summary covers too little counts as not covered.
 * Null where no summary lies at or below the region.
 */
export function coverOf(tree: Tree, present: Present, least: number): (region: string) => Cover | null {
  const known = new Map<string, Cover | null>()
  const cover = (region: string): Cover | null => {
    const found = known.get(region)
    if (found !== undefined) return found
    const made = make(region)
    known.set(region, made)
    return made
  }
  const make = (region: string): Cover | null => {
    if (present.summaries.has(region)) {
      return {state: 'summary', parts: [{region, kind: 'summary'}], covered: 1, expected: 1}
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
    }
  }
  return cover
}

/** Whether a cover may speak for its region. */
export function enough({covered, expected}: Pick<Cover, 'covered' | 'expected'>, least: number): boolean {
  return covered >= least * expected
}
