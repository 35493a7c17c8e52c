import type {Paragraph} from '../../../../pipeline/model/ast.ts'
import type {CellPart, LaidCell, LaidTable} from '../laid.ts'
import {type LayoutProblem, type Line, median, most, unionOf, widthOf} from '../types.ts'
import {linesOf} from './lines.ts'
import {type FlowLine, flowOf, isProse, joined, paragraphsOf, round} from './paragraphs.ts'
import {isInterleaved, isNumeric, textOfLine} from './text.ts'

/** Letters overlapping by more than this share of the narrower one are printed over each other. */
const OVERPRINT = 0.6
/** A table's cells hold at most this much free space beside a full line, in letters: padding, and a letter that did not fit. */
const MAX_SLACK = 2
/** A line of digits that is shorter than another by more than this share of a digit was not broken for lack of room. */
const SHORT = 0.8
/** Lines of a broken figure stand as far apart as those of the texts beside, give or take this factor; else by letter sizes. */
const EVEN = 1.3
const MIN_PITCH = 0.9
const MAX_PITCH = 2.6
/** Fewest wrapped lines that tell the padding, and the share of the smallest values not believed. */
const MIN_WRAPPED = 8
const OUTLIERS = 0.1

/** What stands around a cell: the cells of the same rows, and those that begin in one of its rows below the first. */
export interface Around {
  beside: readonly LaidCell[]
  within: readonly LaidCell[]
}

/** The text of a cell as paragraphs; one for a label or figure, several for running text. */
export function paragraphsOfCell(
  cell: LaidCell,
  slack: number,
  around: Around,
  report: (problem: LayoutProblem) => void,
): Paragraph[] {
  const printed = cell.parts.filter(part => part.glyphs.length > 0)
  const [only] = printed
  if (!only) return []
  const lines = linesOfPart(only)
  if (printed.length === 1 && lines.length === 1) {
    const line = lines[0]!
    const text = textOfLine(line)
    reportOverprint({line, text, page: only.page}, report)
    return [{type: 'paragraph', value: text, place: {page: only.page, box: round(line.box)}}]
  }
  const flow = cell.parts.flatMap(part => flowOfPart(part, slack))
  for (const line of flow) reportOverprint(line, report)
  if (isProse(flow)) return paragraphsOf(flow)
  return stacksOf(flow, cell, slack, around, report).map(group => {
    const page = group[0]!.page
    const box = unionOf(group.filter(l => l.page === page).map(l => l.line.box))
    return {type: 'paragraph', value: joined(group.map(l => l.text)), place: {page, box: round(box)}}
  })
}

/** The lines of a part, made anew only when its glyphs have changed. */
export function linesOfPart(part: CellPart): Line[] {
  if (part.made?.of !== part.glyphs) part.made = {of: part.glyphs, lines: linesOf(part.glyphs)}
  return part.made.lines
}

function flowOfPart(part: CellPart, slack: number): FlowLine[] {
  const margins = {left: part.box[0] + slack / 2, right: part.box[2] - slack / 2}
  return flowOf(linesOfPart(part), part.page, margins)
}

/**
 * Lines that belong together. A number broken over lines fills all but its last line and has something beside it that takes
 * fewer lines; two figures one below the other stay apart and are reported: a rule between two rows is missing.
 */
function stacksOf(
  lines: FlowLine[],
  cell: LaidCell,
  slack: number,
  around: Around,
  report: (problem: LayoutProblem) => void,
): FlowLine[][] {
  if (lines.length < 2 || !lines.every(l => isNumeric(l.text))) return [lines]
  const box = cell.parts[0]!.box
  const widest = most(lines.map(l => widthOf(l.line.box)))
  const digit = (l: FlowLine) => widthOf(l.line.glyphs.at(-1)!.box)
  const full = lines
    .slice(0, -1)
    .every(
      l => isFilled(l.line, widthOf(box), slack, digit(l)) && widthOf(l.line.box) + SHORT * digit(l) > widest,
    )
  if (full && isEven(lines, around) && isOneRow(lines, cell, around)) return [lines]
  const page = lines[0]!.page
  report({kind: 'stacked', page, box, text: lines.map(l => l.text).join(' / ')})
  return lines.map(line => [line])
}

