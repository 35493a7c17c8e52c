import {type Block, type Root, rootSchema, type Table, textOf} from '../../pipeline/model/ast.ts'
import {type Finding, makeFinding, type Skipped} from '../../pipeline/model/finding.ts'
import {type Segment, segmentSchema} from '../../pipeline/model/segment.ts'
import {fold} from '../../pipeline/model/text.ts'
import {defineStage} from '../../pipeline/stage.ts'
import {blankKind, classify, otherKind} from './classify.ts'
import {type Origin, wholeText} from './identity/evidence.ts'
import {
  citesOldLawOnly,
  type Draft,
  draftOf,
  identify,
  type SourceFacts,
  yearOfDraft,
} from './identity/index.ts'
import {countLabels, isForm, isLabel, labelEntries, startAsking, textsAsked} from './lines/detect.ts'
import {flatten} from './plain/flatten.ts'
import {withoutReadings} from './plain/readings.ts'
import {simplified} from './plain/traditional.ts'
import {isSectionHeading, officialHeadingAt} from './sections/headings.ts'
import {runsOf} from './sections/runs.ts'
import {cut} from './sections/sections.ts'
import {type Piece, split} from './sections/split.ts'
import {type Settings, settingsOf, wordsSchema} from './settings.ts'
import {lexiconOf} from './words/lexicon.ts'

/** Longest text of a page that only frames pictures or attachments, characters. */
const SHELL = 400

/** Tree to reports: whose, for which year, in which format, under which headings; and what is no report, and why. */
export const recognise = defineStage({
  name: 'recognise',
  version: '34',
  input: rootSchema,
  output: segmentSchema,
  files: {recognise: wordsSchema},
  settings: settingsOf,
  lookups: settings => ({
    rest: {...settings, formats: settings.formats.map(({labels: _, ...format}) => format)},
    entries: labelEntries(lexiconOf(settings)),
  }),
  source: source => ({file: source.file, sha256: source.sha256}),
  run(printed, {settings, source}) {
    const lexicon = lexiconOf(settings)
    startAsking(lexicon)
    const {root, changes} = plainOf(settings, printed)
    const {blocks, aside} = flatten(root, {
      isHeading: text => isSectionHeading(lexicon, text),
      isLabel: text => isLabel(lexicon, text),
      headingAt: text => officialHeadingAt(lexicon, text),
    })
    const pieces = split(lexicon, blocks, runsOf(lexicon, blocks))
    const alone = pieces.length === 1
    const origin: Origin = {file: source.file, data: root.data, aside, alone}
    const refused: Refusal[] = []
    const drafts: Draft[] = []
    for (const piece of pieces) {
      const draft = draftOf(settings, cut(blocks, piece.from, piece.to, piece.run), origin)
      const refusal = refusalOf(settings, piece, draft, alone ? namesOf(origin) : [])
      if (refusal) refused.push(refusal)
      else drafts.push(draft)
    }
    const facts = {file: source.file, sha256: source.sha256, reader: root.data.reader}
    const made = identifyAll(settings, drafts, facts, () => wholeText(blocks))
    const segments = made.map(({segment}) => segment)
    return {
      outputs: segments.map(value => ({value, variant: value.identity.format})),
      findings: [
        ...made.flatMap(({findings}) => findings),
        ...aboutFile(settings, segments, refused, changes),
      ],
      skipped: refused.map(({skipped}) => skipped),
      asked: [...textsAsked(lexicon)],
    }
  },
})

/** The document as it is recognised, and what was changed in it for that (M13). */
function plainOf(settings: Settings, printed: Root): {root: Root; changes: string[]} {
  const text = textIn(printed)
  const unread = withoutReadings(printed, text)
  const simple = simplified(settings, unread ?? printed, unread ? textIn(unread) : text)
  const changes = [
    ...(unread ? ['文件中汉字后面注有拼音，已略去'] : []),
    ...(simple ? ['文件为繁体字，已逐字转为简体'] : []),
  ]
  return {root: simple ?? unread ?? printed, changes}
}

function textIn({children}: Root): string {
  return children.map(textOf).join('')
}

/** Identifies the reports of a file; one that names no body is of the body that all others are of. */
function identifyAll(settings: Settings, drafts: Draft[], facts: SourceFacts, fileText: () => string) {
  const alone = drafts.map((draft, i) => identify(settings, draft, facts, i + 1, fileText))
  const names = new Set(alone.map(({segment}) => segment.identity.agency.name).filter(name => name !== null))
  const [only] = names
  if (names.size !== 1) return alone
  return drafts.map((draft, i) => {
    const first = alone[i]!
    return first.segment.identity.agency.name === null
      ? identify(settings, draft, facts, i + 1, fileText, only)
      : first
  })
}

/** A piece that is no report: what it is in a few words, and the entry in skipped.jsonl. */
interface Refusal {
  what: string
  skipped: Skipped
}

