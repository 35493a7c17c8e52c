import type {CellPart, LaidCell} from '../laid.ts'
import {isFilled, linesOfPart, plainText} from '../text/cellText.ts'
import {isNumbered} from '../text/paragraphs.ts'
import {firstUnit, isNumeric, isValue, textOfLine} from '../text/text.ts'
import {widthOf} from '../types.ts'

/** The place where a table is broken by the end of a page. */
export interface Seam {
  /** What the table's cells leave free beside a full line. */
  slack: number
  /** Whether no rule was drawn on either side: the row itself is cut. */
  open: boolean
  /** Parts whose text runs out below the last rule. */
  overhanging: ReadonlySet<CellPart>
}

/** Text broken by a page end runs to the last line of its part and begins with the first of the next, in letters. */
const ROOM = 2.2

/** The number of a label without the label: it goes on below. */
const MARK =
  /^(?:[（(]?[0-9０-９一二三四五六七八九十]{1,2}[）)]|[0-9０-９]{1,2}[.．、]|[一二三四五六七八九十]{1,2}[、.．])$/

/** Whether nothing is printed in a cell. */
export function isTextless(cell: LaidCell): boolean {
  return cell.parts.every(part => part.glyphs.length === 0)
}

/**
 * Whether the text of the lower cell goes on with that of the upper. Figures go on with figures only, and nothing that
 * has a number of its own goes on. Where the rules do not say that the row is cut, the upper text must end with a full
 * line at the bottom and the lower begin at the top.
 */
export function isContinuation(upper: LaidCell, lower: LaidCell, seam: Seam): boolean {
  const above = upper.parts.findLast(part => part.glyphs.length > 0)
  const below = lower.parts.find(part => part.glyphs.length > 0)
  if (!above || !below || above !== upper.parts.at(-1)) return false
  const texts = [plainText(upper), plainText(lower)] as const
  if (isNumbered(texts[1])) return false
  if (MARK.test(texts[0])) return !isValue(texts[1])
  if (isNumeric(texts[0]) ? !/^[0-9０-９.,，．]+$/.test(texts[1]) : isValue(texts[1])) return false
  const last = linesOfPart(above).at(-1)!
  const first = linesOfPart(below)[0]!
  const filled = isFilled(last, widthOf(above.box), seam.slack, firstUnit(first))
  if (isNumeric(texts[0])) return filled
  const overhangs = seam.overhanging.has(above) || last.box[3] > above.box[3]
  if (seam.open || overhangs) return true
  if (!filled || textOfLine(first) === '') return false
  const atBottom = above.box[3] - last.box[3] < ROOM * last.size
  // In a cell over several rows the rest of the text may stand in the middle of its part.
  return atBottom && (lower.rowSpan > 1 || first.box[1] - below.box[1] < ROOM * first.size)
}
