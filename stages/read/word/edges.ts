/**
 * Two edges of different rows closer than this are one ruling line that people dragged apart: 1/8 inch in twips, less
 * than the narrowest cell that can hold one character between Word's default margins.
 */
const TOLERANCE = 180

/**
 * The vertical lines of a table whose rows each have edges of their own. Edges (twips, ascending and distinct within a
 * row) that lie within TOLERANCE become one line, nearest first; two edges of one row always stay two lines, so no cell
 * of any width is lost.
 * @returns the index of the line, from 0, for every edge value
 */
export function alignEdges(rows: number[][]): {lineOf: Map<number, number>; lines: number} {
  const values = [...new Set(rows.flat())].sort((a, b) => a - b)
  const groups = values.map((value, index) => ({first: value, last: value, parent: index}))
  const users = rowsOfCrowdedValues(rows, values)
  const gaps: {width: number; left: number}[] = []
  for (let i = 0; i + 1 < values.length; i++) {
    const width = values[i + 1]! - values[i]!
    if (width <= TOLERANCE) gaps.push({width, left: i})
  }
  gaps.sort((a, b) => a.width - b.width || a.left - b.left)
  for (const {left} of gaps) {
    const a = rootOf(groups, left)
    const b = rootOf(groups, left + 1)
    if (groups[b]!.last - groups[a]!.first > TOLERANCE) continue
    if (!joinDisjoint(users, a, b)) continue
    groups[b]!.parent = a
    groups[a]!.last = groups[b]!.last
  }
  const lineOf = new Map<number, number>()
  let lines = 0
  values.forEach((value, i) => {
    if (i === 0 || rootOf(groups, i) !== rootOf(groups, i - 1)) lines++
    lineOf.set(value, lines - 1)
  })
  return {lineOf, lines}
}

/** For each value that has a neighbour within TOLERANCE, the rows that use it. */
function rowsOfCrowdedValues(rows: number[][], values: number[]): Map<number, Set<number>> {
  const indexOf = new Map<number, number>()
  values.forEach((value, i) => {
    const near =
      value - (values[i - 1] ?? -Infinity) <= TOLERANCE || (values[i + 1] ?? Infinity) - value <= TOLERANCE
    if (near) indexOf.set(value, i)
  })
  const users = new Map<number, Set<number>>()
  for (const index of indexOf.values()) users.set(index, new Set())
  rows.forEach((row, r) => {
    for (const value of row) {
      const index = indexOf.get(value)
      if (index !== undefined) users.get(index)!.add(r)
    }
  })
  return users
}

/** Gives `a` the rows of `b`, unless a row uses both. */
function joinDisjoint(users: Map<number, Set<number>>, a: number, b: number): boolean {
  const left = users.get(a)!
  const right = users.get(b)!
  const [small, large] = left.size < right.size ? [left, right] : [right, left]
  for (const row of small) if (large.has(row)) return false
  for (const row of small) large.add(row)
  users.set(a, large)
  return true
}

function rootOf(groups: {parent: number}[], index: number): number {
  let root = index
  while (groups[root]!.parent !== root) root = groups[root]!.parent
  groups[index]!.parent = root
  return root
}
