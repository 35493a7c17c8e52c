import {type Block, rootSchema} from '../../pipeline/model/ast.ts'
import {type Finding, makeFinding, type Skipped} from '../../pipeline/model/finding.ts'
import {type Segment, segmentSchema} from '../../pipeline/model/segment.ts'
import {defineStage} from '../../pipeline/stage.ts'
import {classify} from './classify.ts'
import {countLabels, isForm, isLabel} from './detect.ts'
import {type Origin, wholeText} from './evidence.ts'
import {flatten} from './flatten.ts'
import {isSectionHeading} from './headings.ts'
import {citesOldLawOnly, type Draft, draftOf, identify, yearOfDraft} from './identity.ts'
import {type Lexicon, lexiconOf} from './lexicon.ts'
import {runsOf} from './runs.ts'
import {cut} from './sections.ts'
import {type Settings, settingsOf, wordsSchema} from './settings.ts'
import {type Piece, split} from './split.ts'

/** Tree to reports: whose, for which year, in which format, under which headings; and what is no report, and why. */
export const recognise = defineStage({
  name: 'recognise',
  version: '1',
  input: rootSchema,
  output: segmentSchema,
  files: {recognise: wordsSchema},
  settings: settingsOf,
  source: source => ({file: source.file, sha256: source.sha256}),
  run(root, {settings, source}) {
    const lexicon = lexiconOf(settings)
    const {blocks, aside} = flatten(root, {
      isHeading: text => isSectionHeading(lexicon, text),
      isLabel: text => isLabel(lexicon, text),
    })
    const pieces = split(lexicon, blocks, runsOf(lexicon, blocks))
    const alone = pieces.length === 1
    const origin: Origin = {file: source.file, data: root.data, aside, alone}
    const skipped: Skipped[] = []
    const findings: Finding[] = []
    const drafts: Draft[] = []
    for (const piece of pieces) {
      const draft = draftOf(settings, cut(blocks, piece.from, piece.to, piece.run), origin)
      const refused = refusal(lexicon, piece, draft, alone ? namesOf(origin) : [])
      if (refused) skipped.push(refused)
      else drafts.push(draft)
    }
    const facts = {file: source.file, sha256: source.sha256, reader: root.data.reader}
    const fileText = wholeText(blocks)
    const segments = drafts.map((draft, i) => {
      const made = identify(settings, draft, facts, i + 1, fileText)
      findings.push(...made.findings)
      return made.segment
    })
    findings.push(...aboutFile(settings, segments, skipped))
    return {outputs: segments.map(value => ({value, variant: value.identity.format})), findings, skipped}
  },
})

/** Why a piece is no report, or null where it is one. */
function refusal(lexicon: Lexicon, piece: Piece, draft: Draft, names: string[]): Skipped | null {
  const {blocks} = draft.sectioned
  const place = placeOf(blocks)
  const form = isForm(
    countLabels(
      lexicon,
      blocks.filter(block => block.type === 'table'),
    ),
  )
  const picture = draft.evidence.title !== null && blocks.some(isPicture) && wholeText(blocks).length < 400
  if (piece.run.length === 0 && !form && !(picture && draft.evidence.attachments.length === 0)) {
    const {reason, what} = classify(lexicon, blocks, names)
    return {file: '', reason, detail: `${what}，不是政府信息公开工作年度报告，未作转换。`, ...place}
  }
  const first = Math.min(...lexicon.formats.map(({from}) => from))
  const year = yearOfDraft(draft)
  const old = year === null ? citesOldLawOnly(wholeText(blocks)) : year < first
  if (form || !old) return null
  const when = year === null ? '依据修订前的《条例》编制' : `是${year}年度的`
  return {
    file: '',
    reason: 'preFormat',
    detail: `该报告${when}，早于已有格式（${first}年起），表格无法对应，未作转换。`,
    ...place,
  }
}

function isPicture(block: Block): boolean {
  return block.type === 'image' && (block.width ?? 300) >= 200 && (block.height ?? 300) >= 200
}

function placeOf(blocks: Block[]): {place?: Skipped['place']} {
  const place = blocks.find(block => block.place)?.place
  return place ? {place} : {}
}

function namesOf(origin: Origin): string[] {
  const stem = origin.file
    .split('/')
    .at(-1)!
    .replace(/\.\w{1,5}$/, '')
  return [origin.data.title ?? '', stem].filter(name => name !== '')
}

/** Findings about the file as a whole: several reports (S14), other documents beside reports (S15). */
function aboutFile(settings: Settings, segments: Segment[], skipped: Skipped[]): Finding[] {
  const findings: Finding[] = []
  if (segments.length > 1) {
    const years = segments
      .map(({identity}) => (identity.year === null ? '年度不明' : `${identity.year}年`))
      .join('、')
    findings.push(makeFinding(settings.rules, 'S14', {values: {count: segments.length, years}}))
  }
  if (segments.length === 0) return findings
  for (const {detail, place} of skipped) {
    findings.push(makeFinding(settings.rules, 'S15', {values: {what: detail.split('，')[0]!}, place}))
  }
  return findings
}
