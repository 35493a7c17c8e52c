import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {z} from 'zod'
import {type Config, rulesOf} from '../../pipeline/config.ts'
import type {Rules} from '../../pipeline/model/finding.ts'
import {type Format, leavesOf, type SectionForm} from '../../pipeline/model/format.ts'
import {bodyTypeSchema} from '../../pipeline/model/report.ts'
import {officialNames} from '../../pipeline/model/roster.ts'
import {fold} from '../../pipeline/model/text.ts'

/** config/recognise.yaml. Patterns are regular expressions over folded text. */
export const wordsSchema = z.strictObject({
  title: z.strictObject({
    subjects: z.array(z.string()).min(1),
    kinds: z.array(z.string()).min(1),
    beside: z.array(z.string()).min(1),
    maxLength: z.number().int().positive(),
  }),
  boiler: z.strictObject({start: z.array(z.string()), end: z.array(z.string()), any: z.array(z.string())}),
  metadata: z.strictObject({
    names: z.record(z.string(), z.array(z.string()).min(1)),
    ignored: z.array(z.string()),
    properties: z.record(z.string(), z.string()),
    publication: z.array(z.string()),
  }),
  regions: z.strictObject({
    zones: z.array(z.string()).min(1),
    bareZones: z.array(z.string()).min(1),
    nationalities: z.array(z.string()).min(1),
    ledFromAbove: z.array(z.string()).min(1),
  }),
  agency: z.strictObject({
    suffixes: z.array(z.string()).min(1),
    forbidden: z.array(z.string()),
    superiors: z.array(z.string()),
    spam: z.array(z.string()),
    desks: z.array(z.string()),
    national: z.strictObject({
      names: z.array(z.string()).min(1),
      whole: z.array(z.string()),
      branches: z.array(z.string()),
    }),
    unit: z.string(),
    publishing: z.array(z.string()).min(1),
    acting: z.array(z.string()).min(1),
    types: z.array(z.strictObject({type: bodyTypeSchema, pattern: z.string()})),
    ownWords: z.array(z.string()),
    ownTitleWords: z.array(z.string()).min(1),
    officeWords: z.array(z.string()),
    jurisdictionWords: z.array(z.string()),
  }),
  statistics: z.array(z.string()).min(1),
  basis: z.strictObject({
    citations: z.array(z.string()).min(1),
    old: z.array(z.string()).min(1),
    newer: z.array(z.string()).min(1),
  }),
  period: z.array(z.string()).min(1),
  fileMarks: z.array(z.string()),
  pieces: z.array(
    z.strictObject({
      reason: z.enum(['guide', 'catalogue', 'news', 'notice', 'notReport']),
      what: z.string(),
      title: z.array(z.string()),
      body: z.array(z.string()),
      decides: z.array(z.string()).optional(),
    }),
  ),
})
export type Words = z.infer<typeof wordsSchema>

/** What recognise needs of a format: its sections, and its labels to tell it from the others. */
export interface FormatDigest {
  id: string
  from: number
  instrument: string
  sections: SectionForm[]
  /** Folded labels of rows, columns and captions, official and aliases. */
  labels: string[]
}

/** The slice of the configuration recognise depends on; plain JSON, so that it can be hashed and sent to a worker. */
export interface Settings {
  words: Words
  formats: FormatDigest[]
  /** The files of config/regions as text; parsed by gazetteer.ts. */
  regions: {divisions: string; history: string; townships: string}
  /** config/characters/traditional.txt: pairs of a traditional and a simplified character. */
  traditional: string
  rules: Rules
  /** Official names by folded names and aliases, where a roster was given. */
  officialNames?: Record<string, string>
}

/** @throws when a file of config/regions or config/characters is missing: the configuration is incomplete. */
export function settingsOf(config: Config): Settings {
  const region = (name: string) => readFileSync(join(config.directory, 'regions', `${name}.csv`), 'utf8')
  return {
    words: config.files.recognise as Words,
    formats: Object.values(config.formats).map(digest),
    regions: {divisions: region('divisions'), history: region('history'), townships: region('townships')},
    traditional: readFileSync(join(config.directory, 'characters', 'traditional.txt'), 'utf8').replace(
      /\s/g,
      '',
    ),
    rules: rulesOf(config, 'recognise'),
    ...(config.roster ? {officialNames: officialNames(config.roster.entries)} : {}),
  }
}

function digest(format: Format): FormatDigest {
  const labels = new Set<string>()
  for (const table of format.tables) {
    for (const block of table.blocks) {
      const captions = [
        block.caption,
        ...(block.captionAliases ?? []),
        block.stub,
        ...(block.stubAliases ?? []),
      ].filter(text => text !== undefined)
      const leaves = [...leavesOf(block.rows, 'rows'), ...leavesOf(block.columns, 'columns')]
      for (const text of [...captions, ...leaves.flatMap(leaf => leaf.path.flat())]) labels.add(fold(text))
    }
  }
  const {id, from, instrument, sections} = format
  return {id, from, instrument, sections, labels: [...labels]}
}
