import {describe, expect, it} from 'vitest'
import {type DocParagraph, int16, int32, sprm} from '../../../generate/files/docParts.ts'
import {bare} from '../word/outcome.ts'
import {read} from './parts.ts'

describe('lists', () => {
  const level = (format: number, text: string) => [
    ...int32(1),
    format,
    0,
    ...[...text]
      .map((c, i) => (c < '\x09' ? i + 1 : 0))
      .filter(i => i > 0)
      .concat(new Array(9).fill(0))
      .slice(0, 9),
    2,
    ...new Array<number>(8).fill(0),
    0,
    0,
    0,
    0,
    ...int16(text.length),
    ...[...text].flatMap(c => int16(c.charCodeAt(0))),
  ]
  const levels = [
    level(37, '\0、'),
    level(37, '（\x01）'),
    level(0, '\x02.'),
    ...new Array(6).fill(level(0, '')),
  ]
  const list = [...int32(77), ...int32(0), ...new Array<number>(18).fill(0), 0, 0]
  const structures = [
    {index: 73, bytes: [...int16(1), ...list, ...levels.flat()], size: 2 + list.length},
    {index: 74, bytes: [...int32(1), ...int32(77), ...new Array<number>(12).fill(0), ...int32(0xffffffff)]},
  ]
  const item = (text: string, depth: number): DocParagraph => ({
    text,
    properties: [...sprm(0x460b, 1, 0), ...sprm(0x260a, depth)],
  })

  it('一、（一）1. as Word prints them', async () => {
    const {tree} = await read({
      main: [
        item('总体', 0),
        item('主动公开', 1),
        item('甲', 2),
        item('乙', 2),
        item('平台', 1),
        item('丙', 2),
        item('申请', 0),
        item('丁', 1),
      ],
      structures,
    })
    expect(bare(tree!.children)).toEqual(
      [
        ['一、', '总体'],
        ['（一）', '主动公开'],
        ['1.', '甲'],
        ['2.', '乙'],
        ['（二）', '平台'],
        ['1.', '丙'],
        ['二、', '申请'],
        ['（一）', '丁'],
      ].map(([numbering, text]) => ({type: 'paragraph', value: `${numbering}${text}`, data: {numbering}})),
    )
  })
})
