import type {Colours, Region} from '../dots/raster.ts'
import {type Cluster, clustersOf} from './clusters.ts'
import {liftSeal, type Paper} from './seals.ts'

/** Dots whose colours differ by so much are coloured, against the colour of the paper; what is so dark is black. */
const COLOURED = 50
const BLACK = 70
/** Paper is as light as the lightest tenth of each colour, and no darker than this. */
const PAPER = 0.9
const DARKEST = 120
/** Side of the squares that are looked at, inches: no letters of a line are farther apart. */
const SQUARE = 0.04
/** A square holds coloured ink when this share of its dots does, and is full from the other on, print on it included. */
const SHARES = {inked: 0.12, full: 0.85}
/** A seal: its longer and shorter side, inches, and how much longer. Smaller ones stand alone, letters in lines. */
const SEAL = {longest: 2.4, longer: 1.1, shorter: 0.5, shape: 2.2, small: 0.55}
/** What is left of a ring: such a share of the squares around it is inked; what belongs to one seal is so near, inches. */
const ARC = {inked: 0.3, side: 0.25}
const NEAR = 0.3
/** What is looked at around a seal, squares. */
const MARGIN = 2
/** A line of letters: its height, inches; its length and how far apart its parts are, in heights. */
const LINE = {height: 1, length: 2.5, apart: 1.5, overlap: 0.6}
/** A ground and no letters: such a share is full, by height in inches, since large letters have thick strokes. */
const GROUNDS = [
  {height: 0.35, full: 0.2},
  {height: 1, full: 0.65},
  {height: Infinity, full: 0.25},
]

/**
 * The ink of a colour picture. Of seals and coloured grounds each dot is as dark as the lightest of its colours: they fade,
 * seals altogether, and print on them stays. Coloured letters and rules are ink as well: there it is the darkest of the colours that counts.
 */
export function inkOf(colours: Colours): Uint8Array {
  return inkAndSealsOf(colours).ink
}

/** The ink of a picture and where seals were lifted off it: 0 there, else 255. Null where there were none. */
export interface Ink {
  ink: Uint8Array
  hidden: Uint8Array | null
}

/** As {@link inkOf}, and where rules are paler than they were drawn. */
export function inkAndSealsOf(colours: Colours): Ink {
  const {data, channels, width, height, dpi} = colours
  const ink = new Uint8Array(width * height)
  const seen = Math.min(channels, 3)
  for (let i = 0, at = 0; i < ink.length; i++, at += channels) {
    let lightest = data[at]!
    for (let c = 1; c < seen; c++) if (data[at + c]! > lightest) lightest = data[at + c]!
    ink[i] = lightest
  }
  if (seen < 3) return {ink, hidden: null}
  const paper = paperOf(data, channels)
  const side = Math.max(2, Math.round(SQUARE * dpi))
  const across = Math.ceil(width / side)
  const {reds, others, dark} = sharesOf(colours, paper, side)
  const drawn = new Uint8Array(reds.length)
  let hidden: Uint8Array | null = null
  for (const shares of [reds, others]) {
    const {letters, seals} = drawnIn(clustersOf(shares, dark, across, SHARES), side / dpi)
    for (const {squares} of letters) for (const square of squares) drawn[square] = 1
    for (const seal of withoutInner(seals)) {
      hidden ??= new Uint8Array(ink.length).fill(255)
      liftSeal(colours, paper, aroundOf(seal, side, colours), {ink, hidden})
    }
  }
  if (!drawn.includes(1)) return {ink, hidden}
  const reach = widened(drawn, across)
  const white = Math.max(...paper)
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / side) * across
    for (let x = 0; x < width; x++) {
      if (!reach[row + Math.floor(x / side)]) continue
      const at = (y * width + x) * channels
      const darkest = Math.min(data[at]! / paper[0], data[at + 1]! / paper[1], data[at + 2]! / paper[2])
      ink[y * width + x] = Math.min(ink[y * width + x]!, darkest * white)
    }
  }
  return {ink, hidden}
}

/** The boxes that lie in no other: of boxes that are the same the first. */
function withoutInner(boxes: readonly Box[]): Box[] {
  const holds = (a: Box, b: Box) =>
    a.left <= b.left && a.top <= b.top && a.right >= b.right && a.bottom >= b.bottom
  return boxes.filter((box, i) =>
    boxes.every((other, k) => k === i || !holds(other, box) || (holds(box, other) && i < k)),
  )
}

/** The dots of a box of squares and of some around it. */
function aroundOf({left, top, right, bottom}: Box, side: number, {width, height}: Colours): Region {
  return [
    Math.max(0, left - MARGIN) * side,
    Math.max(0, top - MARGIN) * side,
    Math.min(width, (right + MARGIN) * side),
    Math.min(height, (bottom + MARGIN) * side),
  ]
}

