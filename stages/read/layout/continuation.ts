import {isFilled} from './cellText.ts'
import {linesOf} from './lines.ts'
import {isNumbered} from './paragraphs.ts'
import type {LaidCell} from './tables.ts'
import {textOfLine} from './text.ts'
import {widthOf} from './types.ts'

/** Text broken by a page end runs to the last line of its part and begins with the first of the next, in letters. */
const ROOM = 2.2

/** The place where a table is broken by the end of a page. */
export interface Seam {
  /** What the table's cells leave free beside a full line. */
  slack: number
  /** Whether no rule was drawn on either side: the row itself is cut. */
  open: boolean
}

export function isTextless(cell: LaidCell): boolean {
  return cell.parts.every(part => part.glyphs.length === 0)
}

/**
 * Whether the text of the lower cell goes on with that of the upper: the upper one's last line is full and stands at the
 * bottom (unless the seam is open), the lower one begins at the top and without a number of its own.
 */
export function isContinuation(upper: LaidCell, lower: LaidCell, seam: Seam): boolean {
  const above = upper.parts.findLast(part => part.glyphs.length > 0)
  const below = lower.parts.find(part => part.glyphs.length > 0)
  if (!above || !below || above !== upper.parts.at(-1)) return false
  const last = linesOf(above.glyphs).at(-1)!
  const first = linesOf(below.glyphs)[0]!
  if (isNumbered(textOfLine(first)) || !isFilled(last, widthOf(above.box), seam.slack)) return false
  if (seam.open) return true
  return above.box[3] - last.box[3] < ROOM * last.size && first.box[1] - below.box[1] < ROOM * first.size
}
