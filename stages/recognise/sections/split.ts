import type {Block} from '../../../pipeline/model/ast.ts'
import {textOf} from '../../../pipeline/model/ast.ts'
import {fold} from '../../../pipeline/model/text.ts'
import {countLabels, isForm} from '../lines/detect.ts'
import {attachmentName, furnitureOf, withoutFurniture} from '../lines/furniture.ts'
import {factsOf} from '../lines/metadata.ts'
import {lastTitle} from '../lines/title.ts'
import {datesIn} from '../words/dates.ts'
import type {Lexicon} from '../words/lexicon.ts'
import type {Run} from './runs.ts'
import {startsByTitle} from './titled.ts'

/** A stretch of a document, `from` up to `to`. `run` holds the section headings of a report, and is empty otherwise. */
export interface Piece {
  from: number
  to: number
  run: Run
}

/** Fewest characters of prose by which text beside a report is a document of its own. */
const SUBSTANCE = 200
/** The same where a line names it: 政府信息公开指南. */
const SUBSTANCE_NAMED = 100
/** Shortest paragraph counted as prose. */
const PROSE = 40
/** Fewest different sections that make a report without any table. */
const FEWEST_SECTIONS = 3

/** Most paragraphs of a preamble that is known only by its first words. */
const LONGEST_PREAMBLE = 8

/** Parts a document into reports and other documents, in order. Every block is in one piece. */
export function split(lexicon: Lexicon, blocks: Block[], runs: Run[]): Piece[] {
  const reports = runs.filter((run, i) =>
    isReport(lexicon, blocks, run, runs[i + 1]?.[0]?.block ?? blocks.length),
  )
  if (reports.length === 0) return withTablesApart(lexicon, blocks, {from: 0, to: blocks.length, run: []})
  const pieces: Piece[] = []
  for (const [i, run] of reports.entries()) {
    const after = i === 0 ? 0 : reports[i - 1]!.at(-1)!.block + 1
    let start = startOf(lexicon, blocks, after, run[0]!.block, i === 0)
    if (i === 0 && !hasSubstance(lexicon, blocks, 0, start)) start = 0
    const done = i === 0 ? 0 : closeReport(lexicon, blocks, pieces, start)
    if (done < start) pieces.push({from: done, to: start, run: []})
    pieces.push({from: start, to: blocks.length, run})
  }
  const end = closeReport(lexicon, blocks, pieces, blocks.length)
  if (end < blocks.length) pieces.push({from: end, to: blocks.length, run: []})
  return pieces.flatMap(piece => withTablesApart(lexicon, blocks, piece))
}

/** A piece without the reports that are tables alone behind its last section, and those. */
function withTablesApart(lexicon: Lexicon, blocks: Block[], piece: Piece): Piece[] {
  const {from, to, run} = piece
  const last = run.at(-1)?.block ?? from
  const starts = startsByTitle(lexicon, blocks.slice(from, to))
    .map(start => from + start)
    .filter(start => start > last)
  return [from, ...starts].map((start, i) => ({
    from: start,
    to: starts[i] ?? to,
    run: i === 0 ? run : [],
  }))
}

function isReport(lexicon: Lexicon, blocks: Block[], run: Run, end: number): boolean {
  const keys = new Set(run.map(({key}) => key).filter(key => key !== null))
  if (keys.size >= FEWEST_SECTIONS) return true
  const tables = blocks.slice(run[0]!.block, end).filter(block => block.type === 'table')
  return keys.size > 0 && isForm(countLabels(lexicon, tables))
}

/** Ends the last report before `limit`, leaving what follows it to a piece of its own where that has substance. */
function closeReport(lexicon: Lexicon, blocks: Block[], pieces: Piece[], limit: number): number {
  const report = pieces.at(-1)!
  const end = endOf(lexicon, blocks, report.run.at(-1)!.block + 1, limit)
  const rest = blocks.slice(end, limit).filter(block => block.type === 'table')
  report.to = hasSubstance(lexicon, blocks, end, limit) && !isForm(countLabels(lexicon, rest)) ? end : limit
  return report.to
}

