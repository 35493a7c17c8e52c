import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {at, formObject, PICTURE, rawPdf, stream} from './raw.ts'
import {CELLS, FIGURES, readCells, readPdf, TABLE, withLast, XS, YS} from './reading.ts'

const PAGE = '/MediaBox [0 0 400 400]'

/** A Chinese font by its name, with half as wide letters for ASCII. */
function chineseFont(): Record<number, string> {
  return {
    20: '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [21 0 R] >>',
    21: '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 22 0 R >>',
    22: '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>',
  }
}

describe('what is drawn instead of written', () => {
  it.each([
    ['a picture of a digit', 'q 10 0 0 10 260 304 cm /I1 Do Q', '图片，其中的内容'],
    [
      'a digit as curves',
      '262 306 m 266 306 l 266 312 266 314 262 314 c 258 314 258 306 262 306 c f',
      '以图形画出的文字或符号，',
    ],
    [
      'a digit as corners',
      '262 306 m 263 306 l 263 314 l 262 314 l 260 312 l 260 311 l f',
      '以图形画出的文字或符号，',
    ],
  ])('%s is reported', async (_, content, what) => {
    const read = await readCells(`${TABLE} ${content}`, PAGE, PICTURE)
    expect(read.cells[0]!.at(-1)).toBe('1,2 1x1 ')
    expect(read.findings).toEqual([`R05 第 1 页表格单元格内有${what}未读取`])
  })

  it.each([
    ['moved', 'q 1 0 0 1 100 0 cm /X1 Do Q', at(160, 306, 'x')],
    ['made smaller', 'q 0.5 0 0 0.5 180 153 cm /X1 Do Q', at(160, 306, 'x', '', 20)],
  ])('text with a replacement stands where its form is %s', async (_, content, letter) => {
    const form = formObject(`/Span << /ActualText (78) >> BDC ${letter} EMC`)
    const read = await readCells(`${TABLE} ${content}`, PAGE, {
      objects: {21: form},
      resources: '/XObject << /X1 21 0 R >>',
    })
    expect(read.cells).toEqual([withLast('78')])
    expect(read.findings).toEqual([])
  })

  it('takes a page written in small pictures for a picture', async () => {
    const letters = Array.from(
      {length: 300},
      (_, i) => `q 5 0 0 8 ${50 + (i % 50) * 6} ${300 - Math.floor(i / 50) * 12} cm /I1 Do Q`,
    )
    const {root, findings} = await readPdf(rawPdf([{content: letters.join(' ')}], PICTURE))
    expect(root.children).toEqual([{type: 'image', place: {page: 1, box: [0, 0, 400, 400]}}])
    expect(findings.map(f => f.rule)).toEqual(['R06'])
  })

  it('takes pages for pictures whose own fonts tell nothing of their letters', async () => {
    const printed = readFileSync(new URL('cases/chromium-plain-9/input.pdf', import.meta.url))
    const mute = Buffer.from(printed.toString('latin1').replaceAll('/ToUnicode', '/ToUnicodX'), 'latin1')
    const {root, findings} = await readPdf(mute)
    expect(root.children.map(({type, place}) => [type, place?.page])).toEqual([
      ['image', 1],
      ['image', 2],
    ])
    expect(findings.map(f => f.what)).toEqual([
      '第 1、2 页的字体没有编码对照，文字无法还原，整页只能按图片处理',
    ])
  })

  it('takes the strips of a scan for one picture, the text under them for recognised', async () => {
    const strips = Array.from({length: 10}, (_, i) => `q 400 0 0 40 0 ${i * 40} cm /I1 Do Q`).join(' ')
    const {root, findings} = await readPdf(rawPdf([{content: `${at(60, 306, 'layer')} ${strips}`}], PICTURE))
    expect(root.children).toEqual([
      {type: 'image', width: 1, height: 10, place: {page: 1, box: [0, 0, 400, 400]}},
      {type: 'paragraph', value: 'layer', place: {page: 1, box: [60, 85.5, 81.7, 95.5]}},
    ])
    expect(findings.map(f => f.what)).toEqual(['第 1 页是扫描件，文字取自其隐藏的识别层，可能有误'])
  })

  it('gives the picture of a scan also where its text layer is long', async () => {
    const lines = Array.from({length: 12}, (_, i) => at(60, 350 - 20 * i, 'recognised long', '3 Tr'))
    const content = `q 400 0 0 400 0 0 cm /I1 Do Q ${lines.join('')}`
    const {root} = await readPdf(rawPdf([{content}], PICTURE))
    expect(root.children[0]).toEqual({
      type: 'image',
      width: 1,
      height: 1,
      place: {page: 1, box: [0, 0, 400, 400]},
    })
  })

  it('reads rules that are pictures a dot wide', async () => {
    const rules = [
      ...YS.map(y => `q 300 0 0 0.7 50 ${y} cm /I1 Do Q `),
      ...XS.map(x => `q 0.7 0 0 40 ${x} 300 cm /I1 Do Q `),
    ]
    const read = await readCells(rules.join('') + FIGURES, PAGE, PICTURE)
    expect(read.cells).toEqual([CELLS])
    expect(read.findings).toEqual([])
  })

  it('reads tables drawn in characters', async () => {
    const lines = [
      '┌────┬──┬──┐',
      '│规章    │12  │─  │',
      '├────┼──┼──┤',
      '│行政许可│    │3.5 │',
      '└────┴──┴──┘',
    ]
    const hex = (text: string) =>
      [...text].map(letter => letter.codePointAt(0)!.toString(16).padStart(4, '0')).join('')
    const content = lines
      .map((line, i) => `BT /F1 10 Tf 50 ${350 - 14 * i} Td <${hex(line)}> Tj ET\n`)
      .join('')
    const read = await readCells(content, PAGE, {font: 20, objects: chineseFont()})
    expect(read.cells).toEqual([
      ['0,0 1x1 规章', '0,1 1x1 12', '0,2 1x1 ', '1,0 1x1 行政许可', '1,1 1x1 ', '1,2 1x1 3.5'],
    ])
    expect(read.findings).toEqual([])
  })
})

