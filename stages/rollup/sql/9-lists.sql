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
    count(*) filter (f.state in ('derived', 'partial', 'lacking')) as derived,
    count(*) filter (f.state in ('partial', 'lacking')) as part,
    count(*) as members,
    count(*) filter (f.state in ('text', 'missing', 'doubtful', 'unitUnknown')) as unassessable
  from rollup_figure f join numbered n using (report) join rollup_group o using (g)
  where o.kind = 'own'
  group by all
),
-- A report counts once, whichever of its tables are in the sums.
groups as (
  select n.n, g.region, g.level, g.system, g.year, count(distinct report) as reports
  from numbered n join grouped g using (report)
  where exists (
    select 1 from rollup_table t where t.report = n.report and t.kind = 'own' and (t.reason is null or t.reason = 'outside')
  )
  group by all
)
select g.region, g.level, g.system, g.year, g.reports, k.key, s.value, s.reported, s.derived, s.part, s.members, s.unassessable
from sums s
join groups g using (n)
join rollup_key k on k.k = s.k and k.agencies = 'sum';

-- What came in and when, by region (bodies of the regions below included), kind and type. A body counts once, however many
-- versions of its report came: with the best that is known of any. Bodies that the roster expects stand where it lists them.
create or replace table rollup_coverage as
with judged as (
  select u.region, u.year, u.type,
    -- Whose figures it gives nobody knows; that it came in as the government's report is known.
    if(u.reason in ('scopeUnknown', 'scopeMixed') and u.type = 'governmentSummary' and u.level is distinct from 'township',
      'summary', u.kind) as kind, coalesce(u.agency, 'report ' || u.report) as body,
    exists (select 1 from rollup_table t where t.report = u.report and t.reason is null) as counted,
    coalesce((select max(case m.judged when 'invalid' then 3 when 'late' then 1 else 2 end)
     from findings f join rollup_timeliness m using (rule) where f.report = u.report), 0) as judged
  from rollup_unit u
  where u.year is not null and u.region is not null and u.reason is distinct from 'merged'
),
bodies as (
  select coalesce(any_value(e.region), any_value(j.region)) as region, j.year, j.kind,
    coalesce(any_value(e.type), any_value(j.type)) as type,
    any_value(e.agency) is not null as due, bool_or(j.counted) as counted, min(j.judged) as judged
  from judged j
  left join rollup_expected e on e.agency = j.body and e.year = j.year and e.kind = j.kind and e.region is not null
  group by j.body, j.year, j.kind, case when e.agency is null then j.region || j.type end
),
received as (
  select region, year, kind, type, count(*) as received, count(*) filter (due) as received_due,
    count(*) filter (counted) as counted, count(*) filter (counted and due) as counted_due,
    count(*) filter (judged = 1) as late, count(*) filter (judged = 2) as unknown, count(*) filter (judged = 3) as invalid,
    count(*) filter (judged = 0 and due) as on_time_due
  from bodies group by all
),
expected as (
  select region, year, kind, type, count(*) as expected from rollup_expected where region is not null group by all
),
both_sides as (
  select coalesce(r.region, e.region) as region, coalesce(r.year, e.year) as year, coalesce(r.kind, e.kind) as kind,
    coalesce(r.type, e.type) as type, e.expected,
    r.received, r.received_due, r.counted, r.counted_due, r.late, r.unknown, r.invalid, r.on_time_due
  from received r
  full join expected e on e.region = r.region and e.year = r.year and e.kind = r.kind and e.type = r.type
),
rostered as (
  select count(*) > 0 as given from roster
)
select c.region, b.year, b.kind, b.type,
  case when given then coalesce(sum(b.expected), 0) end as expected,
  coalesce(sum(b.received), 0) as received,
  case when given then coalesce(sum(b.received_due), 0) end as received_due,
  coalesce(sum(b.counted), 0) as counted,
  case when given then coalesce(sum(b.counted_due), 0) end as counted_due,
  coalesce(sum(b.late), 0) as late, coalesce(sum(b.unknown), 0) as unknown, coalesce(sum(b.invalid), 0) as invalid,
  case when given then coalesce(sum(b.on_time_due), 0) end as on_time_due
from both_sides b join rollup_closure c on c.below = b.region cross join rostered
group by c.region, b.year, b.kind, b.type, given;

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

-- Change from the year before by method M over the bodies that gave the figure, all of it, in both years.
create or replace table rollup_panel as
with given as (
  select u.region, u.agency, u.year, f.k, f.value
  from rollup_figure f
  join rollup_unit u using (report)
  join rollup_group o using (g)
  where o.counted and o.kind = 'own' and f.value is not null and f.state <> 'lacking'
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

-- The spread of figures over the bodies of a region (those of the regions below included). What is not all of a figure is none.
create or replace table rollup_median as
select c.region, o.year, k.key, count(*) as bodies,
  min(f.value) as least, median(f.value) as median, max(f.value) as most, sum(f.value) as value
from rollup_figure f
join rollup_median_key using (k)
join rollup_key k using (k)
join rollup_group o using (g)
join rollup_closure c on c.below = o.region
where o.counted and o.kind = 'own' and f.value is not null and f.state <> 'lacking'
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