/** Why a piece is no report, or null where it is one. */
function refusalOf(settings: Settings, piece: Piece, draft: Draft, names: string[]): Refusal | null {
  const lexicon = lexiconOf(settings)
  const {blocks} = draft.sectioned
  const refuse = (reason: Skipped['reason'], what: string, detail: string): Refusal => {
    const place = blocks.find(block => block.place)?.place
    return {what, skipped: {file: '', reason, detail, ...(place ? {place} : {})}}
  }
  const tables = blocks.filter(block => block.type === 'table')
  const form = isForm(countLabels(lexicon, tables)) || holdsStatistics(settings, blocks)
  const filled = form && tables.some(isFilled)
  const {title, attachments} = draft.evidence
  const year = yearOfDraft(settings, draft)
  const nobody = title === null && year === null
  const other = filled
    ? null
    : (otherKind(lexicon, blocks, names, title) ??
      (form && nobody ? blankKind(lexicon, blocks, names) : null))
  if (other)
    return refuse(other.reason, other.what, `${other.what}，不是政府信息公开工作年度报告，未作转换。`)
  // Reports of earlier years have no common headings: without a table of a known form nothing of them can be told.
  const first = Math.min(...lexicon.formats.filter(({sections}) => sections.length > 0).map(({from}) => from))
  if (piece.run.length === 0 && !form) {
    const {reason, what, plain} = classify(lexicon, blocks, names)
    const told = title?.year ?? (plain && speaksAsReport(draft) ? year : null)
    const text = wholeText(blocks)
    const shell = title !== null && reason === 'notReport' && text.length < SHELL
    if (told === null || told >= first) {
      if (shell && attachments.length) {
        const detail = `页面只有标题和附件（${attachments.join('、')}），报告正文在附件中，请将附件一并放入输入目录。`
        return refuse('empty', '只有标题和附件的页面', detail)
      }
      const named = plain && title?.agency != null && /年度报告|年报/.test(title.text) && text.length >= SHELL
      if (!named && !(shell && blocks.some(isPicture)))
        return refuse(reason, what, `${what}，不是政府信息公开工作年度报告，未作转换。`)
    }
  }
  const old = year === null ? citesOldLawOnly(wholeText(blocks)) : year < first
  if (form || !old) return null
  const when = year === null ? '依据修订前的《条例》编制' : `是${year}年度的`
  const detail = `该报告${when}，早于有统一章节的格式（${first}年起），文中也没有已有格式的表格，未作转换。`
  return refuse('preFormat', '早于已有格式的年度报告', detail)
}

/** Fewest labels of the statistics table of 2014 that a text must hold to hold the table. */
const FEWEST_STATISTICS = 5

/** Whether a text holds the statistics table of 2014, read or not. */
function holdsStatistics({words}: Settings, blocks: Block[]): boolean {
  const text = fold(wholeText(blocks))
  return words.statistics.filter(label => text.includes(label)).length >= FEWEST_STATISTICS
}

/** Whether a figure stands in a table, numbers of its rows left out. */
function isFilled({children}: Table): boolean {
  return children.some(cell => cell.column > 0 && /^\s*\d[\d,.]*\s*$/.test(textOf(cell)))
}

/** Whether a text without a title says in its opening that it is a report on the disclosure of information. */
function speaksAsReport({evidence}: Draft): boolean {
  const opening = fold(
    evidence.preamble
      .map(({value}) => value)
      .join('')
      .slice(0, 1500),
  )
  return /(?:政府|政务)信息公开/.test(opening) && /本(?:年度)?(?:报告|年报)/.test(opening)
}

function isPicture(block: Block): boolean {
  return block.type === 'image' && (block.width ?? 300) >= 200 && (block.height ?? 300) >= 200
}

function namesOf(origin: Origin): string[] {
  const stem = origin.file
    .split('/')
    .at(-1)!
    .replace(/\.\w{1,5}$/, '')
  return [origin.data.title ?? '', stem].filter(name => name !== '')
}

/** Findings about the file as a whole: several reports (S14), other documents beside them (S15), what was changed in its text (M13). */
function aboutFile(
  settings: Settings,
  segments: Segment[],
  refused: Refusal[],
  changes: string[],
): Finding[] {
  if (segments.length === 0) return []
  const findings = refused.map(({what, skipped}) =>
    makeFinding(settings.rules, 'S15', {values: {what}, place: skipped.place}),
  )
  if (changes.length) findings.push(makeFinding(settings.rules, 'M13', {values: {what: changes.join('；')}}))
  if (segments.length === 1) return findings
  const years = segments
    .map(({identity}) => (identity.year === null ? '年度不明' : `${identity.year}年`))
    .join('、')
  return [makeFinding(settings.rules, 'S14', {values: {count: segments.length, years}}), ...findings]
}
