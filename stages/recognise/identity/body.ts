import {type Finding, makeFinding} from '../../../pipeline/model/finding.ts'
import type {Place} from '../../../pipeline/model/place.ts'
import type {BodyType, Identity, Testimony} from '../../../pipeline/model/report.ts'
import {fold} from '../../../pipeline/model/text.ts'
import {levelOf, townshipOf, typeOf} from '../names/agency.ts'
import {type Located, type RegionWitness, regionOf} from '../names/region.ts'
import type {Settings} from '../settings.ts'
import {gazetteerOf} from '../words/gazetteer.ts'
import {lexiconOf} from '../words/lexicon.ts'
import type {Evidence} from './evidence.ts'
import {type NameStatement, type Naming, nameOf, nameStatements, nameWithDivision} from './naming.ts'
import {locateBody, mayBe, regionWitnesses} from './place.ts'
import {speakingType} from './scope.ts'
import {testify} from './testimony.ts'

/** The body a report is of, and what was said of its name and place. */
export interface Body {
  /** Its name with the division it was located in; `naming` has it as it was given. */
  name: string | null
  naming: Naming
  names: NameStatement[]
  type: BodyType
  township: string | null
  located: Located
  witnesses: RegionWitness[]
}

/**
 * Decides which body a report is of.
 * @param texts the report's own text and that of the whole file, in which short names may be found in full
 * @param neighbour the body all other reports of the file are of, for a report that names none
 */
export function bodyIn(
  settings: Settings,
  evidence: Evidence,
  texts: {own: () => string; file: () => string},
  neighbour: string | null,
): Body {
  const lexicon = lexiconOf(settings)
  const gazetteer = gazetteerOf(settings)
  const names = nameStatements(lexicon, gazetteer, evidence)
  const witnesses = regionWitnesses(lexicon, gazetteer, evidence, names)
  const listed = (name: string) => {
    const official = settings.officialNames?.[fold(name)]
    return official !== undefined && mayBe(gazetteer, name, official, witnesses) ? official : null
  }
  const naming = nameOf(lexicon, gazetteer, names, texts, neighbour, listed)
  const type = speakingType(lexicon, typeOf(lexicon, naming.name), evidence.narrative)
  const township = naming.name === null ? null : townshipOf(gazetteer, type, naming.name)
  const located = locateBody(lexicon, gazetteer, {name: naming.name, type}, witnesses, township, texts.own)
  const isFiled = [naming.source, located.source].every(from => from === 'folder' || from === 'fileName')
  const name =
    naming.name === null ? null : nameWithDivision(gazetteer, naming.name, located.division, isFiled)
  return {name, naming, names, type, township, located, witnesses}
}

/** The body as a report says it. */
export function agencyOf(settings: Settings, {name, type, township, located}: Body): Identity['agency'] {
  return {
    name,
    region: regionOf(located, township),
    level: levelOf(lexiconOf(settings), type, name, located.division),
    type,
  }
}

/** What was said of the body's name and its division, witness by witness; what was concluded from them comes last. */
export function bodyTestimony({name, naming, names, located, witnesses}: Body): Testimony[] {
  const {source} = naming
  const said = (from: string, value: string, raw: string) => ({source: from, value, raw, place: {}})
  const borrowed =
    source === 'file' || source === 'neighbour' || naming.defined
      ? [said(source!, naming.name!, naming.name!)]
      : []
  const completed = name !== null && name !== naming.name ? [said(located.source!, name, naming.name!)] : []
  const divisions = witnesses.flatMap(({source: from, candidates}) => {
    const [only, ...others] = candidates
    return only && others.length === 0 ? [said(from, only.now ?? only.code, only.name)] : []
  })
  const concluded =
    located.division && (located.source === 'township' || located.source === 'body')
      ? [said(located.source, located.division.code, located.division.name)]
      : []
  return [
    ...testify('agency', [...names, ...borrowed, ...completed]),
    ...testify('region', [...divisions, ...concluded]),
  ]
}

/** A body whose division nothing told (M12). @param report id of the report */
export function unlocated(
  settings: Settings,
  {naming, located}: Body,
  level: Identity['agency']['level'],
  report: string,
  place: Place,
): Finding[] {
  if (located.division !== null || naming.name === null || level === 'national') return []
  const open = located.open.map(
    ({province, prefecture, county, code}) => `${province}${prefecture ?? ''}${county ?? ''}（${code}）`,
  )
  const candidates = open.length ? `可能为${open.join('、')}` : '文件中没有可供判断的信息'
  return [makeFinding(settings.rules, 'M12', {values: {name: naming.name, candidates}, report, place})]
}
