import {expect, test} from 'vitest'
import {renderHtml} from '../../generate/files/html.ts'
import {documentOf, rootOf} from '../../generate/form/tree.ts'
import {layouts} from '../../generate/layouts/index.ts'
import {pipeline} from '../../generate/pipeline.ts'
import {randomOf} from '../../generate/random.ts'
import {cleanReport} from '../../generate/report/model.ts'

/** S22 行序不同: figures follow the labels, and it is said that the rows stand otherwise. */

const model = cleanReport(randomOf(3), {year: 2023, size: 'medium'})
const run = async (layout?: string) => {
  const found = layouts.find(({name}) => name === layout)
  const document = found ? found.apply(documentOf(model), randomOf(3))! : documentOf(model)
  const bytes = new TextEncoder().encode(renderHtml(rootOf(document)))
  return await pipeline()(bytes, 'a.html')
}

test('rows in another order than the form’s', async () => {
  const {reports, findings} = await run('rows reordered within a group')
  const said = findings.filter(({rule}) => rule === 'S22')
  expect(said.length).toBeGreaterThan(0)
  for (const {severity, keys, message} of said) {
    expect([severity, keys.length]).toEqual(['info', 7])
    expect(message).toMatch(
      /^“收到和处理政府信息公开申请情况”表的行序与统一格式不同：“.+”排在“.+”之前。已按行标签对应。$/,
    )
  }
  const read = Object.entries(reports[0]!.observations).map(([key, {value}]) => [key, value])
  const truth = Object.entries(model.observations).map(([key, {value}]) => [key, value])
  expect(Object.fromEntries(read)).toEqual(Object.fromEntries(truth))
})

test('rows in order, and columns in another', async () => {
  for (const layout of [undefined, 'columns reordered with their headings']) {
    const {findings} = await run(layout)
    expect(findings.filter(({rule}) => rule === 'S22')).toEqual([])
  }
})
