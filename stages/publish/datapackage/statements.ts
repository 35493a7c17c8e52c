import type {Resource} from './settings.ts'

/** Text that a spreadsheet would run (or that begins with the mark itself): marked with an apostrophe in CSV. */
const RUNS = "^[=+\\-@\\t\\r\\n''＝＋－＠]"
const TYPES = {
  string: 'varchar',
  integer: 'bigint',
  number: 'decimal(38, 8)',
  boolean: 'boolean',
  date: 'date',
}

function orderOf(columns: string[]): string {
  return columns.map(name => `${name} nulls first`).join(', ')
}

/**
 * Around the statements of a resource whose rows lie in order already: a single thread keeps the order of the first table,
 * as long as DuckDB does not take the tables of a join in another turn.
 */
export const keepOrder = {
  begin: "set disabled_optimizers = 'join_order,build_side_probe_side'",
  end: 'reset disabled_optimizers',
}

/** The rows of a resource in order, fields typed as described. `directory` holds the files of the run. */
function rowsOf({select, jsonl, fields, order = []}: Resource, directory: string): string {
  const source = select ?? fromJsonl(`${directory}/${jsonl}`)
  const typed = fields.map(({name, type}) => `cast(${name} as ${TYPES[type]}) as ${name}`)
  const ordered = order.length > 0 ? ` order by ${orderOf(order)}` : ''
  return `select ${typed.join(', ')} from (${source})${ordered}`
}

/** Bytes of the longest line of a finding; DuckDB sets twice as much aside for each file it reads. */
const LONGEST = 1 << 24

/** Findings as they were published; their place stays JSON. */
function fromJsonl(path: string): string {
  const columns =
    "{rule: 'varchar', severity: 'varchar', message: 'varchar', report: 'varchar', file: 'varchar', keys: 'varchar[]'," +
    " place: 'json', expected: 'varchar', actual: 'varchar', basis: 'varchar'}"
  return (
    'select row_number() over () as position, rule, severity, message, report, file,' +
    " array_to_string(keys, ' ') as keys, cast(place as varchar) as place, expected, actual, basis" +
    ` from read_json(${quoted(path)}, format = 'newline_delimited', columns = ${columns}, maximum_object_size = ${LONGEST})`
  )
}

/** Copies a resource to CSV (RFC 4180, UTF-8); text is marked so that no program runs it. */
export function copyCsv(resource: Resource, directory: string, path: string): string {
  const safe = resource.fields.map(({name, type}) => {
    if (type === 'number') return `${plainNumber(name)} as ${name}`
    if (type !== 'string') return name
    return `case when regexp_matches(${name}, '${RUNS}') then '''' || ${name} else ${name} end as ${name}`
  })
  return (
    `copy (select ${safe.join(', ')} from (${rowsOf(resource, directory)})) to ${quoted(path)}` +
    " (format csv, header true, delimiter ',', quote '\"', escape '\"')"
  )
}

/** Copies a resource to Parquet; text is as it was read. */
export function copyParquet(resource: Resource, directory: string, path: string): string {
  return `copy (${rowsOf(resource, directory)}) to ${quoted(path)} (format parquet, compression zstd, row_group_size 122880)`
}

/** A decimal without zeros at its end: 5644.23, not 5644.23000000. All decimals are written with their point. */
function plainNumber(name: string): string {
  return `rtrim(rtrim(cast(${name} as varchar), '0'), '.')`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
