import type {Warehouse} from '../../pipeline/warehouse.ts'

/**
 * What several rules start from, as tables:
 * - `printed` the figures as they were printed, also where people corrected them
 * - `prints`  for each report and table of the form a fingerprint of its printed figures (two 64-bit hashes, whatever the
 *   order), how many there are, how many are not zero and how many different ones these are
 * - `units`   reports that have a body and a year; an office's own report and the summary of its government, which
 *   bear one name, are told apart by `office`
 */
export async function prepare(warehouse: Warehouse): Promise<void> {
  await warehouse.run(`
    create view printed as
      select report, key, value, state from observations anti join corrections using (report, key)
      union all
      select report, key, value, state from corrections;
    create table prints as
      with forms as (select key, min(form_table) as form_table from cells group by key)
      select report, form_table,
        count(value) as figures,
        count(*) filter (value <> 0) as nonzero,
        count(distinct value) filter (value <> 0) as different,
        coalesce(bit_xor(hash(key, value)) filter (value is not null), 0) as first,
        coalesce(sum(hash(key, value)) filter (value is not null), 0) as second
      from printed join forms using (key)
      group by report, form_table;
    create table units as
      select ordinal, agency, year, type = 'governmentOffice' as office
      from reports
      where agency is not null and year is not null`)
}

/**
 * `pairs`: each report with the one of the same body of the year before; by the roster, with that of the body it
 * succeeds (`via`). Years of which versions with different figures exist take no part: none of them is known to be right.
 *
 * `merged`: reports of a body's first year after others became part of it, with each body it came of (itself among them if
 * it was there before). They are in no pair: what they took over is the sum of several.
 */
export async function pairUp(warehouse: Warehouse): Promise<void> {
  await warehouse.run(`
    create table singles as
      select units.* from units join reports using (ordinal)
      where merged_into is null
      qualify count(*) over (partition by units.agency, units.office, units.year) = 1;
    create table successions as
      select code as former, successor as agency,
        count(*) over (partition by successor) as formers
      from roster where successor is not null;
    create table merged as
      with formers as (
        select singles.ordinal, singles.agency, singles.year, roster.code as former
        from singles join roster on roster.successor = singles.agency and roster.valid_to = singles.year - 1
      ),
      parts as (
        select ordinal, year, former from formers
        union
        select formers.ordinal, formers.year, formers.agency from formers join roster on roster.code = formers.agency
        where valid_from < formers.year
          or exists (select 1 from singles where singles.agency = formers.agency and singles.year = formers.year - 1)
      )
      select parts.ordinal, former, singles.ordinal as previous
      from parts left join singles on singles.agency = former and singles.year = parts.year - 1
      qualify count(*) over (partition by parts.ordinal) > 1;
    create table pairs as
      with own as (
        select now.ordinal as this, before.ordinal as previous, null as via
        from singles now join singles before on before.agency = now.agency and before.year = now.year - 1
        where now.ordinal not in (select ordinal from merged)
        qualify row_number() over (partition by now.ordinal order by now.office = before.office desc, before.ordinal) = 1
      ),
      inherited as (
        select now.ordinal as this, before.ordinal as previous, former as via
        from singles now
        join successions on successions.agency = now.agency and formers = 1
        join singles before on before.agency = former and before.year = now.year - 1
        where now.ordinal not in (select this from own union all select ordinal from merged)
        qualify row_number() over (partition by now.ordinal order by now.office = before.office desc, before.ordinal) = 1
      )
      select * from own union all select * from inherited order by this`)
}
