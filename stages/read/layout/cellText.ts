import type {Paragraph} from '../../../pipeline/model/ast.ts'
import {linesOf} from './lines.ts'
import {flowOf, isProse, joined, paragraphsOf, round} from './paragraphs.ts'
import type {LaidCell, LaidTable} from './tables.ts'
import {isNumeric, textOfLine} from './text.ts'
import {type LayoutProblem, type Line, most, unionOf, widthOf} from './types.ts'

/** Letters overlapping by more than this share of the narrower one are printed over each other. */
const OVERPRINT = 0.6

/** The text of a cell as paragraphs; one for a label or figure, several for running text. */
export function paragraphsOfCell(
  cell: LaidCell,
  slack: number,
  report: (problem: LayoutProblem) => void,
): Paragraph[] {
  const lines = linesOf(cell.glyphs)
  if (lines.length === 0) return []
  for (const line of lines) reportOverprint(line, cell, report)
  const flow = flowOf(lines, cell.page, {left: cell.box[0] + slack / 2, right: cell.box[2] - slack / 2})
  if (isProse(flow)) return paragraphsOf(flow)
  return stacksOf(lines, cell, slack, report).map(group => ({
    type: 'paragraph',
    value: joined(group.map(textOfLine)),
    place: {page: cell.page, box: round(unionOf(group.map(l => l.box)))},
  }))
}

/**
 * Lines that belong together. A number broken over lines fills all but its last line; two figures one below the other
 * leave room, stay apart and are reported: a rule between two rows is missing.
 */
function stacksOf(
  lines: Line[],
  cell: LaidCell,
  slack: number,
  report: (problem: LayoutProblem) => void,
): Line[][] {
  if (lines.length < 2) return [lines]
  const texts = lines.map(textOfLine)
  if (!texts.every(isNumeric)) return [lines]
  const full = lines.slice(0, -1).every(line => isFilled(line, cell, slack))
  const unbroken = full && widthOf(lines.at(-1)!.box) <= most(lines.map(l => widthOf(l.box))) + 1e-3
  if (unbroken) return [lines]
  report({kind: 'stacked', page: cell.page, box: cell.box, text: texts.join(' / ')})
  return lines.map(line => [line])
}

/** Whether not one more letter of the line's last kind would fit. */
export function isFilled(line: Line, cell: LaidCell, slack: number): boolean {
  const last = line.glyphs.at(-1)!
  return widthOf(cell.box) - widthOf(line.box) < slack + 1.05 * widthOf(last.box)
}

/**
 * What the cells of a table leave free beside their widest lines, both sides together: the padding, seen where text
 * fills its cell. At most two letters, so that a table of short texts does not pass for one of wide paddings.
 */
export function slackOf(table: LaidTable): number {
  let slack = Infinity
  for (const cell of table.cells) {
    for (const line of linesOf(cell.glyphs)) {
      if (line.turn !== 0) continue
      slack = Math.min(slack, Math.max(widthOf(cell.box) - widthOf(line.box), 0), 2 * line.size)
    }
  }
  return Number.isFinite(slack) ? slack : 0
}

function reportOverprint(line: Line, cell: LaidCell, report: (problem: LayoutProblem) => void): void {
  for (let i = 1; i < line.glyphs.length; i++) {
    const [a, b] = [line.glyphs[i - 1]!, line.glyphs[i]!]
    const shared = Math.min(a.box[2], b.box[2]) - Math.max(a.box[0], b.box[0])
    if (line.turn === 0 && shared > OVERPRINT * Math.min(widthOf(a.box), widthOf(b.box))) {
      report({kind: 'overprint', page: cell.page, box: line.box, text: textOfLine(line).slice(0, 30)})
      return
    }
  }
}

/** All text of a cell in one string: to compare cells, never to publish. */
export function plainText(cell: LaidCell): string {
  return joined(linesOf(cell.glyphs).map(textOfLine))
}
