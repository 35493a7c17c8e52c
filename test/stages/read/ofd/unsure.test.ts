import {describe, expect, it} from 'vitest'
import type {Table} from '../../../../pipeline/model/ast.ts'
import {textOf} from '../../../../pipeline/model/ast.ts'
import {ofd} from '../../../../stages/read/ofd/index.ts'
import {mm, packOfd, textObject} from '../../../generate/files/ofd.ts'
import {LIMITS} from '../docx/helpers.ts'

/** A table of two cells, a label and a figure, and what an OFD file does to the figure. */
const line = (x0: number, y0: number, x1: number, y1: number, attributes = '', colour = '') =>
  `<ofd:PathObject ID="3" Boundary="0 0 210 297"${attributes}>${colour}<ofd:AbbreviatedData>S ${mm(x0)} ${mm(y0)} L ${mm(x1)} ${mm(y1)}</ofd:AbbreviatedData></ofd:PathObject>`
const GRID =
  [100, 200, 300].map(x => line(x, 90, x, 110)).join('') + line(100, 90, 300, 90) + line(100, 110, 300, 110)
const LABEL = textObject({text: '规章', x: 110, y: 103})
const figure = (attributes = '', inner = '') =>
  textObject({text: '12', x: 210, y: 103}, undefined, attributes, inner)
const box = (name: string, rest: string, inner = '') =>
  `<ofd:${name} ID="6" Boundary="${mm(205)} ${mm(92)} ${mm(30)} ${mm(16)}" ${rest}>${inner}</ofd:${name}>`

async function cellOf(content: string, more: Record<string, string> = {}) {
  const findings: string[] = []
  const root = await ofd.read(packOfd([{content: GRID + LABEL + content}], undefined, more), {
    limits: LIMITS,
    report: (rule, details) => findings.push(`${rule} ${details?.values?.what}`),
  })
  const table = root.children.find((block): block is Table => block.type === 'table')
  const [, cell] = table?.children ?? []
  return {text: cell && textOf(cell), doubt: cell?.data?.doubt, findings}
}

const R07 = (what: string) => `R07 第 1 页有${what}（“12”）未计入正文`

const clip = (x0: number, x1: number) =>
  `<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary="0 0 210 297"><ofd:AbbreviatedData>M ${mm(x0)} 0 L ${mm(x1)} 0 L ${mm(x1)} 20 L ${mm(x0)} 20 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>`

const DOCUMENT = (more: string, resources: string) => ({
  'Doc_0/Document.xml': `<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>${more}</ofd:Document>`,
  'Doc_0/DocumentRes.xml': `<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016">${resources}</ofd:Res>`,
})
const picture = (bytes: string) => ({
  ...DOCUMENT(
    '',
    '<ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>a.bin</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>',
  ),
  'Doc_0/a.bin': bytes,
})

it('nothing done to it', async () => {
  expect(await cellOf(figure())).toEqual({text: '12', doubt: undefined, findings: []})
})

describe('clips', () => {
  it('cut a figure away, or leave it', async () => {
    expect(await cellOf(figure('', clip(20, 40)))).toEqual({
      text: '',
      doubt: undefined,
      findings: [R07('被裁剪掉的文字')],
    })
    expect(await cellOf(figure('', clip(-5, 40)))).toEqual({text: '12', doubt: undefined, findings: []})
  })

  it('a figure cut in two is whole and doubtful', async () => {
    const {text, doubt} = await cellOf(figure('', clip(-5, 4.5)))
    expect([text, doubt]).toEqual(['12', '数字只显示了一部分'])
  })

  it('a figure beyond the boundary of its object is doubtful', async () => {
    const beyond = figure().replace(
      / Boundary="[^"]+"/,
      ` Boundary="${mm(150)} ${mm(94)} ${mm(30)} ${mm(11)}"`,
    )
    const moved = beyond.replace('X="0"', `X="${mm(60)}"`)
    expect(await cellOf(moved)).toEqual({
      text: '12',
      doubt: '数字在其图元的边界或裁剪范围之外，可能不显示',
      findings: [],
    })
  })
})

describe('pictures over a figure', () => {
  const image = box('ImageObject', 'ResourceID="7"')
  it('one without anything to see through makes it doubtful', async () => {
    const {text, doubt} = await cellOf(figure() + image, picture('BM....'))
    expect([text, doubt]).toEqual(['12', '数字上盖有图片，可能不显示'])
  })

  it('below it, thin, or one that may be seen through does not', async () => {
    expect((await cellOf(image + figure(), picture('BM....'))).doubt).toBeUndefined()
    expect((await cellOf(figure() + image, picture('GIF89a'))).doubt).toBeUndefined()
    const thin = box('ImageObject', 'ResourceID="7" Alpha="80"')
    expect((await cellOf(figure() + thin, picture('BM....'))).doubt).toBeUndefined()
  })
})

