import {clusterPositions} from '../rules/edges.ts'
import {nearest} from '../rules/grid.ts'
import type {Edge} from '../types.ts'
import type {Fragment} from './fragments.ts'
import type {GivenRow, GroupLabel, Labels} from './labels.ts'

/** Rules begin at one column edge, and lie at one height, within this share of the letter size. */
const SAME = 0.4

/** The place of a row between two level rules. */
interface Band {
  top: Edge
  bottom: Edge
}

/**
 * The labels beside rows of figures that stand between level rules, each row for itself: whatever stands between two rules
 * is of one row, and a rule between two rows begins where the label over both of them ends. Null where rows are not parted so.
 * @param rules the level rules of the page
 * @param over from the left end of the first column of figures to the right end of the last
 */
export function labelsInBands(
  fragments: readonly Fragment[],
  given: readonly GivenRow[],
  rules: readonly Edge[],
  over: readonly [number, number],
  size: number,
): Labels | null {
  const bands = bandsOf(given, rules, over, size)
  if (!bands) return null
  const inner = bands.slice(1).map(({top}) => top)
  const lefts = clusterPositions([...bands.map(({top}) => top.from), bands.at(-1)!.bottom.from], SAME * size)
  const leftOf = ({from}: Edge) => nearest(lefts, from)
  const isIn = ({box}: Fragment, {top, bottom}: Band) => {
    const middle = (box[1] + box[3]) / 2
    return middle > top.at && middle < bottom.at
  }
  const columnAt = ({box}: Fragment) => {
    const middle = (box[0] + box[2]) / 2
    return lefts.findLastIndex(left => left < middle)
  }
  const used = new Set<Fragment>()
  const rows = bands.map(band => {
    const begin = Math.max(leftOf(band.top), leftOf(band.bottom))
    const label = fragments.filter(fragment => isIn(fragment, band) && columnAt(fragment) >= begin)
    for (const fragment of label) used.add(fragment)
    const figures = given.findIndex(({base}) => base > band.top.at && base < band.bottom.at)
    return {figures: figures < 0 ? null : figures, label, top: band.top.at, bottom: band.bottom.at}
  })
  if (rows.some(({label}) => label.length === 0)) return null
  const groups: GroupLabel[][] = []
  for (let column = lefts.length - 2; column >= 0; column--) {
    const own: GroupLabel[] = []
    for (let from = 0; from < bands.length; ) {
      let to = from
      while (to + 1 < bands.length && leftOf(inner[to]!) > column) to++
      const beside = fragments.filter(
        fragment =>
          !used.has(fragment) &&
          columnAt(fragment) === column &&
          bands.slice(from, to + 1).some(band => isIn(fragment, band)),
      )
      if (beside.length > 0) own.push({from, to, fragments: beside})
      for (const fragment of beside) used.add(fragment)
      from = to + 1
    }
    groups.push(own)
  }
  const within = (fragment: Fragment) => bands.some(band => isIn(fragment, band))
  if (fragments.some(fragment => within(fragment) && !used.has(fragment))) return null
  return {rows, groups, ends: lefts.slice(1).reverse(), setting: 'middle'}
}

/** The bands of the rows from the first with figures to the last. A single row says nothing of whether rules part rows. */
function bandsOf(
  given: readonly GivenRow[],
  rules: readonly Edge[],
  [left, right]: readonly [number, number],
  size: number,
): Band[] | null {
  if (given.length < 2) return null
  const levels = rules.filter(({from, to}) => from <= left && to >= right).sort((a, b) => a.at - b.at)
  const all = levels.slice(1).map((bottom, i): Band => ({top: levels[i]!, bottom}))
  const bands = all.filter(({top, bottom}) => bottom.at - top.at > SAME * size)
  const rowsIn = ({top, bottom}: Band) => given.filter(({base}) => base > top.at && base < bottom.at).length
  const first = bands.findIndex(band => rowsIn(band) > 0)
  const last = bands.findLastIndex(band => rowsIn(band) > 0)
  if (first < 0 || bands.reduce((sum, band) => sum + rowsIn(band), 0) < given.length) return null
  const own = bands.slice(first, last + 1)
  return own.some(band => rowsIn(band) > 1) ? null : own
}
