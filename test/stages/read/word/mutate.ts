/** A small generator of pseudo-random numbers: the same seed, the same file (mulberry32). */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

/** Bytes as damage leaves them: changed, cut off, doubled or zeroed in places. */
export function mutate(bytes: Uint8Array, seed: number): Uint8Array {
  const next = numbers(seed)
  const out = Uint8Array.from(bytes)
  const changes = 1 + next(20)
  for (let i = 0; i < changes; i++) {
    const at = next(out.length)
    switch (next(4)) {
      case 0:
        out[at] = next(256)
        break
      case 1:
        out[at] = [0, 0xff, 0x7f, 0x80, 1][next(5)]!
        break
      case 2:
        out.copyWithin(at, next(out.length), next(out.length))
        break
      case 3:
        out.fill(next(2) * 255, at, at + next(64))
    }
  }
  return next(5) === 0 ? out.subarray(0, next(out.length)) : out
}
