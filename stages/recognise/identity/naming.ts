import {fold} from '../../../pipeline/model/text.ts'
import {bodyOf, definedName, expandName, isAgencyName, isShortName, tidyName} from '../names/agency.ts'
import {filedName} from '../names/filed.ts'
import {readChain} from '../names/region.ts'
import {type Said, saidOf, sitesIn} from '../names/said.ts'
import type {Division, Gazetteer} from '../words/gazetteer.ts'
import type {Lexicon} from '../words/lexicon.ts'
import {derivedFrom} from '../words/memo.ts'
import type {Evidence} from './evidence.ts'
import type {Statement} from './testimony.ts'

/** What a witness says of the body; `inferred` where only its region was named. */
export interface NameStatement extends Statement<string> {
  inferred: boolean
}

/** What each witness says of the body's name, the most trustworthy first. */
export function nameStatements(lexicon: Lexicon, gazetteer: Gazetteer, evidence: Evidence): NameStatement[] {
  const out: NameStatement[] = []
  const add = (
    source: string,
    raw: string,
    place: Statement<string>['place'] | undefined,
    inferred = false,
  ) => {
    const value = bodyOf(gazetteer, tidyName(raw))
    out.push({source, value, raw, place: place ?? {}, inferred})
  }
  const {title, signature, facts, otherTitles, preamble, opening} = evidence
  if (title?.agency) add('title', title.agency, title.place)
  if (signature.agency) add('signature', signature.agency.name, signature.agency.place)
  if (evidence.underTitle) add('title', evidence.underTitle.value, evidence.underTitle.place)
  for (const {name, place, region} of saidBy(lexicon, gazetteer, evidence))
    if (name !== null) add('body', speaker(lexicon, gazetteer, name, evidence.narrative), place, region)
  for (const source of ['metadata', 'attachment', 'fileName', 'htmlTitle']) {
    for (const other of otherTitles) {
      if (other.source === source && other.parts.agency) add(source, other.parts.agency, other.place)
    }
  }
  const filed = filedName(lexicon, evidence.stem)
  if (
    filed !== null &&
    !isPlaceOf(gazetteer, filed, out[0]?.value) &&
    !out.some(({source}) => source === 'fileName')
  )
    add('fileName', filed, undefined)
  const publisher = facts.find(({name}) => name === 'publisher')
  if (publisher && isAgencyName(lexicon, publisher.value)) add('publisher', publisher.value, publisher.place)
  if (out.length === 0) {
    const folder = evidence.folders.findLast(name => isBodyFolder(lexicon, gazetteer, name))
    if (folder !== undefined) add('folder', filedName(lexicon, folder)!, undefined)
  }
  const [top] = preamble
  const headed = top && isAgencyName(lexicon, top.value) ? [{name: top.value, place: top.place ?? {}}] : []
  for (const site of [...headed, ...sitesIn(lexicon, [...preamble, ...opening])]) {
    const name = isShortName(gazetteer, site.name) ? null : siteOwner(lexicon, site.name, evidence.narrative)
    if (name !== null) add('body', name, site.place, true)
  }
  return out
}

/** Whether a file is named after nothing but the place of a body, or one that its place lies in: 甲省乙市 beside 乙市财政局. */
function isPlaceOf(gazetteer: Gazetteer, filed: string, name: string | undefined): boolean {
  if (name === undefined || bodyOf(gazetteer, filed) === filed || /政府$/u.test(name)) return false
  const [own, place] = [readChain(gazetteer, name), readChain(gazetteer, filed)]
  if (!own || place?.length !== filed.length) return false
  return place.candidates.some(around =>
    own.candidates.some(({code}) => code.startsWith(around.code.replace(/(?:00)+$/, ''))),
  )
}

/** Whether a folder is named after a body, not after a region that holds many. */
function isBodyFolder(lexicon: Lexicon, gazetteer: Gazetteer, folder: string): boolean {
  const name = filedName(lexicon, folder)
  return name !== null && (bodyOf(gazetteer, name) === name || /(?:镇|乡|街道)$/u.test(name))
}

/** What the preamble and the first section's opening say. */
export function saidBy(lexicon: Lexicon, gazetteer: Gazetteer, evidence: Evidence): Said[] {
  return saidUnder(lexicon)(gazetteer)(evidence)
}

