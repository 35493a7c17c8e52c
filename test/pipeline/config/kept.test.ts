import {appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {hashOf, hashText} from '../../../pipeline/cache/key.ts'
import {keptConfig} from '../../../pipeline/config/kept.ts'
import {ConfigError, loadConfig} from '../../../pipeline/config.ts'
import {runSchema} from '../../../pipeline/given/limits.ts'

const files = {run: runSchema}
let folder: string
let config: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-kept-'))
  config = join(folder, 'config')
  cpSync(join(import.meta.dirname, '../../../config'), config, {recursive: true})
  process.env.NIANBAO_COMPILED = folder
})
afterEach(() => {
  delete process.env.NIANBAO_COMPILED
  rmSync(folder, {recursive: true, force: true})
})

const kept = () => readdirSync(folder).filter(name => name.startsWith('config-'))

/** Writes something else into what was kept, with its sum. */
function tamper(from: string, to: string): void {
  const path = join(folder, kept()[0]!)
  const text = readFileSync(path, 'utf8').split('\n')[1]!
  expect(text).toContain(from)
  const changed = text.replace(from, to)
  writeFileSync(path, `${hashText(changed)}\n${changed}`)
}

test('a sound configuration is read once', () => {
  const first = keptConfig(config, files)
  expect(first).toEqual(loadConfig(config, files))
  expect(kept()).toHaveLength(1)
  expect(keptConfig(config, files)).toEqual(first)
  tamper('"seconds":60', '"seconds":61')
  expect(keptConfig(config, files).files.run).toMatchObject({document: {seconds: 61}})
})

test.each(['run.yaml', 'rules.yaml', 'formats/2021.yaml'])('any change to %s is seen', name => {
  keptConfig(config, files)
  tamper('"seconds":60', '"seconds":61')
  appendFileSync(join(config, name), '\n# changed\n')
  expect(keptConfig(config, files)).toEqual(loadConfig(config, files))
  expect(kept()).toHaveLength(2)
})

test('a changed table beside the YAML files is another configuration', () => {
  const first = keptConfig(config, files)
  const path = join(config, 'regions/divisions.csv')
  writeFileSync(path, readFileSync(path, 'utf8').replace('北京市', '北平市'))
  const second = keptConfig(config, files)
  expect(second).toEqual(loadConfig(config, files))
  expect(hashOf(second)).not.toBe(hashOf(first))
  expect(kept()).toHaveLength(1)
})

test('a format that is new, or gone, is seen', () => {
  keptConfig(config, files)
  writeFileSync(join(config, 'formats/2030.yaml'), "id: '2030'\nextends: '2021'\nname: 新格式\nfrom: 2030\n")
  expect(Object.keys(keptConfig(config, files).formats)).toEqual(['2014', '2019', '2021', '2030'])
  rmSync(join(config, 'formats/2030.yaml'))
  expect(Object.keys(keptConfig(config, files).formats)).toEqual(['2014', '2019', '2021'])
})

test('what was kept and is damaged is read anew', () => {
  const first = keptConfig(config, files)
  writeFileSync(join(folder, kept()[0]!), '')
  expect(keptConfig(config, files)).toEqual(first)
  expect(readFileSync(join(folder, kept()[0]!), 'utf8')).not.toBe('')
})

test('a configuration with mistakes is not kept', () => {
  writeFileSync(join(config, 'run.yaml'), 'document: {seconds: 0}\n')
  expect(() => keptConfig(config, files)).toThrow(ConfigError)
  expect(() => keptConfig(config, files)).toThrow(ConfigError)
  rmSync(join(config, 'run.yaml'))
  expect(() => keptConfig(config, files)).toThrow('run.yaml: (整个文件): 缺少这个文件')
  expect(kept()).toEqual([])
})
