import {type Root, rootSchema, textOf} from '../../pipeline/model/ast.ts'
import {type Finding, makeFinding} from '../../pipeline/model/finding.ts'
import {type Segment, segmentSchema} from '../../pipeline/model/segment.ts'
import {defineStage} from '../../pipeline/stage.ts'
import {type Origin, wholeText} from './identity/evidence.ts'
import {type Draft, draftOf, identify, type SourceFacts} from './identity/index.ts'
import {isLabel, labelEntries, startAsking, textsAsked} from './lines/detect.ts'
import {flatten} from './plain/flatten.ts'
import {withoutReadings} from './plain/readings.ts'
import {simplified} from './plain/traditional.ts'
import {type Refusal, refusalOf} from './refusal.ts'
import {isSectionHeading, officialHeadingAt} from './sections/headings.ts'
import {runsOf} from './sections/runs.ts'
import {cut} from './sections/sections.ts'
import {split} from './sections/split.ts'
import {partedAtTitles} from './sections/titled.ts'
import {type Settings, settingsOf, wordsSchema} from './settings.ts'
import {lexiconOf} from './words/lexicon.ts'

/** Tree to reports: whose, for which year, in which format, under which headings; and what is no report, and why. */
export const recognise = defineStage({
  name: 'recognise',
  version: '48',
  input: rootSchema,
  output: segmentSchema,
  files: {recognise: wordsSchema},
  settings: settingsOf,
  lookups: settings => {
    const lexicon = lexiconOf(settings)
    const formats = settings.formats.map(({labels: _, ...format}) => format)
    // Texts longer than every label are not looked up, so that a label longer than all of them counts for every document.
    return {
      rest: {...settings, formats, longestLabel: lexicon.longestLabel},
      entries: labelEntries(lexicon),
    }
  },
  source: source => ({file: source.file, sha256: source.sha256}),
  run(printed, {settings, source}) {
    const lexicon = lexiconOf(settings)
    startAsking(lexicon)
    const {root, changes} = plainOf(settings, printed)
    const {blocks: printedBlocks, aside} = flatten(root, {
      isHeading: text => isSectionHeading(lexicon, text),
      isLabel: text => isLabel(lexicon, text),
      headingAt: text => officialHeadingAt(lexicon, text),
    })
    const blocks = partedAtTitles(lexicon, printedBlocks)
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
      asked: textsAsked(lexicon),
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

/** Identifies the reports of a file; one with sections that names no body is of the body that all others are of. */
function identifyAll(settings: Settings, drafts: Draft[], facts: SourceFacts, fileText: () => string) {
  const alone = drafts.map((draft, i) => identify(settings, draft, facts, i + 1, fileText))
  const names = new Set(alone.map(({segment}) => segment.identity.agency.name).filter(name => name !== null))
  const [only] = names
  if (names.size !== 1) return alone
  return drafts.map((draft, i) => {
    const first = alone[i]!
    // Tables alone under another name may well be another body's, whose name was not understood.
    return first.segment.identity.agency.name === null && draft.sectioned.headings.length > 0
      ? identify(settings, draft, facts, i + 1, fileText, only)
      : first
  })
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
