import type {TableCell} from '../../../pipeline/model/ast.ts'
import {type Faint, faintDoubt, type Ground, sizesDoubt} from './ink.ts'

/** What is known of a cell besides its text, gathered while its text goes by. */
export interface CellNotes {
  /** Digits that may not be seen: the ground of the cell may come to be known later. */
  faint: Faint[]
  /** Heights of its digits, half-points. */
  sizes: Set<number>
  /** Instructions of formula fields. */
  formulas: string[]
  /** Why what is read may not be what is shown: Chinese clauses. */
  doubts: string[]
}

/** Nothing known yet. */
export function noNotes(): CellNotes {
  return {faint: [], sizes: new Set(), formulas: [], doubts: []}
}

/** Takes over what is known of a paragraph. @param ground of the paragraph, behind digits without one of their own */
export function addNotes(to: CellNotes, from: CellNotes, ground: Ground | null = null): void {
  to.faint.push(...from.faint.map(one => ({...one, ground: one.ground ?? ground})))
  for (const size of from.sizes) to.sizes.add(size)
  to.formulas.push(...from.formulas)
  to.doubts.push(...from.doubts)
}

/** Digits in a cell that cannot be seen, and whatever else is doubtful, make it doubtful. */
export function setDoubt(cell: TableCell, {faint, sizes, doubts}: CellNotes, ground: Ground | null): void {
  const pale = faint.map(one => faintDoubt(one, ground)).find(why => why !== null)
  const doubt = doubts[0] ?? pale ?? sizesDoubt(sizes)
  if (doubt) cell.data = {...cell.data, doubt}
}
