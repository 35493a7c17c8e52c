import {type Body, filerOf} from '../../../pipeline/model/roster.ts'
import {fold} from '../../../pipeline/model/text.ts'
import type {Context, Draft} from '../context.ts'

/** Unified social credit code (GB 32100): registration body, kind, six digits of GB/T 2260, organization code, check digit. */
const CREDIT_CODE = /(?<![0-9A-Z])[1-9A-Y][1-9A-Y](\d{6})[0-9A-HJ-NPQRTUWXY]{9,10}/
const LEADING_CODE = /^[A-Z]{0,3}(\d{6})(?!\d)/

/** K04 行政区划代码不符: the region in the page's index number is not the one the roster gives. Null where one is not known. */
export function indexNumbers({
  roster,
}: Context): (ordinal: number, body: Body, printed: string | null) => Draft[] | null {
  if (roster === null) return () => null
  const filer = filerOf(roster.entries)
  return (ordinal, body, printed) => {
    const expected = filer(body).entry?.region
    if (!expected || printed === null) return null
    const text = fold(printed).toUpperCase()
    const actual = CREDIT_CODE.exec(text)?.[1] ?? LEADING_CODE.exec(text)?.[1]
    if (actual === undefined) return null
    if (actual === expected) return []
    return [{rule: 'K04', report: ordinal, details: {expected, actual, values: {expected, actual}}}]
  }
}
