import type {RuleCount} from '../../pipeline/model/corpus.ts'
import {type Context, type Draft, inList, listOf, numberOf} from './context.ts'
import {linkAnswers} from './links.ts'

/**
 * Reports a rule can be assessed for: ordinals by SQL, once all rules have made their tables. A rule over two years needs
 * the report of the year before; one that compares figures needs figures on both sides. Links are answered one by one.
 */
const ASSESSABLE: Record<string, (context: Context) => string> = {
  X03: context => bothYears(`now.key in (${inList(listOf(context, 'X03', 'keys'))})`),
  P16: () => bothYears("now.key in (select key from cells where measure = 'money')"),
  X04: () => `
    select this from pairs
      join prints now on now.report = this
      join prints before on before.report = pairs.previous and before.form_table = now.form_table
      join reports own on own.ordinal = this join reports former on former.ordinal = pairs.previous
    where own.format = former.format and now.figures > 0 and before.figures > 0`,
  X05: () => `
    select this from pairs
      join readable now on now.report = this and now.signed join readable before on before.report = previous and before.signed`,
  X06: () => 'select this from pairs',
  X07: () => 'select ordinal from units',
  X08: () => 'select ordinal from reports where rostered and year is not null',
  X09: () => 'select ordinal from units',
  C01: () =>
    'select report from readable join reports on ordinal = report where signed and agency is not null',
  C02: () => `
    select report from readable join reports on ordinal = report
    where written and name is not null and level is not null and type <> 'unknown' and code is not null`,
  C03: context => `
    select report from prints join reports on ordinal = report
    where agency is not null and year is not null and nonzero >= ${numberOf(context, 'C03', 'least')}
      and different >= ${numberOf(context, 'C03', 'different')}`,
  D04: () => `
    select this from pairs
      join observations now on now.report = this and now.key = 'applications.received.total'
      join observations before on before.report = previous and before.key = now.key
      join observations cases on cases.report = this and cases.value is not null
        and cases.key in (select key from cells where key::varchar like 'disputes.%.total')
    where now.value is not null and before.value is not null`,
  D06: () => `
    select ordinal from reports join observations on report = ordinal
    where code is not null and scope = 'own' and year is not null
      and key = 'disputes.reconsideration.total' and value is not null`,
  H01: () => `
    select summary from covered
      join sure own on own.report = summary
      join sure theirs on theirs.report = covered.ordinal and theirs.key = own.key
    where own.key in (select key from additive)`,
  H02: () => 'select summary from rostered_sums',
  H03: () => 'select summary from regional_sums',
  H05: () => 'select ordinal from units',
  K02: ({roster}) => `select ordinal from reports where ${roster !== null} and name is not null`,
  K03: () => 'select ordinal from reports where rostered and year is not null',
  K04: () => 'select report from readable where numbered',
}

/** Rules put to summaries alone. */
const OF_SUMMARIES = ['H01', 'H02', 'H03']

/**
 * What the rules over all reports answered. A rule answers once for each report that is published and to which it is put: those
 * of formats that list it, or all; a link once for each of its bindings; K01 once for each body of the roster and year.
 */
export async function answersOf(context: Context, drafts: Draft[]): Promise<Record<string, RuleCount>> {
  const {warehouse, formats, settings} = context
  await warehouse.run('create table failed (rule varchar, ordinal integer)')
  const rows = await warehouse.into('failed')
  for (const {rule, report} of drafts) if (report !== null) rows.add([rule, report])
  rows.end()
  const counts: Record<string, RuleCount> = {
    ...(await linkAnswers(context)),
    K01: await bodies(context, drafts),
  }
  for (const [rule, assessable] of Object.entries(ASSESSABLE)) {
    const listing = Object.values(formats).filter(format => format.rules.includes(rule))
    const listed = `format in (${listing.length > 0 ? inList(listing.map(({id}) => id)) : 'null'})`
    const [count] = await warehouse.all<RuleCount>(`
      with put as (
        select ordinal from reports
        where merged_into is null and ${settings.rules.includes(rule) ? 'true' : listed}
          and ${OF_SUMMARIES.includes(rule) ? 'ordinal in (select ordinal from summaries)' : 'true'}
      ),
      answers as (
        select ordinal in (select ordinal from failed where rule = '${rule}') as failed,
          ordinal in (select ordinal from (${assessable(context)}) able(ordinal)) as able
        from put
      )
      select count(*) filter (able and not failed) as passed, count(*) filter (failed) as failed,
        count(*) filter (not able and not failed) as unassessable
      from answers`)
    counts[rule] = count!
  }
  return counts
}

/** K01: bodies that filed, that did not, and those of years of which hardly anything came in, or that X07 names. */
async function bodies({warehouse, roster}: Context, drafts: Draft[]): Promise<RuleCount> {
  if (roster === null) return {passed: 0, failed: 0, unassessable: 0}
  const [count] = await warehouse.all<{expected: number; passed: number}>(
    'select count(*) as expected, count(*) filter (received) as passed from expected',
  )
  const {expected, passed} = count!
  const failed = drafts.filter(({rule, details}) => rule === 'K01' && details.variant === undefined).length
  return {passed, failed, unassessable: expected - passed - failed}
}

/** Reports with a figure of one kind in two years. */
function bothYears(which: string): string {
  return `
    select this from pairs
      join observations now on now.report = this
      join observations before on before.report = previous and before.key = now.key
    where ${which} and now.value is not null and before.value is not null
      and now.unit is distinct from 'unknown' and before.unit is distinct from 'unknown'`
}
