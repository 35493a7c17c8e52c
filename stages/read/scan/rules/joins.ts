import type {Edge} from '../../layout/index.ts'
import {linesAmong} from './lattice.ts'
import {REACH} from './stops.ts'

/** Rows nearer than this are of one rule, inches. */
const SAME = 0.02

/** Stretches of which one begins where another ends, with no rule across, as one: what parted them was none. */
export function joined(stretches: readonly Edge[], across: readonly Edge[], dpi: number): Edge[] {
  const reach = REACH * dpi
  const isCrossed = (x: number, y: number) =>
    across.some(({at, from, to}) => Math.abs(at - x) <= reach && y >= from - reach && y <= to + reach)
  return linesAmong(stretches, SAME * dpi).flatMap(line => {
    const whole: Edge[] = []
    for (const stretch of line.sort((a, b) => a.from - b.from)) {
      const last = whole.at(-1)
      const goesOn = last && Math.abs(stretch.from - last.to) <= reach
      if (!goesOn || isCrossed(stretch.from, stretch.at)) whole.push({...stretch})
      else {
        if (stretch.to - stretch.from > last.to - last.from) last.at = stretch.at
        last.to = Math.max(last.to, stretch.to)
      }
    }
    return whole
  })
}
