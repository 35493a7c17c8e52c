-- One step of derivation: subtotals the form does not have. `partial` where some parts were not reported.
insert into rollup_figure
select f.report, f.form_table, p.target, sum(f.value),
  case
    when count(f.value) = count(*) then 'derived'
    when count(f.value) > 0 then 'partial'
    when bool_or(f.state in ('text', 'missing', 'doubtful', 'unitUnknown')) then 'text'
    else 'blank'
  end
from rollup_figure f
join rollup_derivation p on p.part = f.key and p.step = $step
group by f.report, f.form_table, p.target;
