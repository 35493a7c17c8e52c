-- One step of derivation: cells of the form left blank get the sum of the parts that were printed, where any was.
create or replace temp table rollup_step as
with blank as (
  select report, k from rollup_figure
  where state in ('blank', 'notApplicable') and k in (select target from rollup_derivation where step = $step)
)
select b.report, b.k, sum(f.value) as value
from blank b
join rollup_derivation p on p.target = b.k and p.step = $step
join rollup_figure f on f.report = b.report and f.k = p.part
group by b.report, b.k
having count(f.value) > 0;

update rollup_figure f set value = s.value, state = 'derived'
from rollup_step s
where s.report = f.report and s.k = f.k;
