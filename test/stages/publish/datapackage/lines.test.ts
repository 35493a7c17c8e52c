import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {basename, join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {datapackage} from '../../../../stages/publish/datapackage/index.ts'
import {datapackageSettings} from '../../../../stages/publish/datapackage/settings.ts'
import {info} from '../build.ts'
import {config} from '../summary/build.ts'

test('findings are read once another thread has written them; all other tables are copied before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lines-'))
  onTestFinished(() => rmSync(folder, {recursive: true}))
  const resources = datapackageSettings(config).resources.filter(({corrections}) => !corrections)
  const others = resources.filter(({name}) => name !== 'findings')
  const files = (names: {name: string}[]) => names.flatMap(({name}) => [`${name}.csv`, `${name}.parquet`])
  const done: string[] = []
  let tell = () => {}
  const lines = new Promise<void>(resolve => {
    tell = resolve
  })
  const run = async (sql: string) => {
    const path = / to '([^']+)'/.exec(sql)?.[1]
    if (path === undefined) return
    writeFileSync(path, '')
    done.push(basename(path))
    if (done.length < 2 * others.length) return
    if (done.length === 2 * others.length) done.push('lines')
    tell()
  }
  await datapackage.write({rollup: null as never, run}, config, info, folder, lines)
  expect(done).toEqual([...files(others), 'lines', 'findings.csv', 'findings.parquet'])
  const described = JSON.parse(readFileSync(join(folder, 'datapackage/datapackage.json'), 'utf8'))
  expect(described.resources.map(({path}: {path: string}) => path)).toEqual(files(resources))
})