describe('forms and notes', () => {
  const field = '/Type /Annot /Subtype /Widget /FT /Tx /F 4 /Rect [255 302 345 318]'
  const shown = (text: string) => formObject(at(2, 4, text), '0 0 90 16')

  it('reports a field that shows something else than its value', async () => {
    const read = await readCells(TABLE, `${PAGE} /Annots [20 0 R]`, {
      objects: {20: `<< ${field} /T (x) /V (78) /AP << /N 22 0 R >> >>`, 22: shown('77')},
      catalog: '/AcroForm << /Fields [20 0 R] >>',
    })
    expect(read.cells).toEqual([withLast('77')])
    expect(read.findings).toEqual(['R10 第 1 页有表单域填的是“78”，显示的却是“77”，不能确定以哪个为准'])
  })

  it('reads the value a field has from its parent', async () => {
    const read = await readCells(TABLE, `${PAGE} /Annots [20 0 R]`, {
      objects: {
        20: '<< /Type /Annot /Subtype /Widget /F 4 /Parent 21 0 R /Rect [255 302 345 318] >>',
        21: '<< /FT /Tx /T (x) /V (78) /Kids [20 0 R] >>',
      },
      catalog: '/AcroForm << /Fields [21 0 R] >>',
    })
    expect(read.cells).toEqual([withLast('78')])
  })

  it('reads a text box that has no appearance', async () => {
    const note = '<< /Type /Annot /Subtype /FreeText /F 4 /Contents (5) /Rect [255 302 345 318] >>'
    const read = await readCells(TABLE, `${PAGE} /Annots [20 0 R]`, {objects: {20: note}})
    expect(read.cells).toEqual([withLast('5')])
  })

  it('reports a form that only its viewer can draw, and files attached', async () => {
    const dynamic = await readCells(TABLE, PAGE, {
      objects: {20: stream('', '<xdp/>')},
      catalog: '/AcroForm << /Fields [] /XFA 20 0 R >> /NeedsRendering true',
    })
    expect(dynamic.findings).toEqual(['R05 PDF 是动态表单（XFA），填写的内容不在页面上'])
    const attached = await readCells(TABLE, PAGE, {
      objects: {20: '<< /Type /Filespec /F (a.xls) /EF << /F 21 0 R >> >>', 21: stream('', 'abc')},
      catalog: '/Names << /EmbeddedFiles << /Names [(a.xls) 20 0 R] >> >>',
    })
    expect(attached.findings).toEqual(['R05 PDF 内附有 1 个文件'])
  })
})

