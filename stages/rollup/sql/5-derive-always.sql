-- One step of derivation: subtotals the form does not have. `partial` where some parts were left blank, `lacking` where one holds
-- something that is no figure.
insert into rollup_figure
select f.report, any_value(f.g), p.target, sum(f.value),
  case
    when count(f.value) > 0 and bool_or(f.state in ('lacking', 'text', 'missing', 'doubtful', 'unitUnknown')) then 'lacking'
    when count(f.value) = count(*) then 'derived'
    when count(f.value) > 0 then 'partial'
    when bool_or(f.state in ('text', 'missing', 'doubtful', 'unitUnknown')) then 'text'
    else 'blank'
  end::rollup_state
from rollup_seen f
join rollup_derivation p on p.part = f.k and p.step = $step
group by f.report, p.target;
