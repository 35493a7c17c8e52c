import type {Due} from './labels.ts'
import type {Region} from './raster.ts'
import type {Label, Vocabulary} from './vocabulary.ts'

/** Cells are one above the other when no more than this lies between them, inches: a rule and what is left beside it. */
const APART = 0.08

/** A cell and the letters read in it. */
interface Spelled {
  region: Region
  spelled: string
}

/**
 * The labels that can only stand in cells whose own text is none: a form has its rows in one order, so that the cells above
 * and below which show labels of it tell what is due between them, where there are as many cells as rows. Where there is no such
 * cell on one side (the page ends), the other tells alone.
 */
export function dueLabels<C extends Spelled>(
  cells: readonly C[],
  dpi: number,
  vocabulary: Vocabulary,
): Map<C, Due> {
  const known = new Set(vocabulary.labels.map(({spelled}) => spelled))
  const due = new Map<C, Due>()
  for (const stack of stacksOf(cells, APART * dpi)) {
    stack.forEach((cell, i) => {
      if (cell.spelled === '' || known.has(cell.spelled)) return
      const above = stack.findLastIndex(({spelled}, k) => k < i && known.has(spelled))
      const below = stack.findIndex(({spelled}, k) => k > i && known.has(spelled))
      const labels = vocabulary.orders.flatMap(order => {
        const after = above >= 0 ? placesOf(order, stack[above]!).map(row => row + i - above) : null
        const before = below >= 0 ? placesOf(order, stack[below]!).map(row => row + i - below) : null
        const rows = after && before ? after.filter(row => before.includes(row)) : (after ?? before ?? [])
        return rows.flatMap(row => order[row] ?? [])
      })
      if (labels.length > 0) due.set(cell, {labels: [...new Set(labels)], both: above >= 0 && below >= 0})
    })
  }
  return due
}

function placesOf(order: readonly Label[][], {spelled}: Spelled): number[] {
  return order.flatMap((labels, row) => (labels.some(label => label.spelled === spelled) ? [row] : []))
}

/** Cells one above the other that end at the same place on the right, top down: what stands left of the figures. */
function stacksOf<C extends Spelled>(cells: readonly C[], apart: number): C[][] {
  const bySide = new Map<number, C[]>()
  for (const cell of cells) bySide.set(cell.region[2], [...(bySide.get(cell.region[2]) ?? []), cell])
  return [...bySide.values()].flatMap(side => {
    const stacks: C[][] = []
    for (const cell of side.toSorted((a, b) => a.region[1] - b.region[1])) {
      const last = stacks.at(-1)?.at(-1)
      if (last && cell.region[1] - last.region[3] <= apart) stacks.at(-1)!.push(cell)
      else stacks.push([cell])
    }
    return stacks
  })
}
