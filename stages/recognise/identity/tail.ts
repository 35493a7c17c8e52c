import type {Block, Paragraph} from '../../../pipeline/model/ast.ts'
import type {Place} from '../../../pipeline/model/place.ts'
import {attachmentName, furnitureOf} from '../lines/furniture.ts'
import {isAgencyName, tidyName} from '../names/agency.ts'
import {isDateLine} from '../sections/split.ts'
import {datesIn, type FoundDate} from '../words/dates.ts'
import type {Lexicon} from '../words/lexicon.ts'

/** Signature at the end of a report. */
export interface Signature {
  agency: {name: string; raw: string; place: Place} | null
  date: {iso: string; raw: string; place: Place} | null
  /** First block of the tail: from here on nothing belongs to the last section's text. */
  from: number
}

/** Most blocks looked at from the end. */
const LONGEST_TAIL = 60
/** A sentence this long is no signature. */
const LONGEST_LINE = 60

/**
 * Finds name and date at the end of blocks `from` up to `to` (text of the last section). A date counts only where it
 * stands alone or behind the name of a body: dates in running text are none.
 */
export function signatureOf(lexicon: Lexicon, blocks: Block[], from: number, to: number): Signature {
  for (let i = to - 1; i >= Math.max(from, to - LONGEST_TAIL); i--) {
    const block = blocks[i]!
    if (block.type !== 'paragraph' || attachmentName(block) !== null || furnitureOf(lexicon, block)) continue
    const line = signedLine(lexicon, block)
    if (!line) continue
    const date = {iso: line.date.iso, raw: line.date.raw, place: block.place ?? {}}
    if (line.agency)
      return {agency: {...line.agency, place: block.place ?? {}}, date, from: line.whole ? i : i + 1}
    return nameNear(lexicon, blocks, i, from, to, date)
  }
  return nameAlone(lexicon, blocks, from, to)
}

/** The name in the two paragraphs before the date, or in the one behind it. */
function nameNear(
  lexicon: Lexicon,
  blocks: Block[],
  at: number,
  from: number,
  to: number,
  date: Signature['date'],
): Signature {
  for (const i of [at - 1, at - 2, at + 1]) {
    const block = blocks[i]
    if (i < from || i >= to || block?.type !== 'paragraph' || !isAgencyName(lexicon, block.value)) continue
    const agency = {name: tidyName(block.value), raw: block.value, place: block.place ?? {}}
    return {agency, date, from: Math.min(i, at)}
  }
  return {agency: null, date, from: at}
}

/** A name as the last line, without a date. */
function nameAlone(lexicon: Lexicon, blocks: Block[], from: number, to: number): Signature {
  for (let i = to - 1; i > from; i--) {
    const block = blocks[i]!
    if (block.type !== 'paragraph') continue
    if (attachmentName(block) !== null || furnitureOf(lexicon, block)) continue
    if (!isAgencyName(lexicon, block.value)) break
    return {
      agency: {name: tidyName(block.value), raw: block.value, place: block.place ?? {}},
      date: null,
      from: i,
    }
  }
  return {agency: null, date: null, from: tailWithout(lexicon, blocks, from, to)}
}

/** Where attachments and furniture at the very end begin. */
function tailWithout(lexicon: Lexicon, blocks: Block[], from: number, to: number): number {
  let at = to
  while (at > from && (attachmentName(blocks[at - 1]!) !== null || furnitureOf(lexicon, blocks[at - 1]!)))
    at--
  return at
}

interface SignedLine {
  agency: {name: string; raw: string} | null
  date: FoundDate
  /** Whether the paragraph is nothing but signature. */
  whole: boolean
}

/** 2024年1月18日 · XX局 2024年1月18日 · …事项。 XX局 2024年1月18日. */
function signedLine(lexicon: Lexicon, {value}: Paragraph): SignedLine | null {
  const date = datesIn(value).at(-1)
  if (!date || value.slice(date.index + date.raw.length).replace(/[\s()（）。印发]/g, '') !== '') return null
  if (isDateLine({type: 'paragraph', value})) return {agency: null, date, whole: true}
  const before = value
    .slice(0, date.index)
    .trim()
    .replace(/(?:日期|时间|落款)[:：]?$/, '')
    .replace(/[（(]$/, '')
  if (before.trim() === '') return {agency: null, date, whole: true}
  if (value.length <= LONGEST_LINE && isAgencyName(lexicon, before)) {
    return {agency: {name: tidyName(before), raw: before}, date, whole: true}
  }
  const last = /[。；;.\s]\s*([^\s。；;]{4,45})$/u.exec(before)
  if (last && isAgencyName(lexicon, last[1]!))
    return {agency: {name: tidyName(last[1]!), raw: last[1]!}, date, whole: false}
  return null
}

/** A date alone under the title: some offices date their report there. */
export function dateUnderTitle(blocks: Block[]): Signature['date'] {
  for (const block of blocks) {
    if (block.type !== 'paragraph' || !isDateLine(block)) continue
    const [date] = datesIn(block.value)
    return {iso: date!.iso, raw: date!.raw, place: block.place ?? {}}
  }
  return null
}
