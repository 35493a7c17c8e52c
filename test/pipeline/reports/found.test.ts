import {mkdtempSync, readdirSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, expect, test} from 'vitest'
import type {Corpus, Reconciliation} from '../../../pipeline/model/corpus.ts'
import type {Finding} from '../../../pipeline/model/finding.ts'
import {findingsIn} from '../../../pipeline/reports/accepted.ts'
import {foundIn, shelve} from '../../../pipeline/reports/found.ts'
import {reconciledCorpus} from '../../../pipeline/reports/reconciled.ts'

const folder = mkdtempSync(join(tmpdir(), 'nianbao-found-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

function finding(rule: string, file: string, report: string | null): Finding {
  const nothing = {keys: [], place: {}, related: [], expected: null, actual: null, basis: null}
  return {rule, severity: 'warning', message: `${rule}「${file}」`, report, file, ...nothing}
}

/** A corpus of findings alone. */
function corpusOf(findings: Finding[]): Corpus {
  return {
    reports: () => [],
    findings: () => findings,
    skipped: () => [],
    counts: {files: 3, reports: 3, findings: findings.length, skipped: 0},
  }
}

const found: Reconciliation = {
  findings: new Map([
    ['r1', [finding('X03', 'a.html', 'r1'), finding('X06', 'a.html', 'r1')]],
    ['r3', [finding('X03', 'c.html', 'r3')]],
  ]),
  general: [finding('T03', '', null)],
  merged: new Map([['r2', 'r1']]),
  alsoIn: new Map([['r1', [{file: 'b.html', sha256: '', reader: 'html', segment: 1}]]]),
  answers: {X03: {passed: 1, failed: 2, unassessable: 0}},
}
const corpus = corpusOf([
  finding('A01', 'a.html', 'r1'),
  finding('A01', 'b.html', null),
  finding('V01', 'd.html', null),
])

test('findings put on disk are those that were put there, in their order, as often as they are asked for', () => {
  const {shared, close} = shelve(found, join(folder, 'found'))
  const shelved = foundIn(structuredClone(shared))
  expect([...findingsIn(shelved)]).toEqual([...findingsIn(found)])
  expect(['r3', 'r2', 'r1', 'r3'].map(id => shelved.findings.get(id))).toEqual(
    ['r3', 'r2', 'r1', 'r3'].map(id => found.findings.get(id)),
  )
  const [before, after] = [found, shelved].map(one => reconciledCorpus(corpus, one))
  expect([...after!.findings()].map(({rule, file}) => `${rule} ${file}`)).toEqual([
    'A01 a.html',
    'X03 a.html',
    'X06 a.html',
    'A01 b.html',
    'X03 c.html',
    'V01 d.html',
    'T03 ',
  ])
  expect([...after!.findings()]).toEqual([...before!.findings()])
  expect(after!.counts).toEqual(before!.counts)
  close()
  expect(readdirSync(folder)).toEqual([])
})

test('findings out of the order of files are a fault, not a loss', () => {
  const turned = {...found, findings: new Map([...found.findings].reverse())}
  expect(() => [...reconciledCorpus(corpus, turned).findings()]).toThrow(
    'findings of a.html come after those of c.html',
  )
})
