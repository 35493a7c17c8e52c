import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {rootSchema} from '../../../../pipeline/model/ast.ts'
import {doc} from '../../../../stages/read/doc/index.ts'
import {writeDoc} from '../../../generate/files/doc.ts'
import {treeOf} from '../../../generate/form/tree.ts'
import {randomOf} from '../../../generate/random.ts'
import {cleanReport} from '../../../generate/report/model.ts'
import {bare, outcomeOf} from '../word/outcome.ts'
import {trees} from '../word/trees.ts'

describe('what writeDoc writes, doc reads', () => {
  it.each([2019, 2020, 2021, 2024])('the official form of %i, every cell at its place', async year => {
    const tree = treeOf(cleanReport(randomOf(year), {year}))
    const {tree: read, findings} = await outcomeOf(doc, writeDoc(tree))
    expect(findings).toEqual([])
    expect(bare(read!.children)).toEqual(bare(tree.children))
  })

  it('any tree', async () => {
    await fc.assert(
      fc.asyncProperty(trees, async tree => {
        const {tree: read, findings} = await outcomeOf(doc, writeDoc(tree))
        expect(findings).toEqual([])
        expect(bare(read!.children)).toEqual(bare(tree.children))
        expect(rootSchema.parse(read)).toEqual(read)
      }),
      {seed: 97, numRuns: 300},
    )
  })

  it('rows whose edges stray by some millimetres', async () => {
    const tree = treeOf(cleanReport(randomOf(5), {year: 2022}))
    const {tree: read, findings} = await outcomeOf(
      doc,
      writeDoc(tree, {stray: row => ((row * 37) % 5) * 40 - 80}),
    )
    expect(findings).toEqual([])
    expect(bare(read!.children)).toEqual(bare(tree.children))
  })
})
