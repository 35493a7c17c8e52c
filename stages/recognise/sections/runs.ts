import type {Block} from '../../../pipeline/model/ast.ts'
import {isLabel} from '../lines/detect.ts'
import type {Lexicon} from '../words/lexicon.ts'
import {type NumberingStyle, numberingOf} from '../words/numbering.ts'
import {type Candidate, candidatesOf, fits, mainStyle, type SectionHeading} from './headings.ts'

/** The section headings of one report, in document order. */
export type Run = SectionHeading[]

/** Most candidates looked at behind one; a report has six sections and a few dozen points that sound like them. */
const LOOK_AHEAD = 200

interface State {
  run: Run
  seen: Set<string>
  /** Order of the last known section, and the number it was printed with. */
  last: number
  lastNumber: number
  numbered: boolean
  /** Whether an official title is among the headings so far. */
  sure: boolean
}

/**
 * Section headings of a document, parted into reports: a sequence that begins again is another report. The official
 * title is taken wherever it stands with its own number; other wordings only in the style that carries the sections and
 * in sequence, so that （一）主动公开情况 inside section one and 一、 二、 inside section five stay sub-headings.
 */
export function runsOf(lexicon: Lexicon, blocks: Block[]): Run[] {
  const candidates = withoutContents(candidatesOf(lexicon, blocks))
  const style = mainStyle(candidates)
  const runs: Run[] = []
  let state = newState()
  candidates.forEach((candidate, i) => {
    const later = candidates.slice(i + 1, i + 1 + LOOK_AHEAD)
    const judged = judge(candidate, state, style, later)
    const verdict = judged === 'restart' && isAnnex(candidate, state, blocks) ? 'no' : judged
    if (verdict === 'no') return
    if (verdict === 'restart') state = newState()
    if (state.run.length === 0) runs.push(state.run)
    state.run.push(headingOf(candidate))
    state.seen.add(candidate.section.key)
    state.last = candidate.section.order
    state.lastNumber = candidate.numbering?.number ?? state.lastNumber + 1
    state.numbered ||= candidate.numbering !== null
    state.sure ||= candidate.strength === 'exact'
  })
  return runs.map(run => withUnknown(lexicon, run, blocks, style))
}

function newState(): State {
  return {run: [], seen: new Set(), last: 0, lastNumber: 0, numbered: false, sure: false}
}

function judge(
  candidate: Candidate,
  state: State,
  style: NumberingStyle | null,
  later: Candidate[],
): 'accept' | 'restart' | 'no' {
  const {section, numbering, strength} = candidate
  const main = numbering !== null && numbering.style === style
  const seen = state.seen.has(section.key)
  if (strength === 'exact' && (numbering === null || fits(candidate) || main)) {
    if (!seen) {
      if (numbering === null && exactLater(candidate, later, true)) return 'no'
      // A guide's 一、主动公开 二、依申请公开 may stand before the first section of the report.
      return section.order === 1 && state.run.length > 0 && !state.sure ? 'restart' : 'accept'
    }
    const same = numbering === null ? !state.numbered : main && fits(candidate)
    return same && section.order <= state.last ? 'restart' : 'no'
  }
  if (exactLater(candidate, later, false)) return 'no'
  if (main) {
    if (seen) return section.order === 1 && fits(candidate) && continues(later, style) ? 'restart' : 'no'
    if (fits(candidate)) return 'accept'
    const next = state.run.length > 0 && numbering.number === state.lastNumber + 1
    return next && section.order > state.last ? 'accept' : 'no'
  }
  const unnumbered = numbering === null && !state.numbered && style === null
  return unnumbered && !seen && candidate.rest === '' && section.order === state.last + 1 ? 'accept' : 'no'
}

/**
 * Whether a section that comes again, and not the first, only brings in an annex the table that it did not hold where it stood.
 */
function isAnnex({section, block}: Candidate, {run}: State, blocks: Block[]): boolean {
  const at = run.findIndex(({key}) => key === section.key)
  if (section.order === 1 || at < 0) return false
  const held = blocks.slice(run[at]!.block, run[at + 1]?.block ?? block)
  return !held.some(({type}) => type === 'table' || type === 'image')
}

/** Whether the same section comes again under its official title before the next report begins. */
function exactLater(candidate: Candidate, later: Candidate[], numbered: boolean): boolean {
  for (const other of later) {
    if (other.strength !== 'exact' || (numbered && other.numbering === null)) continue
    if (other.section.key === candidate.section.key)
      return numbered || other.numbering === null || fits(other)
    if (other.section.order === 1) return false
  }
  return false
}

/** Whether the headings that follow go on with the second or third section. */
function continues(later: Candidate[], style: NumberingStyle | null): boolean {
  const next = later.find(other => other.numbering?.style === style && fits(other))
  return next !== undefined && (next.section.order === 2 || next.section.order === 3)
}

/** Leaves out a table of contents: the first section and two or more behind it, one after the other, that all come again. */
function withoutContents(candidates: Candidate[]): Candidate[] {
  const out: Candidate[] = []
  const last = new Map(candidates.map(({section}, i) => [section.key, i]))
  for (let i = 0; i < candidates.length; ) {
    let end = i + 1
    const inGroup = (one: Candidate) => candidates.slice(i, end).some(other => other.section === one.section)
    while (end < candidates.length && adjacent(candidates[end - 1]!, candidates[end]!)) {
      if (inGroup(candidates[end]!)) break
      end++
    }
    const group = candidates.slice(i, end)
    const first = out.length === 0 || group[0]!.section.order === 1
    const listed = first && group.length >= 3 && group.every(one => last.get(one.section.key)! >= end)
    if (!listed) out.push(...group)
    i = end
  }
  return out
}

function adjacent(a: Candidate, b: Candidate): boolean {
  return a.rest === '' && b.block <= a.block + a.blocks
}

function headingOf({block, section, numbering, title, rest, blocks}: Candidate): SectionHeading {
  return {block, key: section.key, number: numbering?.number ?? null, title, rest, blocks}
}

/** Adds numbered headings no format knows where they fill a gap in the numbers or follow the last section. */
function withUnknown(lexicon: Lexicon, run: Run, blocks: Block[], style: NumberingStyle | null): Run {
  if (style === null || run.length < 3) return run
  const out: Run = []
  run.forEach((heading, i) => {
    out.push(heading)
    const next = run[i + 1]
    if (!next || heading.number === null || next.number !== heading.number + 2) return
    for (let b = heading.block + heading.blocks; b < next.block; b++) {
      const found = unknownAt(blocks[b]!, b, style, heading.number + 1)
      if (found && !isLabel(lexicon, found.title)) {
        out.push(found)
        break
      }
    }
  })
  return out
}

function unknownAt(
  block: Block,
  index: number,
  style: NumberingStyle,
  number: number,
): SectionHeading | null {
  if (block.type !== 'paragraph' || block.value.length > 40 || /[。；，]/.test(block.value)) return null
  const numbering = numberingOf(block.value)
  if (numbering?.style !== style || numbering.number !== number) return null
  return {block: index, key: null, number, title: block.value, rest: '', blocks: 1}
}
