import {describe, expect, it} from 'vitest'
import {at, type RawOptions, ruled, stream} from './raw.ts'
import {CELLS, FIGURES, readCells, TABLE, tablesOf, withLast} from './reading.ts'

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

describe('text under something that is no plain area', () => {
  const blended = (entries: string, content = '1 1 0 rg 255 302 40 16 re f'): RawOptions => ({
    objects: {
      20: `<< /Type /ExtGState ${entries} >>`,
      21: formOf('/Group << /S /Transparency >>', content),
    },
    resources: '/ExtGState << /G1 20 0 R >> /XObject << /X1 21 0 R >>',
  })
  const form = 'q /G1 gs /X1 Do Q'

  it.each([
    ['multiplied, as highlighters paint', blended('/BM /Multiply')],
    ['pale', blended('/ca 0.3')],
  ])('is read where a form over it is %s', async (_, options) => {
    const read = await readCells(TABLE + last('7') + form, PAGE, options)
    expect(read.cells).toEqual([withLast('7')])
    expect(read.findings).toEqual([])
  })

  it('is left out where such a form hides it', async () => {
    const options = blended('/BM /Multiply', '0 g 255 302 40 16 re f')
    const read = await readCells(TABLE + last('7') + form, PAGE, options)
    expect(read.cells).toEqual([CELLS])
    expect(read.findings).toEqual(['R07 第 1 页有已关闭图层中或被遮罩、图案隐去的文字（“7”）未计入正文'])
  })

  const round =
    '285 310 m 285 318 275 325 263 325 c 250 325 245 318 245 310 c 245 300 255 295 263 295 c 275 295 285 300 285 310 c f'
  it.each([
    ['of many corners', '254 301 m 296 301 l 297 319 l 250 318 l 252 310 l h f'],
    ['that is round', round],
    ['painted with a wide pen at a slant', '14 w 1 G 252 306 m 290 312 l S'],
  ])('is left out below a white shape %s', async (_, shape) => {
    const read = await readCells(`${TABLE}${last('7')} q 1 g ${shape} Q`)
    expect(read.cells).toEqual([CELLS])
    const [hidden] = read.findings
    expect(hidden).toBe('R07 第 1 页有已关闭图层中或被遮罩、图案隐去的文字（“7”）未计入正文')
  })

  it('shows in white on a dark shape, not on a white one', async () => {
    const shape = '250 300 m 350 300 l 352 318 l 330 320 l 248 320 l h f'
    const on = async (ground: string) =>
      (await readCells(`${TABLE} ${ground} g ${shape} 1 g ${last('A')} 0 g`)).cells
    expect(await on('0.1')).toEqual([withLast('A')])
    expect(await on('1')).toEqual([CELLS])
  })

  it('shows as far as it is not hidden', async () => {
    const inLayer = `/OC /L1 BDC ${last('78')} EMC q 1 g 265.6 300 20 18 re f Q`
    const options: RawOptions = {
      objects: {20: '<< /Type /OCG /Name (L) >>'},
      resources: '/Properties << /L1 20 0 R >>',
      catalog: '/OCProperties << /OCGs [20 0 R] /D << >> >>',
    }
    const read = await readCells(TABLE + inLayer, PAGE, options)
    expect(read.cells).toEqual([withLast('7')])
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

it('is left out where its outline alone is drawn, in white', async () => {
  const outlined = (paint: string) => `${paint} ${last('77', '1 Tr 0.3 w')} 0 G\n`
  expect((await readCells(TABLE + outlined('1 G'))).findings).toEqual([
    'R07 第 1 页有不可见的文字（“77”）未计入正文',
  ])
  expect((await readCells(TABLE + outlined('0 G'))).cells).toEqual([withLast('77')])
})

it('stays doubtful where its replacement says otherwise and other text of the page is hidden', async () => {
  const replaced = `/Span << /ActualText (78) >> BDC ${last('77')} EMC\n`
  expect(await doubts(TABLE + replaced + at(20, 20, 'hidden', '3 Tr'))).toEqual([
    '1,2 数字的替代文字是“78”，与印出的不同',
  ])
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

  it('are doubtful where a curve runs through them, not where it runs around them', async () => {
    expect(await doubts(`${TABLE} ${last('77')} 258 304 m 262 308 268 312 274 316 c S`)).toEqual([crossed])
    expect(await doubts(`${TABLE} ${last('77')} 256 309 m 262 313 268 306 278 310 c S`)).toEqual([crossed])
    const around =
      '320 310 m 320 338 300 350 260 350 c 220 350 200 338 200 310 c 200 280 220 270 260 270 c 300 270 320 280 320 310 c S'
    expect(await doubts(`${TABLE} ${last('77')} ${around}`)).toEqual([])
  })

  it('are doubtful where a line runs through them and on, not where one runs below', async () => {
    expect(await doubts(`${TABLE} ${last('77')} 256 309 m 300 309 l S`)).toEqual([crossed])
    expect(await doubts(`${TABLE} ${last('77')} 256 304.5 m 300 304.5 l S`)).toEqual([])
  })

  it('are doubtful where they lean a little, as if put there by hand', async () => {
    const leaning = 'BT /F1 10 Tf 0.9962 0.0872 -0.0872 0.9962 260 306 Tm (12) Tj ET'
    expect(await doubts(TABLE + leaning)).toEqual(['1,2 数字没有排正'])
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
  expect(await doubts(TABLE + inFont('0'), PAGE, font)).toEqual(['1,2 格内有以图形画出的文字或符号'])
  expect(await doubts(TABLE + inFont(' '), PAGE, font)).toEqual([])
})

it.each(['2060', '2028', 'fe0f'])('marks figures with a letter that its font calls U+%s', async code => {
  const map = `begincmap 1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <30> <${code}> <37> <0037> endbfchar endcmap`
  const font: RawOptions = {
    objects: {
      20: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 21 0 R >>',
      21: stream('', map),
    },
    resources: '/Font << /F1 3 0 R /F2 20 0 R >>',
  }
  const content = TABLE + last('07').replace('/F1', '/F2')
  expect(await doubts(content, PAGE, font)).toEqual(['1,2 数字旁印有字体未说明的字符'])
})

describe('cells in which something is written by hand', () => {
  const written = ['1,2 格内有以图形画出的文字或符号']
  const zero =
    '268 310 m 268 314 266 316 263 316 c 260 316 258 314 258 310 c 258 306 260 304 263 304 c 266 304 268 306 268 310 c'

  it('are doubtful, as curves and as ink', async () => {
    expect(await doubts(`${TABLE} ${zero} S`)).toEqual(written)
    const ink =
      '<< /Type /Annot /Subtype /Ink /F 4 /Rect [255 302 275 318] /InkList [[258 304 264 309 266 316]] >>'
    expect(await doubts(TABLE, `${PAGE} /Annots [20 0 R]`, {objects: {20: ink}})).toEqual(written)
  })

  it('are sound where the curves are the round corners of the cell', async () => {
    const [l, b, r, t] = [251, 301, 285, 319]
    const rounded = `${l} ${b + 3} m ${l} ${t - 3} l ${l} ${t - 1} ${l + 1} ${t} ${l + 3} ${t} c ${r - 3} ${t} l ${r - 1} ${t} ${r} ${t - 1} ${r} ${t - 3} c ${r} ${b + 3} l ${r} ${b + 1} ${r - 1} ${b} ${r - 3} ${b} c ${l + 3} ${b} l ${l + 1} ${b} ${l} ${b + 1} ${l} ${b + 3} c S`
    const narrow = ruled([50, 150, 250, 286], [300, 320, 340]) + FIGURES
    expect(await doubts(`${narrow} ${last('7')} ${rounded}`)).toEqual([])
  })
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
