import type {RuleCount} from '../../pipeline/model/corpus.ts'
import type {Link} from '../../pipeline/model/finding.ts'
import {cellsOf, type Format} from '../../pipeline/model/format.ts'
import {type Assess, type Context, cellNamer, columnNamer, type Draft} from './context.ts'

/** One term of a bound link: a figure of this year's report or of the one before, added or taken off. */
interface Term {
  key: string
  previous: boolean
  sign: 1 | -1
}

/** A link with its variables bound to the keys of one format. */
interface BoundLink {
  rule: string
  format: string
  relation: Link['relation']
  left: Term[]
  right: Term[]
  /** The rule whose finding tells of this one, too, where both do not hold: a column of a total. */
  within: string | null
}

/** Both sides of a link that does not hold, with the figures of its terms, left side first. */
interface Broken {
  this: number
  previous: number
  link: number
  left_sum: number
  right_sum: number
  /** Null where another rule's finding tells of it. */
  holds: false | null
  figures: number[]
  year: number
}

/**
 * The rules that are arithmetic over two years (`link` in config/rules.yaml). A link with a term that has no figure, or
 * money of unknown unit, is not assessed: a blank is never zero.
 */
export const links: Assess = async context => {
  const bound = bindAll(context)
  if (bound.length === 0) return []
  await writeTerms(context, bound)
  const drafts: Draft[] = []
  const label = cellNamer(context.formats)
  await context.warehouse.run(SUMS)
  await context.warehouse.run(TOLD_ELSEWHERE)
  const rows = context.warehouse.each<Broken>(`
    select this, sums.previous, link, left_sum, right_sum, holds, list(value order by position) as figures,
      any_value(year) as year
    from link_sums sums
      join link_figures using (this, link)
      join reports on reports.ordinal = this
    where holds is distinct from true
    group by this, sums.previous, link, left_sum, right_sum, holds
    order by holds nulls first, link, this`)
  const told = new Map<string, Broken[]>()
  for await (const row of rows) {
    const link = bound[row.link]!
    if (row.holds === null) {
      const id = `${link.within} ${row.this}`
      told.set(id, [...(told.get(id) ?? []), row])
    } else {
      const parts = told.get(`${link.rule} ${row.this}`) ?? []
      drafts.push(withParts(draftOf(row, link, label), parts, bound, context))
    }
  }
  return drafts
}

/** The figures of all terms, and the sums of links that have all their figures. */
const SUMS = `
  create temp table link_figures as
    with figures as materialized (
      select report, key, value from observations
      where key in (select key from link_terms) and value is not null and unit is distinct from 'unknown'
    ),
    wanted as materialized (
      select this, pairs.previous, link, position, side, sign, key, if(is_previous, pairs.previous, this) as report
      from pairs
        join reports on reports.ordinal = this
        join links using (format)
        join link_terms using (link)
    )
    select this, previous, link, position, side, sign, value from wanted join figures using (report, key);
  create temp table link_sums as
    with sums as (
      select this, previous, link, count(*) as found,
        sum(value * sign) filter (side = 0) as left_sum,
        sum(value * sign) filter (side = 1) as right_sum
      from link_figures
      group by this, previous, link
    )
    select this, previous, link, left_sum, right_sum,
      case relation
        when '=' then left_sum = right_sum
        when '<=' then left_sum <= right_sum
        else left_sum >= right_sum end as holds
    from sums join links using (link)
    where found = terms`

/** Links that do not hold within one that does not hold either: its finding tells of them, they have none of their own. */
const TOLD_ELSEWHERE = `
  update link_sums set holds = null
  where not holds and exists (
    select 1 from links own
      join links outer_link on outer_link.rule = own.within
      join link_sums whole on whole.link = outer_link.link and whole.this = link_sums.this and not whole.holds
    where own.link = link_sums.link)`

/** What the links answered: once a report of their format for each of their bindings. */
export async function linkAnswers(context: Context): Promise<Record<string, RuleCount>> {
  const {rules, warehouse} = context
  const none: RuleCount = {passed: 0, failed: 0, unassessable: 0}
  const counts = Object.fromEntries(
    Object.entries(rules).flatMap(([id, {link}]) => (link ? [[id, {...none}]] : [])),
  )
  const bound = bindAll(context)
  if (bound.length === 0) return counts
  const rows = await warehouse.all<RuleCount & {link: number}>(`
    with put as (select format, count(*) as reports from reports where merged_into is null group by format),
    answered as (
      select link, count(*) filter (holds) as passed, count(*) filter (holds is distinct from true) as failed from link_sums group by link
    )
    select link, coalesce(passed, 0) as passed, coalesce(failed, 0) as failed,
      reports - coalesce(passed, 0) - coalesce(failed, 0) as unassessable
    from links join put using (format) left join answered using (link)
    order by link`)
  for (const {link, passed, failed, unassessable} of rows) {
    const count = counts[bound[link]!.rule]!
    count.passed += passed
    count.failed += failed
    count.unassessable += unassessable
  }
  return counts
}

