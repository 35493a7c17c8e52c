const SLOTS = 1 << 12
const MOST = SLOTS / 2

/** What stretches of a source gave when they were first read: tags and words come again and again. */
export interface Memo<T> {
  known(from: number, to: number): T | undefined
  /** Keeps what the stretch last asked for and not known has given. */
  keep(value: T): T
}

/** A memory in which nothing is yet, over the bytes `source`. */
export function createMemo<T>(source: Buffer): Memo<T> {
  const values: T[] = []
  const starts = new Int32Array(MOST)
  const ends = new Int32Array(MOST)
  const slots = new Int16Array(SLOTS).fill(-1)
  let free = 0
  let start = 0
  let end = 0

  const isSame = (entry: number): boolean => {
    let j = starts[entry]!
    if (ends[entry]! - j !== end - start) return false
    for (let i = start; i < end; i++, j++) if (source[i] !== source[j]) return false
    return true
  }

  return {
    known(from, to) {
      start = from
      end = to
      let hash = 0
      for (let i = from; i < to; i++) hash = ((hash << 5) - hash + source[i]!) | 0
      free = (hash ^ (hash >>> 12)) & (SLOTS - 1)
      for (let entry = slots[free]!; entry >= 0; entry = slots[free]!) {
        if (isSame(entry)) return values[entry]
        free = (free + 1) & (SLOTS - 1)
      }
      return undefined
    },
    keep(value) {
      if (values.length >= MOST) return value
      slots[free] = values.push(value) - 1
      starts[values.length - 1] = start
      ends[values.length - 1] = end
      return value
    },
  }
}
