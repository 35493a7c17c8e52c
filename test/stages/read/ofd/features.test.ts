import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {textOf} from '../../../../pipeline/model/ast.ts'
import {IDENTITY} from '../../../../stages/read/layout/matrix.ts'
import {deltasOf} from '../../../../stages/read/ofd/deltas.ts'
import {ofd} from '../../../../stages/read/ofd/index.ts'
import {outlineOf} from '../../../../stages/read/ofd/paths.ts'
import {UnreadableError} from '../../../../stages/read/reader.ts'
import {mm, type OfdPage, packOfd, textObject} from '../../../generate/files/ofd.ts'
import {LIMITS} from '../docx/helpers.ts'

async function read(bytes: Uint8Array, limits = LIMITS) {
  const findings: string[] = []
  const root = await ofd.read(bytes, {
    limits,
    report: (rule, details) => findings.push(`${rule} ${details?.values?.what}`),
  })
  return {texts: root.children.map(textOf), findings, root}
}

const text = (value: string, y = 100, attributes = '', inner = '') =>
  textObject({text: value, x: 100, y}, undefined, attributes, inner)

const page = (...objects: string[]): OfdPage => ({content: objects.join('')})

const filled = (colour: string, y = 80) =>
  `<ofd:PathObject ID="3" Boundary="${mm(50)} ${mm(y)} ${mm(400)} ${mm(60)}" Stroke="false" Fill="true"><ofd:FillColor Value="${colour}"/><ofd:AbbreviatedData>M 0 0 L ${mm(400)} 0 L ${mm(400)} ${mm(60)} L 0 ${mm(60)} C</ofd:AbbreviatedData></ofd:PathObject>`

describe('text that is not to be seen', () => {
  it('covered by what is painted later', async () => {
    const {texts, findings} = await read(
      packOfd([page(text('新收12件'), filled('255 255 255'), text('新收13件'))]),
    )
    expect(texts).toEqual(['新收13件'])
    expect(findings).toEqual(['R07 第 1 页有被后来绘制的图形盖住的文字（“新收12件”）未计入正文'])
  })

  it('shading below it hides nothing', async () => {
    const {texts, findings} = await read(packOfd([page(filled('200 200 255'), text('新收12件'))]))
    expect([texts, findings]).toEqual([['新收12件'], []])
  })

  it('white on paper, and white on blue', async () => {
    const white = '<ofd:FillColor Value="#ff #ff #ff"/>'
    const {texts, findings} = await read(
      packOfd([page(text('不见', 300, '', white), filled('0 0 128'), text('可见', 100, '', white))]),
    )
    expect(texts).toEqual(['可见'])
    expect(findings).toEqual(['R07 第 1 页有不可见的文字（“不见”）未计入正文'])
  })

  it('transparent, switched off, or not filled', async () => {
    const {texts, findings} = await read(
      packOfd([
        page(
          text('甲', 100, ' Alpha="0"'),
          text('乙', 130, ' Visible="false"'),
          text('丙', 160, ' Fill="false"'),
          text('丁', 190),
        ),
      ]),
    )
    expect(texts).toEqual(['丁'])
    expect(findings).toEqual(['R07 第 1 页有不可见的文字（“甲乙丙”）未计入正文'])
  })

  it('watermarks, as annotations or aslant', async () => {
    const annotations = `<ofd:Annot Type="Watermark" ID="8"><ofd:Appearance Boundary="0 0 210 297">${text('内部资料')}</ofd:Appearance></ofd:Annot><ofd:Annot Type="Stamp" ID="9"><ofd:Appearance Boundary="0 0 210 297">${text('公章', 300)}</ofd:Appearance></ofd:Annot>`
    const slanted = text('样稿', 400, ' CTM="0.7071 0.7071 -0.7071 0.7071 0 0"')
    const {texts, findings} = await read(packOfd([{content: text('正文', 200) + slanted, annotations}]))
    expect(texts).toEqual(['正文', '公章'])
    expect(findings).toEqual([
      'R07 第 1 页有斜排文字（水印或印章）（“样稿”）未计入正文',
      'R07 第 1 页有水印文字（“内部资料”）未计入正文',
    ])
  })
})

describe('what cannot be read is told', () => {
  it('characters of the private area', async () => {
    const {findings} = await read(packOfd([page(text('新收\ue012件'))]))
    expect(findings).toEqual(['R06 第 1 页有 1 个字符没有对应的文字，无法还原'])
  })

  it('a page that is missing', async () => {
    const whole = packOfd([page(text('一')), page(text('二'))])
    const broken = packOfd([page(text('一')), page(text('二'))], undefined, {
      'Doc_0/Pages/Page_1/Content.xml': '',
    })
    expect((await read(whole)).findings).toEqual([])
    const {texts, findings} = await read(broken)
    expect(texts).toEqual(['一'])
    expect(findings).toEqual([
      'R04 部件 Doc_0/Pages/Page_1/Content.xml 第 1 行不合 XML 规范（document must contain a root element.），其后的内容未读',
      'R04 OFD 的第 2 页缺失或已损坏，未能读取',
    ])
  })

  it('more pages than the limit', async () => {
    const {texts, findings} = await read(packOfd([page(text('一')), page(text('二'))]), {
      ...LIMITS,
      maxPages: 1,
    })
    expect([texts, findings]).toEqual([['一'], ['R08 OFD 共 2 页，只读取了前 1 页']])
  })

  it('encrypted, or without a document', async () => {
    const encrypted = packOfd([page(text('一'))], undefined, {'Encryptions.xml': '<a/>'})
    await expect(read(encrypted)).rejects.toThrow(
      new UnreadableError('encrypted', 'OFD 文件已加密，无法读取；请取得未加密的文件后重新转换。'),
    )
    const empty = packOfd([page(text('一'))], undefined, {'OFD.xml': '<OFD/>'})
    await expect(read(empty)).rejects.toThrow(
      new UnreadableError('unreadable', 'OFD 文件中没有可读的文档，可能已损坏；请重新取得该文件。'),
    )
  })
})

