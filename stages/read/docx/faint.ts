import {faintDoubt, faintIn} from '../word/ink.ts'
import type {ParagraphDraft} from './paragraph.ts'
import type {RunProperties} from './properties.ts'
import type {Styles} from './styles.ts'
import type {CellDraft} from './table.ts'

/** Whether digits of a cell are set in a way that leaves nothing to be seen, and in which: a Chinese clause, or null. */
export function faintDigits(
  text: string,
  run: RunProperties,
  paragraph: ParagraphDraft,
  cell: CellDraft,
  styles: Styles,
): string | null {
  const ranks = [run, styles.character(run.style)?.run, paragraph.style?.run, styles.defaults]
  const first = <K extends 'ink' | 'tiny' | 'narrow' | 'crowded'>(name: K) =>
    ranks.find(rank => rank?.[name] !== undefined)?.[name]
  const own = run.ground === undefined ? ranks[1]?.ground : run.ground
  const {ground} = paragraph.properties
  const around = ground === undefined ? paragraph.style?.paragraph.ground : ground
  const faint = faintIn(text, {
    ink: first('ink'),
    tiny: first('tiny'),
    narrow: first('narrow'),
    crowded: first('crowded'),
    ground: own ?? around,
  })
  return faint && faintDoubt(faint, cell.ground)
}
