import type {Block, Paragraph} from '../../../pipeline/model/ast.ts'
import {AROUND_FIGURE} from '../../../pipeline/model/text.ts'
import {LONGEST_LABELS, labelsTogether} from '../../../pipeline/model/together.ts'
import {writtenTable} from './written.ts'

/** Longest line that lists figures behind labels, characters; the longest row of the form has seven figures. */
const LONGEST_LINE = 240
/** Fewest figures that make a list. */
const FEWEST = 3

const NUMBER = `[+\\-−–]?(?:[\\d０-９]{1,3}(?:[,，][\\d０-９]{3})+|[\\d０-９]+)(?:[.．][\\d０-９]+)?\\s*${AROUND_FIGURE.unit}?`
/** A figure, or a mark for none, that ends the line or that a mark or a space follows. */
const FIGURE = new RegExp(
  `[\\s:：=＝为是]*(${NUMBER}|(?<=[:：=＝]\\s*)[无/／—-]{1,2})(?=\\s*(?:[，,；;、。|]|$)|\\s)`,
  'gu',
)
/** How a line ends whose last figure nothing but marks follow. */
const ENDS_IN_FIGURE = new RegExp(
  `(?:[\\d０-９]\\s*${AROUND_FIGURE.unit}?|[无/／—-])[\\s:：=＝，,；;、。|•●○■◆*-]*$`,
  'u',
)
const MARKS = /^[\s，,；;、。|•●○■◆*-]+|[\s:：=＝，,；;、。|]+$/g

/** A line that lists figures, each behind its labels, or that is a label. */
interface Line {
  cells: string[]
  figures: number
  /** It says more than one label and one figure parted by a space, which a row of a table does as well. */
  telling: boolean
}

/**
 * Lists of figures, each behind its own labels, as tables: 规章：本年制发件数 3，本年废止件数 0 and 规章本年制发件数：3. Rows hold labels and
 * figures by turns; labels on lines of their own stand above them. A line that holds anything else ends the list.
 */
export function tablesFromPairs(
  blocks: Block[],
  {isLabel, isHeading}: {isLabel(text: string): boolean; isHeading(text: string): boolean},
): Block[] {
  const listed = blocks.map(block => (block.type === 'paragraph' ? lineOf(block, isLabel, isHeading) : null))
  if (!listed.some(line => line?.telling)) return blocks
  const lines = listed.map(
    (line, i) => line ?? (listed[i + 1]?.figures ? labelsOf(blocks[i]!, isLabel) : null),
  )
  const out: Block[] = []
  for (let i = 0; i < blocks.length; ) {
    const end = endOf(lines, i)
    if (end > i) out.push(writtenTable(blocks.slice(i, end) as Paragraph[], lines.slice(i, end) as Line[]))
    else out.push(blocks[i]!)
    i = Math.max(end, i + 1)
  }
  return out
}

/** Index behind the list that begins at `start`; `start` itself where none does. */
function endOf(lines: (Line | null)[], start: number): number {
  let end = start
  let figures = 0
  let telling = false
  for (let i = start; lines[i]; i++) {
    const line = lines[i]!
    if (line.figures > 0) end = i + 1
    figures += line.figures
    telling ||= line.telling
  }
  return telling && figures >= FEWEST ? end : start
}

/** Labels written together on a line above figures: 三、本年度办理结果（一）予以公开. */
function labelsOf(block: Block, isLabel: (text: string) => boolean): Line | null {
  if (block.type !== 'paragraph' || block.value.length > LONGEST_LABELS) return null
  const cells = labelsTogether(block.value.replace(MARKS, ''), isLabel)
  return cells && {cells, figures: 0, telling: false}
}

function lineOf(
  {value, data}: Paragraph,
  isLabel: (text: string) => boolean,
  isHeading: (text: string) => boolean,
): Line | null {
  if (value.length > LONGEST_LINE || data?.numbering !== undefined) return null
  const alone = value.replace(MARKS, '')
  if (isLabel(alone)) return {cells: [alone], figures: 0, telling: false}
  // Told before figures and labels are looked for, which takes longest: nearly all sentences go on behind their last figure.
  if (!ENDS_IN_FIGURE.test(value)) return null
  const matches = [...value.matchAll(FIGURE)]
  const last = matches.at(-1)
  if (!last) return null
  const end = last.index + last[0].length
  if (value.slice(end).replace(MARKS, '') !== '') return null
  const cells: string[] = []
  let figures = 0
  let several = false
  let from = 0
  for (const match of matches) {
    const said = value.slice(from, match.index).replace(MARKS, '')
    const parts = labelsTogether(said, isLabel)
    // 1、属于国家秘密: a number that is none of the figures.
    if (parts === null) continue
    several ||= parts.length > 1
    cells.push(...parts, match[1]!.trim())
    figures++
    from = match.index + match[0].length
  }
  if (from !== end) return null
  const telling = several || figures > 1 || /[:：=＝]/.test(value)
  return telling || !isHeading(value) ? {cells, figures, telling} : null
}
