import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {segmentSchema} from '../../../pipeline/model/segment.ts'
import {recognised, summaryOf, treeOf} from './support.ts'

const folder = fileURLToPath(new URL('./cases/', import.meta.url))
const cases = readdirSync(folder).sort()

test('there are cases', () => expect(cases.length).toBeGreaterThan(30))

/** UPDATE=1 writes what came out; read it before committing. */
test.each(cases)('%s', async name => {
  const expected = `${folder}${name}/expected.json`
  const made = await recognised(treeOf(readFileSync(`${folder}${name}/input.txt`, 'utf8')))
  for (const segment of made.segments) {
    expect(segmentSchema.parse(JSON.parse(JSON.stringify(segment)))).toEqual(segment)
    expect(segment.sectionOf.length).toBe(segment.blocks.length)
  }
  const summary = `${JSON.stringify(summaryOf(made), null, 2)}\n`
  if (process.env.UPDATE || !existsSync(expected)) writeFileSync(expected, summary)
  expect(summary).toBe(readFileSync(expected, 'utf8'))
})
