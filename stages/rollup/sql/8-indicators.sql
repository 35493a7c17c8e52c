-- Numerators and denominators over the same reports: those that give every key of the denominator and one of the numerator
-- (all, where there is no denominator), and of which no key holds something that is no figure.
create or replace table rollup_ratio as
with parts as (
  select f.report, min(f.g) as g, max(f.g) as other, p.i,
    sum(p.sign * f.value) filter (p.upper) as numerator,
    sum(p.sign * f.value) filter (not p.upper) as denominator,
    count(f.value) filter (p.upper) as above,
    count(f.value) filter (not p.upper) as below,
    bool_or(f.state in ('lacking', 'text', 'missing', 'doubtful', 'unitUnknown')) as lacks
  from rollup_figure f join rollup_indicator p on p.k = f.k
  where f.g in (select g from rollup_group where counted)
  group by f.report, p.i
),
needed as (
  select i, indicator, answered, count_zero,
    count(*) filter (upper) as above, count(*) filter (not upper) as below
  from rollup_indicator group by all
)
select u.region, u.kind, u.year, n.indicator, n.answered,
  sum(case when n.count_zero then (p.numerator = 0)::integer else p.numerator end) as numerator,
  sum(case when n.count_zero then 1 else p.denominator end) as denominator,
  count(*) as reports
from parts p
join needed n using (i)
join rollup_group u using (g)
-- Tables of different scope are not set against each other.
where not p.lacks and p.g = p.other and p.below = n.below and p.above >= case when n.below = 0 then n.above else 1 end
  and (not n.count_zero or u.kind = 'own')
group by all;

create or replace table rollup_indicators as
with tables as (
  select i.indicator, i.answered, bool_or(i.count_zero) as count_zero, list_sort(list(distinct k.form_table)) as tables
  from rollup_indicator i join rollup_key k using (k)
  group by i.indicator, i.answered
)
select p.region, p.year, p.method, r.indicator, r.answered,
  sum(r.numerator) as numerator, sum(r.denominator) as denominator, sum(r.reports) as reports
from rollup_ratio r
join tables t on t.indicator = r.indicator and t.answered is not distinct from r.answered
join rollup_part p on p.source = r.region and p.kind = r.kind and p.year = r.year and p.form_table = t.tables[1]
where (p.method = 'M' or not t.count_zero)
and not exists (
  -- An indicator over two tables takes a region only where both tables do.
  select 1 from unnest(t.tables) other(name)
  where not exists (
    select 1 from rollup_part q
    where q.region = p.region and q.year = p.year and q.method = p.method and q.source = p.source
      and q.kind = p.kind and q.form_table = other.name
  )
)
group by all;

-- Figures a head: the sum of a region over its residents of the year; where their number is not known, nothing is computed.
insert into rollup_indicators
select s.region, s.year, s.method, h.indicator, null, s.value, p.residents, s.reported
from rollup_head h
join rollup_key k using (k)
join rollup_sum s on s.key = k.key
join rollup_region g on g.id = s.region
left join rollup_resident p on p.region = g.code and p.year = s.year
where s.value is not null and exists (select 1 from rollup_resident);
