import type {Region} from '../dots/raster.ts'
import type {Label, Vocabulary} from './vocabulary.ts'

/** Cells are one above the other when no more than this lies between them, inches: a rule and what is left beside it. */
const APART = 0.08

/** A cell and the letters read in it. */
interface Spelled {
  region: Region
  spelled: string
}

/** The labels that a cell may show, by the rows above and below it. */
export interface Due {
  /** The label of the row that is due, counted off from a row that is known; of each form one. */
  counted: readonly Label[]
  /** Labels of all rows that may stand there, if some are left out or besides: none that is known in the same column. */
  among: readonly Label[]
  /** Whether both a row above and one below are known. */
  both: boolean
}

/**
 * The labels that can only stand in cells whose own text is none: a form has its rows in one order, so that the cells above
 * and below which show labels of it tell what is due between them, where there are as many cells as rows. Where there is no such
 * cell on one side (the page ends), the other tells alone. Where there are more or fewer cells than rows, each may show any
 * of them.
 */
export function dueLabels<C extends Spelled>(
  cells: readonly C[],
  dpi: number,
  vocabulary: Vocabulary,
): Map<C, Due> {
  const known = new Set(vocabulary.labels.map(({spelled}) => spelled))
  const due = new Map<C, Due>()
  for (const stack of stacksOf(cells, APART * dpi)) {
    const present = new Set(stack.map(({spelled}) => spelled))
    stack.forEach((cell, i) => {
      if (cell.spelled === '' || known.has(cell.spelled)) return
      const above = stack.findLastIndex(({spelled}, k) => k < i && known.has(spelled))
      const below = stack.findIndex(({spelled}, k) => k > i && known.has(spelled))
      const counted = new Set<Label>()
      const among = new Set<Label>()
      for (const order of vocabulary.orders) {
        const after = above >= 0 ? placesOf(order, stack[above]!) : null
        const before = below >= 0 ? placesOf(order, stack[below]!) : null
        for (const row of countedOff(after, before, i - above, below - i))
          for (const label of order[row] ?? []) counted.add(label)
        for (const row of between(after, before, order.length))
          if (!order[row]!.some(({spelled}) => present.has(spelled)))
            for (const label of order[row]!) among.add(label)
      }
      const both = above >= 0 && below >= 0
      if (counted.size + among.size > 0) due.set(cell, {counted: [...counted], among: [...among], both})
    })
  }
  return due
}

/** The rows so many places below one that is known and above another; one of them may be unknown. */
function countedOff(after: number[] | null, before: number[] | null, down: number, up: number): number[] {
  const ours = after?.map(row => row + down) ?? null
  const theirs = before?.map(row => row - up) ?? null
  return ours && theirs ? ours.filter(row => theirs.includes(row)) : (ours ?? theirs ?? [])
}

/** All rows between two that are known; one of them may be unknown. */
function between(after: number[] | null, before: number[] | null, rows: number): number[] {
  if (after?.length === 0 || before?.length === 0) return []
  const first = after ? Math.min(...after) + 1 : 0
  const last = before ? Math.max(...before) - 1 : rows - 1
  return after || before ? Array.from({length: Math.max(0, last - first + 1)}, (_, i) => first + i) : []
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
