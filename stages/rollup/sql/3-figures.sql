-- The figures that may be added up, a row for each cell of the form: what was printed, or why there is nothing. Blank is
-- never zero. Cells of another format count where the report prints them (a report may mix formats). Keys are numbers here
-- (rollup_key.k): there are two hundred rows a report.
create or replace table rollup_group as
select row_number() over (order by region, kind, year)::integer as g, region, kind, year
from (
  select distinct u.region, t.kind, u.year
  from rollup_table t join rollup_unit u using (report)
  where u.year is not null and u.region is not null
);

create or replace temp table rollup_code as
select c.key as cell, k.k, k.form_table
from (select distinct key from cells) c join rollup_key k on k.key = c.key::varchar;

-- Tables whose figures are wanted. `counted`: they enter the sums of their region.
create or replace temp table rollup_taken as
select t.report, t.form_table, u.format, p.g, t.reason is null as counted
from rollup_table t
join rollup_unit u using (report)
left join rollup_group p on p.region = u.region and p.kind = t.kind and p.year = u.year
where t.reason is null or t.reason = 'outside';

create or replace temp table rollup_doubtful as
select x.report, k.k from rollup_gated_cell x join rollup_key k using (key);

create or replace table rollup_figure as
select
  o.report, t.g, t.counted, c.k,
  case when o.state in ('value', 'zero') and o.unit is distinct from 'unknown' and x.k is null then o.value end as value,
  case
    when x.k is not null then 'doubtful'
    when o.value is not null and o.unit = 'unknown' then 'unitUnknown'
    when o.state in ('value', 'zero') then 'reported'
    when o.state = 'blank' then 'blank'
    when o.state = 'notApplicable' then 'notApplicable'
    else 'text'
  end::rollup_state as state
from observations o
join rollup_code c on c.cell = o.key
join rollup_taken t on t.report = o.report and t.form_table = c.form_table
left join rollup_doubtful x on x.report = o.report and x.k = c.k;

-- Cells of the form that the report lacks: only reports that have fewer than the form are looked through.
create or replace temp table rollup_form as
select c.format, k.form_table, k.k from cells c join rollup_code k on k.cell = c.key;

insert into rollup_figure
with printed as (
  select f.report, f.k, k.form_table
  from rollup_figure f join rollup_key k using (k)
),
short as (
  select t.report, t.form_table
  from rollup_taken t
  join (select format, form_table, count(*) as cells from rollup_form group by all) f using (format, form_table)
  left join (
    select p.report, p.form_table, count(*) as cells
    from printed p join rollup_unit u using (report)
    join rollup_form f on f.format = u.format and f.k = p.k
    group by all
  ) n using (report, form_table)
  where coalesce(n.cells, 0) < f.cells
)
select t.report, t.g, t.counted, f.k, null, 'missing'
from short s
join rollup_taken t using (report, form_table)
join rollup_form f on f.format = t.format and f.form_table = t.form_table
where not exists (select 1 from rollup_figure o where o.report = t.report and o.k = f.k);
