import {describe, expect, it} from 'vitest'
import {textOf} from '../../../../pipeline/model/ast.ts'
import {type DocStyle, int16, sprm} from '../../../generate/files/docParts.ts'
import {cellsOf, DELETED, define, HIDDEN, read, row} from './parts.ts'

describe('rows', () => {
  it.each([
    ['the higher bit leads', [2, 1, 0]],
    ['the lower bit leads', [1, 2, 0]],
    ['both bits lead', [3, 1, 0]],
  ])('horizontal merges where %s', async (_, flags) => {
    const {tree} = await read({
      main: [
        ...row(['甲', '', '1'], define([0, 900, 1800, 2700], flags)),
        ...row(['a', 'b', '2'], define([0, 900, 1800, 2700])),
      ],
    })
    expect(cellsOf(tree!.children[0])).toEqual([
      [0, 0, 1, 2, '甲'],
      [0, 2, 1, 1, '1'],
      [1, 0, 1, 1, 'a'],
      [1, 1, 1, 1, 'b'],
      [1, 2, 1, 1, '2'],
    ])
  })

  it('merges and splits laid over a definition', async () => {
    const shape = define([0, 900, 1800, 2700])
    const {tree} = await read({
      main: [
        ...row(['甲', '1', '2'], [...shape, ...sprm(0xd62b, 2, 0, 3)]),
        ...row(['', '3', '4'], [...shape, ...sprm(0xd62b, 2, 0, 1), ...sprm(0x5624, 1, 3)]),
        ...row(['乙', '5', '6'], [...shape, ...sprm(0x5624, 1, 3), ...sprm(0x5625, 1, 3)]),
      ],
    })
    expect(cellsOf(tree!.children[0])).toEqual([
      [0, 0, 2, 1, '甲'],
      [0, 1, 1, 1, '1'],
      [0, 2, 1, 1, '2'],
      [1, 1, 1, 2, '3'],
      [2, 0, 1, 1, '乙'],
      [2, 1, 1, 1, '5'],
      [2, 2, 1, 1, '6'],
    ])
  })

  it('what a merged cell covers is named, not read', async () => {
    const {tree, findings} = await read({
      main: [...row(['甲', '7', '1'], define([0, 900, 1800, 2700], [2, 1, 0]))],
    })
    expect(cellsOf(tree!.children[0])).toEqual([
      [0, 0, 1, 1, '甲'],
      [0, 1, 1, 1, '1'],
    ])
    expect(findings).toEqual([
      {
        rule: 'R07',
        what: '被合并单元格遮住的文字“7”不显示，未读入',
        place: {table: 1, row: 0, column: 0},
      },
    ])
  })

  it('cells inserted, deleted, widened after the definition', async () => {
    const {tree} = await read({
      main: [
        ...row(['1', '2', '3'], define([0, 900, 1800, 2700])),
        ...row(['4', '5', '6'], [...define([0, 900, 1800]), ...sprm(0x7621, 1, 1, ...int16(900))]),
        ...row(['7', '8', '9'], [...define([0, 900, 1800, 2200, 3100]), ...sprm(0x5622, 2, 3)]),
        ...row(['a', 'b', 'c'], [...define([0, 500, 1400, 2300]), ...sprm(0x7623, 0, 1, ...int16(900))]),
      ],
    })
    expect(tree!.children[0]).toMatchObject({rows: 4, columns: 3})
    expect(cellsOf(tree!.children[0]).every(([, , rows, columns]) => rows === 1 && columns === 1)).toBe(true)
  })

  it('a deleted row is out', async () => {
    const gone = row(['3', '4'], define([0, 900, 1800]))
    for (const paragraph of gone) paragraph.runs = [{length: 99, properties: DELETED}]
    const {tree, findings} = await read({
      main: [...row(['1', '2'], define([0, 900, 1800])), ...gone, ...row(['5', '6'], define([0, 900, 1800]))],
    })
    expect(tree!.children[0]).toMatchObject({rows: 2, columns: 2})
    expect(cellsOf(tree!.children[0]).map(cell => cell[4])).toEqual(['1', '2', '5', '6'])
    expect(findings.map(({rule}) => rule)).toEqual(['R07'])
  })

  it('a row that shows text stays, whatever the mark at its end says', async () => {
    const end = row(['3', '4'], define([0, 900, 1800]))
    end.at(-1)!.runs = [{length: 99, properties: DELETED}]
    const {tree, findings} = await read({main: [...row(['1', '2'], define([0, 900, 1800])), ...end]})
    expect(cellsOf(tree!.children[0]).map(cell => cell[4])).toEqual(['1', '2', '3', '4'])
    expect(findings).toEqual([])
  })

  it('text struck through by hand is out and told, single or double', async () => {
    const struck = [sprm(0x0837, 1), sprm(0x2a53, 1), sprm(0x0837, 0)]
    const runs = struck.map(properties => ({length: 1, properties}))
    const {tree, findings} = await read({main: [{text: '123', runs}]})
    expect(tree!.children.map(textOf)).toEqual(['3'])
    expect(findings).toEqual([
      {rule: 'R07', what: '用删除线划去的文字“1”、“2”等2处', severity: 'warning', place: {offset: 0}},
    ])
  })

  it('struck, hidden or raised by a style: of the characters, or of each paragraph that a run reaches over', async () => {
    const styles: DocStyle[] = [
      {builtIn: 0, kind: 1, base: 0xfff},
      {builtIn: 0xffe, kind: 1, base: 0, character: sprm(0x0837, 1)},
      {builtIn: 0xffe, kind: 1, base: 0, character: HIDDEN},
      {builtIn: 0xffe, kind: 2, base: 0xfff, character: sprm(0x2a48, 1)},
      {builtIn: 0xffe, kind: 2, base: 0xfff, character: sprm(0x0837, 1)},
    ]
    const styled = (style: number) => [...int16(0x4a30), ...int16(style)]
    const {tree, findings} = await read({
      styles,
      main: [
        {text: '77', style: 1},
        {text: '8', style: 2},
        {text: '12'},
        {
          text: '341',
          runs: [
            {length: 2, properties: []},
            {length: 1, properties: styled(3)},
          ],
        },
        {text: '956', runs: [{length: 1, properties: styled(4)}]},
        // The style's line taken away, and the hidden text shown.
        {text: '6', style: 1, runs: [{length: 1, properties: sprm(0x0837, 0)}]},
        {text: '5', style: 2, runs: [{length: 1, properties: sprm(0x083c, 0)}]},
      ],
    })
    expect(tree!.children.map(textOf)).toEqual(['12', '34 1', '56', '6', '5'])
    expect(findings).toEqual([
      {rule: 'R07', what: '用删除线划去的文字“77”、“9”等2处', severity: 'warning', place: {offset: 0}},
      {rule: 'R07', what: '设为隐藏的文字“8”等1处', place: {offset: 3}},
    ])
  })

  it('more cells than defined, and a row without a definition', async () => {
    const more = await read({main: row(['1', '2', '3'], define([0, 900, 1800]))})
    expect(cellsOf(more.tree!.children[0]).map(cell => cell[4])).toEqual(['1', '2', '3'])
    expect(more.findings).toEqual([
      {rule: 'R03', what: '第1行定义了2个单元格，实有3个', place: {table: 1, row: 0}},
    ])
    const none = await read({main: row(['1', '2'], [])})
    expect(none.tree!.children[0]).toMatchObject({addressing: 'sequence', rows: 1, columns: 2})
    expect(none.findings).toEqual([
      {rule: 'R03', what: '第1行没有列定义，本表只能按单元格先后次序读取', place: {table: 1, row: 0}},
    ])
  })

  it('empty cells without width go, those with text stay', async () => {
    const {tree} = await read({
      main: [...row(['1', '', '2'], define([0, 900, 900, 1800])), ...row(['3', '4'], define([0, 900, 1800]))],
    })
    expect(tree!.children[0]).toMatchObject({rows: 2, columns: 2})
    const full = await read({main: row(['1', '5', '2'], define([0, 900, 900, 1800]))})
    expect(cellsOf(full.tree!.children[0]).map(cell => cell[4])).toEqual(['1', '5', '2'])
  })
})
