import {expect, test} from 'vitest'
import type {Root} from '../../../pipeline/model/ast.ts'
import {withWholeCharacters} from '../../../stages/read/radicals.ts'

const root = (text: string): Root => ({
  type: 'root',
  data: {reader: 'pdf', title: text, metadata: [{name: text, value: text}]},
  children: [
    {type: 'paragraph', value: text, data: {depth: 1}, place: {page: 1}},
    {type: 'image', alt: text},
    {type: 'attachment', value: text, url: 'a.doc'},
    {
      type: 'table',
      rows: 1,
      columns: 1,
      addressing: 'grid',
      data: {caption: text, ruled: true},
      children: [
        {
          type: 'tableCell',
          row: 0,
          column: 0,
          rowSpan: 1,
          columnSpan: 1,
          children: [{type: 'paragraph', value: text}],
        },
      ],
    },
  ],
})

test.each([
  ['沂水县⺠政局', '沂水县民政局'],
  ['⻓垣市⼈⺠政府', '长垣市人民政府'],
  ['⼀、总体情况', '一、总体情况'],
  ['二丶主动公开，三⼂申请', '二、主动公开，三、申请'],
  ['凉州區', '凉州區'],
  ['⺀⺅', '⺀⺅'],
])('%s', (printed, shown) => {
  expect(withWholeCharacters(root(printed))).toEqual(root(shown))
})
