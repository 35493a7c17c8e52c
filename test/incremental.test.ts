import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {randomOf} from './generate/random.ts'
import {play} from './incremental/play.ts'
import {differences, makeSite, ROOT, rosterOf, runOver, type Site} from './incremental/site.ts'

// Runs of the whole program one after the other: how long they take says nothing of whether they are right.
vi.setConfig({testTimeout: 0, hookTimeout: 0})

let site: Site
beforeEach(() => {
  site = makeSite(mkdtempSync(join(tmpdir(), 'nianbao-incremental-')), ({stock, input}) => {
    for (const name of ['total-wrong', 'guide', 'town-without-cases', 'row-missing'])
      cpSync(join(ROOT, 'samples', name), stock, {recursive: true})
    for (const name of readdirSync(stock).slice(0, 3)) cpSync(join(stock, name), join(input, name))
  })
})
afterEach(() => rmSync(site.folder, {recursive: true}))

function edit(name: string, from: string, to: string): void {
  const path = join(site.config, name)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
}

test('a division that only the roster names gets another name: what is published has it', () => {
  writeFileSync(rosterOf(site), '代码,名称,行政区划代码\n1,禅城区财政局,440604\n')
  site.options.roster = true
  expect(runOver(site).code).toBe(0)
  edit('regions/divisions.csv', '440604,禅城区', '440604,某城区')
  expect(differences(site, runOver(site))).toEqual([])
  expect(readFileSync(join(site.out, 'datapackage/rollup-regions.csv'), 'utf8')).toContain('某城区')
})

test('rules in another order: what is published follows it', () => {
  cpSync(join(ROOT, 'samples', 'two-years-and-a-guide'), site.input, {recursive: true})
  expect(runOver(site).code).toBe(0)
  const path = join(site.config, 'rules.yaml')
  const [head, ...rules] = readFileSync(path, 'utf8').split(/^(?=[A-Z]\d\d:)/m)
  const free = rules.filter(rule => !/[&*]\w/.test(rule))
  const order = [...free].reverse()
  const reversed = rules.map(rule => (free.includes(rule) ? order.shift() : rule))
  writeFileSync(path, [head, ...reversed].join(''))
  const said = runOver(site)
  expect(said.code).toBe(0)
  expect(differences(site, said)).toEqual([])
})

test('whatever is changed between runs, each publishes and says what a run without cache does', async () => {
  for await (const {did, differs} of play(site, randomOf(7), 4)) expect([did, differs]).toEqual([did, []])
})
