import {z} from 'zod'
import {type Config, rulesOf} from '../../pipeline/config.ts'
import type {Corpus, Reconciliation} from '../../pipeline/model/corpus.ts'
import type {Source} from '../../pipeline/model/report.ts'
import type {Warehouse} from '../../pipeline/warehouse.ts'
import {answersOf} from './answers.ts'
import {type Assess, type Context, type Draft, decidedScopes, reconcileSchema} from './context.ts'
import {findingsOf} from './findings.ts'
import {links} from './links.ts'
import {pairUp, prepare} from './prepare.ts'
import {sharedTables} from './rules/copies.ts'
import {coverage} from './rules/coverage.ts'
import {casesWithoutRequests, countedTwice} from './rules/disputes.ts'
import {hierarchy} from './rules/hierarchy.ts'
import {narratives, WRITTEN} from './rules/narratives.ts'
import {undecidedScopes} from './rules/scope.ts'
import {copiedTables, gaps, moneyJumps, outliers, seriesBreak, successors} from './rules/series.ts'
import {versions} from './rules/versions.ts'

/** Keys of the sections whose text this stage wants in the warehouse. */
export const sections = WRITTEN

/** Configuration files of this stage: name (config/<name>.yaml) to schema. */
export const files = {reconcile: reconcileSchema}

/** Rules that set reports against each other by their figures, once versions of one report have been merged. */
const RULES: Assess[] = [
  links,
  outliers,
  moneyJumps,
  copiedTables,
  sharedTables,
  seriesBreak,
  gaps,
  successors,
  casesWithoutRequests,
  countedTwice,
  hierarchy,
  undecidedScopes,
  coverage,
]

/**
 * Sets all reports of a run against each other: years, versions, bodies, regions, roster. Time grows with the number of
 * reports, memory with the number of findings and by 128 bytes a report. In the warehouse `reports.merged_into` says
 * afterwards which reports are published as part of another.
 *
 * A file whose only report merged into another is accounted for by `alsoIn` of that one.
 */
export async function reconcile(
  corpus: Corpus,
  warehouse: Warehouse,
  config: Config,
): Promise<Reconciliation> {
  const context: Context = {
    warehouse,
    rules: rulesOf(config, 'reconcile'),
    formats: config.formats,
    settings: z.parse(reconcileSchema, config.files.reconcile),
    decided: decidedScopes(config.files['rollups/methods']),
    roster: config.roster ?? null,
  }
  await prepare(warehouse)
  let drafts: Draft[] = await versions(context)
  await pairUp(warehouse)
  for (const assess of RULES) drafts = drafts.concat(await assess(context))
  drafts = drafts.concat(await narratives(context))
  const answers = await answersOf(context, drafts)
  return {...(await findingsOf(context, corpus, drafts)), ...(await mergers(warehouse)), answers}
}

async function mergers(warehouse: Warehouse): Promise<Pick<Reconciliation, 'merged' | 'alsoIn'>> {
  const merged = new Map<string, string>()
  const alsoIn = new Map<string, Source[]>()
  const rows = warehouse.each<Source & {id: string; published: string}>(`
    select copy.id, published.id as published, copy.file, copy.sha256, copy.reader, copy.segment
    from reports copy join reports published on published.ordinal = copy.merged_into
    order by copy.ordinal`)
  for await (const {id, published, ...source} of rows) {
    merged.set(id, published)
    alsoIn.set(published, [...(alsoIn.get(published) ?? []), source])
  }
  return {merged, alsoIn}
}
