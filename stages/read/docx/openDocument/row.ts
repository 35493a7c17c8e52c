import type {Colour} from '../../word/ink.ts'
import {empty, type Recording, type Sink, shading} from './sink.ts'

/** A place of a row's grid: a cell, or what one from the left or from above covers. */
export interface Slot {
  isCovered: boolean
  /** Columns and rows the cell spans. */
  span: number
  rows: number
  ground: Colour | null
  content: Recording
}

/** Cells that go on in the next row, by their first column: how wide they are, and for how many rows yet. */
export type Merges = Map<number, {span: number; rows: number}>

/** Writes a row (w:tr). @param merges what goes on from the row above; afterwards, what goes on in the next */
export function writeRow(
  sink: Sink,
  slots: readonly Slot[],
  merges: Merges,
  look: {isHidden: boolean; isHeader: boolean},
): void {
  sink.open('w:tr', {})
  sink.open('w:trPr', {})
  if (look.isHidden) empty(sink, 'w:hidden', {})
  if (look.isHeader) empty(sink, 'w:tblHeader', {})
  sink.close('w:trPr')
  for (let at = 0; at < slots.length; ) {
    const span = spanAt(slots, merges, at)
    writeMerged(sink, slots, merges, at, span)
    at += span
  }
  sink.close('w:tr')
}

/** How many columns the cell at a place takes. */
function spanAt(slots: readonly Slot[], merges: Merges, at: number): number {
  const slot = slots[at]!
  const wanted = slot.isCovered ? (merges.get(at)?.span ?? 1) : slot.span
  let span = 1
  while (span < wanted && slots[at + span]?.isCovered && (slot.isCovered || !merges.has(at + span))) span++
  // What a writer left out behind the last cell is empty, whatever covers it.
  return !slot.isCovered && at + span === slots.length ? wanted : span
}

/** Writes the cell at a place, and notes whether it goes on below. */
function writeMerged(sink: Sink, slots: readonly Slot[], merges: Merges, at: number, span: number): void {
  const slot = slots[at]!
  const above = merges.get(at)
  for (let i = at; i < at + span; i++) if (i > at || !slot.isCovered) merges.delete(i)
  const merged = Array.from({length: span}, (_, i) => slots[at + i] ?? null)
  if (slot.isCovered) {
    if (above && --above.rows === 0) merges.delete(at)
    writeCell(sink, merged, 'continue')
  } else {
    if (slot.rows > 1) merges.set(at, {span, rows: slot.rows - 1})
    writeCell(sink, merged, slot.rows > 1 ? 'restart' : null)
  }
}

/** A cell (w:tc) over `slots`: the first holds it, the others are joined to it. */
function writeCell(sink: Sink, slots: readonly (Slot | null)[], merge: 'restart' | 'continue' | null): void {
  slots.forEach((slot, i) => {
    sink.open('w:tc', {})
    sink.open('w:tcPr', {})
    if (slots.length > 1) empty(sink, 'w:hMerge', i === 0 ? {'w:val': 'restart'} : {})
    if (i === 0 && merge) empty(sink, 'w:vMerge', merge === 'restart' ? {'w:val': merge} : {})
    if (slot && slot.ground !== null) empty(sink, 'w:shd', shading(slot.ground))
    sink.close('w:tcPr')
    slot?.content.play(sink)
    sink.close('w:tc')
  })
}
