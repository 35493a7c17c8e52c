import {expect, it} from 'vitest'
import {pdf} from '../../../../stages/read/pdf/index.ts'
import {at, rawPdf} from './raw.ts'
import {LIMITS} from './reading.ts'

const PAGE = '/MediaBox [0 0 400 400]'

it.each([
  ['a figure', '77', 'warning'],
  ['words', 'ab', undefined],
])('%s struck out: severity of R07', async (_, text, severity) => {
  const said: unknown[] = []
  const content = `${at(160, 326, text)} 159 329.5 m 172 329.5 l S ${at(160, 300, 'rest')}`
  await pdf.read(rawPdf([{content, entries: PAGE}]), {
    limits: LIMITS,
    report: (rule, details) => said.push([rule, details?.values?.what, details?.severity]),
  })
  expect(said).toEqual([['R07', `第 1 页有被横线划去的文字（“${text}”）未计入正文`, severity]])
})
