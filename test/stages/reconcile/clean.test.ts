import {expect, test} from 'vitest'
import {cleanCorpus, reportOf} from '../../generate/report/corpus.ts'
import {all, corpusOf, reconciled} from './support.ts'

test('says no error and no warning about 700 clean reports of seven years', async () => {
  const models = [...cleanCorpus(7, {bodies: 90, from: 2018 + 1, to: 2025, summaries: true})]
  expect(models.length).toBeGreaterThan(700)
  const reports = models.map((model, i) => reportOf(model, `${String(i).padStart(4, '0')}.html`))
  const found = all(await reconciled(corpusOf(reports)))
  expect(
    found.filter(({severity}) => severity !== 'info').map(({rule, message}) => `${rule} ${message}`),
  ).toEqual([])
  const quiet = ['X08', 'X09', 'D02', 'D03', 'D04', 'K02', 'K04']
  expect(found.filter(({rule}) => quiet.includes(rule)).map(({message}) => message)).toEqual([])
})
