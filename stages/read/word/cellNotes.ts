import {type TableCell, textOf} from '../../../pipeline/model/ast.ts'
import {isFigureAlone} from './boxes.ts'
import {isFormula} from './formula.ts'
import {type Faint, faintDoubt, type Ground, RAISED_ALONE, sizesDoubt} from './ink.ts'

/** What is known of a cell besides its text, gathered while its text goes by. */
export interface CellNotes {
  /** Digits that may not be seen: the ground of the cell may come to be known later. */
  faint: Faint[]
  /** Heights of its digits but raised ones, half-points. */
  sizes: Set<number>
  /** Whether digits of it are raised or lowered. */
  hasRaised: boolean
  /** Instructions of formula fields. */
  formulas: string[]
  /** Why what is read may not be what is shown: Chinese clauses. */
  doubts: string[]
}

/** Nothing known yet. */
export function noNotes(): CellNotes {
  return {faint: [], sizes: new Set(), hasRaised: false, formulas: [], doubts: []}
}

/** Takes in the instruction of a field that is shown. */
export function addField(to: CellNotes, instruction: string): void {
  if (isFormula(instruction)) to.formulas.push(instruction)
  // Programs draw the sign anew, and few write it into the field's result.
  else if (/^\s*SYMBOL\s/i.test(instruction)) to.doubts.push(SYMBOL)
}

const SYMBOL = '单元格中有一个由域（SYMBOL）显示的字符，未读入，其余按文件中的文字读取'

/** Takes over what is known of a paragraph. @param ground of the paragraph, behind digits without one of their own */
export function addNotes(to: CellNotes, from: CellNotes, ground: Ground | null = null): void {
  to.faint.push(...from.faint.map(one => ({...one, ground: one.ground ?? ground})))
  for (const size of from.sizes) to.sizes.add(size)
  to.hasRaised ||= from.hasRaised
  to.formulas.push(...from.formulas)
  to.doubts.push(...from.doubts)
}

/** Digits in a cell that cannot be seen, and whatever else is doubtful, make it doubtful. */
export function setDoubt(cell: TableCell, notes: CellNotes, ground: Ground | null): void {
  const {faint, sizes, doubts} = notes
  const pale = faint.map(one => faintDoubt(one, ground)).find(why => why !== null)
  const doubt = doubts[0] ?? pale ?? sizesDoubt(sizes) ?? markDoubt(cell, notes)
  if (doubt) cell.data = {...cell.data, doubt}
}

/** A raised digit alone may be the mark of a note, its figure left blank. */
function markDoubt(cell: TableCell, {hasRaised, sizes}: CellNotes): string | null {
  const isMark = hasRaised && sizes.size === 0 && isFigureAlone(cell.children.map(textOf).join(''))
  return isMark ? RAISED_ALONE : null
}
