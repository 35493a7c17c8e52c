import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import * as XLSX from 'xlsx'
import {nianbao} from '../commandLine.ts'
import {writeArchive} from './archive.ts'
import {detail, emptyLook, placeOf} from './count/detail.ts'
import {cells, type Given, labels, written} from './count/given.ts'
import {type Look, lookOf} from './count/looks.ts'
import {sheetsOf} from './count/sheets/index.ts'
import {columnsOf, type Row, type Value} from './count/sheets/layout.ts'
import {Count} from './count/sums.ts'
import {residents, roster, scopesOf, writeConfig, writeCorrections, writeRoster} from './office.ts'
import {type Book, bookOf, chosenIn, held, labelsOf, lookAt, rowsOf} from './read.ts'

/**
 * Every figure of 汇总.xlsx and 明细.xlsx, counted anew from the observations that the run wrote, in plain code that shares
 * nothing with the stages: by hand, as it were. Once without anything given, once with a roster, corrections and decisions.
 */

const folder = mkdtempSync(join(tmpdir(), 'nianbao-recount-'))
const at = (...parts: string[]) => join(folder, ...parts)
afterAll(() => rmSync(folder, {recursive: true}))

async function run(out: string, ...more: string[]): Promise<void> {
  const given = [at('in'), '--out', at(out), '--cache', at('cache'), '--jobs', '1', '--verify', 'off']
  const {code, err} = await nianbao('run', ...given, ...more)
  if (code !== 0) throw new Error(err)
}

interface Ran {
  given: Given
  count: Count
  summary: Book
  detail: Book
}
const runs: Record<string, Ran> = {}

function ranInto(out: string, more: Omit<Given, 'reports' | 'findings'>): Ran {
  const given = {...written(at(out)), ...more}
  const books = {summary: bookOf(at(out, '汇总.xlsx')), detail: bookOf(at(out, '明细.xlsx'))}
  return {given, count: new Count(given), ...books}
}

beforeAll(async () => {
  writeArchive(at('in'))
  await run('bare')
  const {reports, findings} = written(at('bare'))
  const scopes = scopesOf(reports)
  writeRoster(at('名册.csv'))
  writeConfig(at('config'), scopes)
  writeCorrections(at('更正.csv'), reports, findings)
  const given = ['--roster', at('名册.csv'), '--config', at('config'), '--corrections', at('更正.csv')]
  await run('given', ...given)
  runs.bare = ranInto('bare', {roster: null, scopes: [], residents: []})
  runs.given = ranInto('given', {roster, scopes, residents})
})

const exact = (value: Value | undefined): Value =>
  typeof value === 'number' ? Number(value.toPrecision(12)) : (value ?? null)

/** The cells in which two sheets differ, each with where it stands; how many were compared. */
function compared(keys: string[], has: Row[], wants: Row[], first: number): [number, string[]] {
  const differences = has.length === wants.length ? [] : [`${has.length} rows, ${wants.length} counted`]
  let number = 0
  for (const [i, row] of has.entries()) {
    for (const [c, key] of keys.entries()) {
      number++
      const [is, want] = [row[key], wants[i]?.[key]].map(exact)
      if (is === want) continue
      differences.push(`${XLSX.utils.encode_cell({r: i + first, c})} ${key}: ${is}, counted ${want}`)
    }
  }
  return [number, differences]
}

const FACTS = ['key', 'region', 'year', 'code']
const figuresIn = (keys: string[]) =>
  keys.filter(key => !FACTS.includes(key) && !/^(method|list)\./.test(key))

/** The order in which files were read is no matter of the recount. */
const byFile = (rows: Row[]) => {
  const name = (row: Row) => `${row.file} ${row.table} ${row.reason}`
  return rows.sort((a, b) => (name(a) < name(b) ? -1 : 1))
}

/** What the plants are for: rows that each run cannot do without, by sheet. */
const LEAST: Record<string, Record<string, number>> = {
  bare: {更正: 0, 填报不全: 400},
  given: {更正: 4, 填报不全: 8},
}

