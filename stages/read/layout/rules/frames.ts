import type {Box} from '../../../../pipeline/model/place.ts'
import {contains, type Edge} from '../types.ts'

/** Rules that belong together: each touches another of its frame. */
export interface Frame {
  horizontal: Edge[]
  vertical: Edge[]
  box: Box
  /** Set where its rules are the sides of filled boxes: a row that the page cuts has a ground in both its parts. */
  ground?: boolean
}

/** A rule may end this many tolerances before the rule it is meant to meet. */
const REACH = 1.5
/** Boxes drawn one for each cell stand at most this many tolerances apart. */
const SPACING = 3
/** Fewest single boxes that are taken for the cells of one table. */
const MIN_BOXES = 4

/** Groups rules into frames by where they cross or touch. Rules that meet nothing are frames of their own. */
export function framesOf(horizontal: readonly Edge[], vertical: readonly Edge[], tolerance: number): Frame[] {
  const reach = REACH * tolerance
  const sets = disjointSets(horizontal.length + vertical.length)
  const order = vertical.map((edge, index) => ({edge, index})).sort((a, b) => a.edge.at - b.edge.at)
  horizontal.forEach((level, i) => {
    for (let k = firstFrom(order, level.from - reach); k < order.length; k++) {
      const {edge, index} = order[k]!
      if (edge.at > level.to + reach) break
      if (edge.from - reach <= level.at && level.at <= edge.to + reach)
        sets.join(i, horizontal.length + index)
    }
  })
  const groups = new Map<number, Frame>()
  const frameAt = (i: number): Frame => {
    const root = sets.find(i)
    let frame = groups.get(root)
    if (!frame) {
      frame = {horizontal: [], vertical: [], box: [0, 0, 0, 0]}
      groups.set(root, frame)
    }
    return frame
  }
  horizontal.forEach((edge, i) => {
    frameAt(i).horizontal.push(edge)
  })
  vertical.forEach((edge, i) => {
    frameAt(horizontal.length + i).vertical.push(edge)
  })
  const frames = [...groups.values()]
  for (const frame of frames) frame.box = boxOf(frame)
  return joinBoxes(frames, tolerance)
}

function firstFrom(order: {edge: Edge}[], value: number): number {
  let low = 0
  let high = order.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (order[middle]!.edge.at < value) low = middle + 1
    else high = middle
  }
  return low
}

/** The box around all rules of a frame. */
export function boxOf(frame: Pick<Frame, 'horizontal' | 'vertical'>): Box {
  const xs = [...frame.horizontal.flatMap(e => [e.from, e.to]), ...frame.vertical.map(e => e.at)]
  const ys = [...frame.vertical.flatMap(e => [e.from, e.to]), ...frame.horizontal.map(e => e.at)]
  const range = (values: number[]) =>
    values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)] as const, [
      Infinity,
      -Infinity,
    ] as readonly [number, number])
  const [left, right] = range(xs)
  const [top, bottom] = range(ys)
  return [left, top, right, bottom]
}

/** Tables whose cells are boxes of their own with space between (cellspacing): their frames become one. */
function joinBoxes(frames: Frame[], tolerance: number): Frame[] {
  const single = frames.filter(f => f.horizontal.length === 2 && f.vertical.length === 2)
  if (single.length < MIN_BOXES) return frames
  const gap = SPACING * tolerance
  const sets = disjointSets(frames.length)
  const index = new Map(frames.map((frame, i) => [frame, i]))
  const byTop = [...single].sort((a, b) => a.box[1] - b.box[1])
  byTop.forEach((a, i) => {
    for (let k = i + 1; k < byTop.length && byTop[k]!.box[1] <= a.box[3] + gap; k++) {
      const b = byTop[k]!
      if (besides(a.box, b.box, gap)) sets.join(index.get(a)!, index.get(b)!)
    }
  })
  const members = new Map<number, Frame[]>()
  frames.forEach((frame, i) => {
    const root = sets.find(i)
    members.set(root, [...(members.get(root) ?? []), frame])
  })
  return [...members.values()].flatMap(group => (group.length < MIN_BOXES ? group : [mergeFrames(group)]))
}

/** Whether two boxes stand side by side or one below the other, apart by no more than the gap. */
function besides(a: Box, b: Box, gap: number): boolean {
  if (contains(a, b) || contains(b, a)) return false
  const overlapX = Math.min(a[2], b[2]) - Math.max(a[0], b[0])
  const overlapY = Math.min(a[3], b[3]) - Math.max(a[1], b[1])
  return (overlapX > 0 && overlapY >= -gap) || (overlapY > 0 && overlapX >= -gap)
}

function mergeFrames(frames: Frame[]): Frame {
  const merged: Frame = {
    horizontal: frames.flatMap(f => f.horizontal),
    vertical: frames.flatMap(f => f.vertical),
    box: [0, 0, 0, 0],
  }
  merged.box = boxOf(merged)
  return merged
}

/** Union-find with path halving. */
export function disjointSets(count: number): {find(i: number): number; join(a: number, b: number): void} {
  const parent = new Int32Array(count)
  for (let i = 0; i < count; i++) parent[i] = i
  const find = (i: number): number => {
    let at = i
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  return {
    find,
    join(a, b) {
      parent[find(a)] = find(b)
    },
  }
}