it('finds rules that are cut out of the filled page', async () => {
  const bar = (x: number, y: number, width: number, height: number) =>
    `q ${x - 0.25} ${y - 0.25} ${width + 0.5} ${height + 0.5} re W n 0 0 400 400 re f Q\n`
  const rules = [...YS.map(y => bar(50, y, 300, 0)), ...XS.map(x => bar(x, 300, 0, 40))].join('')
  const read = await readCells(rules + FIGURES)
  expect(read.cells).toEqual([CELLS])
  expect(read.findings).toEqual([])
})

describe('areas of which a clip leaves an edge alone, as shadows that are drawn for borders', () => {
  /** The space around a box that is filled, as browsers draw it: all but the box is clipped, and a larger box filled. */
  const ring = (x: number, y: number, width: number, height: number, paint = '0 g') =>
    `q ${paint} 0 0 m 0 400 l 400 400 l 400 0 l h ${x} ${y} m ${x} ${y + height} l ${x + width} ${y + height} l ${x + width} ${y} l h W* n ${x - 0.5} ${y - 0.5} ${width + 1} ${height + 1} re f Q\n`
  const cells = (paint?: string) =>
    XS.slice(0, -1)
      .flatMap(x => YS.slice(0, -1).map(y => ring(x + 0.5, y + 0.5, 99, 19, paint)))
      .join('')

  it('are the rules of a table', async () => {
    const read = await readCells(cells() + FIGURES, PAGE)
    expect(read.cells).toEqual([CELLS])
    expect(read.findings).toEqual([])
  })

  it('hide nothing', async () => {
    const read = await readCells(TABLE + cells('1 0 0 rg'), PAGE)
    expect(read.cells).toEqual([CELLS])
    expect(read.findings).toEqual([])
  })
})

describe('a watermark that stands upright', () => {
  const faded = {objects: {20: '<< /Type /ExtGState /ca 0.2 >>'}, resources: '/ExtGState << /G1 20 0 R >>'}
  it.each([
    ['faded', 'q /G1 gs', faded],
    ['pale', 'q 0.9 g', {}],
  ])('is left out where it is %s', async (_, paint, options) => {
    const read = await readCells(`${TABLE}${paint} ${at(120, 300, 'OA 8', '', 40)} Q`, PAGE, options)
    expect(read.cells).toEqual([CELLS])
    expect(read.findings).toEqual(['R07 第 1 页有很淡的大字（水印）（“OA8”）未计入正文'])
  })

  it('cuts no heading where it is dark and stands across a rule', async () => {
    const read = await readCells(TABLE + at(225, 300, 'O', '', 60))
    expect(read.cells).toEqual([CELLS])
    expect(read.findings).toEqual(['R07 第 1 页盖在表格上的大字（“O”）按水印处理，未计入表格'])
  })

  it('is none on a dark ground, nor as small as the text', async () => {
    const onDark = `q 0 0 0.4 rg 50 350 300 50 re f 1 g ${at(120, 360, 'OA', '', 40)} Q`
    expect((await readCells(TABLE + onDark)).findings).toEqual([])
    const small = await readCells(`${TABLE}q /G1 gs ${at(260, 306, '7')} Q`, PAGE, faded)
    expect(small.cells).toEqual([withLast('7')])
  })
})
