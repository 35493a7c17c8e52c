import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {describe, expect, it} from 'vitest'
import {rootSchema} from '../../../../pipeline/model/ast.ts'
import {readHtml} from './read.ts'

const folder = fileURLToPath(new URL('./cases/', import.meta.url))
const names = readdirSync(folder)

describe('cases', () => {
  it('has cases', () => expect(names.length).toBeGreaterThan(30))

  it.each(names)('%s', name => {
    const outcome = JSON.parse(JSON.stringify(readHtml(readFileSync(`${folder}${name}/input.html`))))
    const file = `${folder}${name}/expected.json`
    if (process.env.UPDATE === '1') writeFileSync(file, `${JSON.stringify(outcome, null, 1)}\n`)
    expect(outcome).toEqual(JSON.parse(readFileSync(file, 'utf8')))
    if (outcome.tree) expect(rootSchema.parse(outcome.tree)).toEqual(outcome.tree)
  })
})
