/**
 * Distances between characters (DeltaX, DeltaY of a text code; GB/T 33190-2016, 11.3): numbers, of which `g n d` stands for n
 * times d. No more than `most` are read, as many as there can be characters.
 */
export function deltasOf(text: string | undefined, most: number): number[] {
  const tokens = (text ?? '')
    .trim()
    .split(/[\s,]+/)
    .filter(Boolean)
  const deltas: number[] = []
  for (let i = 0; i < tokens.length && deltas.length < most; i++) {
    if (tokens[i] === 'g') {
      const count = Math.min(Number(tokens[i + 1]), most - deltas.length)
      const delta = Number(tokens[i + 2])
      i += 2
      if (!(count > 0) || !Number.isFinite(delta)) continue
      for (let n = 0; n < count; n++) deltas.push(delta)
    } else if (Number.isFinite(Number(tokens[i]))) deltas.push(Number(tokens[i]))
  }
  return deltas
}
