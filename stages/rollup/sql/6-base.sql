-- Sums within one region's own level: over its bodies (own), or its summary alone.
create or replace table rollup_base as
select u.region, u.kind, u.year, f.form_table, f.key,
  sum(f.value) as value,
  count(f.value) as reported,
  count(*) filter (f.state in ('derived', 'partial')) as derived,
  count(*) filter (f.state in ('blank', 'notApplicable')) as blank,
  count(*) filter (f.state in ('text', 'missing', 'doubtful', 'unitUnknown')) as unassessable
from rollup_figure f
join rollup_unit u using (report)
join rollup_table t on t.report = f.report and t.form_table = f.form_table
join rollup_key k on k.key = f.key
where t.reason is null and k.agencies = 'sum'
group by all;

create or replace table rollup_members as
select u.region, u.kind, u.year, t.form_table, count(*) as members
from rollup_table t join rollup_unit u using (report)
where t.reason is null
group by all;