/** Whether lines stand as far apart as a program sets them: as those of a text beside, if there is one. */
function isEven(lines: readonly FlowLine[], {beside}: Around): boolean {
  const pitch = median(beside.flatMap(({parts}) => parts.flatMap(part => pitchesOf(linesOfPart(part)))))
  return lines.every(({line, page}, i) => {
    const above = lines[i - 1]
    if (!above || above.page !== page) return true
    const own = (line.box[3] - above.line.box[3]) / line.size
    const [from, to] = pitch > 0 ? [pitch / EVEN, pitch * EVEN] : [MIN_PITCH, MAX_PITCH]
    return line.turn !== 0 || (own > from && own < to)
  })
}

/** How far the lines of a text stand apart, in letter sizes; of figures nothing is known. */
function pitchesOf(lines: readonly Line[]): number[] {
  if (lines.every(line => isNumeric(textOfLine(line)))) return []
  return lines.flatMap((line, i) => {
    const above = lines[i - 1]
    if (!above || line.turn !== 0 || above.turn !== 0 || above.size !== line.size) return []
    return [(line.box[3] - above.box[3]) / line.size]
  })
}

/** Whether lines of digits stand in one row of the form: broken at a point, or beside a text of fewer lines. */
function isOneRow(lines: readonly FlowLine[], cell: LaidCell, {beside, within}: Around): boolean {
  const texts = lines.map(line => line.text)
  if (texts.some((text, i) => i > 0 && (/^[.,，．]/.test(text) || /[.,，．]$/.test(texts[i - 1]!))))
    return true
  if (lines.some((line, i) => i > 0 && isParted(lines[i - 1]!, line, within))) return false
  return beside.some(other => {
    const own = other === cell ? 0 : other.parts.flatMap(linesOfPart).length
    return own > 0 && own < lines.length
  })
}

/** Whether a row of the table begins between two lines: the rule of their own cell is missing. */
function isParted(above: FlowLine, below: FlowLine, within: readonly LaidCell[]): boolean {
  const middle = ({line: {box}}: FlowLine) => (box[1] + box[3]) / 2
  return within.some(({parts: [first]}) => {
    const {page, box} = first!
    return page === above.page && page === below.page && box[1] > middle(above) && box[1] < middle(below)
  })
}

/** Whether what follows, `next` wide, would not have fitted into the line. */
export function isFilled(line: Line, width: number, slack: number, next: number): boolean {
  return line.turn !== 0 || width - widthOf(line.box) < slack + 1.05 * next
}

/**
 * What the cells of a table leave free beside their widest lines, both sides together: the padding, seen where text
 * fills its cell. Lines that were wrapped tell it best; the least few are left out, because text may run over.
 */
export function slackOf(table: LaidTable): number {
  const all: number[] = []
  const wrapped: number[] = []
  for (const {parts} of table.cells) {
    for (const part of parts) {
      if (part.glyphs.length === 0) continue
      let last = -1
      for (const {turn, box, size} of linesOfPart(part)) {
        if (turn !== 0) continue
        if (last >= 0) wrapped.push(last)
        last = Math.min(Math.max(widthOf(part.box) - widthOf(box), 0), MAX_SLACK * size)
        all.push(last)
      }
    }
  }
  const known = Float64Array.from(wrapped.length >= MIN_WRAPPED ? wrapped : all).sort()
  return known[Math.floor(known.length * OUTLIERS)] ?? 0
}

function reportOverprint(
  {line, page, text}: Pick<FlowLine, 'line' | 'page' | 'text'>,
  report: (problem: LayoutProblem) => void,
): void {
  for (let i = 1; i < line.glyphs.length; i++) {
    const [a, b] = [line.glyphs[i - 1]!, line.glyphs[i]!]
    const shared = Math.min(a.box[2], b.box[2]) - Math.max(a.box[0], b.box[0])
    const much = shared > OVERPRINT * Math.min(widthOf(a.box), widthOf(b.box))
    if (line.turn === 0 && (much || isInterleaved(a, b))) {
      report({kind: 'overprint', page, box: line.box, text: text.slice(0, 30)})
      return
    }
  }
}

/** All text of a cell in one string: to compare cells, never to publish. */
export function plainText(cell: LaidCell): string {
  const [only] = cell.parts
  if (cell.parts.length === 1) return textOfPart(only!)
  return joined(cell.parts.flatMap(part => (part.glyphs.length > 0 ? [textOfPart(part)] : [])))
}

function textOfPart(part: CellPart): string {
  if (part.glyphs.length === 0) return ''
  const lines = linesOfPart(part)
  part.made!.text ??= joined(lines.map(textOfLine))
  return part.made!.text
}
