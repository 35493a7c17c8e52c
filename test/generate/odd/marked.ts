import type {Draft, DraftCell} from '../form/draft.ts'
import type {Document} from '../form/tree.ts'
import type {Random} from '../random.ts'

/** A figure whose place in the file is marked, so that a habit can write it in its own way. */
export interface Marked {
  key: string
  /** The figure as printed. */
  raw: string
  /** What stands in the file where the figure goes. */
  token: string
}

/** Of amounts the stored decimals count, whatever is shown: they are none of what is looked at here. */
const isCount = ({key, text}: DraftCell) => !key!.endsWith('.amount') && /^\d+$/.test(text)

const token = (index: number) => `@@${index}@@`

/** A document in which some figures, a share of those that count something, are tokens. The document itself stays as it is. */
export function marked(
  document: Document,
  random: Random,
  share: number,
): {document: Document; figures: Marked[]} {
  const figures: Marked[] = []
  const mark = (cell: DraftCell): DraftCell => {
    if (cell.role !== 'figure' || !cell.key || !isCount(cell) || !random.chance(share)) return cell
    figures.push({key: cell.key, raw: cell.text, token: token(figures.length)})
    return {...cell, text: figures.at(-1)!.token}
  }
  const items = document.items.map(item =>
    item.type === 'table' ? ({...item, cells: item.cells.map(mark)} satisfies Draft) : item,
  )
  return {document: {...document, items}, figures}
}
