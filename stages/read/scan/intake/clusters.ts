/** Squares of a page that touch each other and hold ink of one colour. Sides are counted in squares. */
export interface Cluster {
  left: number
  top: number
  right: number
  bottom: number
  /** Squares with ink, and those that are full of it and of print. */
  inked: number
  full: number
  squares: number[]
}

/**
 * Squares that touch, corners included, as clusters.
 * @param shares share of each square's dots that are ink, row by row; `dark` those that are black
 */
export function clustersOf(
  shares: Float32Array,
  dark: Float32Array,
  across: number,
  {inked, full}: {inked: number; full: number},
): Cluster[] {
  const down = shares.length / across
  const seen = new Uint8Array(shares.length)
  const clusters: Cluster[] = []
  for (let start = 0; start < shares.length; start++) {
    if (seen[start] || shares[start]! < inked) continue
    const squares = [start]
    seen[start] = 1
    const cluster: Cluster = {left: across, top: down, right: 0, bottom: 0, inked: 0, full: 0, squares}
    // The list grows while it is walked.
    for (const square of squares) {
      const x = square % across
      const y = (square - x) / across
      cluster.left = Math.min(cluster.left, x)
      cluster.right = Math.max(cluster.right, x + 1)
      cluster.top = Math.min(cluster.top, y)
      cluster.bottom = Math.max(cluster.bottom, y + 1)
      if (shares[square]! + dark[square]! >= full) cluster.full++
      for (let ny = Math.max(0, y - 1); ny <= Math.min(down - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(across - 1, x + 1); nx++) {
          const near = ny * across + nx
          if (seen[near] || shares[near]! < inked) continue
          seen[near] = 1
          squares.push(near)
        }
      }
    }
    cluster.inked = squares.length
    clusters.push(cluster)
  }
  return clusters
}
