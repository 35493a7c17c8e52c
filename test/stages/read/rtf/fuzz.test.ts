import {expect, it} from 'vitest'
import {rootSchema} from '../../../../pipeline/model/ast.ts'
import {rtf} from '../../../../stages/read/rtf/index.ts'
import {writeRtf} from '../../../generate/files/rtf.ts'
import {treeOf} from '../../../generate/form/tree.ts'
import {randomOf} from '../../../generate/random.ts'
import {cleanReport} from '../../../generate/report/model.ts'
import {mutate} from '../word/mutate.ts'
import {outcomeOf} from '../word/outcome.ts'

const bytes = writeRtf(treeOf(cleanReport(randomOf(3), {year: 2022})))

it('2000 damaged files end in a valid tree, or are empty', async () => {
  let trees = 0
  for (let seed = 0; seed < 2000; seed++) {
    const {tree, unreadable} = await outcomeOf(rtf, mutate(bytes, seed))
    if (!tree) expect(unreadable?.reason).toBe('empty')
    else if (seed % 10 === 0) rootSchema.parse(tree)
    if (tree) trees++
  }
  expect(trees).toBeGreaterThan(1900)
})

it('a file cut anywhere is reported', async () => {
  for (let size = 40; size < bytes.length; size += 211) {
    const {findings} = await outcomeOf(rtf, bytes.subarray(0, size))
    expect(findings.map(({what}) => what)).toContain('RTF 文件没有结束括号，内容可能不全')
  }
})
