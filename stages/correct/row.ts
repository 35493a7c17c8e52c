import type {CorrectionRow} from '../../pipeline/model/correction.ts'
import type {Place} from '../../pipeline/model/place.ts'
import {fold} from '../../pipeline/model/text.ts'
import type {CorrectionWords} from './settings.ts'
import {readDay} from './value.ts'

/** Who says so, and when. */
export interface Signed {
  by: string
  on: string | null
}

/** Who signed a row; or, as Chinese clauses, what is missing for a row that a person answers for. */
export function signedBy({by, on}: CorrectionRow): Signed | {lacks: string[]} {
  const day = on === '' ? null : readDay(on)
  const lacks = [
    ...(by === '' ? ['没有填“更正人”'] : []),
    ...(day === undefined ? [`“日期”一栏的“${on}”不是日期`] : []),
  ]
  return lacks.length > 0 ? {lacks} : {by, on: day ?? null}
}

/** Whether 认可 holds only yes or only no; undefined where it holds a reason. */
export function plainAnswer(text: string, words: CorrectionWords): 'yes' | 'no' | undefined {
  const plain = fold(text).toLowerCase()
  const within = (list: string[]) => list.some(word => fold(word).toLowerCase() === plain)
  if (within(words.yes)) return 'yes'
  return within(words.no) ? 'no' : undefined
}

/** Where a row stands, for messages: 校验.xlsx 第 12 行. */
export function whereIs({file, row}: Pick<CorrectionRow, 'file' | 'row'>): string {
  return `${file} 第 ${row} 行`
}

/** Where a row stands, as what belongs to the finding that refuses it: whoever publishes the finding finds the row by it. */
export function placeOfRow({file, row}: Pick<CorrectionRow, 'file' | 'row'>): Place {
  return {file, row: row - 1}
}
