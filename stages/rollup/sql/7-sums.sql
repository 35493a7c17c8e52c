-- Method M: the bodies of the region and of all regions below it. Method S was laid out before, part by part.
insert into rollup_part
select c.region, m.year, m.form_table, 'M', m.region, 'own'
from rollup_members m join rollup_closure c on c.below = m.region
where m.kind = 'own';

create or replace table rollup_total as
select p.region, p.year, p.form_table, p.method, sum(m.members) as members
from rollup_part p
join rollup_members m on m.region = p.source and m.kind = p.kind and m.year = p.year and m.form_table = p.form_table
group by all;

create or replace table rollup_sum as
with sums as (
  select p.region, p.year, p.form_table, p.method, b.k,
    sum(b.value) as value,
    sum(b.reported) as reported,
    sum(b.derived) as derived,
    sum(b.part) as part,
    sum(b.unassessable) as unassessable
  from rollup_part p
  join rollup_base b on b.region = p.source and b.kind = p.kind and b.year = p.year and b.form_table = p.form_table
  group by all
)
select s.region, s.year, s.form_table, s.method, k.key, s.value, s.reported, s.derived, t.members,
  case
    when s.reported = t.members and s.part = 0 then 'complete'
    when s.reported > 0 then 'partial'
    when s.unassessable > 0 then 'unassessable'
    else 'notReported'
  end as state
from sums s
join rollup_key k using (k)
join rollup_total t on t.region = s.region and t.year = s.year and t.form_table = s.form_table and t.method = s.method;
