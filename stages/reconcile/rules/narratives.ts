import type {BodyType, Level, Region} from '../../../pipeline/model/report.ts'
import {fold} from '../../../pipeline/model/text.ts'
import type {Warehouse} from '../../../pipeline/warehouse.ts'
import {type Context, type Draft, inList, numberOf} from '../context.ts'
import {bandsOf, comparable, type Signatures, signatureOf, signatures} from '../minhash.ts'
import {indexNumbers} from './indexNumbers.ts'
import {type NameScan, nameScan} from './names.ts'

/** Sections whose text an office writes itself; the others hold tables and set phrases. */
export const WRITTEN: readonly string[] = ['overview', 'problems']

/** Of which reports there are sentences, enough of them to be compared, and an index number with a region. */
const TABLES = `
  create table bands (report integer, band integer, hash integer);
  create table readable (report integer, written boolean, signed boolean, numbered boolean)`

interface Row extends Region {
  ordinal: number
  name: string | null
  level: Level | null
  type: BodyType
  year: number | null
  index_number: string | null
  text: string | null
}

/** A row for each section; sections put together by the database would all have to stand in memory. */
const TEXTS = `
  select ordinal, name, level, type, code, province, prefecture, county, township, year, index_number, text
  from reports left join (select * from texts where section in (${inList([...WRITTEN])})) on report = ordinal
  where merged_into is null order by ordinal, position`

/**
 * The rules about what reports say: X05 叙述与上年雷同, C01 跨机构雷同, C02 残留他单位名称, K04 行政区划代码不符. One pass over the
 * texts of the warehouse; of each report 128 bytes are kept. Reports that merged into another are left out.
 */
export async function narratives(context: Context): Promise<Draft[]> {
  const {warehouse} = context
  const least = Math.min(numberOf(context, 'X05', 'least'), numberOf(context, 'C01', 'least'))
  const prints = signatures()
  const scan: NameScan = await nameScan(context)
  const codes = indexNumbers(context)
  const drafts: Draft[] = []
  const bands: {ordinal: number; hashes: number[]}[] = []
  const readable: [number, boolean, boolean, boolean][] = []
  for await (const row of wholeTexts(warehouse.each<Row>(TEXTS))) {
    const {ordinal, name, level, type, year, index_number, text, ...region} = row
    const body = {agency: {name, level, type, region}, year}
    const sentences = sentencesOf(text ?? '')
    const signature = signatureOf(comparable(sentences.join('')), least)
    prints.add(ordinal, signature)
    if (signature) bands.push({ordinal, hashes: bandsOf(signature)})
    const coded = codes(ordinal, body, index_number)
    drafts.push(...scan(ordinal, body, sentences), ...(coded ?? []))
    readable.push([ordinal, sentences.length > 0, signature !== null, coded !== null])
  }
  await warehouse.run(TABLES)
  await fill(warehouse, 'bands', bandRows(bands))
  await fill(warehouse, 'readable', readable)
  return drafts.concat(await likeLastYear(context, prints), await likeAnother(context, prints))
}

/** Rows of the same report as one, a line between their texts. */
async function* wholeTexts(rows: AsyncIterable<Row>): AsyncIterable<Row> {
  let whole: Row | null = null
  for await (const row of rows) {
    if (whole?.ordinal === row.ordinal) {
      whole.text = `${whole.text}\n${row.text}`
      continue
    }
    if (whole) yield whole
    whole = row
  }
  if (whole) yield whole
}

function* bandRows(bands: {ordinal: number; hashes: number[]}[]): Iterable<number[]> {
  for (const {ordinal, hashes} of bands) {
    for (const [band, hash] of hashes.entries()) yield [ordinal, band, hash]
  }
}

async function fill(
  warehouse: Warehouse,
  table: string,
  rows: Iterable<(number | boolean)[]>,
): Promise<void> {
  const bulk = await warehouse.into(table)
  for (const row of rows) bulk.add(row)
  bulk.end()
}

/** The sentences of a text, folded. */
function sentencesOf(text: string): string[] {
  return text
    .split(/[。；;！!\n]/)
    .map(fold)
    .filter(sentence => sentence !== '')
}

/** X05 叙述与上年雷同. */
async function likeLastYear(context: Context, prints: Signatures): Promise<Draft[]> {
  const threshold = numberOf(context, 'X05', 'similarity')
  const drafts: Draft[] = []
  const rows = context.warehouse.each<{this: number; previous: number; year: number}>(
    'select this, previous, year from pairs join reports on ordinal = this order by this',
  )
  for await (const {this: report, previous, year} of rows) {
    const similarity = prints.similarity(report, previous)
    if (similarity === null || similarity <= threshold) continue
    const values = {year, previous: year - 1, percent: Math.round(similarity * 100)}
    drafts.push({rule: 'X05', report, related: [{report: previous, keys: []}], details: {values}})
  }
  return drafts
}

/**
 * C01 跨机构雷同. Reports that share a band are compared with the first report of that band, and the first of another body:
 * at most sixteen comparisons a report, however many there are and however alike.
 */
async function likeAnother(context: Context, prints: Signatures): Promise<Draft[]> {
  const threshold = numberOf(context, 'C01', 'similarity')
  const drafts: Draft[] = []
  const rows = context.warehouse.each<{
    report: number
    other: number
    name: string
    year: number
    file: string
  }>(`
    with known as (
      select bands.*, agency from bands join reports on ordinal = report where agency is not null
      qualify count(*) over (partition by band, hash) > 1
    ),
    heads as (
      select band, hash, min(report) as head, arg_min(agency, report) as agency from known group by band, hash
    ),
    seconds as (
      select band, hash, min(report) as head, arg_min(known.agency, report) as agency
      from known join heads using (band, hash) where known.agency <> heads.agency group by band, hash
    ),
    candidates as (
      select distinct known.report, first_ones.head as other
      from known join (select * from heads union all select * from seconds) first_ones using (band, hash)
      where known.agency <> first_ones.agency
    )
    select candidates.report, other, coalesce(name, '') as name, year, file
    from candidates join reports on ordinal = other
    order by candidates.report, other`)
  let best: {
    report: number
    other: number
    similarity: number
    values: Record<string, string | number>
  } | null = null
  const close = () => {
    if (best) {
      const {report, other, values} = best
      drafts.push({rule: 'C01', report, related: [{report: other, keys: []}], details: {values}})
    }
    best = null
  }
  for await (const {report, other, name, year, file} of rows) {
    if (best && best.report !== report) close()
    const similarity: number = prints.similarity(report, other) ?? 0
    if (similarity < threshold || (best && best.similarity >= similarity)) continue
    best = {
      report,
      other,
      similarity,
      values: {name, year: year ?? '', file, percent: Math.round(similarity * 100)},
    }
  }
  close()
  return drafts
}
