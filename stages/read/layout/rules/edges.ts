import type {Edge} from '../types.ts'

/** Pieces no longer than this many tolerances are dashes or dots. */
const DASH = 6
/** Widest gap between dashes, in tolerances. */
const DASH_GAP = 4
/** Widest gap between dashes, in lengths of the shorter dash. */
const GAP_TO_DASH = 2
/** Fewest dashes that make a line. */
const MIN_DASHES = 4
/** Shortest rule, in tolerances. */
const MIN_LENGTH = 2

/**
 * Joins pieces into rules: pieces at the same position (within tolerance, so double strokes and lines drawn twice
 * become one) that touch or overlap, then rows of dashes or dots. What stays shorter than a rule is dropped.
 */
export function joinEdges(pieces: readonly Edge[], tolerance: number): Edge[] {
  const result: Edge[] = []
  for (const {at, edges} of clusterByPosition(pieces, tolerance)) {
    const spans = joinDashes(joinTouching(edges, tolerance), tolerance)
    for (const span of spans) {
      if (span.to - span.from >= MIN_LENGTH * tolerance) result.push({at, from: span.from, to: span.to})
    }
  }
  return result
}

/**
 * Groups positions into clusters: a position belongs to the cluster when it is within tolerance of the last one and the
 * whole is not wider than twice the tolerance.
 */
export function clusterPositions(values: readonly number[], tolerance: number): number[] {
  return clusterByPosition(
    values.map(at => ({at, from: 0, to: 1})),
    tolerance,
  ).map(cluster => cluster.at)
}

function clusterByPosition(edges: readonly Edge[], tolerance: number): {at: number; edges: Edge[]}[] {
  const sorted = [...edges].sort((a, b) => a.at - b.at)
  const clusters: {at: number; edges: Edge[]}[] = []
  let current: Edge[] = []
  const finish = () => {
    if (current.length > 0) clusters.push({at: weightedCentre(current), edges: current})
  }
  for (const edge of sorted) {
    const first = current[0]
    const last = current.at(-1)
    if (first && last && (edge.at - last.at > tolerance || edge.at - first.at > 2 * tolerance)) {
      finish()
      current = []
    }
    current.push(edge)
  }
  finish()
  return clusters
}

/** Long pieces say where the line is; a short stub beside them hardly moves it. */
function weightedCentre(edges: readonly Edge[]): number {
  let weight = 0
  let sum = 0
  for (const edge of edges) {
    const length = Math.max(edge.to - edge.from, 1e-6)
    weight += length
    sum += edge.at * length
  }
  return sum / weight
}

/** A stretch of a line, and how many dashes it is made of. */
interface Span extends Edge {
  dashes: number
  /** Length of its shortest piece. */
  piece: number
}

function joinTouching(edges: readonly Edge[], tolerance: number): Span[] {
  const sorted = [...edges].sort((a, b) => a.from - b.from)
  const joined: Span[] = []
  for (const edge of sorted) {
    const piece = edge.to - edge.from
    const dashes = piece <= DASH * tolerance ? 1 : 0
    const last = joined.at(-1)
    if (last && edge.from <= last.to + tolerance) {
      last.to = Math.max(last.to, edge.to)
      last.dashes += dashes
      last.piece = Math.min(last.piece, piece)
    } else joined.push({at: edge.at, from: edge.from, to: edge.to, dashes, piece})
  }
  return joined
}

/** Joins chains of stretches made of dashes; two solid rules with a gap between stay two. */
function joinDashes(spans: readonly Span[], tolerance: number): Edge[] {
  const result: Edge[] = []
  let chain: Span[] = []
  const finish = () => {
    const first = chain[0]
    if (first && chain.reduce((sum, span) => sum + span.dashes, 0) >= MIN_DASHES) {
      result.push({at: first.at, from: first.from, to: chain.at(-1)!.to})
    } else result.push(...chain)
    chain = []
  }
  for (const span of spans) {
    const last = chain.at(-1)
    const piece = last ? Math.min(last.piece, span.piece) : 0
    const gap = Math.min(Math.max(GAP_TO_DASH * piece, 1.5 * tolerance), DASH_GAP * tolerance)
    const dashed = last && last.dashes + span.dashes > 0
    if (!dashed || span.from - last.to > gap) finish()
    chain.push(span)
  }
  finish()
  return result
}
