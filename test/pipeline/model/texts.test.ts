import {expect, test} from 'vitest'
import {type Root, textCell} from '../../../pipeline/model/ast.ts'
import {withTexts} from '../../../pipeline/model/texts.ts'

/** A document whose texts end in a mark. */
const ending = (mark: string): Root => ({
  type: 'root',
  children: [
    {type: 'paragraph', value: `第一段${mark}`},
    {
      type: 'table',
      rows: 1,
      columns: 2,
      addressing: 'grid',
      data: {caption: `表一${mark}`},
      children: [textCell(0, 0, `格${mark}`), textCell(0, 1, `数${mark}`)],
    },
    {type: 'image', alt: `图${mark}`},
    {type: 'attachment', value: `附件${mark}`, url: 'a.xls'},
  ],
  data: {reader: 'html', title: `题${mark}`, metadata: [{name: `名${mark}`, value: `值${mark}`}]},
})
const root = ending('')

test('a document in which nothing changes is handed on as it is', () => {
  expect(withTexts(root, text => text.replace('无', '有'))).toBe(root)
})

test('every text is changed, and what holds none to change is not copied', () => {
  expect(withTexts(root, text => `${text}。`)).toEqual(ending('。'))
  const one = withTexts(root, text => text.replace('格', '框'))
  expect(one.children.map((block, i) => block === root.children[i])).toEqual([true, false, true, true])
  expect(one.data).toBe(root.data)
})
