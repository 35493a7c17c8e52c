import type {LaidCell} from '../laid.ts'
import {linesOfPart, plainText} from '../text/cellText.ts'
import {isNumbered} from '../text/paragraphs.ts'
import {isNumeric, isValue, textOfLine} from '../text/text.ts'
import {isContinuation, isTextless, type Seam} from './continuation.ts'

/** Fewest headings side by side; a row of figures has a label or two. */
const MIN_HEADINGS = 3

function extentKey({column, columnSpan}: LaidCell): string {
  return `${column} ${columnSpan}`
}

/** Cells on both sides of the seam between the same column edges. */
export function pairsOf(above: LaidCell[], rows: number, below: LaidCell[]): [LaidCell, LaidCell][] {
  const ending = new Map(
    above.filter(cell => cell.row + cell.rowSpan === rows).map(cell => [extentKey(cell), cell]),
  )
  return below
    .filter(cell => cell.row === 0)
    .flatMap((b): [LaidCell, LaidCell][] => {
      const a = ending.get(extentKey(b))
      return a ? [[a, b]] : []
    })
}

/**
 * Whether the last row above and the first row below are one row broken by the end of the page: every cell goes on in
 * its counterpart or is empty on one side, and the lower part is no row of its own, because it has no label or goes on
 * with the label above.
 */
export function isBrokenRow(
  pairs: readonly [LaidCell, LaidCell][],
  last: readonly LaidCell[],
  first: readonly LaidCell[],
  seam: Seam,
): boolean {
  if (pairs.length !== first.length || pairs.length !== last.length) return false
  if (last.every(isTextless) || first.every(isTextless)) return true
  // Cells over several rows say little: their text stands in the middle of all of them.
  const spans = (a: LaidCell, b: LaidCell) => a.rowSpan > 1 || b.rowSpan > 1
  if (pairs.every(([a, b]) => spans(a, b))) return false
  const goesOn = ([a, b]: readonly [LaidCell, LaidCell]) =>
    isContinuation(a, b, {...seam, open: seam.open || spans(a, b)})
  // Where one label surely goes on and no figure stands below, those beside it do as well: they may end before the edge.
  const rest = isRestOfLabels(pairs) && pairs.some(goesOn)
  const isLabelAgain = ([a, b]: readonly [LaidCell, LaidCell]) => isAgain(a, b, last, first)
  const fits = (pair: readonly [LaidCell, LaidCell]) =>
    rest || pair.some(isTextless) || isLabelAgain(pair) || goesOn(pair)
  if (!pairs.every(fits)) return false
  const isLabel = (cell: LaidCell) => !isValue(plainText(cell))
  const labels = pairs.filter(([a, b]) => isLabel(b) && a.rowSpan === 1 && b.rowSpan === 1)
  const lastLabels = last.filter(cell => isLabel(cell))
  // Rows of figures without any label go on only where the rules themselves say so.
  if (labels.length === 0) return lastLabels.length > 0 || seam.open
  return labels.every(([a]) => !isTextless(a))
}

/** Whether labels, none with a number of its own, stand below labels of a row with figures, and nothing below the figures. */
function isRestOfLabels(pairs: readonly [LaidCell, LaidCell][]): boolean {
  return (
    pairs.some(([a]) => isValue(plainText(a))) &&
    pairs.every(
      ([a, b]) => isTextless(b) || !(isTextless(a) || isValue(plainText(a)) || isNumbered(plainText(b))),
    )
  )
}

/** Whether a cell over several rows (三、本年度办理结果) goes on below although the rows beside it end. */
export function isBrokenSpan(
  a: LaidCell,
  b: LaidCell,
  last: readonly LaidCell[],
  first: readonly LaidCell[],
  seam: Seam,
): boolean {
  if (isNumeric(plainText(a)) || isNumeric(plainText(b))) return false
  if (isTextless(b) && !isValue(plainText(a)) && isHeadingRow(first)) return true
  if (!leadsLabel(a, last) || !leadsLabel(b, first)) return false
  if (isTextless(a) || isTextless(b)) return true
  return isPrintedAgain(a, b) || isContinuation(a, b, seam)
}

/** Whether a label stands right of a cell in its row. */
function leadsLabel({column, columnSpan}: LaidCell, row: readonly LaidCell[]): boolean {
  return row.some(other => other.column >= column + columnSpan && !isValue(plainText(other)))
}

/** Whether a label over several rows, with labels right of it on both sides of the seam, is printed again below. */
function isAgain(a: LaidCell, b: LaidCell, last: readonly LaidCell[], first: readonly LaidCell[]): boolean {
  return isPrintedAgain(a, b) && leadsLabel(a, last) && leadsLabel(b, first)
}

/** Whether both parts of a cell show the same words, line for line; the lower ends of a text may be missing in one of them. */
export function isPrintedAgain(a: LaidCell, b: LaidCell): boolean {
  const [above, below] = [linesOfLast(a), linesOfFirst(b)]
  if (above.length === 0 || below.length === 0 || isValue(plainText(a)) || isValue(plainText(b))) return false
  const [short, long] = above.length <= below.length ? [above, below] : [below, above]
  return short.join('').length > 1 && short.every((text, i) => text === long[i])
}

/** The parts of a cell that is printed again, its text once, as far as it goes. */
export function withoutRepeat(a: LaidCell, b: LaidCell): LaidCell['parts'] {
  const keepsLower = linesOfFirst(b).length > linesOfLast(a).length
  const bare = (parts: LaidCell['parts']) => parts.map(part => ({...part, glyphs: []}))
  return keepsLower ? [...bare(a.parts), ...b.parts] : [...a.parts, ...bare(b.parts)]
}

function linesOfLast({parts}: LaidCell): string[] {
  const part = parts.findLast(({glyphs}) => glyphs.length > 0)
  return part ? linesOfPart(part).map(textOfLine) : []
}

function linesOfFirst({parts}: LaidCell): string[] {
  const part = parts.find(({glyphs}) => glyphs.length > 0)
  return part ? linesOfPart(part).map(textOfLine) : []
}

/** Several headings and no figure: the lower row of a head, beside cells of the upper one that reach into it. */
function isHeadingRow(cells: readonly LaidCell[]): boolean {
  const texts = cells.map(plainText)
  return texts.filter(text => !isValue(text)).length >= MIN_HEADINGS && !texts.some(isNumeric)
}
