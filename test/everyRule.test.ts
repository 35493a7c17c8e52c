import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {parse} from 'yaml'
import {loadConfig} from '../pipeline/config.ts'
import {defects} from './generate/defects/index.ts'
import {renderHtml} from './generate/files/html.ts'
import {documentOf, rootOf} from './generate/form/tree.ts'
import {pipeline} from './generate/pipeline.ts'
import {randomOf} from './generate/random.ts'
import {cleanReport} from './generate/report/model.ts'

/**
 * No rule without a case that fires and one that must not. Of stage check test/config.test.ts asks this of its folders of
 * cases; here are all others: mistakes planted in pages (test/planted.test.ts), and the tests that test/witnesses.yaml names.
 */

type Witness = [path: string, text?: string]

const here = import.meta.dirname
const {rules} = loadConfig(join(here, '../config'))
const witnesses = parse(readFileSync(join(here, 'witnesses.yaml'), 'utf8')) as Record<
  string,
  {fires: Witness; silent?: Witness}
>
const planted = new Set(defects.map(({rule}) => rule))
const others = Object.entries(rules).filter(([id, {stage}]) => stage !== 'check' && !planted.has(id))

const says = (path: string, rule: string) => new RegExp(`"(?:rule": ?")?${rule}[" ]`).test(read(path))
const read = (path: string) => readFileSync(join(here, path), 'utf8')

test('every other rule has its witnesses, and no witness is of a rule that is not there', () => {
  expect(Object.keys(witnesses).sort()).toEqual(others.map(([id]) => id).sort())
})

test.each(others.map(([id, {stage}]) => [id, stage] as const))('%s', (id, stage) => {
  const {fires, silent} = witnesses[id]!
  const isFound = ([path, text]: Witness, speaks: boolean) =>
    text === undefined ? says(path, id) === speaks : read(path).includes(text)
  expect([fires, isFound(fires, true)]).toEqual([fires, true])
  if (fires[1] !== undefined) expect(read(fires[0])).toMatch(new RegExp(`\\b${id}\\b|rule|R\\d\\d`))
  if (silent === undefined) expect(['collect', 'read', 'recognise', 'map', 'correct']).toContain(stage)
  else expect([silent, isFound(silent, false)]).toEqual([silent, true])
})

const run = pipeline()

test.each([2019, 2020, 2021, 2022, 2023])(
  'of a clean page of %i no rule about one document speaks',
  async year => {
    for (const type of ['department', 'townshipGovernment', 'governmentSummary'] as const) {
      const model = cleanReport(randomOf(year), {year, type})
      const html = renderHtml(rootOf(documentOf(model)))
      const {findings} = await run(new TextEncoder().encode(html), `${model.title}.html`)
      const said = findings.filter(({rule}) => rules[rule]!.stage !== 'check')
      expect(said.map(({rule, message}) => `${rule} ${message}`)).toEqual([])
    }
  },
)
