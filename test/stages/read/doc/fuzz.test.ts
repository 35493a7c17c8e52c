import {expect, it} from 'vitest'
import {rootSchema} from '../../../../pipeline/model/ast.ts'
import {doc} from '../../../../stages/read/doc/index.ts'
import {writeDoc} from '../../../generate/files/doc.ts'
import {treeOf} from '../../../generate/form/tree.ts'
import {randomOf} from '../../../generate/random.ts'
import {cleanReport} from '../../../generate/report/model.ts'
import {mutate} from '../word/mutate.ts'
import {outcomeOf} from '../word/outcome.ts'

const bytes = writeDoc(treeOf(cleanReport(randomOf(3), {year: 2022})))

it('2000 damaged documents end in a valid tree or a reason', async () => {
  const ends = {tree: 0, unreadable: 0}
  for (let seed = 0; seed < 2000; seed++) {
    const {tree, unreadable} = await outcomeOf(doc, mutate(bytes, seed))
    if (tree) {
      if (seed % 10 === 0) rootSchema.parse(tree)
      ends.tree++
    } else if (unreadable) ends.unreadable++
  }
  expect(ends.tree + ends.unreadable).toBe(2000)
  expect(ends.tree).toBeGreaterThan(400)
})

it('truncated anywhere: whole, reported, or not read', async () => {
  const whole = await outcomeOf(doc, bytes)
  for (let size = 0; size < bytes.length; size += 509) {
    const {tree, findings, unreadable} = await outcomeOf(doc, bytes.subarray(0, size))
    if (tree && findings.length === 0) expect(tree).toEqual(whole.tree)
    else if (tree) expect(findings.map(({rule}) => rule)).toContain('R04')
    else expect(unreadable!.detail).toMatch(/。$/)
  }
})
