import type {Corpus} from '../../pipeline/model/corpus.ts'
import {type Finding, makeFinding} from '../../pipeline/model/finding.ts'
import type {Place} from '../../pipeline/model/place.ts'
import type {Context, Draft} from './context.ts'

interface Facts {
  ordinal: number
  id: string
  file: string
  segment: number
  format: string
}

/**
 * Drafts as findings: those whose rule the report's format lists, or config/reconcile.yaml; in the order of the rules, with
 * the places of their figures, read once more from the files concerned alone.
 */
export async function findingsOf(
  context: Context,
  corpus: Corpus,
  drafts: Draft[],
): Promise<{findings: Map<string, Finding[]>; general: Finding[]}> {
  const facts = await factsOf(context, drafts)
  const wanted = drafts.filter(({rule, report}) =>
    applies(context, rule, report === null ? null : facts.get(report)!),
  )
  const places = placesOf(corpus, wanted, facts)
  const order = new Map(Object.keys(context.rules).map((id, i) => [id, i]))
  const findings = new Map<string, Finding[]>()
  const general: Finding[] = []
  for (const {rule, report, details, related = []} of wanted.sort(
    (a, b) => (a.report ?? -1) - (b.report ?? -1) || order.get(a.rule)! - order.get(b.rule)!,
  )) {
    const own = report === null ? null : facts.get(report)!
    const finding = {
      ...makeFinding(context.rules, rule, {
        ...details,
        report: own?.id ?? null,
        place: own
          ? (details.keys ?? []).map(key => places.get(`${own.id} ${key}`)).find(place => place)
          : undefined,
        related: related.flatMap(other => {
          const {id, file, segment} = facts.get(other.report)!
          const found = other.keys.flatMap(key => places.get(`${id} ${key}`) ?? [])
          return (found.length > 0 ? found : [{segment}]).map(place => ({...place, file}))
        }),
      }),
      file: own?.file ?? context.roster?.file ?? '',
    }
    if (own === null) general.push(finding)
    else findings.set(own.id, [...(findings.get(own.id) ?? []), finding])
  }
  return {findings, general}
}

function applies({formats, settings}: Context, rule: string, report: Facts | null): boolean {
  if (settings.rules.includes(rule)) return true
  return report !== null && (formats[report.format]?.rules.includes(rule) ?? false)
}

async function factsOf({warehouse}: Context, drafts: Draft[]): Promise<Map<number, Facts>> {
  const wanted = new Set(
    drafts.flatMap(({report, related = []}) => [
      ...(report === null ? [] : [report]),
      ...related.map(other => other.report),
    ]),
  )
  const facts = new Map<number, Facts>()
  if (wanted.size === 0) return facts
  const rows = warehouse.each<Facts>(
    'select ordinal, id, file, segment, format from reports order by ordinal',
  )
  for await (const row of rows) if (wanted.has(row.ordinal)) facts.set(row.ordinal, row)
  return facts
}

/** Where the figures stand that drafts speak of, by report id and key. */
function placesOf(corpus: Corpus, drafts: Draft[], facts: Map<number, Facts>): Map<string, Place> {
  const wanted = new Map<string, Set<string>>()
  const files = new Set<string>()
  const want = (ordinal: number, keys: string[]) => {
    const {id, file} = facts.get(ordinal)!
    if (keys.length === 0) return
    files.add(file)
    const set = wanted.get(id) ?? new Set()
    for (const key of keys) set.add(key)
    wanted.set(id, set)
  }
  for (const {report, details, related = []} of drafts) {
    if (report !== null) want(report, (details.keys ?? []).slice(0, 1))
    for (const other of related) want(other.report, other.keys)
  }
  const places = new Map<string, Place>()
  if (files.size === 0) return places
  for (const {report} of corpus.reports(file => files.has(file))) {
    for (const key of wanted.get(report.id) ?? []) {
      const place = report.observations[key]?.place
      if (place) places.set(`${report.id} ${key}`, place)
    }
  }
  return places
}
