import type {CellPart, LaidItem, LaidLine, LaidPage, LaidTable} from '../laid.ts'
import {isInZone} from '../text/furniture.ts'
import {isNumbered} from '../text/paragraphs.ts'
import {centreOf, type Glyph, most} from '../types.ts'

/** Text of a cell that runs out below the last rule follows at most this far, in letters. */
const NEAR = 1

/**
 * Lines below a table at the end of a page that are the text of its last cells: browsers let the text of a cell over
 * many rows run on where the next row no longer fits. Each glyph must stand within the width of one cell that reaches
 * the bottom; null where the lines are anything else.
 */
export function overhangOf(table: LaidTable, lines: readonly LaidLine[]): Map<CellPart, Glyph[]> | null {
  const rows = table.ys.length - 1
  const bottom = table.cells.filter(cell => cell.row + cell.rowSpan === rows).map(cell => cell.parts.at(-1)!)
  const found = new Map<CellPart, Glyph[]>()
  let reached = Math.max(table.box[3], most(bottom.flatMap(part => part.glyphs.map(g => g.box[3]))))
  for (const {line, text} of [...lines].sort((a, b) => a.line.box[1] - b.line.box[1])) {
    const gap = line.box[1] - reached
    if (gap > NEAR * line.size || gap < -NEAR * line.size || isNumbered(text)) return null
    for (const glyph of line.glyphs) {
      const [x] = centreOf(glyph.box)
      const part = bottom.find(p => glyph.box[0] >= p.box[0] && glyph.box[2] <= p.box[2] && x > p.box[0])
      if (!part) return null
      found.set(part, [...(found.get(part) ?? []), glyph])
    }
    reached = line.box[3]
  }
  // Text across the whole width is a paragraph that follows, however close.
  if (lines.length === 0) return found
  return found.size < bottom.length && bottom.length > 1 ? found : null
}

/**
 * The table that begins or ends a page, set apart from page numbers, running heads, pictures beside them and its own
 * overhanging text.
 */
export function tableAt(
  page: LaidPage | undefined,
  end: 'start' | 'end',
  isFurniture: (line: LaidLine) => boolean,
): LaidTable | null {
  const isAside = (item: LaidItem) =>
    item.kind === 'line' ? isFurniture(item) : item.kind === 'picture' && isInZone(item.picture.box, page!)
  const items = page?.items.filter(item => !isAside(item)) ?? []
  if (end === 'start') return items[0]?.kind === 'table' ? items[0] : null
  const last = items.findLastIndex(item => item.kind !== 'line')
  const table = items[last]
  if (table?.kind !== 'table') return null
  const after = items.slice(last + 1).filter(item => item.kind === 'line' && !isBeside(item, table))
  return overhangOf(table, after as LaidLine[]) ? table : null
}

/** Whether a line stands in the margin beside a table, as marks on the paper do: it says nothing of what follows the table. */
export function isBeside({line}: LaidLine, {box}: LaidTable): boolean {
  const [left, top, right, bottom] = line.box
  return top >= box[1] && bottom <= box[3] && (right <= box[0] || left >= box[2])
}
