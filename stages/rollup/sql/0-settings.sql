-- What the configuration says, as tables; filled by prepare.ts.
create or replace table rollup_region (id varchar, code varchar, name varchar, level varchar, parent varchar, position integer);
create or replace table rollup_closure (region varchar, below varchar);
create or replace table rollup_listed (code varchar, region varchar);
create or replace table rollup_place (code varchar, province varchar, prefecture varchar, county varchar, level varchar, region varchar, exact boolean);
create or replace table rollup_outside (type varchar);
create or replace table rollup_gate (rule varchar, extent varchar);
create or replace table rollup_timeliness (rule varchar, judged varchar);
create or replace table rollup_key (k usmallint, key varchar, form_table varchar, position integer, measure varchar, agencies varchar, years varchar, comparable boolean);
create or replace table rollup_derivation (step integer, fills boolean, target usmallint, part usmallint);
create or replace table rollup_break (year integer);
create or replace table rollup_panel_key (key varchar);
create or replace table rollup_indicator (i integer, indicator varchar, answered varchar, count_zero boolean, upper boolean, k usmallint, sign integer);
create or replace table rollup_system_of (report integer, system varchar);
create or replace table rollup_part (region varchar, year integer, form_table varchar, method varchar, source varchar, kind varchar);
create or replace table rollup_method (
  region varchar, year integer, form_table varchar, chosen varchar, summary varchar,
  summary_covered integer, summary_expected integer, bodies integer, bodies_listed integer, bodies_expected integer, reason varchar,
  own_bodies integer, own_listed integer, own_expected integer, usable varchar
);
create or replace table rollup_form_table as select distinct format, form_table from cells;
create or replace table rollup_form_key as select distinct key, form_table from cells;
drop type if exists rollup_state cascade;
-- What a report says of a figure. Three are computed: `derived`; `partial`, a subtotal of which some parts were left blank;
-- `lacking`, of which a part holds something that is no figure (text and what stands behind it). Those two are what the other
-- parts come to, not the whole.
create type rollup_state as enum ('reported', 'derived', 'partial', 'lacking', 'blank', 'notApplicable', 'text', 'missing', 'doubtful', 'unitUnknown');
create or replace table rollup_override (report varchar, form_table varchar, scope varchar);
create or replace table rollup_median_key (k usmallint);
create or replace table rollup_resident (region varchar, year integer, residents double);
create or replace table rollup_head (indicator varchar, k usmallint);
