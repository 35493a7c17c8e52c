import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {rootSchema} from '../../../../pipeline/model/ast.ts'
import {rtf} from '../../../../stages/read/rtf/index.ts'
import {gbkBytes} from '../../../generate/files/encode.ts'
import {type RtfOptions, writeRtf} from '../../../generate/files/rtf.ts'
import {treeOf} from '../../../generate/form/tree.ts'
import {randomOf} from '../../../generate/random.ts'
import {cleanReport} from '../../../generate/report/model.ts'
import {bare, outcomeOf} from '../word/outcome.ts'
import {trees} from '../word/trees.ts'

const ways: RtfOptions[] = [{}, {text: 'bytes', gbk: gbkBytes}, {text: 'unicodeWithBytes', gbk: gbkBytes}]

describe('what writeRtf writes, rtf reads', () => {
  it.each(ways)('the official form, text written as $text', async options => {
    for (const year of [2019, 2023]) {
      const tree = treeOf(cleanReport(randomOf(year), {year}))
      const {tree: read, findings} = await outcomeOf(rtf, writeRtf(tree, options))
      expect(findings).toEqual([])
      expect(bare(read!.children)).toEqual(bare(tree.children))
      expect(read!.data.encoding).toBe('gb18030')
    }
  })

  it('any tree, text in any way', async () => {
    await fc.assert(
      fc.asyncProperty(trees, fc.constantFrom(...ways), async (tree, options) => {
        const {tree: read, findings} = await outcomeOf(rtf, writeRtf(tree, options))
        expect(findings).toEqual([])
        expect(bare(read!.children)).toEqual(bare(tree.children))
        expect(rootSchema.parse(read)).toEqual(read)
      }),
      {seed: 19, numRuns: 400},
    )
  })

  it('rows whose edges stray by some millimetres', async () => {
    const tree = treeOf(cleanReport(randomOf(5), {year: 2022}))
    const {tree: read} = await outcomeOf(rtf, writeRtf(tree, {stray: row => ((row * 37) % 5) * 40 - 80}))
    expect(bare(read!.children)).toEqual(bare(tree.children))
  })
})
