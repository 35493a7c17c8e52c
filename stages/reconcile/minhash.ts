/**
 * MinHash with one permutation (Li, Owen, Zhang 2012): each shingle of the text falls into one of `BINS` bins, and the
 * smallest hash of each bin stands for the text. Equal bins estimate the share of shingles two texts have in common
 * (Jaccard), at a cost that grows with the text and not with the number of hashes.
 */
export const BINS = 128
/** Characters of a shingle. */
const SHINGLE = 6
/** Bins of a band: texts that share one whole band are compared. 16 bands of 8 find nine tenths and more for certain. */
export const BAND = 8

const EMPTY = 0xffffffff

/** The text as it is compared: nothing but letters, since figures and years differ where the sentences were copied. */
export function comparable(folded: string): string {
  return folded.replace(/[\p{N}\p{P}\p{S}%]/gu, '')
}

/** The signature of a comparable text; null where it has fewer shingles than `least`: short texts are alike by nature. */
export function signatureOf(text: string, least: number): Uint32Array | null {
  if (text.length < least + SHINGLE - 1) return null
  const bins = new Uint32Array(BINS).fill(EMPTY)
  for (let i = 0; i + SHINGLE <= text.length; i++) {
    let hash = 0x811c9dc5
    for (let j = i; j < i + SHINGLE; j++) hash = Math.imul(hash ^ text.charCodeAt(j), 0x01000193)
    const mixed = mix(hash)
    const bin = mixed & (BINS - 1)
    if (mixed < bins[bin]!) bins[bin] = mixed
  }
  // An empty bin takes the value of the next filled one, marked by the distance, as in Shrivastava and Li 2014.
  for (let bin = 0; bin < BINS; bin++) {
    if (bins[bin] !== EMPTY) continue
    let step = 1
    while (bins[(bin + step) % BINS] === EMPTY) step++
    bins[bin] = mix(bins[(bin + step) % BINS]! + step)
  }
  return bins
}

/** A hash of 32 bits, signed, for each band of a signature. */
export function bandsOf(signature: Uint32Array): number[] {
  const bands: number[] = []
  for (let from = 0; from < BINS; from += BAND) {
    let hash = from
    for (let i = from; i < from + BAND; i++) hash = mix(Math.imul(hash, 31) ^ signature[i]!)
    bands.push(hash | 0)
  }
  return bands
}

/** Signatures of many texts, a byte a bin: 128 bytes a report. */
export interface Signatures {
  add(ordinal: number, signature: Uint32Array | null): void
  /** Estimated share of shingles in common, 0 to 1; null where one of the texts was too short. */
  similarity(first: number, second: number): number | null
}

/** Signatures by ordinal, none yet. */
export function signatures(): Signatures {
  let bytes = new Uint8Array(1024 * BINS)
  const known = new Set<number>()
  return {
    add(ordinal, signature) {
      if (signature === null) return
      if ((ordinal + 1) * BINS > bytes.length) {
        const larger = new Uint8Array(Math.max(bytes.length * 2, (ordinal + 1) * BINS))
        larger.set(bytes)
        bytes = larger
      }
      known.add(ordinal)
      for (let bin = 0; bin < BINS; bin++) bytes[ordinal * BINS + bin] = mix(signature[bin]!) >>> 24
    },
    similarity(first, second) {
      if (!known.has(first) || !known.has(second)) return null
      let equal = 0
      for (let bin = 0; bin < BINS; bin++) {
        if (bytes[first * BINS + bin] === bytes[second * BINS + bin]) equal++
      }
      const share = equal / BINS
      // One bin in 256 is equal by chance.
      return Math.max(0, (share - 1 / 256) / (1 - 1 / 256))
    },
  }
}

/** Finalizer of MurmurHash3: every bit of the input moves every bit of the result. */
function mix(value: number): number {
  let h = value >>> 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
