/** A seeded source of chance: the same seed gives the same sequence on every machine. */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  next(): number
  /** A whole number from low to high, both included. */
  int(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** Several different members, in the order of the list. */
  some<T>(list: readonly T[], count: number): T[]
  shuffle<T>(list: readonly T[]): T[]
  /** An independent source: what is drawn from it leaves this one as it is. */
  fork(name: string): Random
}

/** mulberry32 over a 32-bit state: ample for test data, and short enough to read. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const shuffle = <T>(list: readonly T[]) => {
    const out = [...list]
    for (let i = out.length - 1; i > 0; i--) {
      const j = int(0, i)
      const held = out[i]!
      out[i] = out[j]!
      out[j] = held
    }
    return out
  }
  return {
    next,
    int,
    shuffle,
    chance: probability => next() < probability,
    pick: list => {
      if (list.length === 0) throw new Error('nothing to pick from')
      return list[int(0, list.length - 1)]!
    },
    some: (list, count) => {
      const chosen = new Set(shuffle(list.map((_, i) => i)).slice(0, count))
      return list.filter((_, i) => chosen.has(i))
    },
    fork: name => randomOf(hash(name, seed)),
  }
}

/** FNV-1a over the name, begun at the seed. */
function hash(name: string, seed: number): number {
  let h = (0x811c9dc5 ^ seed) >>> 0
  for (const character of name) h = Math.imul(h ^ character.codePointAt(0)!, 0x01000193) >>> 0
  return h
}