/** Where a report may end: behind the date it was signed on and its attachments, or at the first mark of furniture. */
function endOf(lexicon: Lexicon, blocks: Block[], from: number, limit: number): number {
  for (let i = from; i < limit; i++) {
    const block = blocks[i]!
    const mark = furnitureOf(lexicon, block)
    if (mark !== 'end' && !isDateLine(block)) continue
    let end = i + 1
    while (
      end < limit &&
      (furnitureOf(lexicon, blocks[end]!) === 'end' || attachmentName(blocks[end]!) !== null)
    )
      end++
    return end
  }
  return limit
}

/** Whether a paragraph says a date and nothing else. */
export function isDateLine(block: Block): boolean {
  if (block.type !== 'paragraph' || block.value.length > 40) return false
  const dates = datesIn(block.value)
  return dates.length === 1 && block.value.replace(dates[0]!.raw, '').replace(/[\s()（）。]/g, '') === ''
}

function hasSubstance(lexicon: Lexicon, blocks: Block[], from: number, to: number): boolean {
  let prose = 0
  let named = false
  for (let i = from; i < to; i++) {
    const block = blocks[i]!
    if (block.type !== 'paragraph' && block.type !== 'table') continue
    if (factsOf(lexicon, block).length || furnitureOf(lexicon, block)) continue
    const text = textOf(block)
    if (text.length >= PROSE) prose += text.length
    else if (lexicon.pieces.some(({title}) => title?.test(fold(text)))) named = true
  }
  return prose >= (named ? SUBSTANCE_NAMED : SUBSTANCE)
}

/** Where the report that has its first section at `heading` begins, not before `from`. */
function startOf(lexicon: Lexicon, blocks: Block[], from: number, heading: number, first: boolean): number {
  const lines = blocks.slice(from, heading).map(block => {
    if (block.type !== 'paragraph' || furnitureOf(lexicon, block) || attachmentName(block) !== null)
      return null
    return withoutFurniture(lexicon, block.value)
  })
  const title = lastTitle(lexicon, lines)
  if (title) return withLead(lexicon, blocks, from, from + title.line)
  const marks = blocks
    .slice(from, heading)
    .map(block => (startsWithMark(lexicon, block) ? 'start' : furnitureOf(lexicon, block)))
  const ended = marks.lastIndexOf('end')
  if (ended >= 0 && marks.indexOf('start', ended) < 0) return from + ended + 1
  const begun = marks.indexOf('start', Math.max(ended, 0))
  if (begun >= 0) return withLead(lexicon, blocks, from, from + begun)
  const near = Math.max(from, heading - LONGEST_PREAMBLE)
  const opening = blocks.slice(near, heading).findIndex(isOpening)
  if (opening >= 0) return near + opening
  if (first) return from
  const dated = blocks
    .slice(from, heading)
    .findLastIndex(block => isDateLine(block) || attachmentName(block) !== null)
  return dated >= 0 ? from + dated + 1 : heading
}

function startsWithMark(lexicon: Lexicon, block: Block): boolean {
  return block.type === 'paragraph' && withoutFurniture(lexicon, block.value) !== block.value
}

/** Goes back over the page's furniture and metadata that stand before an article. */
function withLead(lexicon: Lexicon, blocks: Block[], from: number, start: number): number {
  let at = start
  while (at > from) {
    const block = blocks[at - 1]!
    const mark = furnitureOf(lexicon, block)
    if (mark !== 'start' && mark !== 'any' && factsOf(lexicon, block).length === 0) break
    at--
  }
  return at
}

/** 青溪县财政局根据《中华人民共和国政府信息公开条例》…编制本报告: the same behind the name of the body. */
const NAMED_OPENING =
  /^[^，。；]{2,40}(?:根据|按照|依据|依照)《中华人民共和国政府信息公开条例》[^。]*(?:本报告|本年报|年度报告)/u

function isOpening(block: Block): boolean {
  return (
    block.type === 'paragraph' &&
    (/^(?:本(?:年度)?报告(?:是|由|依|根|按)|(?:现)?(?:根据|按照|依据)《中华人民共和国政府信息公开条例》)/u.test(
      block.value.trim(),
    ) ||
      NAMED_OPENING.test(block.value))
  )
}
