import {describe, expect, test} from 'vitest'
import type {Table} from '../../../../pipeline/model/ast.ts'
import {doc} from '../../../../stages/read/doc/index.ts'
import {rtf} from '../../../../stages/read/rtf/index.ts'
import {buildDoc, type DocParts, int16, int32, sprm} from '../../../generate/files/docParts.ts'
import {define, row, SPECIAL} from '../doc/parts.ts'
import {readBody, tbl, tr} from '../docx/helpers.ts'
import {outcomeOf} from './outcome.ts'

/** What is said of a text box with this text in a document of each kind. */
const kinds: Record<string, (text: string) => Promise<string[]>> = {
  async doc(text) {
    const shape = [...int32(1025), ...new Array<number>(22).fill(0)]
    const box = [...new Array<number>(14).fill(0), ...int32(1025), ...int32(0)]
    const file = buildDoc({
      main: [{text: '\x08A', runs: [{length: 1, properties: sprm(0x0855, 1)}]}],
      textboxes: [{text}],
      structures: [
        {index: 40, bytes: [...int32(0), ...int32(1), ...shape]},
        {index: 56, bytes: [...int32(0), ...int32(text.length + 1), ...box]},
      ],
    })
    const {findings} = await outcomeOf(doc, file)
    return findings.map(({rule, what}) => `${rule} ${what}`)
  },
  async rtf(text) {
    const unicode = [...text].map(letter => `\\u${letter.charCodeAt(0)}?`).join('')
    const source = `{\\rtf1\\ansi\\ansicpg936{\\shp{\\*\\shpinst{\\shptxt\\pard ${unicode}\\par}}}A\\par}`
    const {findings} = await outcomeOf(rtf, Buffer.from(source, 'latin1'))
    return findings.map(({rule, what}) => `${rule} ${what}`)
  },
  async docx(text) {
    const box = `<w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>`
    return (await readBody(`<w:p><w:r>${box}<w:t>A</w:t></w:r></w:p>`)).findings
  },
}

const told = (figure: string) => [
  `R04 文本框里只有数字“${figure}”，可能盖在表格的某一格上，该格另有数字时以哪一个为准不能确定`,
]

describe.each(Object.entries(kinds))('a text box of %s', (_, said) => {
  test('with a figure alone may lie over a cell', async () => {
    expect(await said('4,504件')).toEqual(told('4,504件'))
    expect(await said('8')).toEqual(told('8'))
  })

  test('with words, or the number of a page, does not', async () => {
    expect(await said('第3页')).toEqual([])
    expect(await said('- 3 -')).toEqual([])
    expect(await said('共4504件，其中')).toEqual([])
  })
})

test('one that stands in a cell makes it doubtful: DOCX', async () => {
  const box = (text: string) =>
    `<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>`
  const cell = (content: string) => `<w:tc><w:p><w:r><w:t>77</w:t></w:r>${content}</w:p></w:tc>`
  const {root} = await readBody(tbl([tr([cell(box('55')), cell(box('公章')), cell('')])]))
  const [table] = root.children
  const [said] = told('55')
  expect(table?.type === 'table' && table.children.map(({data}) => data?.doubt)).toEqual([
    said!.replace('R04 ', ''),
    undefined,
    undefined,
  ])
})

test('one that stands in a cell makes it doubtful: RTF', async () => {
  const box = (text: string) => `{\\shp{\\*\\shpinst{\\shptxt\\pard ${text}\\par}}}`
  const source = `{\\rtf1\\trowd\\cellx900\\cellx1800\\pard\\intbl ${box('55')}77\\cell ${box('A')}8\\cell\\row\\pard\\par}`
  const {tree} = await outcomeOf(rtf, Buffer.from(source, 'latin1'))
  expect((tree!.children[0] as Table).children.map(({data}) => data?.doubt)).toEqual([
    told('55')[0]!.replace('R04 ', ''),
    undefined,
  ])
})

