import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {parse} from 'yaml'
import {loadConfig} from '../../../pipeline/config.ts'
import type {Block} from '../../../pipeline/model/ast.ts'
import type {Report} from '../../../pipeline/model/report.ts'
import type {Segment} from '../../../pipeline/model/segment.ts'
import {map} from '../../../stages/map/index.ts'
import {html} from '../../../stages/read/html/index.ts'
import {text} from '../../../stages/read/text/index.ts'
import {limits} from '../../limits.ts'

/**
 * A case is a folder: `input.html` or `input.txt` with tables only, `case.yaml` with the format and the year (2023), and `expected.txt`: a
 * line an observation (key, state, printed text), then a line a finding. UPDATE=1 rewrites expected.txt.
 */
const folder = new URL('cases/', import.meta.url)
const config = loadConfig(new URL('../../../config', import.meta.url).pathname, map.files)

async function blocksOf(name: string): Promise<Block[]> {
  const context = {limits, report: () => {}}
  const page = new URL(`${name}/input.html`, folder)
  if (existsSync(page)) return (await html.read(readFileSync(page), context)).children
  return (await text.read(readFileSync(new URL(`${name}/input.txt`, folder)), context)).children
}

function segmentOf(blocks: Block[], format: string, year = 2023): Segment {
  return {
    identity: {
      id: 'case',
      source: {file: 'case', sha256: '', reader: 'html', segment: 1},
      agency: {
        name: '某局',
        region: {code: null, province: null, prefecture: null, county: null, township: null},
        level: null,
        type: 'department',
      },
      year,
      format,
      title: null,
      signedOn: null,
      publishedOn: null,
      period: null,
      metadata: {},
      scope: 'own',
      preamble: [],
      sections: [],
      attachments: [],
      testimony: [],
    },
    blocks,
    sectionOf: blocks.map(() => -1),
  }
}

function print(
  report: Report,
  findings: {rule: string; severity: string; message: string; keys: string[]}[],
): string {
  const values = Object.entries(report.observations).map(
    ([key, {value, state, raw, unit}]) =>
      `${key} ${state} ${value ?? '-'} ${JSON.stringify(raw)}${unit ? ` ${unit}` : ''}`,
  )
  const subtotals = report.subtotals.map(
    ({label, column, observation}) => `subtotal ${label} ${column} ${observation.raw}`,
  )
  const said = findings.map(
    ({rule, severity, message, keys}) => `${rule} ${severity} ${message} ${keys.join(' ')}`,
  )
  return `${[...values, ...subtotals, ...said].join('\n')}\n`
}

describe('map cases', () => {
  const names = readdirSync(folder)
  test('there are cases', () => expect(names.length).toBeGreaterThan(8))
  test.each(names)('%s', async name => {
    const {format, year} = parse(readFileSync(new URL(`${name}/case.yaml`, folder), 'utf8')) as {
      format: string
      year?: number
    }
    const segment = segmentOf(await blocksOf(name), format, year)
    const settings = map.settings(config, format)
    const source = {file: 'case', sha256: '', size: 0}
    const result = await map.run(segment, {
      settings,
      source,
      bytes: () => new Uint8Array(),
      derive: async (_, make) => await make(),
    })
    const printed = print(result.outputs[0]!.value, result.findings)
    const expected = new URL(`${name}/expected.txt`, folder)
    if (process.env.UPDATE === '1') writeFileSync(expected, printed)
    expect(printed).toBe(readFileSync(expected, 'utf8'))
  })
})
