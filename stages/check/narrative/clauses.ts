/** A clause: no comma, colon or bracket inside. An aside is what stood in brackets; it follows the clause it stood in. */
export interface Clause {
  text: string
  aside: boolean
}

/** Stands in a clause where a bracket was. */
export const ASIDE = '◎'
const INNERMOST = /\(([^()]*)\)/

/** The clauses of a sentence (as `readable` gives it) in reading order. Brackets without a partner part clauses. */
export function clausesOf(text: string): Clause[] {
  const asides: string[] = []
  // Symbol fonts use the same private characters; such a sign says nothing here, but keeps its neighbours apart.
  let rest = text.replace(PLACEHOLDER, '\ufffd')
  for (let match = INNERMOST.exec(rest); match; match = INNERMOST.exec(rest)) {
    rest = `${rest.slice(0, match.index)}${String.fromCharCode(FIRST + asides.length)}${rest.slice(match.index + match[0].length)}`
    asides.push(match[1]!)
    if (asides.length === MOST) break
  }
  return split(rest, false)

  function split(part: string, aside: boolean): Clause[] {
    return part
      .split(/[，：()]/)
      .filter(clause => clause !== '')
      .flatMap(clause => [
        {text: clause.replace(PLACEHOLDER, ASIDE), aside},
        ...[...clause.matchAll(PLACEHOLDER)].flatMap(match =>
          split(asides[match[0].charCodeAt(0) - FIRST]!, true),
        ),
      ])
  }
}

const FIRST = 0xe100
/** Asides of one sentence that are looked into. */
const MOST = 100
const PLACEHOLDER = /[\ue100-\ue163]/g
