-- What each report is for the sums: the figures of a body (own) or of a jurisdiction (summary), of which region and year;
-- or why it is in no sum. Townships are bodies here: nothing is listed below them. A person may have decided the scope, of a
-- report or of single tables; tables of which nobody did are judged with the others in 2-tables.sql.
create or replace table rollup_unit as
with scoped as (
  select r.* exclude (scope), coalesce(o.scope, r.scope) as scope, o.scope is not null as decided,
    exists (select 1 from rollup_override t where t.report = r.id and t.form_table is not null) as split
  from reports r
  left join rollup_override o on o.report = r.id and o.form_table is null
),
-- Reports of offices: 攸县人民政府办公室 goes on where the name of its government (the last four characters tell it) ends.
offices as (
  select r.ordinal, p.region, r.year, r.level, r.name
  from reports r
  join rollup_place p
    on p.code is not distinct from r.code and p.province is not distinct from r.province
    and p.prefecture is not distinct from r.prefecture and p.county is not distinct from r.county
    and p.level is not distinct from r.level
  where r.type = 'governmentOffice' and r.scope = 'own' and r.merged_into is null
)
select
  r.ordinal as report, r.id, r.file, r.agency, r.rostered, r.name, r.year, r.format, r.level, r.type, r.scope, p.region, p.exact,
  case when r.scope = 'jurisdiction' and r.level is distinct from 'township' then 'summary' else 'own' end as kind,
  case
    when r.merged_into is not null then 'merged'
    when r.year is null then 'yearUnknown'
    when r.level = 'national' then 'national'
    when p.region is null then 'regionUnknown'
    when r.scope = 'mixed' and not r.split then 'scopeMixed'
    when r.scope = 'unknown' and not r.split then 'scopeUnknown'
    -- The office files for itself: what the government files beside it is hardly the office's again.
    when r.scope = 'own' and r.type in ('governmentSummary', 'governmentOffice') and not r.decided and not r.split
      and exists (
        select 1 from offices f
        where f.region = p.region and f.year = r.year and f.level is not distinct from r.level
          and contains(f.name[:-2], right(r.name, 4))
      ) then 'scopeRival'
    when r.scope = 'jurisdiction' and not p.exact then 'regionMismatch'
    when r.agency is null and (r.scope = 'own' or r.level = 'township') then 'agencyUnknown'
    when coalesce(not o.in_summary, r.type in (select type from rollup_outside)) then 'outside'
  end as reason
from scoped r
left join rollup_place p
  on p.code is not distinct from r.code and p.province is not distinct from r.province
  and p.prefecture is not distinct from r.prefecture and p.county is not distinct from r.county
  and p.level is not distinct from r.level
left join (select code, bool_and(in_summary) as in_summary from roster group by code) o on r.rostered and o.code = r.agency;

-- Bodies that should report, by year: those of the roster; without one none are known.
create or replace table rollup_expected as
select distinct o.code as agency, o.name, y.year, coalesce(r.type, o.type, 'unknown') as type, o.in_summary,
  case when coalesce(r.type, o.type) = 'governmentSummary' then 'summary' else 'own' end as kind,
  coalesce(r.region, n.id) as region
from roster o
cross join (select distinct year from rollup_unit where year is not null) y
left join (select agency, arg_min(type, report) as type, arg_min(region, report) as region
           from rollup_unit where rostered group by agency) r on r.agency = o.code
left join rollup_listed l on l.code = o.code
left join rollup_region n on n.id = l.region
where o.must_file and (o.valid_from is null or o.valid_from <= y.year) and (o.valid_to is null or y.year <= o.valid_to);

-- Reports of bodies that the roster expects in their year.
create or replace table rollup_due as
select distinct u.report
from rollup_unit u join rollup_expected e on e.agency = u.agency and e.year = u.year
where u.rostered;
