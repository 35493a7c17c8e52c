import {describe, expect, it} from 'vitest'
import {at, type RawOptions, stream} from './raw.ts'
import {CELLS, readCells, TABLE, tablesOf, withLast} from './reading.ts'

const PAGE = '/MediaBox [0 0 400 400]'
const last = (text: string, extra = '') => at(260, 306, text, extra)
const formOf = (entries: string, content: string) =>
  stream(`/Type /XObject /Subtype /Form /BBox [0 0 400 400] ${entries}`, content)

/** Cells with a doubt: place and why. */
async function doubts(content: string, entries = PAGE, options?: RawOptions): Promise<string[]> {
  const {root} = await readCells(content, entries, options)
  return tablesOf(root.children).flatMap(table =>
    table.children.flatMap(({row, column, data}) => (data?.doubt ? [`${row},${column} ${data.doubt}`] : [])),
  )
}

describe('text whose own paint does not tell whether it shows', () => {
  const masked: RawOptions = {
    objects: {
      20: '<< /Type /ExtGState /SMask << /S /Luminosity /G 21 0 R >> >>',
      21: formOf('/Group << /S /Transparency /CS /DeviceGray >>', '0 g 0 0 400 400 re f'),
    },
    resources: '/ExtGState << /G1 20 0 R >>',
  }
  const patterned = (paint: string): RawOptions => ({
    objects: {
      20: stream(
        '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << >>',
        `${paint} 0 0 9 9 re f`,
      ),
    },
    resources: '/Pattern << /P1 20 0 R >>',
  })
  const shading: RawOptions = {
    objects: {
      20: '<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 9 0] /Extend [true true] /Function 21 0 R >>',
      21: '<< /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [1] /N 1 >>',
    },
    resources: '/Shading << /S1 20 0 R >>',
  }
  const below = `${last('7')} q 255 302 40 16 re W n /S1 sh Q\n`
  const inPattern = `/Pattern cs /P1 scn ${last('7')} 0 g\n`

  it.each([
    ['painted with a white pattern', inPattern, patterned('1 g')],
    ['below a white shading', below, shading],
  ])('is left out %s', async (_, content, options) => {
    const read = await readCells(TABLE + content, PAGE, options)
    expect(read.cells).toEqual([CELLS])
    expect(read.findings).toEqual(['R07 第 1 页有已关闭图层中或被遮罩、图案隐去的文字（“7”）未计入正文'])
  })

  it('is doubtful under a mask', async () => {
    const content = `${TABLE} q /G1 gs ${last('7')} Q\n`
    expect(await doubts(content, PAGE, masked)).toEqual(['1,2 所在图层或遮罩使其不能确定是否显示'])
  })

  it.each([
    ['painted with a black pattern', inPattern, patterned('0 g')],
    ['over a shading', `q 255 302 40 16 re W n /S1 sh Q ${last('7')}`, shading],
  ])('is read %s', async (_, content, options) => {
    const read = await readCells(TABLE + content, PAGE, options)
    expect(read.cells).toEqual([withLast('7')])
    expect(read.findings).toEqual([])
  })
})

describe('text for which another stands', () => {
  const span = (text: string, content: string) => `/Span << /ActualText (${text}) >> BDC ${content} EMC\n`

  it('counts as printed, letter by letter, where both agree', async () => {
    const read = await readCells(TABLE + span('c 45', at(252, 306, 'c') + at(330, 306, '45')))
    expect(read.cells).toEqual([withLast('c 45')])
    expect(read.findings).toEqual([])
  })

  it.each([
    ['other digits', span('78', last('7')), '78'],
    ['nothing', span(' ', last('7')), ''],
  ])('is doubtful where it is %s', async (_, content, said) => {
    expect((await readCells(TABLE + content)).cells).toEqual([withLast('7')])
    expect(await doubts(TABLE + content)).toEqual([`1,2 数字的替代文字是“${said}”，与印出的不同`])
  })
})

