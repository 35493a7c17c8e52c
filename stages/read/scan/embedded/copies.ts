import {type Block, type Table, textOf} from '../../../../pipeline/model/ast.ts'
import {fold} from '../../../../pipeline/model/text.ts'

/** Cells that hold a label, and cells that hold a figure. */
const LABEL = /\p{Script=Han}/u
const FIGURE = /^[-+]?\d+(?:[.,]\d+)*%?$/

/** What is written in tables, as it is compared. */
export interface Written {
  labels: string[]
  figures: string[]
}

/** Fewest labels and figures of a table that is worth having. */
const FEWEST = {labels: 3, figures: 1}
/** A table shows the same as another when so many of its labels stand there, and so many of its places for figures. */
const SAME = 0.6
const FILLED = 0.5

/** Labels and figures of every table in a tree, nested ones too. */
export function writtenIn(blocks: readonly Block[]): Written[] {
  return blocks.flatMap(block => (block.type === 'table' ? writtenInTable(block) : []))
}

function writtenInTable(table: Table): Written[] {
  const own: Written = {labels: [], figures: []}
  const inner: Written[] = []
  for (const cell of table.children) {
    inner.push(...writtenIn(cell.children))
    const text = fold(cell.children.map(child => (child.type === 'paragraph' ? textOf(child) : '')).join(''))
    if (FIGURE.test(text)) own.figures.push(text)
    else if (LABEL.test(text)) own.labels.push(text)
  }
  return [own, ...inner]
}

/** Whether a table holds something with a name. */
export function isTelling({labels, figures}: Written): boolean {
  return labels.length >= FEWEST.labels && figures.length >= FEWEST.figures
}

/**
 * Whether the document has the table of a picture as a table, too: most of its labels, and about as many figures. A form
 * left blank beside the picture of a filled one is none. Gives the figures that stand in the picture alone.
 */
export function copiedFrom(picture: Written, document: readonly Written[]): {others: string[]} | null {
  for (const table of document) {
    const labels = new Set(table.labels)
    const known = picture.labels.filter(label => labels.has(label)).length
    if (known < SAME * picture.labels.length || table.figures.length < FILLED * picture.figures.length)
      continue
    const left = [...table.figures]
    const others = picture.figures.filter(figure => {
      const at = left.indexOf(figure)
      if (at >= 0) left.splice(at, 1)
      return at < 0
    })
    return {others}
  }
  return null
}