describe('lines through a figure', () => {
  it('level ones strike it out', async () => {
    expect(await cellOf(figure() + line(209, 99.5, 220, 99.5))).toEqual({
      text: '',
      doubt: undefined,
      findings: [R07('划去的文字')],
    })
  })

  it('slanting ones leave it doubtful', async () => {
    const {text, doubt} = await cellOf(figure() + line(205, 108, 225, 92))
    expect([text, doubt]).toEqual(['12', '数字上划有线条，可能已被划去'])
  })
})

describe('colours', () => {
  const ground = (colour: string) =>
    box(
      'PathObject',
      'Stroke="false" Fill="true"',
      `<ofd:FillColor Value="${colour}"/><ofd:AbbreviatedData>M 0 0 L 10 0 L 10 5 L 0 5 C</ofd:AbbreviatedData>`,
    )
  const inked = (colour: string) => figure('', `<ofd:FillColor ${colour}/>`)
  it.each([
    ['white in four inks', inked('Value="0 0 0 0"')],
    ['white in grey', inked('Value="255"')],
    ['that of the ground', ground('200 0 0') + inked('Value="202 0 0"')],
  ])('not seen: %s', async (_, content) => {
    expect(await cellOf(content)).toEqual({text: '', doubt: undefined, findings: [R07('不可见的文字')]})
  })

  it('white by the drawing parameter of the object is not seen', async () => {
    const parameter =
      '<ofd:DrawParams><ofd:DrawParam ID="8"><ofd:FillColor Value="255 255 255"/></ofd:DrawParam></ofd:DrawParams>'
    const {text, findings} = await cellOf(figure(' DrawParam="8"'), DOCUMENT('', parameter))
    expect([text, findings]).toEqual(['', [R07('不可见的文字')]])
  })

  it.each([
    ['pale', inked('Value="220 220 220"')],
    ['nearly that of the ground', ground('200 0 0') + inked('Value="230 0 0"')],
  ])('doubtful: %s', async (_, content) => {
    const {text, doubt} = await cellOf(content)
    expect([text, doubt]).toEqual(['12', '数字颜色与底色相近，可能看不出'])
  })

  it('seen: white on dark, and what is painted with a pattern', async () => {
    expect(await cellOf(ground('0 0 90') + inked('Value="255 255 255"'))).toMatchObject({
      text: '12',
      findings: [],
    })
    expect(await cellOf(inked('Index="3"'))).toMatchObject({text: '12', findings: []})
  })
})

it('one glyph drawn for two digits makes both doubtful', async () => {
  const glyphs = (ids: string) =>
    `<ofd:CGTransform CodePosition="0" CodeCount="2" GlyphCount="2"><ofd:Glyphs>${ids}</ofd:Glyphs></ofd:CGTransform>`
  expect((await cellOf(figure('', glyphs('20 21')))).doubt).toBeUndefined()
  expect((await cellOf(figure('', glyphs('20 20')))).doubt).toBe(
    '文字与印出的字形对应不一，印出的可能是别的数字',
  )
})

it('files sent with it are named', async () => {
  const more = {
    ...DOCUMENT('<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>', ''),
    'Doc_0/Attachs/Attachments.xml':
      '<ofd:Attachments xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Attachment ID="1" Name="附表.xlsx"><ofd:FileLoc>a.xlsx</ofd:FileLoc></ofd:Attachment></ofd:Attachments>',
  }
  expect((await cellOf(figure(), more)).findings).toEqual(['R05 OFD 文件所带的 1 个附件（附表.xlsx）未读取'])
})

it('layers are painted by their kind: a ground that stands last in the file hides nothing', async () => {
  const files = (kind: string) => ({
    'Doc_0/Pages/Page_0/Content.xml': `<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer ID="1" Type="Body">${GRID}${LABEL}${figure()}</ofd:Layer><ofd:Layer ID="2" Type="${kind}">${box('PathObject', 'Stroke="false" Fill="true"', '<ofd:FillColor Value="255 255 255"/><ofd:AbbreviatedData>M 0 0 L 10 0 L 10 5 L 0 5 C</ofd:AbbreviatedData>')}</ofd:Layer></ofd:Content></ofd:Page>`,
  })
  expect(await cellOf('', files('Background'))).toEqual({text: '12', doubt: undefined, findings: []})
  expect(await cellOf('', files('Foreground'))).toMatchObject({
    text: '',
    findings: [R07('被后来绘制的图形盖住的文字')],
  })
})
