import type {BodyType} from '../../../pipeline/model/report.ts'
import {fold, unnumbered} from '../../../pipeline/model/text.ts'
import type {FormatDigest, Settings, Words} from '../settings.ts'
import {besidePlaces, type Gazetteer, gazetteerOf} from './gazetteer.ts'
import {derivedFrom} from './memo.ts'

/** A section of any format, as headings are compared with it. */
export interface SectionWords {
  key: string
  /** Ordinals the formats give this section. */
  numbers: Set<number>
  /** Place among the sections, from the newest format. */
  order: number
  /** Folded official titles and aliases, longest first. */
  titles: string[]
  /** Folded keyword groups: a heading holds all words of one. */
  keywords: string[][]
}

/** The words of config/recognise.yaml and the formats, made ready for matching. */
export interface Lexicon {
  words: Words
  formats: FormatDigest[]
  sections: SectionWords[]
  /** Labels of all formats, with the formats that have them. */
  labels: Map<string, Set<string>>
  /** The same without their numbers: 予以公开 -> （一）予以公开. Only labels of four characters and more. */
  bareLabels: Map<string, string[]>
  /** Characters of the longest label; longer texts are not looked up. */
  longestLabel: number
  boilerStart: RegExp
  boilerEnd: RegExp
  boiler: RegExp
  /** Boiler at the start of a longer paragraph. */
  boilerPrefix: RegExp
  /** Alternatives of the two halves of a title's core, longest first. */
  titleSubject: string
  titleKind: string
  /** Another report in the same title, at the end of what stands before this one. */
  titleBeside: RegExp
  agencySuffix: RegExp
  agencyForbidden: RegExp
  /** Whole names that are of bodies above or of parts inside, never of the one that reports. */
  superior: RegExp
  /** First two characters of the names of divisions: 从 is no word where it begins 从化. */
  heads: Gazetteer['heads']
  /** How bodies of the State Council are called, those that are whole names, and branches of them. */
  national: {names: RegExp; whole: RegExp; branches: RegExp}
  /** Words of hacked pages; a name with one is none. */
  spam: RegExp
  /** Offices that look after disclosure for a whole government. */
  desk: RegExp
  /** Name of a body (group 1) and of the unit inside it that answers. */
  unit: RegExp
  /** Verbs before a title in a sentence, and verbs behind the name of a body. */
  publishing: RegExp
  acting: RegExp
  types: {type: BodyType; pattern: RegExp}[]
  own: RegExp
  /** In a title: a government's report on its own office. */
  ownTitle: RegExp
  office: RegExp
  jurisdiction: RegExp
  /** Citations of what reports rest on, the Regulations before their revision, and the revised ones. */
  citations: RegExp
  oldBasis: RegExp
  newerBasis: RegExp
  /** What stands beside the days that figures cover. */
  period: RegExp
  pieces: {
    reason: Words['pieces'][number]['reason']
    what: string
    title: RegExp | null
    body: RegExp | null
    /** Wording that decides even where sections of a report follow. */
    decides: RegExp | null
  }[]
  /** What a report calls itself, anywhere in a folded text. */
  core: RegExp
}

/** Lexicon of the settings; derived once for each settings object. */
export const lexiconOf = derivedFrom((settings: Settings): Lexicon => {
  const {words, formats} = settings
  const {boiler, agency} = words
  const {heads} = gazetteerOf(settings)
  const whole = (parts: string[]) => new RegExp(`^(?:${parts.map(part => `(?:${part})`).join('|')})$`, 'u')
  const either = (parts: string[]) => new RegExp(parts.map(part => `(?:${part})`).join('|') || '(?!)', 'u')
  const labels = labelOwners(formats)
  const longestFirst = (parts: string[]) => [...parts].sort((a, b) => b.length - a.length)
  return {
    words,
    formats,
    sections: sectionWords(formats),
    labels,
    bareLabels: bareLabels(labels.keys()),
    longestLabel: Math.max(0, ...[...labels.keys()].map(label => label.length)),
    boilerStart: whole(boiler.start),
    boilerEnd: whole(boiler.end),
    boiler: whole([...boiler.start, ...boiler.end, ...boiler.any]),
    boilerPrefix: /^(?:字号[:：]?\s*)?[[【]?大\s*[|,、/]?\s*中\s*[|,、/]?\s*小[\]】]?\s*/u,
    titleSubject: longestFirst(words.title.subjects).join('|'),
    titleKind: longestFirst(words.title.kinds).join('|'),
    titleBeside: new RegExp(`(?:${longestFirst(words.title.beside).join('|')})(?:工作)?[暨及和与]$`, 'u'),
    agencySuffix: new RegExp(`(?:${longestFirst(agency.suffixes).join('|')})$`, 'u'),
    agencyForbidden: either(agency.forbidden),
    superior: whole(agency.superiors.map(pattern => besidePlaces({heads}, pattern))),
    heads,
    spam: either(agency.spam),
    desk: either(agency.desks),
    national: {
      names: either(agency.national.names),
      whole: either(agency.national.whole),
      branches: either(agency.national.branches),
    },
    unit: new RegExp(agency.unit, 'u'),
    publishing: new RegExp(longestFirst(agency.publishing).join('|'), 'gu'),
    acting: new RegExp(longestFirst(agency.acting).join('|'), 'gu'),
    types: agency.types.map(({type, pattern}) => ({type, pattern: new RegExp(pattern, 'u')})),
    own: either(agency.ownWords),
    ownTitle: either(agency.ownTitleWords),
    office: either(agency.officeWords),
    jurisdiction: either(agency.jurisdictionWords),
    citations: new RegExp(either(words.basis.citations), 'gu'),
    oldBasis: either(words.basis.old),
    newerBasis: either(words.basis.newer),
    period: either(words.period),
    pieces: words.pieces.map(({reason, what, title, body, decides = []}) => ({
      reason,
      what,
      title: title.length ? either(title) : null,
      body: body.length ? either(body) : null,
      decides: decides.length ? either(decides) : null,
    })),
    core: new RegExp(
      `(?:${longestFirst(words.title.subjects).join('|')}).{0,8}(?:${longestFirst(words.title.kinds).join('|')})`,
      'u',
    ),
  }
})

function sectionWords(formats: FormatDigest[]): SectionWords[] {
  const byKey = new Map<string, SectionWords>()
  for (const format of formats) {
    for (const {key, number, title, aliases, keywords} of format.sections) {
      const entry = byKey.get(key) ?? {
        key,
        numbers: new Set<number>(),
        order: number,
        titles: [],
        keywords: [],
      }
      entry.numbers.add(number)
      entry.order = number
      entry.titles = [...new Set([...entry.titles, ...[title, ...(aliases ?? [])].map(fold)])]
      entry.titles.sort((a, b) => b.length - a.length)
      entry.keywords = [...entry.keywords, ...keywords.map(group => group.map(fold))]
      byKey.set(key, entry)
    }
  }
  return [...byKey.values()].sort((a, b) => a.order - b.order)
}

function labelOwners(formats: FormatDigest[]): Map<string, Set<string>> {
  const owners = new Map<string, Set<string>>()
  for (const {id, labels} of formats) {
    for (const label of labels) owners.set(label, (owners.get(label) ?? new Set()).add(id))
  }
  return owners
}

function bareLabels(labels: Iterable<string>): Map<string, string[]> {
  const bare = new Map<string, string[]>()
  for (const label of labels) {
    const text = unnumbered(label)
    if (text.length >= 4 && text !== label) bare.set(text, [...(bare.get(text) ?? []), label])
  }
  return bare
}
