-- Systems: bodies of one province by 部门系统, with their levels apart.
create or replace table rollup_system as
with grouped as (
  select u.report, c.region, u.level, s.system, u.year
  from rollup_unit u
  join rollup_system_of s using (report)
  join rollup_closure c on c.below = u.region
  join rollup_region g on g.id = c.region and g.parent is null
),
numbered as (
  select report, dense_rank() over (order by region, level, system, year)::integer as n from grouped
),
sums as (
  select n.n, f.k,
    sum(f.value) as value, count(f.value) as reported,
    count(*) filter (f.state in ('derived', 'partial')) as derived,
    count(*) as members,
    count(*) filter (f.state in ('text', 'missing', 'doubtful', 'unitUnknown')) as unassessable
  from rollup_figure f join numbered n using (report) join rollup_group o using (g)
  where o.kind = 'own'
  group by all
)
select g.region, g.level, g.system, g.year, k.key, s.value, s.reported, s.derived, s.members, s.unassessable
from sums s
join (select distinct n, region, level, system, year from numbered join grouped using (report)) g using (n)
join rollup_key k on k.k = s.k and k.agencies = 'sum';

-- Bodies that should report, by year: those of the roster; without one none are known.
create or replace table rollup_expected as
select distinct o.code as agency, o.name, y.year, coalesce(r.type, o.type, 'unknown') as type, o.in_summary,
  case when coalesce(r.type, o.type) = 'governmentSummary' then 'summary' else 'own' end as kind,
  coalesce(r.region, n.id) as region
from roster o
cross join (select distinct year from rollup_unit where year is not null) y
left join (select agency, arg_min(type, report) as type, arg_min(region, report) as region
           from rollup_unit where rostered group by agency) r on r.agency = o.code
left join rollup_region n on n.id = o.region
where o.must_file and (o.valid_from is null or o.valid_from <= y.year) and (o.valid_to is null or y.year <= o.valid_to);

-- What came in and when, by region (bodies of the regions below included), kind and type.
create or replace table rollup_coverage as
with judged as (
  select u.*,
    exists (select 1 from rollup_table t where t.report = u.report and t.reason is null) as counted,
    (select min(case m.judged when 'invalid' then 1 when 'late' then 2 else 3 end)
     from findings f join rollup_timeliness m using (rule) where f.report = u.report) as judged
  from rollup_unit u
  where u.year is not null and u.region is not null and u.reason is distinct from 'merged'
),
received as (
  select region, year, kind, type, count(*) as received,
    count(*) filter (counted) as counted,
    count(*) filter (judged = 2) as late, count(*) filter (judged = 3) as unknown, count(*) filter (judged = 1) as invalid
  from judged group by all
),
expected as (
  select region, year, kind, type, count(*) as expected from rollup_expected where region is not null group by all
),
both_sides as (
  select coalesce(r.region, e.region) as region, coalesce(r.year, e.year) as year, coalesce(r.kind, e.kind) as kind,
    coalesce(r.type, e.type) as type, e.expected,
    coalesce(r.received, 0) as received, coalesce(r.counted, 0) as counted,
    coalesce(r.late, 0) as late, coalesce(r.unknown, 0) as unknown, coalesce(r.invalid, 0) as invalid
  from received r
  full join expected e on e.region = r.region and e.year = r.year and e.kind = r.kind and e.type = r.type
)
select c.region, b.year, b.kind, b.type,
  case when (select count(*) from roster) > 0 then coalesce(sum(b.expected), 0) end as expected,
  sum(b.received) as received, sum(b.counted) as counted,
  sum(b.late) as late, sum(b.unknown) as unknown, sum(b.invalid) as invalid
from both_sides b join rollup_closure c on c.below = b.region
group by all;

-- Bodies that did not report: by the roster; without one, bodies that did in other years.
create or replace table rollup_missing as
with bodies as (
  select distinct agency, year from rollup_unit where agency is not null and year is not null
),
names as (
  select agency, arg_max(name, report) as name, arg_max(region, report) as region
  from rollup_unit where agency is not null and kind = 'own' group by agency
),
due as (
  select agency, name, year, region, 'roster' as basis from rollup_expected
  union all
  select n.agency, n.name, y.year, n.region, 'otherYears'
  from names n cross join (select distinct year from bodies) y
  where (select count(*) from roster) = 0
)
select d.region, d.year, d.agency, d.name, d.basis
from due d
where d.region is not null
  and not exists (select 1 from bodies b where b.agency = d.agency and b.year = d.year);

-- Change from the year before by method M: over all bodies, and over those that gave the figure in both years.
create or replace table rollup_panel as
with given as (
  select u.region, u.agency, u.year, f.k, f.value
  from rollup_figure f
  join rollup_unit u using (report)
  join rollup_group o using (g)
  where o.counted and o.kind = 'own' and f.value is not null
    and f.k in (select k from rollup_key join rollup_panel_key using (key))
),
pairs as (
  select n.region, n.year, n.k, sum(n.value) as now, sum(b.value) as before, count(*) as bodies
  from given n join given b on b.agency = n.agency and b.k = n.k and b.year = n.year - 1
  group by all
)
select c.region, p.year, k.key, sum(p.now) as now, sum(p.before) as before, sum(p.bodies) as bodies
from pairs p join rollup_closure c on c.below = p.region join rollup_key k using (k)
group by all;

-- The spread of figures over the bodies of a region (those of the regions below included).
create or replace table rollup_median as
select c.region, o.year, k.key, count(*) as bodies,
  min(f.value) as least, median(f.value) as median, max(f.value) as most, sum(f.value) as value
from rollup_figure f
join rollup_median_key using (k)
join rollup_key k using (k)
join rollup_group o using (g)
join rollup_closure c on c.below = o.region
where o.counted and o.kind = 'own' and f.value is not null
group by all;

-- Figures over all years of one method. Flows add up; a stock is that of the first or last year. Figures that are not
-- comparable between formats stay within the years between two breaks.
create or replace table rollup_series as
select s.region, s.method, s.key,
  min(s.year) as first_year, max(s.year) as last_year, count(*) as years,
  case any_value(k.years)
    when 'sum' then sum(s.value)
    when 'first' then arg_min(s.value, s.year)
    else arg_max(s.value, s.year)
  end as value
from rollup_sum s
join rollup_key k on k.key = s.key and k.years <> 'none'
where s.value is not null
group by s.region, s.method, s.key,
  case when k.comparable then 0 else (select count(*) from rollup_break b where b.year <= s.year) end;

-- Everything kept out, with the reason.
create or replace table rollup_excluded as
select u.report, null::varchar as form_table, u.reason, []::varchar[] as rules, 0 as cells from rollup_unit u where u.reason is not null
union all
select t.report, t.form_table, t.reason, t.rules, 0 from rollup_table t where t.reason is not null and t.reason <> 'outside'
union all
select f.report, k.form_table, f.state::varchar, list_sort(list_distinct(flatten(list(coalesce(x.rules, []))))), count(*)
from rollup_figure f join rollup_key k using (k) left join rollup_gated_cell x on x.report = f.report and x.key = k.key
where f.state in ('doubtful', 'unitUnknown')
group by f.report, k.form_table, f.state;
