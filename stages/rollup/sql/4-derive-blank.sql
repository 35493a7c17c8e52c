-- One step of derivation: cells of the form left blank get the sum of the parts that were printed, where any was.
create or replace temp table rollup_step as
select t.report, t.key, sum(f.value) as value
from rollup_figure t
join rollup_derivation p on p.target = t.key and p.step = $step
join rollup_figure f on f.report = t.report and f.key = p.part
where t.state in ('blank', 'notApplicable')
group by t.report, t.key
having count(f.value) > 0;

update rollup_figure f set value = s.value, state = 'derived'
from rollup_step s
where s.report = f.report and s.key = f.key;
