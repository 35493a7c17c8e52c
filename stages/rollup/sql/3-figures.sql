-- The figures that may be added up, a row for each cell of the form: what was printed, or why there is nothing. Blank is
-- never zero. Cells of another format count where the report prints them (a report may mix formats). There are two hundred a
-- report: keys, tables and groups are numbers here (rollup_key.k), and rows are written once and never changed.
-- Reports of one region, kind and year. `counted`: they enter its sums.
create or replace table rollup_group as
select row_number() over (order by region, kind, year, counted)::integer as g, region, kind, year, counted
from (
  select distinct u.region, t.kind, u.year, t.reason is null as counted
  from rollup_table t join rollup_unit u using (report)
  where t.reason is null or t.reason = 'outside'
);

-- Tables whose figures are wanted.
create or replace temp table rollup_taken as
select t.report, c.t, f.f, p.g
from rollup_table t
join (select distinct form_table, t from rollup_form) c using (form_table)
join rollup_unit u using (report)
join (select distinct format, f from rollup_form) f using (format)
join rollup_group p on p.region = u.region and p.kind = t.kind and p.year = u.year and p.counted = (t.reason is null)
where t.reason is null or t.reason = 'outside';

create or replace temp table rollup_doubtful as
select x.report, k.k from rollup_gated_cell x join rollup_key k using (key);

create or replace temp view rollup_printed as
select
  o.report, t.g, c.k,
  case when o.state in ('value', 'zero') and o.unit is distinct from 'unknown' and x.k is null then o.value end as value,
  case
    when x.k is not null then 'doubtful'::rollup_state
    when o.value is not null and o.unit = 'unknown' then 'unitUnknown'::rollup_state
    when o.state in ('value', 'zero') then 'reported'::rollup_state
    when o.state = 'blank' then 'blank'::rollup_state
    when o.state = 'notApplicable' then 'notApplicable'::rollup_state
    else 'text'::rollup_state
  end as state,
  c.fillable and x.k is null and o.state in ('blank', 'notApplicable') as open
from observations o
join rollup_code c on c.cell = o.key
join rollup_taken t on t.report = o.report and t.t = c.t
left join rollup_doubtful x on x.report = o.report and x.k = c.k;

create or replace table rollup_figure as
select report, g, k, value, state from rollup_printed where not open;

-- Cells left blank that may be computed: they follow when every derivation was tried.
create or replace temp table rollup_open as
select report, g, k, value, state from rollup_printed where open;

create or replace temp view rollup_seen as
from rollup_figure union all from rollup_open;

-- Cells of the form that the report lacks: only reports that have fewer than the form are looked through.
insert into rollup_figure
with short as (
  select t.report, t.t
  from rollup_taken t
  join (select f, t, count(*) as cells from rollup_form group by all) f using (f, t)
  join rollup_present n using (report, t)
  where n.own < f.cells
),
printed as (
  select o.report, c.k from observations o join rollup_code c on c.cell = o.key
  where o.report in (select report from short)
)
select t.report, t.g, f.k, null, 'missing'
from short
join rollup_taken t using (report, t)
join rollup_form f on f.f = t.f and f.t = t.t
where not exists (select 1 from printed o where o.report = t.report and o.k = f.k);
