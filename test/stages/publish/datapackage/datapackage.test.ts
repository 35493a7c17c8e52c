import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {DuckDBInstance} from '@duckdb/node-api'
import {describe, expect, test} from 'vitest'
import {datapackage} from '../../../../stages/publish/datapackage/index.ts'
import {reportOf} from '../../rollup/build.ts'
import {province} from '../../rollup/province.ts'
import {written} from '../summary/build.ts'

const {reports} = province({prefectures: 2, counties: 3, bodies: [2, 1, 1], years: [2020, 2021]}, 3)

interface Described {
  name: string
  path: string
  format: string
  bytes: number
  schema: {fields: {name: string; type: string; title: string}[]; primaryKey?: string[]}
}

const TYPES: Record<string, string> = {
  string: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DECIMAL(38,8)',
  boolean: 'BOOLEAN',
  date: 'DATE',
}

async function rowsOf(sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const result = await connection.runAndReadAll(sql)
  const rows = result.getRowObjectsJson()
  instance.closeSync()
  return rows
}

describe('datapackage', () => {
  test('describes every file it holds, and every file has the fields described', async () => {
    await written(reports, datapackage, async directory => {
      const folder = join(directory, 'datapackage')
      const described = JSON.parse(readFileSync(join(folder, 'datapackage.json'), 'utf8'))
      const resources: Described[] = described.resources
      expect(described).toMatchObject({runId: '7d1e0c52', configHash: '0123456789ab', schemaVersion: '1.0'})
      expect(readdirSync(folder).sort()).toEqual(
        [...resources.map(({path}) => path), 'datapackage.json'].sort(),
      )
      expect(new Set(resources.map(({name}) => name)).size).toBe(resources.length)
      for (const {path, format, bytes, schema} of resources) {
        const file = join(folder, path)
        expect(readFileSync(file).length).toBe(bytes)
        if (format === 'csv') {
          const [head] = readFileSync(file, 'utf8').split('\n')
          expect(head).toBe(schema.fields.map(({name}) => name).join(','))
          continue
        }
        const columns = await rowsOf(`describe select * from read_parquet('${file}')`)
        expect(columns.map(one => [one.column_name, one.column_type])).toEqual(
          schema.fields.map(({name, type}) => [name, TYPES[type]]),
        )
        const [count] = await rowsOf(`select count(*) as n from read_parquet('${file}')`)
        const csv = `read_csv('${file.replace('.parquet', '.csv')}', header = true, all_varchar = true)`
        const [same] = await rowsOf(`select count(*) as n from ${csv}`)
        expect([path, same!.n]).toEqual([path, count!.n])
        const key = schema.primaryKey
        if (!key) continue
        const [distinct] = await rowsOf(
          `select count(*) as n from (select distinct ${key.join(', ')} from read_parquet('${file}') where ${key.map(name => `${name} is not null`).join(' and ')})`,
        )
        expect([path, distinct!.n]).toEqual([path, count!.n])
      }
    })
  })

  test('text never runs in CSV and is as it was in Parquet; numbers are numbers', async () => {
    const body = {
      name: '=1+1',
      province: '福建省',
      prefecture: '泉州市',
      county: '石狮市',
      code: '350581',
      level: 'county' as const,
    }
    const report = reportOf(
      body,
      2023,
      {'disclosure.fees.amount': 5644.23},
      {findings: [{rule: 'V01', message: '@a，"b"\n-c'}]},
    )
    await written([report], datapackage, async directory => {
      const file = (name: string) => join(directory, 'datapackage', name)
      const text = (name: string) => readFileSync(file(name), 'utf8')
      const {id} = report.report
      expect(text('reports.csv')).toBe(
        'id,file,segment,reader,sha256,agency,rostered,name,code,province,prefecture,county,township,level,type,year,' +
          'format,title,signed_on,published_on,scope,status\n' +
          `${id},${id}.html,1,html,${'0'.repeat(64)},350581:=1+1,false,'=1+1,350581,福建省,泉州市,石狮市,,county,` +
          'department,2023,2021,,,,own,review\n',
      )
      expect(text('findings.csv')).toBe(
        'position,rule,severity,message,report,file,keys,place,expected,actual,basis\n' +
          `1,V01,error,"'@a，""b""\n-c",${id},${id}.html,"",{},,,\n`,
      )
      const fees = text('observations.csv')
        .split('\n')
        .filter(line => line.split(',')[1] === 'disclosure.fees.amount')
      expect(fees).toEqual([`${id},disclosure.fees.amount,5644.23,value,`])
      const [row] = await rowsOf(`select name from read_parquet('${file('reports.parquet')}')`)
      expect(row).toEqual({name: '=1+1'})
      const [finding] = await rowsOf(`select message from read_parquet('${file('findings.parquet')}')`)
      expect(finding).toEqual({message: '@a，"b"\n-c'})
    })
  })

  test('observations stand in the order of reports and of the keys, however many there are', async () => {
    const body = (n: number) => ({
      name: `第${n}局`,
      province: '福建省',
      prefecture: '泉州市',
      county: '石狮市',
    })
    const keys = ['disclosure.fees.amount', 'applications.received.total', 'disclosure.licensing.decisions']
    for (const count of [1, 2, 7, 40]) {
      const made = Array.from({length: count}, (_, n) => {
        const one = reportOf({...body(n), code: '350581', level: 'county'}, 2023, {})
        const {observations} = one.report
        // More reports than figures too: most have none.
        const own = n % 5 === 1 ? keys.map(key => [key, observations[key]!] as const) : []
        return {...one, report: {...one.report, observations: Object.fromEntries(own)}}
      })
      await written(made, datapackage, directory => {
        const lines = readFileSync(join(directory, 'datapackage', 'observations.csv'), 'utf8')
          .trim()
          .split('\n')
        expect(lines.slice(1).map(line => line.split(',').slice(0, 2))).toEqual(
          made.flatMap(({report: {id, observations}}) =>
            Object.keys(observations).length === 0 ? [] : [2, 1, 0].map(i => [id, keys[i]]),
          ),
        )
      })
    }
  })

  test('the same reports give the same bytes', async () => {
    const bytes = () =>
      written(reports, datapackage, directory => {
        const folder = join(directory, 'datapackage')
        return readdirSync(folder).map(name => [name, readFileSync(join(folder, name)).toString('base64')])
      })
    expect(await bytes()).toEqual(await bytes())
  })
})
