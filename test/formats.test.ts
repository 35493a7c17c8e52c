import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, test, vi} from 'vitest'
import {main} from '../pipeline/main.ts'
import type {Report} from '../pipeline/model/report.ts'

/** A revision nobody has issued: one row split in two, one column renamed, one table dropped. No code knows of it. */
const REVISION = `
id: '2031'
extends: '2021'
name: 2031年格式
instrument: 国办公开办函〔2031〕9号
from: 2031
tables:
  - key: disclosure
    blocks:
      - key: article20-5
        columns:
          - {key: decisions, label: 全年决定总数, aliases: []}
  - key: applications
    blocks:
      - key: applications
        rows:
          - label: 三、本年度办理结果
            rows:
              - {key: granted, replace: [{key: grantedInFull, label: （一）全部公开}, {key: grantedOnline, label: （一之二）网上公开}]}
  - {key: disputes, remove: true}
`

const APPLICANTS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计']
const row = (label: string, figures: number[]) =>
  `<tr><td>${label}</td>${figures.map(figure => `<td>${figure}</td>`).join('')}</tr>`

const PAGE = `<h1>甲县财政局2031年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>2031年，我局认真做好公开工作。</p>
<p>二、主动公开政府信息情况</p><table><tr><td>信息内容</td><td>全年决定总数</td></tr>${row('行政许可', [7])}</table>
<p>三、收到和处理政府信息公开申请情况</p>
<table>${`<tr><td>申请</td>${APPLICANTS.map(name => `<td>${name}</td>`).join('')}</tr>`}
${row('一、本年新收政府信息公开申请数量', [5, 0, 0, 0, 0, 0, 5])}
${row('（一）全部公开', [3, 0, 0, 0, 0, 0, 3])}
${row('（一之二）网上公开', [2, 0, 0, 0, 0, 0, 2])}</table>
<p>四、政府信息公开行政复议、行政诉讼情况</p><p>无。</p><p>五、存在的主要问题及改进情况</p><p>人手不足，继续改进。</p>`

test('a revised form needs a file, no code', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-format-'))
  const quiet = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    const config = join(folder, 'config')
    cpSync(fileURLToPath(new URL('../config', import.meta.url)), config, {recursive: true})
    writeFileSync(join(config, 'formats', '2031.yaml'), REVISION)
    writeFileSync(join(folder, 'page.html'), PAGE)
    const code = await main([
      ...['run', join(folder, 'page.html'), '--out', join(folder, 'out')],
      ...['--cache', join(folder, 'cache'), '--config', config, '--jobs', '1'],
    ])
    expect(code).toBe(0)
    const report = JSON.parse(readFileSync(join(folder, 'out', 'reports.jsonl'), 'utf8')) as Report
    expect(report.format).toBe('2031')
    const values = Object.entries(report.observations).map(([key, {value}]) => [key, value])
    expect(values.filter(([key, value]) => value !== 0 || String(key).endsWith('.total'))).toEqual([
      ['disclosure.licensing.decisions', 7],
      ['applications.received.naturalPerson', 5],
      ['applications.received.total', 5],
      ['applications.outcomes.grantedInFull.naturalPerson', 3],
      ['applications.outcomes.grantedInFull.total', 3],
      ['applications.outcomes.grantedOnline.naturalPerson', 2],
      ['applications.outcomes.grantedOnline.total', 2],
    ])
    expect(Object.keys(report.observations).filter(key => key.startsWith('disputes'))).toEqual([])
  } finally {
    quiet.mockRestore()
    rmSync(folder, {recursive: true})
  }
})
