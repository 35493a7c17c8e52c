/** What a roster says of where a body lies. */
export interface Listed {
  code: string
  name: string
  region: string | null
  parent: string | null
}

/**
 * The region of each body of a roster: the one it lists, else that of the body above it, else the one its name begins
 * with (株洲市荷塘区教育局, 荷塘区教育局), where no other region of `provinces` (two digits of the code) is spelled so.
 * Bodies of which none of these tells are left out. `divisions` are code and name of the gazetteer.
 */
export function rosterRegions(
  roster: Listed[],
  divisions: Map<string, string>,
  provinces: ReadonlySet<string>,
): Map<string, string> {
  const byCode = new Map(roster.map(entry => [entry.code, entry]))
  const spelled = spellings(divisions, provinces)
  const found = new Map<string, string>()
  for (const entry of roster) {
    const region = listedRegion(entry, byCode) ?? regionOfName(entry.name, spelled)
    if (region !== null) found.set(entry.code, region)
  }
  return found
}

/** The region of a body or of the nearest body above it that has one; bodies that stand above themselves have none. */
function listedRegion(entry: Listed, byCode: Map<string, Listed>): string | null {
  const seen = new Set<string>()
  for (let at: Listed | undefined = entry; at && !seen.has(at.code); at = byCode.get(at.parent ?? '')) {
    if (at.region !== null) return at.region
    seen.add(at.code)
  }
  return null
}

/** Region codes by how regions are spelled, with and without those above; null where several are spelled alike. */
function spellings(
  divisions: Map<string, string>,
  provinces: ReadonlySet<string>,
): Map<string, string | null> {
  const found = new Map<string, string | null>()
  for (const [code, name] of divisions) {
    if (!provinces.has(code.slice(0, 2))) continue
    const above = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`].filter(one => one !== code)
    const names = [...above.flatMap(one => divisions.get(one) ?? []), name]
    for (const [i] of names.entries()) {
      const spelling = names.slice(i).join('')
      found.set(spelling, found.has(spelling) ? null : code)
    }
  }
  return found
}

function regionOfName(name: string, spelled: Map<string, string | null>): string | null {
  for (let length = name.length - 1; length > 1; length--) {
    const code = spelled.get(name.slice(0, length))
    if (code !== undefined) return code
  }
  return null
}
