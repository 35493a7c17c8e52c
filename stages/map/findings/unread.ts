import {type Block, textOf} from '../../../pipeline/model/ast.ts'
import type {Place} from '../../../pipeline/model/place.ts'
import {labelsOf} from '../texts/form.ts'
import {isLabel, letters} from '../texts/labels.ts'
import type {AnyHit} from '../walk/found.ts'

/** Fewest letters of a label that is not also the label of other rows (其他, 总计). */
const FEWEST_LETTERS = 4
/** Longest line that is a row, characters; and how much of one is quoted. */
const LONGEST_LINE = 60

/** A text of a document in which the label of a row stands. */
export interface PrintedRow {
  raw: string
  place: Place
}

/**
 * Where a row of the form is printed that no figures were read for: a cell that says its label, or a line that begins with
 * it. Null where it is not printed, or where all that says so was read as another row.
 */
export function printedRow(
  blocks: Block[],
  hits: AnyHit[],
  leaf: Parameters<typeof labelsOf>[0],
): PrintedRow | null {
  const labels = labelsOf(leaf)
  const says = (text: string) => {
    const printed = letters(text)
    return printed.length >= FEWEST_LETTERS && isLabel(printed, labels)
  }
  const read = (table: Block, row: number) =>
    hits.some(hit => hit.row.table === table && hit.row.index === row)
  for (const block of blocks) {
    if (block.type === 'paragraph') {
      const [first] = block.value.trim().split(/[\s:：]+/)
      if (block.value.length <= LONGEST_LINE && says(first!))
        return {raw: quoted([block.value]), place: block.place ?? {}}
    } else if (block.type === 'table') {
      const cell = block.children.find(one => says(textOf(one)) && !read(block, one.row))
      if (!cell) continue
      const row = block.children.filter(one => one.row === cell.row && one.column >= cell.column)
      return {raw: quoted(row.map(textOf)), place: cell.place ?? block.place ?? {}}
    }
  }
  return null
}

function quoted(texts: string[]): string {
  const line = texts.map(text => text.replace(/\s+/g, ' ').trim()).join(' | ')
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}……` : line
}
