import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, it} from 'vitest'
import {publish} from '../../../stages/publish/index.ts'
import {config, corpusOf, folder, info, report} from './build.ts'

const FILES = [
  'reports.jsonl',
  'findings.jsonl',
  'skipped.jsonl',
  '名册草稿.csv',
  'run.json',
  '明细.xlsx',
  '校验.xlsx',
]
const corpus = corpusOf([{report: report('a'), findings: []}])

it('writes its files, replaces those of an earlier run and leaves others alone', async () => {
  const directory = folder()
  writeFileSync(join(directory, 'notes.txt'), 'mine')
  writeFileSync(join(directory, 'run.json'), 'old')
  // Pictures of cells are written where there are some.
  expect(await publish(corpus, config, info, directory)).toEqual(FILES.toSpliced(3, 0, 'cells'))
  expect(readdirSync(directory).sort()).toEqual([...FILES, 'notes.txt'].sort())
  expect(readFileSync(join(directory, 'notes.txt'), 'utf8')).toBe('mine')
  expect(JSON.parse(readFileSync(join(directory, 'run.json'), 'utf8')).runId).toBe('7d1e0c52')
})

it('makes the folder when there is none', async () => {
  const directory = join(folder(), 'new/out')
  await publish(corpus, config, info, directory)
  expect(readdirSync(directory).sort()).toEqual([...FILES].sort())
})
