import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {expect, it} from 'vitest'
import {rootSchema} from '../../../../pipeline/model/ast.ts'
import {doc} from '../../../../stages/read/doc/index.ts'
import {outcomeOf} from '../word/outcome.ts'

const folder = fileURLToPath(new URL('./cases/', import.meta.url))
const outcome = (name: string) => outcomeOf(doc, new Uint8Array(readFileSync(`${folder}${name}/input.doc`)))

it.each(readdirSync(folder))('%s', async name => {
  const {tree, findings} = await outcome(name)
  const file = `${folder}${name}/expected.json`
  if (process.env.UPDATE === '1') writeFileSync(file, `${JSON.stringify({tree, findings}, null, 1)}\n`)
  expect({tree, findings}).toEqual(JSON.parse(readFileSync(file, 'utf8')))
  expect(rootSchema.parse(tree)).toEqual(tree)
})