/** How light paper is in each colour. */
function paperOf(data: Uint8Array, channels: number): Paper {
  return [0, 1, 2].map(colour => {
    const counts = new Uint32Array(256)
    let dots = 0
    for (let at = colour; at < data.length; at += 7 * channels) {
      counts[data[at]!]!++
      dots++
    }
    let level = 0
    for (let below = counts[0]!; below < dots * PAPER && level < 255; below += counts[level]!) level++
    return Math.max(level, DARKEST)
  }) as Paper
}

/** For red, for all other colours and for black: which share of each square's dots is of it. */
function sharesOf(
  {data, channels, width, height}: Colours,
  [red, green, blue]: Paper,
  side: number,
): Record<'reds' | 'others' | 'dark', Float32Array> {
  const across = Math.ceil(width / side)
  const size = across * Math.ceil(height / side)
  const shares = {reds: new Float32Array(size), others: new Float32Array(size), dark: new Float32Array(size)}
  const dot = 1 / (side * side)
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor(y / side) * across
    for (let x = 0; x < width; x++, at += channels) {
      const r = (data[at]! * 255) / red
      const g = (data[at + 1]! * 255) / green
      const b = (data[at + 2]! * 255) / blue
      const lightest = Math.max(r, g, b)
      const least = Math.min(r, g, b)
      const square = row + Math.floor(x / side)
      if (lightest < BLACK) shares.dark[square]! += dot
      else if (lightest - least >= COLOURED) {
        const isRed = r === lightest && r - Math.max(g, b) >= (lightest - least) / 2
        shares[isRed ? 'reds' : 'others'][square]! += dot
      }
    }
  }
  return shares
}

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** The clusters that are letters or rules, and the seals. @param inch inches a square */
function drawnIn(clusters: readonly Cluster[], inch: number): {letters: Cluster[]; seals: Box[]} {
  const wide = ({left, right}: Box) => (right - left) * inch
  const high = ({top, bottom}: Box) => (bottom - top) * inch
  const isSeal = (cluster: Cluster) => {
    const [shorter, longer] = [wide(cluster), high(cluster)].sort((a, b) => a - b) as [number, number]
    if (longer > SEAL.longest || longer > SEAL.shape * shorter) return false
    const inked = cluster.inked / ((cluster.right - cluster.left) * (cluster.bottom - cluster.top))
    if (shorter >= ARC.side && inked < ARC.inked) return true
    const least = longer >= SEAL.longer ? SEAL.shorter : SEAL.small
    return shorter >= least && !(high(cluster) <= LINE.height && isInLine(cluster, clusters))
  }
  const seals: Box[] = clusters
    .filter(isSeal)
    .map(({left, top, right, bottom}) => ({left, top, right, bottom}))
  let rest = clusters.filter(cluster => !isSeal(cluster))
  for (const seal of seals) {
    for (let count = -1; count !== rest.length; ) {
      count = rest.length
      rest = rest.filter(cluster => !isTaken(seal, cluster, inch))
    }
  }
  const letters = rest.filter(cluster => {
    const ground = GROUNDS.find(({height}) => high(cluster) <= height)!
    return cluster.full <= ground.full * cluster.inked
  })
  return {letters, seals}
}

/** Whether a cluster is part of a seal, which grows by it. */
function isTaken(seal: Box, cluster: Cluster, inch: number): boolean {
  const near = NEAR / inch
  const longest = SEAL.longest / inch
  const apart = Math.max(
    cluster.left - seal.right,
    seal.left - cluster.right,
    cluster.top - seal.bottom,
    seal.top - cluster.bottom,
  )
  const left = Math.min(seal.left, cluster.left)
  const top = Math.min(seal.top, cluster.top)
  const right = Math.max(seal.right, cluster.right)
  const bottom = Math.max(seal.bottom, cluster.bottom)
  if (apart > near || right - left > longest || bottom - top > longest) return false
  Object.assign(seal, {left, top, right, bottom})
  return true
}

/** Whether a cluster and others of its height beside it are longer than a seal is. */
function isInLine(cluster: Cluster, clusters: readonly Cluster[]): boolean {
  const line = [cluster]
  let [left, right] = [cluster.left, cluster.right]
  for (const one of line) {
    for (const other of clusters) {
      const height = Math.max(one.bottom - one.top, other.bottom - other.top)
      const overlap = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
      const apart = Math.max(other.left - one.right, one.left - other.right)
      if (overlap < LINE.overlap * height || apart > LINE.apart * height || line.includes(other)) continue
      line.push(other)
      left = Math.min(left, other.left)
      right = Math.max(right, other.right)
      if (right - left >= LINE.length * height) return true
    }
  }
  return false
}

/** Squares and those beside them. */
function widened(squares: Uint8Array, across: number): Uint8Array {
  const wide = new Uint8Array(squares.length)
  const down = squares.length / across
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      if (!squares[y * across + x]) continue
      for (let ny = Math.max(0, y - 1); ny <= Math.min(down - 1, y + 1); ny++)
        wide.fill(1, ny * across + Math.max(0, x - 1), ny * across + Math.min(across, x + 2))
    }
  }
  return wide
}
