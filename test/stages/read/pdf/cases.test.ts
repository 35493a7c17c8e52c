import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {type Root, rootSchema} from '../../../../pipeline/model/ast.ts'
import {gridOf} from '../../../../pipeline/model/grid.ts'
import {compareForm, formsOf} from './compare.ts'
import {formOf} from './form.ts'
import {type Reading, readPdf, tablesOf} from './reading.ts'

const CASES = join(import.meta.dirname, 'cases')

/** One line for each block and each cell: short, and a change shows where it is. */
function printed({children, ...root}: Root, findings: Reading['findings']): string {
  const lines = children.flatMap(block => {
    if (block.type !== 'table') return [JSON.stringify(block)]
    const {children: cells, ...table} = block
    return [JSON.stringify(table), ...cells.map(cell => `  ${JSON.stringify(cell)}`)]
  })
  return `${[JSON.stringify(root), ...lines, ...findings.map(f => JSON.stringify(f))].join('\n')}\n`
}

describe('printed forms', () => {
  it.each(readdirSync(CASES))('reads %s', async name => {
    const folder = join(CASES, name)
    const {root, findings} = await readPdf(new Uint8Array(readFileSync(join(folder, 'input.pdf'))))
    const {format, seed} = JSON.parse(readFileSync(join(folder, 'form.json'), 'utf8'))
    expect(compareForm(formOf(format, seed), formsOf(root.children)[0] ?? []).wrong).toEqual([])
    expect(tablesOf(root.children).flatMap(table => gridOf(table).problems)).toEqual([])
    expect(rootSchema.parse(root)).toEqual(root)

    const path = join(folder, 'expected', 'tree.txt')
    const actual = printed(root, findings)
    if (process.env.UPDATE) {
      mkdirSync(join(folder, 'expected'), {recursive: true})
      writeFileSync(path, actual)
    }
    expect(actual).toBe(readFileSync(path, 'utf8'))
  })
})
