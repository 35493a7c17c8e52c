import type {Table} from '../../../pipeline/model/ast.ts'
import {textOf} from '../../../pipeline/model/ast.ts'
import {fold, unnumbered, withoutUnitNote} from '../../../pipeline/model/text.ts'
import type {FormatDigest} from '../settings.ts'
import type {Lexicon} from '../words/lexicon.ts'
import {derivedFrom, derivedFromText} from '../words/memo.ts'

/** Fewest different labels by which tables count as the form's; other tables also speak of 行政许可 and 行政处罚. */
export const FEWEST_LABELS = 8

/** How much of each format a table, or several, shows. */
export interface LabelCount {
  /** Different labels of any format. */
  known: number
  /** By format id: different labels it has, and those that some other format lacks. */
  formats: Map<string, {labels: number; own: number}>
}

/** Counts the different labels of each format in the cells of tables. */
export function countLabels(lexicon: Lexicon, tables: Table[]): LabelCount {
  const named = tables.map(labelsIn(lexicon))
  const asked = askedOf(lexicon.labels)
  for (const {texts} of named) for (const text of texts) asked.add(text)
  const seen = new Set(named.flatMap(({labels}) => labels))
  const formats = new Map(lexicon.formats.map(({id}) => [id, {labels: 0, own: 0}]))
  for (const label of seen) {
    const owners = lexicon.labels.get(label)!
    for (const id of owners) {
      const count = formats.get(id)!
      count.labels++
      if (owners.size < lexicon.formats.length) count.own++
    }
  }
  return {known: seen.size, formats}
}

/** The different folded texts of the cells of a table, and the different labels among them. A table is asked about several times. */
const labelsIn = derivedFrom((lexicon: Lexicon) =>
  derivedFrom((table: Table): {texts: string[]; labels: string[]} => {
    const named = table.children.map(cell => labelsNamed(lexicon, textOf(cell)))
    return {
      texts: [...new Set(named.map(({text}) => text))],
      labels: [...new Set(named.flatMap(({labels}) => labels))],
    }
  }),
)

/** Longest text of a cell that can be a label, folded characters. */
const LONGEST_LABEL = 80

/** A text folded, and the labels it is: the one it says, or those it says without their number or without a unit behind. */
const labelsNamed = derivedFromText((lexicon: Lexicon, text): {text: string; labels: string[]} => {
  const folded = fold(text)
  if (folded === '' || folded.length > LONGEST_LABEL) return {text: folded, labels: []}
  return {text: folded, labels: labelsWithoutNote(lexicon, folded) ?? []}
})

function labelsWithoutNote(lexicon: Lexicon, folded: string): string[] | undefined {
  const labels = labelsOf(lexicon, folded)
  if (labels) return labels
  const bare = withoutUnitNote(folded)
  return bare === folded ? undefined : labelsOf(lexicon, bare)
}

function labelsOf({labels, bareLabels}: Lexicon, folded: string): string[] | undefined {
  return labels.has(folded) ? [folded] : bareLabels.get(unnumbered(folded))
}

/** Whether a text is a label of a format, with or without its number. */
export function isLabel(lexicon: Lexicon, text: string): boolean {
  const folded = fold(text)
  // Told without looking it up: most texts that are asked about are ends of sentences.
  if (folded.length > lexicon.longestLabel && isTooLong(lexicon, folded)) return false
  askedOf(lexicon.labels).add(folded)
  return labelsWithoutNote(lexicon, folded) !== undefined
}

/** Whether a folded text is longer than any label, without its number and unit, too. */
function isTooLong({longestLabel}: Lexicon, folded: string): boolean {
  return unnumbered(withoutUnitNote(folded)).length > longestLabel
}

/**
 * The folded texts that were looked up among the labels. Nothing else in this stage may look into them: a document is not
 * recognised anew for labels that it did not ask for. A thread recognises one document at a time, without a pause, and begins by
 * emptying this.
 */
const askedOf = derivedFrom((_: Lexicon['labels']) => new Set<string>())

/** Forgets what was looked up for other documents. */
export function startAsking(lexicon: Lexicon): void {
  askedOf(lexicon.labels).clear()
}

/** Every text that was looked up among the labels since `startAsking`, as it was, and without its number and unit. */
export function textsAsked(lexicon: Lexicon): string[] {
  const texts: string[] = []
  for (const text of askedOf(lexicon.labels)) {
    const bare = withoutUnitNote(text)
    texts.push(text, unnumbered(text))
    if (bare !== text) texts.push(bare, unnumbered(bare))
  }
  return texts
}

/** What the settings say of labels, text by text: the formats that have it, and the labels it is without their number. */
export function labelEntries({labels, bareLabels}: Lexicon): [string, unknown][] {
  const owners = (label: string) => [...labels.get(label)!]
  return [
    ...[...labels.keys()].map((label): [string, unknown] => [label, {formats: owners(label)}]),
    ...[...bareLabels].map(([text, whole]): [string, unknown] => [
      text,
      {whole: whole.map(label => [label, owners(label)])},
    ]),
  ]
}

/** Whether tables are those of a form, as far as labels tell. */
export function isForm(count: LabelCount): boolean {
  return count.known >= FEWEST_LABELS
}

/**
 * The formats whose own labels the tables show most, several where they show the same number of each; none where no label tells
 * formats apart.
 */
export function formatsByTables(count: LabelCount): string[] {
  const ranked = [...count.formats].sort(([, a], [, b]) => b.own - a.own || b.labels - a.labels)
  const most = ranked[0]?.[1]
  if (!most || most.own === 0) return []
  return ranked.filter(([, {own, labels}]) => own === most.own && labels === most.labels).map(([id]) => id)
}

/** The format prescribed for a report year: the newest that was in force; null before the first. */
export function formatByYear(formats: Pick<FormatDigest, 'id' | 'from'>[], year: number): string | null {
  const inForce = formats.filter(({from}) => from <= year).sort((a, b) => b.from - a.from)
  return inForce[0]?.id ?? null
}

/** The format whose instrument a folded text cites (国办公开办函〔2021〕30号); the newest where several are cited. */
export function formatByInstrument(lexicon: Lexicon, folded: string): string | null {
  const cited = lexicon.formats.filter(({instrument}) => folded.includes(fold(instrument)))
  return cited.sort((a, b) => b.from - a.from)[0]?.id ?? null
}
