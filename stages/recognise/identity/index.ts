import {createHash} from 'node:crypto'
import type {Finding} from '../../../pipeline/model/finding.ts'
import {makeFinding} from '../../../pipeline/model/finding.ts'
import type {Identity, Testimony} from '../../../pipeline/model/report.ts'
import type {Segment} from '../../../pipeline/model/segment.ts'
import {fold} from '../../../pipeline/model/text.ts'
import {firstValues} from '../lines/metadata.ts'
import {levelOf, townshipOf, typeOf} from '../names/agency.ts'
import {regionOf} from '../names/region.ts'
import {type Sectioned, sectionsOf} from '../sections/sections.ts'
import type {Settings} from '../settings.ts'
import {dateOf} from '../words/dates.ts'
import {gazetteerOf} from '../words/gazetteer.ts'
import {lexiconOf} from '../words/lexicon.ts'
import {type Evidence, evidenceOf, type Origin, wholeText} from './evidence.ts'
import {chooseFormat} from './formatChoice.ts'
import {nameOf, nameStatements, nameWithDivision, saidBy} from './naming.ts'
import {locateBody, mayBe, regionWitnesses} from './place.ts'
import {scopeOf, speakingType} from './scope.ts'
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
 * Decides who, when, where and which format, and records what every witness said. `segment` counts reports of the file
 * from 1; `fileText` is the text of the whole file, in which short names may be found in full; `neighbour` is the body all
 * other reports of the file are of, for a report that names none.
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
  const gazetteer = gazetteerOf(settings)
  const text = () => wholeText(sectioned.blocks)
  const names = nameStatements(lexicon, gazetteer, evidence)
  const witnesses = regionWitnesses(lexicon, gazetteer, evidence, names)
  const listed = (name: string) => {
    const official = settings.officialNames?.[fold(name)]
    return official !== undefined && mayBe(gazetteer, name, official, witnesses) ? official : null
  }
  const naming = nameOf(gazetteer, names, {own: text, file: fileText}, neighbour, listed)
  const type = speakingType(lexicon, typeOf(lexicon, naming.name), evidence.narrative)
  const township = naming.name === null ? null : townshipOf(gazetteer, type, naming.name)
  const located = locateBody(lexicon, gazetteer, {name: naming.name, type}, witnesses, township, text)
  const filed = [naming.source, located.source].every(from => from === 'folder' || from === 'fileName')
  const name = naming.name === null ? null : nameWithDivision(gazetteer, naming.name, located.division, filed)
  const period = periodOf(evidence)
  const years = yearStatements(evidence, period, saidBy(lexicon, gazetteer, evidence))
  const year = years[0]?.value ?? null
  const format = chooseFormat(lexicon, sectioned.blocks, year, evidence)
  const metadata = firstValues(evidence.facts)
  const published = settings.words.metadata.publication
    .map(name => dateOf(metadata[name] ?? ''))
    .find(date => date !== null)
  const scope = scopeOf(lexicon, type, fold(evidence.title?.text ?? ''), evidence.narrative)
  const id = createHash('sha256').update(`${source.file}#${segment}`).digest('hex').slice(0, 12)
  const identity: Identity = {
    id,
    source: {...source, segment},
    agency: {
      name,
      region: regionOf(located, township),
      level: levelOf(lexicon, type, name, located.division),
      type,
    },
    year,
    format: format.id,
    title: evidence.title?.text ?? null,
    signedOn: evidence.signature.date?.iso ?? null,
    publishedOn: published ?? null,
    period,
    metadata,
    scope,
    preamble: evidence.preamble.map(({value, place}) => ({text: value, place: place ?? {}})),
    sections: sectionsOf(lexicon, sectioned, evidence.signature.from),
    attachments: evidence.attachments,
    testimony: [
      ...titleTestimony(evidence),
      ...testify('year', years),
      ...testify('agency', [
        ...names,
        ...(naming.source === 'file' || naming.source === 'neighbour'
          ? [{source: naming.source, value: naming.name!, raw: naming.name!, place: {}}]
          : []),
        ...(name !== null && name !== naming.name
          ? [{source: located.source!, value: name, raw: naming.name!, place: {}}]
          : []),
      ]),
      ...witnesses.flatMap(({source: from, candidates}) =>
        candidates.length === 1
          ? testify('region', [
              {
                source: from,
                value: candidates[0]!.now ?? candidates[0]!.code,
                raw: candidates[0]!.name,
                place: {},
              },
            ])
          : [],
      ),
      ...(located.division && (located.source === 'township' || located.source === 'body')
        ? testify('region', [
            {source: located.source, value: located.division.code, raw: located.division.name, place: {}},
          ])
        : []),
      ...dateTestimony(settings, evidence),
      ...format.testimony,
    ],
  }
  const findings: Finding[] = []
  if (located.division === null && naming.name !== null && identity.agency.level !== 'national') {
    const candidates = located.open.map(
      one => `${one.province}${one.prefecture ?? ''}${one.county ?? ''}（${one.code}）`,
    )
    findings.push(
      makeFinding(settings.rules, 'M12', {
        values: {
          name: naming.name,
          candidates: candidates.length ? `可能为${candidates.join('、')}` : '文件中没有可供判断的信息',
        },
        report: id,
        place: {...evidence.title?.place, segment},
      }),
    )
  }
  return {segment: {identity, blocks: sectioned.blocks, sectionOf: sectioned.sectionOf}, findings}
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

/** Year of a draft, for telling reports of before the first known format. */
export function yearOfDraft(settings: Settings, {evidence}: Draft): number | null {
  const said = saidBy(lexiconOf(settings), gazetteerOf(settings), evidence)
  return yearStatements(evidence, periodOf(evidence), said)[0]?.value ?? null
}

/** Whether a text rests on the 2008 Regulations alone. */
export function citesOldLawOnly(text: string): boolean {
  const folded = fold(text)
  return /第492号/.test(folded) && !/第711号|新修订|修订后/.test(folded)
}
