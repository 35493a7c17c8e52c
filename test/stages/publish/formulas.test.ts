import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import * as XLSX from 'xlsx'
import type {Finding} from '../../../pipeline/model/finding.ts'
import {openWarehouse} from '../../../pipeline/warehouse.ts'
import {publish} from '../../../stages/publish/index.ts'
import {rollup} from '../../../stages/rollup/index.ts'
import {corpusOf, reportOf} from '../rollup/build.ts'
import {info} from './build.ts'
import {config} from './summary/build.ts'

const STARTS = ['=', '+', '-', '@', '\t=', '＝']
/** What a document says in place `what`: text that a spreadsheet would run, were it typed. */
const hostile = (start: string, what: string) => `${start}INJECTED("${what}")`
const RUNS = /^[=+\-@\t\r\n＝＋－＠]/

/** Publishes reports all of whose texts begin with `start`, and hands the folder on. */
async function publishedWith<T>(start: string, look: (folder: string) => T): Promise<T> {
  const say = (what: string) => hostile(start, what)
  const county = {province: '福建省', prefecture: '泉州市', county: '石狮市', code: '350581'}
  const findings: Partial<Finding>[] = [
    {message: say('message'), expected: say('expected'), actual: say('actual'), basis: say('basis')},
    {keys: ['applications.received.total'], accepted: {reason: say('why'), by: say('by'), on: null}},
  ]
  const made = [1, 2].map(n => {
    const body = {...county, name: `${say('name')}${n}`, level: 'county' as const}
    const checked = reportOf(body, 2023, {}, {findings: findings.map(one => ({rule: 'A02', ...one}))})
    const {report} = checked
    report.source.file = `${say('file')}${n}.html`
    report.title = say('title')
    report.observations['applications.received.total'] = {
      value: null,
      state: 'text',
      raw: say('raw'),
      place: {part: say('part')},
      corrected: {value: 7, basis: say('grounds'), by: say('who'), on: null},
    }
    report.observations['applications.carriedIn.total'] = {
      value: null,
      state: 'text',
      raw: say('text'),
      place: {},
    }
    return checked
  })
  const corpus = {
    ...corpusOf(made),
    skipped: () => [{file: say('left'), reason: 'news' as const, detail: say('detail')}],
  }
  corpus.counts = {...corpus.counts, skipped: 1}
  const folder = mkdtempSync(join(tmpdir(), 'formulas-'))
  const warehouse = await openWarehouse(corpus, join(folder, 'w.duckdb'), {
    formats: Object.values(config.formats),
  })
  try {
    const tables = async () => ({
      rollup: await rollup(warehouse, config),
      run: (sql: string) => warehouse.run(sql),
    })
    const out = join(folder, 'out')
    await publish(corpus, {...config, corrections: {values: {}, acceptances: []}}, info, out, {tables})
    return look(out)
  } finally {
    await warehouse.close()
    rmSync(folder, {recursive: true})
  }
}

test.each(STARTS)('no text of a document runs in any sheet or CSV (%j)', {timeout: 60_000}, async start => {
  await publishedWith(start, folder => {
    const names = readdirSync(folder)
    expect(names.filter(name => name.endsWith('.xlsx')).sort()).toEqual(
      ['明细.xlsx', '校验.xlsx', '汇总.xlsx'].sort(),
    )
    let shown = 0
    for (const name of names.filter(one => one.endsWith('.xlsx'))) {
      const book = XLSX.read(readFileSync(join(folder, name)), {cellStyles: true})
      for (const sheet of book.SheetNames) {
        for (const [at, cell] of Object.entries(book.Sheets[sheet]!) as [string, XLSX.CellObject][]) {
          if (at.startsWith('!')) continue
          expect([name, sheet, at, String(cell.f ?? '').includes('INJECTED')]).toEqual([
            name,
            sheet,
            at,
            false,
          ])
          if (!String(cell.v ?? '').includes('INJECTED')) continue
          shown++
          // What a formula of our own looks up is text as well.
          expect([name, sheet, at, cell.t]).toEqual([name, sheet, at, 's'])
        }
      }
    }
    expect(shown).toBeGreaterThan(30)

    const tables = readdirSync(join(folder, 'datapackage')).filter(name => name.endsWith('.csv'))
    let read = 0
    for (const path of [...tables.map(name => join('datapackage', name)), '名册草稿.csv']) {
      const text = readFileSync(join(folder, path), 'utf8')
      const sheet = XLSX.read(text, {type: 'string', raw: true}).Sheets.Sheet1!
      for (const row of XLSX.utils.sheet_to_json<unknown[]>(sheet, {header: 1, raw: true})) {
        for (const value of row.filter(one => one !== undefined).map(String)) {
          if (value.includes('INJECTED')) read++
          const number = /^[+-]?\d+(\.\d+)?$/.test(value)
          expect([path, value, RUNS.test(value) && !number]).toEqual([path, value, false])
        }
      }
    }
    expect(read).toBeGreaterThan(15)
  })
})
