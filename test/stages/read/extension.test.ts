import {expect, test} from 'vitest'
import {writeDocx} from '../../generate/files/docx.ts'
import {renderHtml} from '../../generate/files/html.ts'
import {documentOf, rootOf} from '../../generate/form/tree.ts'
import {pipeline} from '../../generate/pipeline.ts'
import {randomOf} from '../../generate/random.ts'
import {cleanReport} from '../../generate/report/model.ts'

/** R01 扩展名与内容不符: the bytes decide, and the name that says otherwise is told. */

const root = rootOf(documentOf(cleanReport(randomOf(3), {year: 2023})))
const page = new TextEncoder().encode(renderHtml(root))
const said = async (bytes: Uint8Array, file: string) => {
  const {reports, findings} = await pipeline()(bytes, file)
  expect(reports.length).toBe(1)
  return findings.filter(({rule}) => rule === 'R01').map(({severity, message}) => [severity, message])
}

test('a page that is called a Word document, and a Word document that is called a page', async () => {
  expect(await said(page, '年报.pdf')).toEqual([
    ['info', '文件扩展名与实际内容不符：扩展名是 .pdf，内容却是 html，已按内容读取。'],
  ])
  expect(await said(writeDocx(root), '年报.html')).toEqual([
    ['info', '文件扩展名与实际内容不符：扩展名是 .html，内容却是 docx，已按内容读取。'],
  ])
})

test('names that fit, in capitals too, and names without an extension', async () => {
  for (const file of ['年报.html', '年报.HTM', '年报']) expect(await said(page, file)).toEqual([])
  expect(await said(writeDocx(root), '年报.docx')).toEqual([])
})
