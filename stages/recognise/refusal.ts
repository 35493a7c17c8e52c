import {type Block, type Table, textOf} from '../../pipeline/model/ast.ts'
import type {Skipped} from '../../pipeline/model/finding.ts'
import {fold} from '../../pipeline/model/text.ts'
import {blankKind, classify, otherKind} from './classify.ts'
import {wholeText} from './identity/evidence.ts'
import {type Draft, yearOfDraft} from './identity/index.ts'
import {countLabels, isForm} from './lines/detect.ts'
import type {Piece} from './sections/split.ts'
import type {Settings} from './settings.ts'
import {type Lexicon, lexiconOf} from './words/lexicon.ts'

/** A piece that is no report: what it is in a few words, and the entry in skipped.jsonl. */
export interface Refusal {
  what: string
  skipped: Skipped
}

/** A piece that may be a report, and what decides whether it is one. */
interface Candidate {
  lexicon: Lexicon
  draft: Draft
  blocks: Block[]
  /** Names of the file, where the piece is all of it. */
  names: string[]
  year: number | null
  /** Whether it has headings of a report's sections. */
  hasSections: boolean
  /** Whether it holds tables of a form, and whether figures stand in them. */
  isForm: boolean
  isFilled: boolean
}

/** Why a piece is no report, or null where it is one. @param names of the file, where the piece is all of it */
export function refusalOf(settings: Settings, piece: Piece, draft: Draft, names: string[]): Refusal | null {
  const lexicon = lexiconOf(settings)
  const {blocks} = draft.sectioned
  const tables = blocks.filter(block => block.type === 'table')
  const hasForm = isForm(countLabels(lexicon, tables)) || holdsStatistics(settings, blocks)
  const candidate: Candidate = {
    lexicon,
    draft,
    blocks,
    names,
    year: yearOfDraft(settings, draft),
    hasSections: piece.run.length > 0,
    isForm: hasForm,
    isFilled: hasForm && tables.some(holdsFigure),
  }
  return anotherDocument(candidate) ?? withoutReport(candidate) ?? beforeFormats(candidate)
}

/** A text about a report or under another law, or the blank form as an annex to rules. */
function anotherDocument(candidate: Candidate): Refusal | null {
  const {lexicon, draft, blocks, names, year} = candidate
  if (candidate.isFilled) return null
  const {title} = draft.evidence
  const isBlank = candidate.isForm && title === null && year === null
  const kind =
    otherKind(lexicon, blocks, names, title) ?? (isBlank ? blankKind(lexicon, blocks, names) : null)
  return kind && notReport(candidate, kind.reason, kind.what)
}

/** Longest text of a page that only frames pictures or attachments, characters. */
const SHELL = 400

/** A text with neither headings nor tables of a report that does not say it is one of before the formats. */
function withoutReport(candidate: Candidate): Refusal | null {
  if (candidate.hasSections || candidate.isForm) return null
  const {lexicon, draft, blocks, names, year} = candidate
  const {title, attachments} = draft.evidence
  const {reason, what, plain} = classify(lexicon, blocks, names)
  const told = title?.year ?? (plain && speaksAsReport(draft) ? year : null)
  if (told !== null && told < firstYear(lexicon)) return null
  const {length} = wholeText(blocks)
  const isShell = title !== null && reason === 'notReport' && length < SHELL
  if (isShell && attachments.length > 0) {
    const detail = `页面只有标题和附件（${attachments.join('、')}），报告正文在附件中，请将附件一并放入输入目录。`
    return refuse(candidate, 'empty', '只有标题和附件的页面', detail)
  }
  if (isShell && blocks.some(isPicture)) return null
  const isNamed = plain && title?.agency != null && /年度报告|年报/.test(title.text) && length >= SHELL
  return isNamed ? null : notReport(candidate, reason, what)
}

/** A report of before the first form, without its tables: nothing of it can be told. */
function beforeFormats(candidate: Candidate): Refusal | null {
  const {lexicon, blocks, year} = candidate
  if (candidate.isForm) return null
  const first = firstYear(lexicon)
  const isOld = year === null ? citesOldLawOnly(lexicon, wholeText(blocks)) : year < first
  if (!isOld) return null
  const when = year === null ? '依据修订前的《条例》编制' : `是${year}年度的`
  const detail = `该报告${when}，早于有统一章节的格式（${first}年起），文中也没有已有格式的表格，未作转换。`
  return refuse(candidate, 'preFormat', '早于已有格式的年度报告', detail)
}

function notReport(candidate: Candidate, reason: Skipped['reason'], what: string): Refusal {
  return refuse(candidate, reason, what, `${what}，不是政府信息公开工作年度报告，未作转换。`)
}

function refuse({blocks}: Candidate, reason: Skipped['reason'], what: string, detail: string): Refusal {
  const place = blocks.find(block => block.place)?.place
  return {what, skipped: {file: '', reason, detail, ...(place ? {place} : {})}}
}

/** The first year for which a format prescribes sections: reports of before have no common headings. */
function firstYear({formats}: Lexicon): number {
  return Math.min(...formats.filter(({sections}) => sections.length > 0).map(({from}) => from))
}

/** Fewest labels of the statistics table of 2014 that a text must hold to hold the table. */
const FEWEST_STATISTICS = 5

/** Whether a text holds the statistics table of 2014, read or not. */
function holdsStatistics({words}: Settings, blocks: Block[]): boolean {
  const text = fold(wholeText(blocks))
  return words.statistics.filter(label => text.includes(label)).length >= FEWEST_STATISTICS
}

/** Whether a figure stands in a table, numbers of its rows left out. */
function holdsFigure({children}: Table): boolean {
  return children.some(cell => cell.column > 0 && /^\s*\d[\d,.]*\s*$/.test(textOf(cell)))
}

/** Characters at the beginning of a text in which it says what it is. */
const OPENING = 1500

/** Whether a text without a title says in its opening that it is a report on the disclosure of information. */
function speaksAsReport({evidence}: Draft): boolean {
  const texts = evidence.preamble.map(({value}) => value)
  const opening = fold(texts.join('').slice(0, OPENING))
  return /(?:政府|政务)信息公开/.test(opening) && /本(?:年度)?(?:报告|年报)/.test(opening)
}

/** Whether a text rests on the Regulations of 2008 alone. */
function citesOldLawOnly({oldBasis, newerBasis}: Lexicon, text: string): boolean {
  const folded = fold(text)
  return oldBasis.test(folded) && !newerBasis.test(folded)
}

function isPicture(block: Block): boolean {
  return block.type === 'image' && (block.width ?? 300) >= 200 && (block.height ?? 300) >= 200
}
