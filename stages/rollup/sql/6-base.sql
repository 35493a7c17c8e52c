insert into rollup_figure from rollup_open;

-- Sums within one region's own level: over its bodies (own), or its summary alone.
create or replace table rollup_base as
with sums as (
  select f.g, f.k,
    sum(f.value) as value,
    count(f.value) as reported,
    count(*) filter (f.state in ('derived', 'partial', 'lacking')) as derived,
    count(*) filter (f.state in ('partial', 'lacking')) as part,
    count(*) filter (f.state in ('blank', 'notApplicable')) as blank,
    count(*) filter (f.state in ('text', 'missing', 'doubtful', 'unitUnknown')) as unassessable
  from rollup_figure f
  group by f.g, f.k
)
select g.region, g.kind, g.year, k.form_table, s.k, s.value, s.reported, s.derived, s.part, s.blank, s.unassessable
from sums s join rollup_group g using (g) join rollup_key k using (k)
where g.counted and k.agencies = 'sum';

create or replace table rollup_members as
select u.region, t.kind, u.year, t.form_table, count(*) as members
from rollup_table t join rollup_unit u using (report)
where t.reason is null
group by all;
