import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {readConfig} from '../../pipeline/commands/command.ts'
import {ConfigError} from '../../pipeline/config.ts'

let folder: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'nianbao-config-')), 'config')
  cpSync(join(import.meta.dirname, '../../config'), folder, {recursive: true})
})
afterEach(() => rmSync(join(folder, '..'), {recursive: true}))

/** What is said of the configuration with a text in one file replaced. */
function problems(file: string, from: string, to: string): string[] {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
  try {
    readConfig(folder)
    return []
  } catch (error) {
    if (error instanceof ConfigError)
      return error.problems.map(problem => `${problem.file} ${problem.path} ${problem.message}`)
    throw error
  }
}

describe('a configuration', () => {
  test('names no rule that is not there', () => {
    expect(problems('rollups/methods.yaml', '[M04, X09]', '[M04, X19]')).toEqual([
      'rollups/methods.yaml gates.1.rules.1 rules.yaml 里没有规则 X19',
    ])
  })
  test('has deadlines that are days', () => {
    expect(problems('deadlines.yaml', 'department: 01-31', 'department: 13-31')).toHaveLength(1)
  })
  test('as it stands has no problem', () => {
    expect(problems('deadlines.yaml', 'department: 01-31', 'department: 01-30')).toEqual([])
  })
})
