import {faintDoubt, faintIn, type Ink, USUAL} from '../../word/ink.ts'
import type {RunProperties} from '../format/properties.ts'
import type {Styles} from '../format/styles.ts'
import type {ParagraphDraft} from './paragraph.ts'
import type {CellDraft} from './table.ts'

/** How the letters of a run are set: by itself, its style, that of its paragraph, or the document. */
export function inkOf(run: RunProperties, paragraph: ParagraphDraft, styles: Styles): Ink & {size: number} {
  const ranks = [run, styles.character(run.style)?.run, paragraph.style?.run, styles.defaults]
  const first = <K extends 'ink' | 'size' | 'narrow' | 'crowded' | 'unfilled' | 'pictured'>(name: K) =>
    ranks.find(rank => rank?.[name] !== undefined)?.[name]
  const own = run.ground === undefined ? ranks[1]?.ground : run.ground
  const {ground} = paragraph.properties
  const around = ground === undefined ? paragraph.style?.paragraph.ground : ground
  return {
    ink: first('ink'),
    size: first('size') ?? USUAL,
    narrow: first('narrow'),
    crowded: first('crowded'),
    unfilled: first('unfilled'),
    pictured: first('pictured'),
    ground: own ?? around,
  }
}

/** Whether digits of a cell are set in a way that leaves nothing to be seen, and in which: a Chinese clause, or null. */
export function faintDigits(text: string, ink: Ink, cell: CellDraft): string | null {
  const faint = faintIn(text, ink)
  return faint && faintDoubt(faint, cell.ground)
}