const saidUnder = derivedFrom((lexicon: Lexicon) =>
  derivedFrom((gazetteer: Gazetteer) =>
    derivedFrom(({preamble, opening}: Evidence) =>
      saidOf(lexicon, [...preamble, ...opening], name => !isShortName(gazetteer, name)),
    ),
  ),
)

/**
 * The office a report names as its contact speaks for the government where the report covers the jurisdiction: 政府办公室,
 * and the centres and offices that look after disclosure (青溪县政务服务中心).
 */
function speaker(lexicon: Lexicon, gazetteer: Gazetteer, name: string, narrative: string): string {
  const whole = lexicon.jurisdiction.test(narrative) && !lexicon.own.test(narrative)
  if (!whole) return name
  if (/政府(?:办公室|办公厅|办)$/u.test(name)) return name.replace(/(?<=政府)(?:办公室|办公厅|办)$/u, '')
  const chain = lexicon.desk.test(name) ? readChain(gazetteer, name) : null
  return chain && !chain.short ? `${name.slice(0, chain.length)}人民政府` : name
}

/** What a body calls itself by: 我局, 本院. */
const SELF = /[我本](?=(局|委|办|厅|会|院|所|站|中心|处|镇|乡|街道|队|校|馆|社|关|署|公司))/gu

/**
 * The site a report is found on is mostly the government's, whoever reports; it names the body only where that is no
 * government, and of the kind the report calls itself (我院), or where the report speaks for a jurisdiction and never as an
 * office of it.
 */
function siteOwner(lexicon: Lexicon, name: string, narrative: string): string | null {
  const selves = [...narrative.matchAll(SELF)].map(([, self]) => self!)
  if (selves.length > 0 && !selves.some(self => name.slice(-5).includes(self))) return null
  if (/(?:局|厅|委|委员会|院|中心|队|海关|署)$/u.test(name)) return name
  if (!/政府$/u.test(name)) return null
  return lexicon.jurisdiction.test(narrative) && !lexicon.own.test(narrative) ? name : null
}

/**
 * A short name with the division the body was located in: 市民政局 in 聊城市 → 聊城市民政局; 民政局 where people filed it
 * under that division. Other names stay; so does a name whose first character is not the division's last.
 */
export function nameWithDivision(
  gazetteer: Gazetteer,
  name: string,
  division: Division | null,
  filed: boolean,
): string {
  if (division === null || !isShortName(gazetteer, name)) return name
  if (filed && !/^[省市县区州旗盟]/u.test(name)) return `${division.name}${name}`
  return division.name.endsWith(name[0]!) ? `${division.name}${name.slice(1)}` : name
}

/** The name a report is given: which witness, and how a short name was made whole. */
export interface Naming {
  name: string | null
  source: string | null
  /** The witness gave the short form of a name that the text defines. */
  defined?: true
}

/**
 * Takes the first witness and completes a name that the report defines as short for another, or a short one
 * (市机关事务管理局, or a region only inferred) from the report's own text, then from the rest of the file. `known` may say what a name stands for (a roster's alias) before all else.
 */
export function nameOf(
  lexicon: Lexicon,
  gazetteer: Gazetteer,
  statements: NameStatement[],
  texts: {own: () => string; file: () => string},
  neighbour: string | null = null,
  known: (name: string) => string | null = () => null,
): Naming {
  const [first] = statements
  if (!first) return {name: neighbour, source: neighbour === null ? null : 'neighbour'}
  const listed = known(first.value)
  if (listed !== null) return {name: listed, source: 'roster'}
  const {value, source, inferred} = first
  const defined = inferred ? null : definedName(lexicon, gazetteer, value, fold(texts.own()))
  if (defined !== null) return {name: defined, source, defined: true}
  if (!inferred && !isShortName(gazetteer, value)) return {name: value, source}
  const longer = statements.find(
    other => other.value.endsWith(value) && !isShortName(gazetteer, other.value) && other.value !== value,
  )
  if (longer && !inferred) return {name: longer.value, source: longer.source}
  const own = expandName(gazetteer, value, fold(texts.own()))
  if (own) return {name: own, source: 'body'}
  const elsewhere = inferred ? null : expandName(gazetteer, value, fold(texts.file()))
  return elsewhere ? {name: elsewhere, source: 'file'} : {name: value, source}
}
