import type {Region} from '../dots/raster.ts'
import type {ReadCell} from '../letters/agreement.ts'
import type {Reading} from '../letters/recogniser.ts'
import {dueLabel, type Misread, type Relabelled, relabelled, textIn} from './labels.ts'
import {dueLabels} from './order.ts'
import {spelledOf} from './spelling.ts'
import type {Vocabulary} from './vocabulary.ts'

/** How often rows are told by the rows around them: each that was told may tell others. */
const ROUNDS = 4

/** Labels of the form that were read with other letters, and the cells of those that their own letters hardly show. */
interface Told {
  misread: Misread[]
  doubtful: Map<ReadCell, Misread>
}

/**
 * Puts labels of the form into the cells that show them where not all letters were read rightly: first where the letters alone
 * tell, then by the rows above and below.
 * @param isSealed whether a seal covers some of a cell: its letters tell less
 */
export async function withLabels(
  cells: readonly ReadCell[],
  dpi: number,
  weigh: (lines: readonly Region[]) => Promise<Reading[]>,
  vocabulary: Vocabulary,
  isSealed: (region: Region) => boolean = () => false,
): Promise<Told> {
  const told: Told = {misread: [], doubtful: new Map()}
  const weighed = new Map<ReadCell, Promise<Reading[]>>()
  const weighOnce = (cell: ReadCell) => () => {
    const known = weighed.get(cell) ?? weigh(cell.lines)
    weighed.set(cell, known)
    return known
  }
  const put = (cell: ReadCell, label: Relabelled | null): boolean => {
    if (!label) return false
    cell.texts = label.lines
    told.misread.push(label.misread)
    if (label.misread.order === 'loosely') told.doubtful.set(cell, label.misread)
    return true
  }
  for (const cell of cells) put(cell, await relabelled(cell.texts, weighOnce(cell), vocabulary))
  const tried = new Map<ReadCell, string>()
  for (let round = 0; round < ROUNDS; round++) {
    const spelled = cells.map(cell => ({cell, region: cell.region, spelled: spelledOf(textIn(cell.texts))}))
    let changed = false
    for (const [{cell}, due] of dueLabels(spelled, dpi, vocabulary)) {
      const asked = JSON.stringify([
        due.both,
        ...[due.counted, due.among].map(list => list.map(({text}) => text)),
      ])
      if (tried.get(cell) === asked) continue
      tried.set(cell, asked)
      const label = await dueLabel(cell.texts, weighOnce(cell), due, vocabulary, isSealed(cell.region))
      changed = put(cell, label) || changed
    }
    if (!changed) break
  }
  return told
}
