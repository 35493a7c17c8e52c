import type {Edge} from '../../layout/index.ts'
import type {Evidence} from './evidence.ts'

/** Ink below a seal lies no farther beside its rule, inches; letters and the seal's own edges lie as far away as this, too. */
const NEAR = 0.012
const ASIDE = 0.04
/** Share of a rule's darkness from which on a dot is ink, and what is lighter on the map of hidden places is hidden. */
const INK = 0.5
const VISIBLE = 128

/** What a seal left of a stretch it hides: of black dots all, of grey ones a few. */
export interface Traces {
  /** Share of the stretch that is hidden. */
  hidden: number
  /** Share of that in which there is ink, and in which there is ink beside it. */
  line: number
  beside: number
}

/** What is left of a stretch where a seal hides it; null where none does. @param peak how dark rules are */
export function tracesAlong(
  {page, width, height, dpi, hidden}: Evidence,
  {at, from, to}: Edge,
  peak: number,
): Traces | null {
  if (!hidden) return null
  const y = Math.floor(at)
  const [near, aside] = [Math.ceil(NEAR * dpi), Math.round(ASIDE * dpi)]
  const dark = 255 - INK * peak
  const isInk = (x: number, row: number) => {
    for (let d = Math.max(0, row - near); d <= Math.min(height - 1, row + near); d++)
      if (page.data[d * width + x]! < dark) return 1
    return 0
  }
  let [count, line, beside] = [0, 0, 0]
  for (let x = from; x < to; x++) {
    if (hidden[y * width + x]! >= VISIBLE) continue
    count++
    line += isInk(x, y)
    beside += (isInk(x, y - aside) + isInk(x, y + aside)) / 2
  }
  return count === 0 ? null : {hidden: count / (to - from), line: line / count, beside: beside / count}
}
