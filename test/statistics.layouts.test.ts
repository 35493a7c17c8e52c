import {describe, expect, test} from 'vitest'
import {renderings} from './generate/files/renderings.ts'
import {pipeline} from './generate/pipeline.ts'
import {statisticsDocument} from './generate/statistics/document.ts'

/** The form of 2014 as offices lay it out and write it, in several kinds of file: every figure is right and nothing is found. */

const run = pipeline()
const FILE = '祁阳市自然资源局2017年政府信息公开工作年度报告'
const KINDS = ['html', 'docx plain', 'doc', 'xlsx, all on one sheet']

describe.each(renderings.filter(({name}) => KINDS.includes(name)))('$name', ({name, extension, render}) => {
  const first = 100 * KINDS.indexOf(name)
  test.each(Array.from({length: name === 'html' ? 100 : 20}, (_, i) => first + i))('seed %i', async seed => {
    const {root, names, truth} = statisticsDocument(seed)
    const {reports, findings} = await run(render(root), `${FILE}.${extension}`)
    const read = Object.entries(reports[0]?.observations ?? {}).map(([key, {value, state}]) => [
      key,
      state === 'blank' ? '' : value,
    ])
    const wanted = Object.entries(truth).map(([key, text]) => [key, text === '' ? '' : Number(text)])
    expect([names, Object.fromEntries(read)]).toEqual([names, Object.fromEntries(wanted)])
    const named = findings.filter(({severity, rule}) => severity !== 'info' && rule !== 'V02')
    expect(named).toEqual([])
  })
})
