import {type Body, filerOf} from '../../../pipeline/model/roster.ts'
import {fold} from '../../../pipeline/model/text.ts'
import type {Context, Draft} from '../context.ts'

/** Unified social credit code (GB 32100): registration body, kind, six digits of GB/T 2260, organization code, check digit. */
const CREDIT_CODE = /(?<![0-9A-Z])[1-9A-Y][1-9A-Y](\d{6})[0-9A-HJ-NPQRTUWXY]{9,10}/
/** Six digits of GB/T 2260 in front, or nine: with a number of the body or of the township behind them (620702078). */
const LEADING_CODE = /^[A-Z]{0,3}((?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])\d{4})(\d{3})?(?!\d)/
/** Weights of the digits of an organization code (GB 11714), which has nine digits as well; the last one checks. */
const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

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
    const actual = CREDIT_CODE.exec(text)?.[1] ?? leadingCode(text)
    if (actual === undefined) return null
    if (actual === expected) return []
    return [{rule: 'K04', report: ordinal, details: {expected, actual, values: {expected, actual}}}]
  }
}

/** The region in front of an index number; undefined where there is none, or where it may be an organization code. */
function leadingCode(text: string): string | undefined {
  const [, region, rest] = LEADING_CODE.exec(text) ?? []
  return region !== undefined && rest !== undefined && isOrganizationCode(region + rest) ? undefined : region
}

function isOrganizationCode(nine: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(nine[i]), 0)
  return (11 - (sum % 11)) % 11 === Number(nine[8])
}
