import {createHash} from 'node:crypto'
import type {Finding} from '../../../pipeline/model/finding.ts'
import type {Identity, Testimony} from '../../../pipeline/model/report.ts'
import type {Segment} from '../../../pipeline/model/segment.ts'
import {fold} from '../../../pipeline/model/text.ts'
import {firstValues} from '../lines/metadata.ts'
import {type Sectioned, sectionsOf} from '../sections/sections.ts'
import type {Settings} from '../settings.ts'
import {dateOf} from '../words/dates.ts'
import {gazetteerOf} from '../words/gazetteer.ts'
import {lexiconOf} from '../words/lexicon.ts'
import {agencyOf, bodyIn, bodyTestimony, unlocated} from './body.ts'
import {type Evidence, evidenceOf, type Origin, wholeText} from './evidence.ts'
import {chooseFormat} from './formatChoice.ts'
import {saidBy} from './naming.ts'
import {scopeOf} from './scope.ts'
import {testify} from './testimony.ts'
import {periodOf, yearStatements} from './year.ts'

/** A report of the file, ready to be identified. */
export interface Draft {
  sectioned: Sectioned
  evidence: Evidence
}

/** Facts of the source that go into the identity. */
export interface SourceFacts {
  file: string
  sha256: string
  reader: string
}

/** A piece of a document with its evidence, before the pieces are set against each other. */
export function draftOf(settings: Settings, sectioned: Sectioned, origin: Origin): Draft {
  return {sectioned, evidence: evidenceOf(lexiconOf(settings), sectioned, origin)}
}

/**
 * Decides who, when, where and which format, and records what every witness said.
 * @param segment counts reports of the file from 1
 * @param fileText text of the whole file, in which short names may be found in full
 * @param neighbour the body all other reports of the file are of, for a report that names none
 */
export function identify(
  settings: Settings,
  {sectioned, evidence}: Draft,
  source: SourceFacts,
  segment: number,
  fileText: () => string,
  neighbour: string | null = null,
): {segment: Segment; findings: Finding[]} {
  const lexicon = lexiconOf(settings)
  const {title, signature, narrative} = evidence
  const texts = {own: () => wholeText(sectioned.blocks), file: fileText}
  const body = bodyIn(settings, evidence, texts, neighbour)
  const agency = agencyOf(settings, body)
  const period = periodOf(lexicon, evidence)
  const years = yearStatements(evidence, period, saidBy(lexicon, gazetteerOf(settings), evidence))
  const year = years[0]?.value ?? null
  const format = chooseFormat(lexicon, sectioned.blocks, year, evidence)
  const metadata = firstValues(evidence.facts)
  const id = createHash('sha256').update(`${source.file}#${segment}`).digest('hex').slice(0, 12)
  const identity: Identity = {
    id,
    source: {...source, segment},
    agency,
    year,
    format: format.id,
    title: title?.text ?? null,
    signedOn: signature.date?.iso ?? null,
    publishedOn: publishedOn(settings, metadata),
    period,
    metadata,
    scope: scopeOf(lexicon, body.type, fold(title?.text ?? ''), narrative),
    preamble: evidence.preamble.map(({value, place}) => ({text: value, place: place ?? {}})),
    sections: sectionsOf(lexicon, sectioned, signature.from),
    attachments: evidence.attachments,
    testimony: [
      ...titleTestimony(evidence),
      ...testify('year', years),
      ...bodyTestimony(body),
      ...dateTestimony(settings, evidence),
      ...format.testimony,
    ],
  }
  const findings = unlocated(settings, body, agency.level, id, {...title?.place, segment})
  return {segment: {identity, blocks: sectioned.blocks, sectionOf: sectioned.sectionOf}, findings}
}

/** The day of publication (YYYY-MM-DD) that metadata names; null where none does. */
function publishedOn({words}: Settings, metadata: Identity['metadata']): string | null {
  const days = words.metadata.publication.map(name => dateOf(metadata[name] ?? ''))
  return days.find(day => day !== null) ?? null
}

function titleTestimony({title, otherTitles}: Evidence): Testimony[] {
  const own = title ? [{source: 'title', value: title.text, raw: title.text, place: title.place ?? {}}] : []
  const others = otherTitles.map(({source, parts, raw, place}) => ({
    source,
    value: parts.text,
    raw,
    place: place ?? {},
  }))
  return testify('title', [...own, ...others])
}

function dateTestimony(settings: Settings, {facts, signature}: Evidence): Testimony[] {
  const {date} = signature
  const signed = date ? [{source: 'signature', value: date.iso, raw: date.raw, place: date.place}] : []
  const published = settings.words.metadata.publication.flatMap(name =>
    facts.flatMap(fact => {
      const iso = fact.name === name ? dateOf(fact.value) : null
      return iso ? [{source: 'metadata', value: iso, raw: `${name}：${fact.value}`, place: fact.place}] : []
    }),
  )
  return [...testify('signedOn', signed), ...testify('publishedOn', published)]
}

/** The year a draft says it is of, before it is identified. */
export function yearOfDraft(settings: Settings, {evidence}: Draft): number | null {
  const lexicon = lexiconOf(settings)
  const said = saidBy(lexicon, gazetteerOf(settings), evidence)
  return yearStatements(evidence, periodOf(lexicon, evidence), said)[0]?.value ?? null
}