function draftOf(row: Broken, link: BoundLink, label: (key: string, format: string) => string): Draft {
  const terms = [...link.left, ...link.right]
  const text = (some: Term[], from: number) =>
    some
      .map(({key, previous, sign}, i) => {
        const mark = sign < 0 ? '－' : i > 0 ? '＋' : ''
        return `${mark}${previous ? '上年' : '本年'}「${label(key, link.format)}」${row.figures[from + i]}`
      })
      .join('')
  const own = terms.filter(({previous}) => !previous).map(({key}) => key)
  const before = terms.filter(({previous}) => previous).map(({key}) => key)
  const [left, right] = [row.left_sum, row.right_sum]
  return {
    rule: link.rule,
    report: row.this,
    related: [{report: row.previous, keys: before}],
    details: {
      keys: [...new Set(own)],
      expected: link.relation === '=' ? right : `${link.relation === '<=' ? '≤' : '≥'} ${right}`,
      actual: left,
      values: {
        year: row.year,
        previous: row.year - 1,
        cell: label(link.left[0]!.key, link.format),
        other: label(link.right[0]!.key, link.format),
        left,
        right,
        leftTerms: text(link.left, 0),
        rightTerms: text(link.right, link.left.length),
        difference: Math.abs(Number((left - right).toFixed(8))),
      },
    },
  }
}

/** The finding of a total's link, with the columns of which it says the same. */
function withParts(draft: Draft, parts: Broken[], bound: BoundLink[], context: Context): Draft {
  if (parts.length === 0) return draft
  const name = columnNamer(context.formats)
  const keysOfSide = (previous: boolean) =>
    parts.flatMap(({link}) =>
      [...bound[link]!.left, ...bound[link]!.right]
        .filter(term => term.previous === previous)
        .map(({key}) => key),
    )
  const columns = parts.map(({link, left_sum, right_sum}) => {
    const {left, format} = bound[link]!
    return `“${name(left[0]!.key, format)}”本年填 ${left_sum}、上年为 ${right_sum}`
  })
  const {details, related = []} = draft
  return {
    ...draft,
    related: related.map(other => ({...other, keys: [...other.keys, ...keysOfSide(true)]})),
    details: {
      ...details,
      variant: 'columns',
      keys: [...(details.keys ?? []), ...keysOfSide(false)],
      values: {...details.values, columns: columns.join('；')},
    },
  }
}

async function writeTerms({warehouse}: Context, bound: BoundLink[]): Promise<void> {
  const quote = (text: string) => `'${text.replaceAll("'", "''")}'`
  const links = bound.map(
    ({rule, format, relation, left, right, within}, i) =>
      `(${i}, ${quote(rule)}, ${within === null ? 'null' : quote(within)}, ${quote(format)}, ${quote(relation)}, ${left.length + right.length})`,
  )
  const terms = bound.flatMap(({left, right}, i) =>
    [...left, ...right].map(({key, previous, sign}, position) => {
      const side = position < left.length ? 0 : 1
      return `(${i}, ${position}, ${side}, ${quote(key)}, ${previous}, ${sign})`
    }),
  )
  await warehouse.run(`
    create table links (link integer, rule varchar, within varchar, format varchar, relation varchar, terms integer);
    insert into links values ${links.join(', ')};
    create table link_terms (link integer, position integer, side integer, key observation_key, is_previous boolean, sign integer);
    insert into link_terms values ${terms.join(', ')}`)
}

/** The links of all rules that formats list, for each format. Terms of the year before may be keys of any format. */
function bindAll({rules, formats}: Context): BoundLink[] {
  const keys = new Map(Object.values(formats).map(format => [format.id, keysOf(format)]))
  const all = new Set([...keys.values()].flat())
  return Object.values(formats).flatMap(format =>
    format.rules.flatMap(id => {
      const rule = rules[id]
      if (!rule?.link) return []
      const {except, within} = rule.thresholds
      return bindLink(id, rule.link, format.id, keys.get(format.id)!, all)
        .filter(({left}) => !(Array.isArray(except) && except.includes(left[0]!.key)))
        .map(link => ({...link, within: typeof within === 'string' ? within : null}))
    }),
  )
}

/** One link for each binding of the variables of the first term for which every other term names a key. */
export function bindLink(
  rule: string,
  link: Link,
  format: string,
  own: string[],
  all: Set<string>,
): Omit<BoundLink, 'within'>[] {
  const [head] = link.left.map(parse)
  const known = new Set(own)
  const pattern = new RegExp(
    `^${head!.key.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^.]+(?:\\.[^.]+)*)')}$`,
  )
  return own.flatMap(key => {
    const match = pattern.exec(key)
    if (!match) return []
    const bind = (term: string): Term => {
      const {key: name, ...rest} = parse(term)
      return {
        ...rest,
        key: name.replace(/\{(\w+)\}/g, (_, variable: string) => match.groups?.[variable] ?? ''),
      }
    }
    const [left, right] = [link.left.map(bind), link.right.map(bind)]
    const exist = [...left, ...right].every(term => (term.previous ? all : known).has(term.key))
    return exist ? [{rule, format, relation: link.relation, left, right}] : []
  })
}

function parse(term: string): Term {
  const sign = term.startsWith('-') ? -1 : 1
  const rest = sign < 0 ? term.slice(1) : term
  const previous = rest.startsWith('previous:')
  return {sign, previous, key: previous ? rest.slice('previous:'.length) : rest}
}

function keysOf(format: Format): string[] {
  return cellsOf(format).map(cell => cell.key)
}