it('characters without a shape have no place, however wide the file sets them', async () => {
  const code = (deltas: string, y: number) =>
    `<ofd:TextObject ID="1" Font="1" Size="4" Boundary="30 ${y} 100 20"><ofd:TextCode X="0" Y="4" DeltaX="${deltas}">1\u200b2</ofd:TextCode></ofd:TextObject>`
  const {texts, root} = await read(packOfd([page(text('\u200b0\ufeff'))]))
  expect(texts).toEqual(['0'])
  expect(root.children[0]!.place).toEqual({page: 1, box: [109, 92.4, 113.5, 101.4]})
  for (const deltas of ['2 2', '2 0', ''])
    expect((await read(packOfd([page(code(deltas, 50))]))).texts).toEqual(['12'])
})

it('text codes without a start go on where the one before began', async () => {
  const two =
    '<ofd:TextObject ID="1" Font="1" Size="4" Boundary="30 30 100 20"><ofd:TextCode X="0" Y="4">第一行</ofd:TextCode><ofd:TextCode Y="12">第二行</ofd:TextCode></ofd:TextObject>'
  expect((await read(packOfd([page(two)]))).texts).toEqual(['第一行', '第二行'])
})

/** A file whose page shows composite graphic 77. */
function withComposite(content: string): Uint8Array {
  const resources = `<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="77" Width="100" Height="20"><ofd:Content>${content}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>`
  const document =
    '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>'
  return packOfd([page('<ofd:CompositeObject ID="4" ResourceID="77" Boundary="40 40 100 20"/>')], undefined, {
    'Doc_0/Document.xml': document,
    'Doc_0/DocumentRes.xml': resources,
  })
}

it('a composite graphic is read where it is shown', async () => {
  const {texts, root} = await read(withComposite(textObject({text: '共享', x: 0, y: 20})))
  expect(texts).toEqual(['共享'])
  expect(root.children[0]!.place).toEqual({page: 1, box: [113.4, 125.7, 131.4, 134.7]})
})

it('a composite graphic that shows itself ten times comes to an end', async () => {
  const itself = '<ofd:CompositeObject ID="5" ResourceID="77" Boundary="0 0 10 2"/>'
  const {findings} = await read(withComposite(itself.repeat(10)))
  expect(findings).toEqual(['R08 第 1 页的字符或图形过多，超出部分未读取'])
})

describe('notation', () => {
  it('distances: numbers, counted runs, nonsense left out, never more than letters', () => {
    expect(deltasOf('1 g 3 2.5 4', 10)).toEqual([1, 2.5, 2.5, 2.5, 4])
    expect(deltasOf('g 999999999 1', 4)).toEqual([1, 1, 1, 1])
    expect(deltasOf('g x 1 g 2 y 3', 4)).toEqual([3])
    expect(deltasOf(undefined, 4)).toEqual([])
  })

  it('written and counted distances say the same', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({min: 1, max: 9}), fc.integer({min: 0, max: 99}))), runs => {
        const each = runs.flatMap(([count, delta]) => new Array<number>(count).fill(delta))
        const counted = runs.map(([count, delta]) => `g ${count} ${delta}`).join(' ')
        expect(deltasOf(counted, each.length)).toEqual(deltasOf(each.join(' '), each.length))
      }),
    )
  })

  it('paths: strokes, rectangles, curves', () => {
    const unit = IDENTITY
    expect(outlineOf('M 0 0 L 10 0 L 10 5 L 0 5 C', unit)).toEqual({
      segments: [
        [0, 0, 10, 0],
        [10, 0, 10, 5],
        [10, 5, 0, 5],
        [0, 5, 0, 0],
      ],
      rectangles: [[0, 0, 10, 5]],
      points: [
        [0, 0],
        [10, 0],
        [10, 5],
        [0, 5],
      ],
      curved: false,
    })
    expect(outlineOf('S 0 0 L 10 0 M 0 5 Q 1 1 2 2', unit)).toEqual({
      segments: [[0, 0, 10, 0]],
      rectangles: [],
      points: [
        [0, 0],
        [10, 0],
        [0, 5],
        [2, 2],
      ],
      curved: true,
    })
    expect(outlineOf('M 0 x L', unit)).toEqual({
      segments: [],
      rectangles: [],
      points: [],
      curved: false,
    })
  })
})

it('text printed twice to look bold is one text', async () => {
  const {texts, findings} = await read(
    packOfd([page(text('新收12件'), textObject({text: '新收12件', x: 100.3, y: 100}))]),
  )
  expect([texts, findings]).toEqual([['新收12件'], []])
})