describe('figures that somebody has touched', () => {
  const crossed = '1,2 数字上划有线条，可能已被划去'
  const annotated = (entries: string): RawOptions => ({
    objects: {20: `<< /Type /Annot /F 4 /Rect [255 300 275 318] ${entries} >>`},
  })
  const NOTED = `${PAGE} /Annots [20 0 R]`

  it('are doubtful where a stroke at a slant runs through them, not beside them', async () => {
    expect(await doubts(`${TABLE} ${last('77')} 258 304 m 274 316 l S`)).toEqual([crossed])
    expect(await doubts(`${TABLE} ${last('77')} 274 304 m 290 316 l S`)).toEqual([])
  })

  it.each([
    ['a line', '/Subtype /Line /L [258 304 274 316]'],
    ['ink', '/Subtype /Ink /InkList [[258 304 264 309 274 316]]'],
    ['a chain of lines', '/Subtype /PolyLine /Vertices [258 304 274 316 280 300]'],
  ])('are doubtful where %s is noted over them', async (_, entries) => {
    expect(await doubts(TABLE + last('77'), NOTED, annotated(entries))).toEqual([crossed])
  })

  it('are doubtful under a comment with a figure, which is named', async () => {
    const options = annotated('/Subtype /Highlight /Contents (15)')
    const read = await readCells(TABLE + last('77'), NOTED, options)
    expect(read.cells).toEqual([withLast('77')])
    expect(read.findings).toEqual(['R07 第 1 页有批注（“15”）未读入'])
    expect(await doubts(TABLE + last('77'), NOTED, options)).toEqual(['1,2 数字上有批注“15”'])
  })

  it('are doubtful where every letter is cut for itself', async () => {
    const content = `${TABLE} ${last('7')} q 250 300 18 20 re W n ${at(265.6, 306, '8')} Q\n`
    expect((await readCells(content)).cells).toEqual([withLast('78')])
    expect(await doubts(content)).toEqual(['1,2 数字只显示了一部分'])
  })
})

it('marks figures with a letter that its font calls a blank', async () => {
  const named =
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def'
  const map = `${named} 1 begincodespacerange <00> <ff> endcodespacerange 3 beginbfchar <30> <0020> <37> <0037> <20> <0020> endbfchar endcmap end end`
  const font: RawOptions = {
    objects: {
      20: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 21 0 R >>',
      21: stream('', map),
    },
    resources: '/Font << /F1 3 0 R /F2 20 0 R >>',
  }
  const inFont = (text: string) => last(text).replace('/F1', '/F2')
  expect(await doubts(TABLE + inFont('70'), PAGE, font)).toEqual(['1,2 数字旁印有字体未说明的字符'])
  expect(await doubts(TABLE + inFont('07'), PAGE, font)).toEqual(['1,2 数字旁印有字体未说明的字符'])
  expect(await doubts(TABLE + inFont('7 7'), PAGE, font)).toEqual([])
})

it('does not take a tall letter for the hyphen that its font calls it', async () => {
  const map = `begincmap 1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <30> <00ad> <2d> <00ad> endbfchar endcmap`
  const font: RawOptions = {
    objects: {
      20: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 21 0 R >>',
      21: stream('', map),
    },
    resources: '/Font << /F1 3 0 R /F2 20 0 R >>',
  }
  const read = async (text: string) =>
    (await readCells(TABLE + last(text).replace('/F1', '/F2'), PAGE, font)).cells
  expect(await read('0')).toEqual([withLast('\ufffd')])
  expect(await read('-')).toEqual([withLast('-')])
})

it('marks digits in the colour of a watermark, not on a dark ground', async () => {
  const pale = `0.88 g ${last('7')} 0 g\n`
  expect(await doubts(TABLE + pale)).toEqual(['1,2 数字颜色很淡，可能是水印'])
  expect(await doubts(`0.2 g 250 300 100 20 re f 0 g ${TABLE}${pale}`)).toEqual([])
})

it('reads letters of negative size', async () => {
  const turned = 'BT /F1 -10 Tf -1 0 0 -1 260 306 Tm (78) Tj ET\n'
  const read = await readCells(TABLE + turned)
  expect(read.cells).toEqual([withLast('78')])
  expect(read.findings).toEqual([])
})
