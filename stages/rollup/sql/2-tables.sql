-- Which tables of which reports may be added up. Findings named by the gates, unless a person accepted them, keep tables
-- (or all of a report) out; a table
-- of which nothing was read is out; of two reports of one body and year, the same table is taken once, and neither where
-- they differ.
create or replace table rollup_gated as
with hits as (
  select f.ordinal, f.report, f.rule, g.extent
  from findings f join rollup_gate g using (rule)
  where f.severity = 'error' and not f.accepted and f.report is not null and g.extent <> 'cell'
)
select distinct h.report, t.form_table, h.rule
from hits h
join rollup_unit u on u.report = h.report
join rollup_form_table t on t.format = u.format
where h.extent = 'report'
  or not exists (select 1 from finding_keys k where k.finding = h.ordinal)
  or exists (
    select 1 from finding_keys k join rollup_form_key c on c.key::varchar = k.key
    where k.finding = h.ordinal and c.form_table = t.form_table
  );

create or replace table rollup_gated_cell as
select f.report, k.key, list(distinct f.rule order by f.rule) as rules
from findings f join rollup_gate g using (rule) join finding_keys k on k.finding = f.ordinal
where f.severity = 'error' and not f.accepted and f.report is not null and g.extent = 'cell'
group by all;

-- Formats, tables and keys by numbers. `formats`: those that have the cell, a bit each; `fillable`: left blank, it may be
-- computed from other cells.
create or replace temp table rollup_form as
select dense_rank() over (order by c.format)::integer as f, c.format,
  dense_rank() over (order by k.form_table)::integer as t, k.form_table, k.k, c.key as cell
from cells c join rollup_key k on k.key = c.key::varchar;

create or replace temp table rollup_code as
select cell, k, t, bit_or(1::bigint << f) as formats,
  k in (select target from rollup_derivation where fills) as fillable
from rollup_form group by cell, k, t;

-- The tables a report prints, with the number of cells that its own format has.
create or replace temp table rollup_present as
select o.report, c.t, count(*) filter (c.formats & r.bit <> 0) as own
from observations o
join rollup_code c on c.cell = o.key
join (
  select u.report, coalesce(1::bigint << f.f, 0) as bit
  from rollup_unit u left join (select distinct format, f from rollup_form) f using (format)
) r using (report)
group by all;

create or replace table rollup_table as
with present as (
  select p.report, f.form_table
  from rollup_present p join (select distinct t, form_table from rollup_form) f using (t)
),
gated as (
  select report, form_table, list(rule order by rule) as rules from rollup_gated group by all
),
scopes as (
  select u.report, t.form_table, coalesce(o.scope, u.scope) as scope
  from rollup_unit u
  join rollup_form_table t on t.format = u.format
  left join rollup_override o on o.report = u.id and o.form_table = t.form_table
)
select
  u.report, t.form_table,
  case when s.scope = 'jurisdiction' and u.level is distinct from 'township' then 'summary' else 'own' end as kind,
  case
    when p.report is null then 'tableMissing'
    when g.report is not null then 'gate'
    when s.scope = 'mixed' then 'scopeMixed'
    when s.scope = 'unknown' then 'scopeUnknown'
    when s.scope = 'jurisdiction' and not u.exact then 'regionMismatch'
    when u.agency is null and (s.scope = 'own' or u.level = 'township') then 'agencyUnknown'
    else u.reason
  end as reason,
  coalesce(g.rules, []) as rules
from rollup_unit u
join rollup_form_table t on t.format = u.format
join scopes s on s.report = u.report and s.form_table = t.form_table
left join present p on p.report = u.report and p.form_table = t.form_table
left join gated g on g.report = u.report and g.form_table = t.form_table
where u.reason is null or u.reason = 'outside';

create or replace table rollup_double as
with same as (
  select t.report, t.form_table, u.year, case t.kind when 'summary' then 'region ' || u.region else 'body ' || u.agency end as body
  from rollup_table t join rollup_unit u using (report)
  where t.reason is null or t.reason = 'outside'
),
doubled as (
  select * from same qualify count(*) over (partition by body, year, form_table) > 1
),
prints as (
  select d.report, d.form_table, d.year, d.body,
    md5(string_agg(o.key::varchar || '=' || coalesce(o.value::varchar, o.state::varchar) || coalesce(o.unit, ''), '|' order by o.key::varchar)) as print
  from doubled d
  join observations o using (report)
  join rollup_form_key c on c.key = o.key and c.form_table = d.form_table
  group by all
)
select report, form_table,
  case
    when count(distinct print) over (partition by body, year, form_table) > 1 then 'conflict'
    when report > min(report) over (partition by body, year, form_table) then 'double'
  end as reason
from prints;

update rollup_table t set reason = d.reason
from rollup_double d
where d.report = t.report and d.form_table = t.form_table and d.reason is not null;
