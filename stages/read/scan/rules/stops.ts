import type {Edge} from '../../layout/index.ts'

/** A rule may end this far before the one it meets, inches. */
export const REACH = 0.05
/** Crossings nearer than this are one: no row is as low, no column as narrow, inches. */
const ONE = 0.09
/** A rule so long ends where it ends, inches: a cell goes on beyond the page. */
const LONG = 1
/** So many rules that end in one line, with none across, end a table without a rule. */
const OPEN = 3

/** The places where upright rules cross a row, from left to right; rows are asked for downwards. */
export function stopsByRow(across: readonly Edge[], height: number, dpi: number): (y: number) => number[] {
  const reach = REACH * dpi
  const starts: Edge[][] = Array.from({length: height}, () => [])
  const ends: Edge[][] = Array.from({length: height + 1}, () => [])
  for (const edge of across) {
    starts[Math.max(0, Math.min(height - 1, Math.floor(edge.from - reach)))]!.push(edge)
    ends[Math.max(0, Math.min(height, Math.ceil(edge.to + reach)))]!.push(edge)
  }
  const active = new Set<Edge>()
  let stops: number[] = []
  let reached = -1
  return y => {
    let changed = false
    while (reached < y) {
      reached++
      for (const edge of ends[reached]!) changed = active.delete(edge) || changed
      for (const edge of starts[reached]!) {
        active.add(edge)
        changed = true
      }
    }
    if (changed) stops = merged([...active], ONE * dpi)
    return stops
  }
}

/** Positions of edges, those near to each other as the longest of them. */
function merged(edges: readonly Edge[], apart: number): number[] {
  const sorted = [...edges].sort((a, b) => a.at - b.at)
  const groups: Edge[][] = []
  for (const edge of sorted) {
    const last = groups.at(-1)
    if (last && edge.at - last[0]!.at < apart) last.push(edge)
    else groups.push([edge])
  }
  return groups.map(group => group.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a)).at)
}

/** Where tables end without a rule, as rules: several level ones end below each other and no upright one is there. */
export function openEnds(along: readonly Edge[], across: readonly Edge[], dpi: number): Edge[] {
  const reach = REACH * dpi
  const isClosed = (x: number, y: number) =>
    across.some(({at, from, to}) => Math.abs(at - x) <= reach && y >= from - reach && y <= to + reach)
  const found: Edge[] = []
  for (const end of ['from', 'to'] as const) {
    const ends = along
      .filter(edge => !isClosed(edge[end], edge.at))
      .map(edge => ({x: edge[end], y: edge.at}))
      .sort((a, b) => a.x - b.x)
    for (let i = 0; i < ends.length; ) {
      let next = i
      while (next < ends.length && ends[next]!.x - ends[i]!.x <= reach) next++
      const group = ends.slice(i, next)
      if (group.length >= OPEN) {
        const ys = group.map(({y}) => y).sort((a, b) => a - b)
        found.push({at: group[group.length >> 1]!.x, from: ys[0]!, to: ys.at(-1)!})
      }
      i = next
    }
  }
  return found
}

/** Where long rules end that others meet at their other end, as short rules: at a page end a cell may stay open. */
export function looseEnds(along: readonly Edge[], across: readonly Edge[], dpi: number): Edge[] {
  const reach = REACH * dpi
  return along.flatMap(edge => {
    if (edge.to - edge.from < LONG * dpi) return []
    const isClosed = (end: number) =>
      across.some(
        ({at, from, to}) => Math.abs(at - end) <= reach && edge.at >= from - reach && edge.at <= to + reach,
      )
    const [first, last] = [isClosed(edge.from), isClosed(edge.to)]
    if (first === last) return []
    return [{at: first ? edge.to : edge.from, from: edge.at - reach, to: edge.at + reach}]
  })
}

/** The left and right sides of a page's tables, as rules all over it: most tables of a page are as wide as each other. */
export function sidesOf(
  level: readonly Edge[],
  upright: readonly Edge[],
  dpi: number,
  height: number,
): Edge[] {
  const reach = REACH * dpi
  const ends = (end: 'from' | 'to', other: 'from' | 'to') => {
    const places = level
      .filter(edge => !level.some(next => next !== edge && goesOn(edge, next, end, other, reach)))
      .map(edge => edge[end])
      .sort((a, b) => a - b)
    return groupsOf(places, reach)
      .filter(group => group.length >= OPEN)
      .map(group => group[group.length >> 1]!)
  }
  return [...ends('from', 'to'), ...ends('to', 'from')].map(x => {
    const own = upright.filter(({at}) => Math.abs(at - x) <= reach).map(({at}) => at)
    return {at: own.sort((a, b) => a - b)[own.length >> 1] ?? x, from: 0, to: height}
  })
}

/** Whether another stretch begins where one ends. */
function goesOn(edge: Edge, next: Edge, end: 'from' | 'to', other: 'from' | 'to', reach: number): boolean {
  return Math.abs(next[other] - edge[end]) <= reach && Math.abs(next.at - edge.at) <= reach
}

/** Places that follow each other nearly, from the first on. */
function groupsOf(sorted: readonly number[], reach: number): number[][] {
  const groups: number[][] = []
  for (const place of sorted) {
    const last = groups.at(-1)
    if (last && place - last[0]! <= reach) last.push(place)
    else groups.push([place])
  }
  return groups
}