describe('a shape that stands in a cell of a DOC', () => {
  const anchor = [...int32(1025), ...new Array<number>(22).fill(0)]
  const drawn = (structures: DocParts['structures'], textboxes?: DocParts['textboxes']) => {
    const [first, ...rest] = row(['\x0877', '8'], define([0, 900, 1800]))
    const shape = {...first!, runs: [{length: 1, properties: SPECIAL}]}
    const anchored = {index: 40, bytes: [...int32(0), ...int32(1), ...anchor]}
    return outcomeOf(
      doc,
      buildDoc({main: [shape, ...rest, {text: ''}], textboxes, structures: [anchored, ...structures!]}),
    )
  }
  const expected = {
    doubts: [told('55')[0]!.replace('R04 ', ''), undefined],
    findings: [['R04', told('55')[0]!.replace('R04 ', '')]],
  }
  const seen = ({tree, findings}: Awaited<ReturnType<typeof drawn>>) => ({
    doubts: (tree!.children[0] as Table).children.map(({data}) => data?.doubt),
    findings: findings.map(({rule, what}) => [rule, what]),
  })

  test('makes it doubtful: a text box', async () => {
    const box = [...new Array<number>(14).fill(0), ...int32(1025), ...int32(0)]
    const bytes = [...int32(0), ...int32(3), ...box]
    expect(seen(await drawn([{index: 56, bytes}], [{text: '55'}]))).toEqual(expected)
  })

  test('makes it doubtful: words drawn as art', async () => {
    const record = (head: number, type: number, content: number[]) => [
      ...int16(head),
      ...int16(type),
      ...int32(content.length),
      ...content,
    ]
    const words = [...'55\0'].flatMap(letter => int16(letter.charCodeAt(0)))
    const property = (name: number, value: number) => [...int16(name), ...int32(value)]
    const options = [...property(0xc080, 4), ...property(0x00c3, 36), ...property(0x80c0, words.length)]
    const drawing = record(0x0f, 0xf004, [
      ...record(0x0882, 0xf00a, [...int32(1025), ...int32(0)]),
      ...record(0x33, 0xf00b, [...options, ...int32(0), ...words]),
    ])
    expect(seen(await drawn([{index: 50, bytes: [0, ...drawing]}]))).toEqual(expected)
  })
})

test('one in a footer numbers the page', async () => {
  const source = '{\\rtf1\\ansi\\ansicpg936{\\footer{\\shp{\\*\\shpinst{\\shptxt\\pard 3\\par}}}\\par}A\\par}'
  expect((await outcomeOf(rtf, Buffer.from(source, 'latin1'))).findings).toEqual([])
})

describe('a frame of DOCX', () => {
  const framed = (text: string) =>
    `<w:p><w:pPr><w:framePr w:w="900" w:hAnchor="page" w:vAnchor="page" w:x="6000" w:y="3000"/></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`

  test('with a figure alone may belong to any label', async () => {
    expect((await readBody(framed('27') + framed('规章'))).findings).toEqual([
      'R04 图文框里只有数字“27”，图文框按文件中的先后读取，与页面上的位置可能不同，它属于哪一格不能确定',
    ])
  })

  test('is one of several of which one finding tells', async () => {
    expect((await readBody(framed('27') + framed('规章') + framed('3'))).findings).toEqual([
      'R04 图文框里只有数字“27”、“3”，图文框按文件中的先后读取，与页面上的位置可能不同，它属于哪一格不能确定',
    ])
  })

  test('with words, the number of a page, or around a table does not', async () => {
    const inCell = tbl([tr([`<w:tc>${framed('27')}</w:tc>`])])
    expect((await readBody(framed('- 3 -') + framed('共27件，其中') + inCell)).findings).toEqual([])
  })
})

describe('frames of DOC and RTF', () => {
  const what = (figures: string) =>
    `R04 图文框里只有数字${figures}，图文框按文件中的先后读取，与页面上的位置可能不同，它属于哪一格不能确定`
  const said = ({findings}: Awaited<ReturnType<typeof outcomeOf>>) =>
    findings.map(({rule, what}) => `${rule} ${what}`)
  const readRtf = (body: string) => outcomeOf(rtf, Buffer.from(`{\\rtf1\\ansi ${body}}`, 'latin1')).then(said)
  const readDoc = (parts: DocParts) => outcomeOf(doc, buildDoc(parts)).then(said)
  const AT = '\\pard\\pvpg\\phpg\\posx6000\\posy3000\\absw900 '
  const framed: Record<string, number[]> = {
    place: [...sprm(0x8418, ...int16(6000)), ...sprm(0x8419, ...int16(3000))],
    anchor: sprm(0x261b, 0xa0),
    width: sprm(0x841a, ...int16(900)),
  }

  test('with a figure alone are one finding, with all figures and places', async () => {
    expect(await readRtf(`${AT}27\\par\\pard A\\par`)).toEqual([what('“27”')])
    expect(await readRtf(`${AT}27\\par${AT}3\\par\\pard 5\\par`)).toEqual([what('“27”、“3”')])
    const file = Buffer.from(`{\\rtf1\\ansi ${AT}27\\par\\pard A\\par}`, 'latin1')
    expect((await outcomeOf(rtf, file)).findings.map(({severity, place}) => [severity, place])).toEqual([
      ['warning', {offset: 0}],
    ])
  })

  test.each(Object.entries(framed))('in DOC by their %s', async (_, properties) => {
    expect(await readDoc({main: [{text: '27', properties}, {text: 'A'}]})).toEqual([what('“27”')])
    expect(await readDoc({main: [{text: '27'}, {text: 'A', properties}]})).toEqual([])
  })

  test('with words, the number of a page, in a footer or around a table are none', async () => {
    expect(await readRtf(`${AT}- 3 -\\par${AT}A 27\\par{\\footer ${AT}3\\par}\\pard 5\\par`)).toEqual([])
    expect(await readRtf(`\\trowd\\cellx1000${AT}\\intbl 27\\cell\\row\\pard A\\par`)).toEqual([])
  })
})
