import {expect, test} from 'vitest'
import {startTally, summarise} from '../../../pipeline/operator/summary.ts'
import {aReport} from '../../stages/check/builder.ts'

const names = {rule: () => '', reason: {guide: '公开指南'}}
const out = {directory: '输出', review: '校验.xlsx'}

/** The first sentence of a run's end, of three files of which some give what others give. */
function counted(copies: number): string {
  const {tally, report, skipped} = startTally()
  const published = aReport({})
  report({report: {...published, alsoIn: Array.from({length: copies}, () => published.source)}, findings: []})
  skipped({file: '指南.html', reason: 'guide', detail: '', place: {}})
  const counts = {files: 2 + copies, reports: 1, findings: 0, skipped: 1, rules: {}}
  return summarise({...tally, counts}, new Map(), names, out).split('\n')[0]!
}

test('every file that came in is accounted for', () => {
  expect(counted(0)).toBe('文件 2 个，得报告 1 份：可直接采用 1 份，需人工核对 0 份；未转换 1 处。')
  expect(counted(1)).toBe(
    '文件 3 个，得报告 1 份（另有 1 处是其中报告的重复来源，只计一次）：可直接采用 1 份，需人工核对 0 份；未转换 1 处。',
  )
})
