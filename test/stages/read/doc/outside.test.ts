import {describe, expect, it} from 'vitest'
import {textOf} from '../../../../pipeline/model/ast.ts'
import {int32} from '../../../generate/files/docParts.ts'
import {bare} from '../word/outcome.ts'
import {plain, read, SPECIAL, values} from './parts.ts'

describe('outside the body', () => {
  it('headers first, footnotes and footers last, comments told', async () => {
    const headers = plain('', '', '', '', '', '', '', '页眉', '', '第1页', '', '')
    const bounds = [0]
    for (const {text} of headers) bounds.push(bounds.at(-1)! + text.length + 1)
    const {tree, findings} = await read({
      main: plain('正文'),
      footnotes: plain('脚注'),
      headers,
      comments: plain('批注'),
      structures: [{index: 11, bytes: bounds.flatMap(int32)}],
    })
    expect(bare(tree!.children)).toEqual([
      {type: 'paragraph', value: '页眉', data: {role: 'header'}},
      {type: 'paragraph', value: '正文'},
      {type: 'paragraph', value: '脚注', data: {role: 'footnote'}},
      {type: 'paragraph', value: '第1页', data: {role: 'footer'}},
    ])
    expect(findings).toEqual([{rule: 'R07', what: '批注未读入'}])
  })

  it('a text box stands before the paragraph it is anchored in', async () => {
    const shape = [...int32(1025), ...new Array<number>(22).fill(0)]
    const box = [...new Array<number>(14).fill(0), ...int32(1025), ...int32(0)]
    const {tree} = await read({
      main: [{text: '甲'}, {text: '\x08乙', runs: [{length: 1, properties: SPECIAL}]}],
      textboxes: plain('框'),
      structures: [
        {index: 40, bytes: [...int32(2), ...int32(3), ...shape]},
        {index: 56, bytes: [...int32(0), ...int32(2), ...box]},
      ],
    })
    expect(tree!.children.map(textOf)).toEqual(['甲', '框', '乙'])
  })
})

describe('what is not read', () => {
  it('encrypted, packaged with a password, other kinds, empty Data', async () => {
    const streams = (name: string) => ({main: plain('甲'), streams: {[name]: new Uint8Array(10)}})
    expect((await read({main: plain('甲'), flags: 0x100})).unreadable?.reason).toBe('encrypted')
    expect((await read(streams('/EncryptedPackage'))).unreadable?.reason).toBe('encrypted')
    expect(await values({main: plain('甲'), data: new Uint8Array(0)})).toEqual(['甲'])
    expect((await read({main: plain('甲'), nFib: 104})).unreadable?.reason).toBe('unsupported')
  })
})
