import {expect, test} from 'vitest'
import {renderHtml} from '../../generate/files/html.ts'
import {documentOf, rootOf} from '../../generate/form/tree.ts'
import {pipeline} from '../../generate/pipeline.ts'
import {randomOf} from '../../generate/random.ts'
import {cleanReport} from '../../generate/report/model.ts'
import {misreadingChain} from './tamper.ts'

/** Pages planted for V12 and V13: what the first reader is made to get wrong, and what the second cannot give. */

const ALL = {mode: 'all', office: null} as const
const page = (seed = 5) =>
  renderHtml(rootOf(documentOf(cleanReport(randomOf(seed), {year: 2023, size: 'medium'}))))
const told = async (html: string, chain?: ReturnType<typeof misreadingChain>) => {
  const {findings} = await pipeline(chain === undefined, ALL, chain)(new TextEncoder().encode(html), 'a.html')
  return findings.filter(({rule}) => rule.startsWith('V1') && rule !== 'V10')
}

test('V13 a report that the second reader does not find in the file', async () => {
  const html = page()
  const body = /<body>([\s\S]*)<\/body>/.exec(html)![1]!
  const script = `<script>document.write(decodeURIComponent(escape(atob("${Buffer.from(body).toString('base64')}"))))</script>`
  expect(await told(html)).toEqual([])
  const findings = await told(html.replace(body, script))
  expect(findings.map(({rule, severity, keys}) => [rule, severity, keys])).toEqual([['V13', 'info', []]])
  expect(findings[0]!.message).toMatch(
    /^另一程序（parse5）没有给出可以对照的结果：.*。数字以第一次读取为准，请对照原文核对。$/,
  )
})

test('V12 figures of two rows exchanged: both rows are named, with what stands in them in truth', async () => {
  expect(await told(page(3))).toEqual([])
  const findings = await told(page(3), misreadingChain('exchanged', randomOf(3)))
  expect(findings.map(({rule, severity, actual, expected}) => [rule, severity, actual, expected])).toEqual([
    ['V12', 'warning', '3、3、8、3、0、2、17', '3、3、8、3、0、2、19'],
    ['V12', 'warning', '2、2、8、3、0、2、19', '2、2、8、3、0、2、17'],
  ])
})
