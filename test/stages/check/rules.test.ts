import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {parse} from 'yaml'
import {checkReport} from '../../../stages/check/index.ts'
import {aReport, type ReportPatch, settingsOf} from './builder.ts'

/**
 * One file a rule (rules/<ID>.yaml): cases of what fires and what must not. What a case that fires says is stored in
 * rules/expected/<ID>.json, finding by finding; UPDATE=1 rewrites it.
 */
interface Case {
  case: string
  fires: boolean
  report: ReportPatch
  /** Other rules that fire on the same report; every other finding is a mistake. */
  also?: string[]
}

const folder = join(import.meta.dirname, 'rules')
const ids = readdirSync(folder)
  .filter(name => name.endsWith('.yaml'))
  .map(name => name.slice(0, -'.yaml'.length))

describe.each(ids)('%s', id => {
  const cases = parse(readFileSync(join(folder, `${id}.yaml`), 'utf8'), {merge: true}) as Case[]
  const file = join(folder, 'expected', `${id}.json`)
  const actual: Record<string, unknown> = {}

  it.each(cases)('$case', ({case: name, fires, report: patch, also = []}) => {
    const report = aReport(patch)
    const findings = checkReport(report, settingsOf(report.format))
    const own = findings.filter(finding => finding.rule === id)
    expect(own.length > 0).toBe(fires)
    const others = [...new Set(findings.map(finding => finding.rule))].filter(rule => rule !== id)
    expect(others).toEqual(also)
    if (!fires) return
    actual[name] = own
    if (process.env.UPDATE) {
      mkdirSync(join(folder, 'expected'), {recursive: true})
      writeFileSync(file, `${JSON.stringify(actual, null, 2)}\n`)
    }
    expect(existsSync(file), `${file} is missing; UPDATE=1 writes it`).toBe(true)
    expect(own).toEqual(JSON.parse(readFileSync(file, 'utf8'))[name])
  })
})

it('finds nothing in a correct report', () => {
  expect(checkReport(aReport(), settingsOf('2021'))).toEqual([])
  expect(checkReport(aReport({format: '2019', year: 2020}), settingsOf('2019'))).toEqual([])
})
