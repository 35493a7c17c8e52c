-- The figures that may be added up, a row for each cell of the form: what was printed, or why there is nothing. Blank is
-- never zero. Cells of another format count where the report prints them (a report may mix formats).
create or replace table rollup_figure as
select
  t.report, t.form_table, c.key::varchar as key,
  case when o.state in ('value', 'zero') and o.unit is distinct from 'unknown' and x.key is null then o.value end as value,
  case
    when o.report is null then 'missing'
    when x.key is not null then 'doubtful'
    when o.value is not null and o.unit = 'unknown' then 'unitUnknown'
    when o.state in ('value', 'zero') then 'reported'
    else o.state::varchar
  end as state
from (select * from rollup_table where reason is null or reason = 'outside') t
join rollup_unit u using (report)
join cells c on c.format = u.format and c.form_table = t.form_table
left join observations o on o.report = t.report and o.key = c.key
left join rollup_gated_cell x on x.report = t.report and x.key = c.key::varchar
union all
select
  t.report, t.form_table, c.key,
  case when o.state in ('value', 'zero') and o.unit is distinct from 'unknown' and x.key is null then o.value end,
  case
    when x.key is not null then 'doubtful'
    when o.value is not null and o.unit = 'unknown' then 'unitUnknown'
    when o.state in ('value', 'zero') then 'reported'
    else o.state::varchar
  end
from (select * from rollup_table where reason is null or reason = 'outside') t
join rollup_unit u using (report)
join observations o on o.report = t.report
join rollup_form_key c on c.key = o.key::varchar and c.form_table = t.form_table
left join rollup_gated_cell x on x.report = t.report and x.key = c.key
where not exists (select 1 from cells f where f.format = u.format and f.key = o.key);
