import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {readDocx} from './helpers.ts'

const FOLDER = join(import.meta.dirname, 'fixtures')

test.each(readdirSync(FOLDER).filter(name => name.endsWith('.docx')))('%s', async name => {
  const {root, findings} = await readDocx(readFileSync(join(FOLDER, name)))
  const expected = join(FOLDER, 'expected', name.replace(/\.docx$/, '.json'))
  const result = {findings, root}
  if (process.env.UPDATE) writeFileSync(expected, `${JSON.stringify(result, null, 1)}\n`)
  expect(result).toEqual(JSON.parse(readFileSync(expected, 'utf8')))
})
