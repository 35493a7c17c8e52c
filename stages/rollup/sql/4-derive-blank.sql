-- One step of derivation: cells of the form left blank get the sum of the parts that were printed, where any was. `lacking`
-- where another part holds something that is no figure.
create or replace temp table rollup_step as
select b.report, any_value(b.g) as g, b.k, sum(f.value) as value,
  bool_or(f.state in ('lacking', 'text', 'missing', 'doubtful', 'unitUnknown')) as lacks
from rollup_open b
join rollup_derivation p on p.target = b.k and p.step = $step
join rollup_seen f on f.report = b.report and f.k = p.part
group by b.report, b.k
having count(f.value) > 0;

insert into rollup_figure select report, g, k, value, if(lacks, 'lacking', 'derived')::rollup_state from rollup_step;

create or replace temp table rollup_open as
select * from rollup_open b where not exists (select 1 from rollup_step s where s.report = b.report and s.k = b.k);
