import {cellsOf, type Format} from '../model/format.ts'
import {observationSchema} from '../model/report.ts'

/** Figures as printed: 万元 with more than eight decimals are rounded (V05 and P15 name them), nothing else is. */
export const DECIMALS = {width: 28, scale: 8}

/** All observation keys in the order of the formats, oldest format first. */
export function keysOf(formats: Format[]): string[] {
  return [...new Set(formats.flatMap(format => cellsOf(format).map(cell => cell.key)))]
}

/** States of an observation, in the order of their numbers in the tables. */
export const STATES: readonly string[] = observationSchema.shape.state.options

/**
 * The statements that make the tables. Text columns hold the words of the published contract (level, type, scope, state,
 * severity); null means unknown, as there.
 */
export function tables(formats: Format[]): string {
  return `
    create type observation_key as enum (${keysOf(formats).map(quote).join(', ')});
    create type observation_state as enum (${STATES.map(quote).join(', ')});

    create table reports (
      ordinal integer,          -- counts reports in corpus order (by file, then segment) from 0
      id varchar, file varchar, segment integer, reader varchar, sha256 varchar,
      agency varchar,           -- stable key of the body: its roster code, else region and bare name; null where unknown
      rostered boolean,         -- whether the agency is an entry of the roster
      name varchar,             -- as the report prints it
      code varchar, province varchar, prefecture varchar, county varchar, township varchar,
      level varchar, type varchar,
      year integer, format varchar, title varchar,
      signed_on date, published_on date,
      index_number varchar,     -- as the page prints it
      scope varchar,
      status varchar,           -- by the findings of the document chain; reconcile may still turn accepted into review
      errors integer, warnings integer, infos integer,
      merged_into integer       -- set by reconcile: ordinal of the report that is published instead; null: it counts
    );
    create table observations (  -- rows lie in the order of reports and keys
      report integer,           -- reports.ordinal
      key observation_key,
      value decimal(${DECIMALS.width}, ${DECIMALS.scale}),  -- null unless there is a number; money in 万元
      state observation_state,  -- blank is never zero
      unit varchar              -- where the cell itself carries one; 'unknown': money that must not be added up
    );
    create table corrections (  -- figures that people corrected: what was printed; observations hold what is computed with
      report integer, key observation_key,
      value decimal(${DECIMALS.width}, ${DECIMALS.scale}), state observation_state, unit varchar, raw varchar,
      basis varchar, by_whom varchar, corrected_on date
    );
    create table findings (  -- report is null for a file as a whole; accepted: a person lets it stand
      ordinal integer, report integer, file varchar, rule varchar, severity varchar, accepted boolean
    );
    create table finding_keys (finding integer, key varchar);  -- findings.ordinal
    create table texts (  -- sections that were asked for: their paragraphs, a line each
      report integer, position integer, section varchar, text varchar
    );
    create table cells (
      format varchar, position integer, key observation_key,
      form_table varchar, block varchar, form_row varchar, form_column varchar, measure varchar, unit varchar
    );
    create table roster (
      code varchar, name varchar, region varchar, level varchar, type varchar, parent varchar,
      valid_from integer, valid_to integer, successor varchar, must_file boolean, deadline varchar, in_summary boolean
    );`
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