describe.each(['bare', 'given'])('%s: 汇总.xlsx', name => {
  test('every cell of every sheet is what a count by hand gives', () => {
    const {count, summary} = runs[name]!
    const data = rowsOf(summary.sheets.总表数据!)
    const figures = figuresIn(data.keys)
    expect([...figures].filter(key => !key.includes('.sum.')).sort()).toEqual([...cells.keys()].sort())
    const counted = sheetsOf(count, figures)
    const OTHERS = ['封面与口径说明', '总表2021', '总表2019', '总表2014', '图表']
    expect(summary.names.filter(sheet => !OTHERS.includes(sheet)).sort()).toEqual(Object.keys(counted).sort())
    for (const [sheet, wants] of Object.entries(counted)) {
      const {keys, rows, first} = rowsOf(summary.sheets[sheet]!)
      const own = keys.filter(key => !key.startsWith('list.'))
      const told = sheet === '总表数据' ? rows.filter(row => row.key !== null) : rows
      const isByFile = sheet === '调整与剔除'
      const [number, differences] = compared(
        own,
        isByFile ? byFile(told) : told,
        isByFile ? byFile(wants) : wants,
        first,
      )
      expect([sheet, differences]).toEqual([sheet, []])
      const least = (LEAST[name]![sheet] ?? 20) * own.length
      expect([sheet, number >= least]).toEqual([sheet, true])
    }
  })

  test('what is not reported, cannot be told, is not in the form or only part of it looks so', () => {
    const {count, summary} = runs[name]!
    const seen = new Map<Look, number>()
    const differences: string[] = []
    const look = (sheet: string, r: number, c: number, want: Look) => {
      const address = XLSX.utils.encode_cell({r, c})
      const is = lookAt(summary, sheet, address)
      seen.set(is, (seen.get(is) ?? 0) + 1)
      if (is !== want) differences.push(`${sheet}!${address}: ${is}, counted ${want}`)
    }
    const data = rowsOf(summary.sheets.总表数据!)
    for (const [i, {region, year}] of count.regionYears.entries()) {
      for (const [c, key] of data.keys.entries()) {
        if (!figuresIn([key]).length) continue
        // The data sheet does not tell sums of what came in from others: its method does.
        const want = lookOf(count, region, year, key)
        look('总表数据', i + data.first, c, want === 'received' ? 'whole' : want)
      }
      for (const sheet of ['分地区', '复议诉讼']) {
        const {keys, first} = rowsOf(summary.sheets[sheet]!)
        for (const [c, key] of keys.entries()) {
          const figure = columnsOf(sheet).find(one => one.key === key)?.figure
          if (figure) look(sheet, i + first, c, lookOf(count, region, year, figure))
        }
      }
    }
    expect(differences).toEqual([])
    const all: Look[] = ['whole', 'received', 'partial', 'notReported', 'unassessable', 'notInFormat', 'none']
    // With a roster governments speak for all that is left blank here.
    expect(all.filter(one => !seen.get(one))).toEqual(name === 'given' ? ['notReported'] : [])
  })

  test('the official tables and the charts show the figures of the region and year they name', () => {
    const {count, summary} = runs[name]!
    const data = rowsOf(summary.sheets.总表数据!)
    const rows = new Map(data.rows.map(row => [row.key, row]))
    const forms = summary.names.filter(sheet => sheet.startsWith('总表2'))
    // No roster lists bodies of the one region that reported by the form of 2014.
    expect(forms).toEqual(['总表2021', '总表2019', ...(name === 'bare' ? ['总表2014'] : [])])
    for (const sheet of [...forms, '图表']) {
      const own = summary.sheets[sheet]!
      const [region, year] = chosenIn(own)
      let number = 0
      for (const [address, cell] of Object.entries(own) as [string, XLSX.CellObject][]) {
        const column = /INDEX\('总表数据'!\$([A-Z]+)\$/.exec(cell.f ?? '')?.[1]
        if (column === undefined || address === 'A4') continue
        const key = data.keys[XLSX.utils.decode_col(column)]!
        const of = /MATCH\("([^"]+)"/.exec(cell.f!)?.[1] ?? region
        const when = /"\|"&(\d{4})/.exec(cell.f!)?.[1] ?? year
        const want = rows.get(`${of}|${when}`)?.[key] ?? null
        const is = cell.t === 'e' ? null : held(cell)
        expect([sheet, address, is]).toEqual([sheet, address, sheet === '图表' && want === '…' ? null : want])
        if (sheet !== '图表')
          expect([address, ...labelsOf(own, address)]).toEqual([address, ...labels(key, sheet.slice(2))])
        number++
      }
      expect([sheet, number > 20]).toEqual([sheet, true])
    }
    expect(count.regionYears.length).toBe(rows.size - (rows.has(null) ? 1 : 0))
  })
})

describe.each(['bare', 'given'])('%s: 明细.xlsx', name => {
  test('every cell is what the report says, and every figure stands where its place says', () => {
    const {given, detail: book} = runs[name]!
    const {keys, rows, first} = rowsOf(book.sheets.明细!)
    const figures = keys.slice(keys.indexOf('places') + 1)
    expect([...figures].sort()).toEqual([...cells.keys()].sort())
    const [number, differences] = compared(
      keys.filter(key => key !== 'places'),
      rows,
      detail(given, figures),
      first,
    )
    expect(differences).toEqual([])
    expect(number).toBeGreaterThan(given.reports.length * 300)
    const places = rowsOf(book.sheets.出处!)
    let told = 0
    for (const [i, report] of given.reports.entries()) {
      const link = /^出处!A(\d+)$/.exec(String(rows[i]!.places))!
      const row = places.rows[Number(link[1]) - 1 - places.first]!
      for (const key of figures) {
        expect([report.id, key, row[key]]).toEqual([report.id, key, placeOf(report.observations[key])])
        told += Number(row[key] !== null)
      }
    }
    expect(told).toBe(
      given.reports.reduce((sum, {observations}) => sum + Object.keys(observations).length, 0),
    )
  })

  test('blank, not found and not in the form look different', () => {
    const {given, detail: book} = runs[name]!
    const {keys, first} = rowsOf(book.sheets.明细!)
    const figures = keys.slice(keys.indexOf('places') + 1)
    const seen = new Set<string>()
    const differences: string[] = []
    for (const [i, report] of given.reports.entries()) {
      for (const [c, key] of figures.entries()) {
        const address = XLSX.utils.encode_cell({r: i + first, c: c + keys.indexOf('places') + 1})
        const cell = book.sheets.明细![address] as XLSX.CellObject
        if (held(cell) !== null) continue
        const fill = cell.s as {patternType?: string; fgColor?: {rgb?: string}}
        const is = EMPTY[fill.patternType ?? ''] ?? (fill.fgColor?.rgb === 'E4E4E4' ? 'notInFormat' : '?')
        const want = emptyLook(report, key)
        seen.add(want)
        if (is !== want) differences.push(`${address} ${key}: ${is}, counted ${want}`)
      }
    }
    expect(differences).toEqual([])
    expect([...seen].sort()).toEqual(['blank', 'missing', 'notInFormat'])
  })
})

const EMPTY: Record<string, string> = {lightUp: 'blank', lightTrellis: 'missing'}
