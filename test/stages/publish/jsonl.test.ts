import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import type {Report} from '../../../pipeline/model/report.ts'
import {blank, corpusOf, finding, observe, published, report} from './build.ts'

const expected = join(import.meta.dirname, 'expected')

/** A report with three observations and its keys in no particular order. */
function small(): Report {
  const {id, schemaVersion, observations: _, ...rest} = report('a')
  return {
    observations: {
      'disputes.reconsideration.upheld': observe(0),
      'applications.received.total': blank,
      'disclosure.fees.amount': observe(5644.23, '5,644.23万元'),
    },
    ...rest,
    id,
    schemaVersion,
  }
}

const corpus = corpusOf(
  [
    {
      report: small(),
      findings: [finding({report: 'a', keys: ['applications.received.total'], place: {line: 3}})],
    },
  ],
  [finding({rule: 'V02', severity: 'warning', file: 'b.doc', message: '第一行\n第二行'})],
  [{detail: '是公开指南。', reason: 'guide', file: '指南.html', place: {line: 1}}],
)

describe('jsonl', () => {
  for (const name of ['reports.jsonl', 'findings.jsonl', 'skipped.jsonl', 'run.json']) {
    it(`writes ${name} as the contract says`, async () => {
      const written = readFileSync(join(await published(corpus), name), 'utf8')
      if (process.env.UPDATE) writeFileSync(join(expected, name), written)
      expect(written).toBe(readFileSync(join(expected, name), 'utf8'))
    })
  }

  it('refuses to lose an item that was counted', async () => {
    const lossy = {...corpus, counts: {...corpus.counts, findings: 3}}
    await expect(published(lossy)).rejects.toThrow(/^[^:]+findings\.jsonl: 2 lines for 3 counted items$/)
  })

  it('refuses what is not in the contract', async () => {
    const stranger = {...small(), surprise: 1} as Report
    await expect(published(corpusOf([{report: stranger, findings: []}]))).rejects.toThrow(
      'Unrecognized key: \\"surprise\\"',
    )
  })
})
