import {describe, expect, it} from 'vitest'
import {at, type RawOptions, stream} from './raw.ts'
import {readCells, TABLE, tablesOf} from './reading.ts'

const PAGE = '/MediaBox [0 0 400 400]'

/** Cells with a doubt, place and why; and the findings. */
async function doubts(content: string, entries = PAGE, options?: RawOptions) {
  const {root, findings} = await readCells(TABLE + content, entries, options)
  const cells = tablesOf(root.children).flatMap(table =>
    table.children.flatMap(({row, column, data}) => (data?.doubt ? [`${row},${column} ${data.doubt}`] : [])),
  )
  return {cells, findings}
}

describe('a straight stroke in a cell with a figure, or with nothing', () => {
  it.each([
    ['before the figure', `${at(260, 306, '7')} 254 309 m 259 309 l S`],
    ['before the figure as a bar', `${at(260, 306, '7')} 254 309 5 0.6 re f`],
    ['upright before it', `${at(267, 306, '7')} 263 306 0.8 7 re f`],
    ['upright alone', '263 306 1.5 7 re f'],
    ['as a point', `${at(260, 306, '7')} ${at(268, 306, '5')} 266.2 306 1 1 re f`],
    ['as a black box beside it', `${at(270, 306, '7')} 262 306 6 7 re f`],
    ['several that make a 4', '266 306 m 266 314 l S 266 314 m 261 309 l S 261 309 m 268 309 l S'],
  ])('is doubtful: %s', async (_, content) => {
    expect(await doubts(content)).toEqual({
      cells: ['1,2 格内有以图形画出的文字或符号'],
      findings: ['R05 第 1 页表格单元格内有以图形画出的文字或符号，未读取'],
    })
  })

  it.each([
    ['below the figure', `${at(260, 306, '75')} 260 304.5 11 0.6 re f`],
    ['above it', `${at(260, 306, '75')} 260 315.5 11 0.6 re f`],
    ['long', '260 310 60 0.6 re f'],
    ['the dark ground of a figure', `262 303 16 12 re f 1 g ${at(264, 306, '7')} 0 g`],
    ['a pale box', '0.9 g 262 306 6 7 re f 0 g'],
    ['one of many dashes', Array.from({length: 8}, (_, i) => `${256 + 10 * i} 310 6 0.6 re f`).join(' ')],
    ['a corner of the border', '250 300 3 0.6 re f 347 300 3 0.6 re f'],
  ])('is sound: %s', async (_, content) => {
    expect(await doubts(content)).toEqual({cells: [], findings: []})
  })
})

describe('a figure under an annotation that only the viewer draws', () => {
  const rectangle = '/Type /Annot /F 4 /Rect [255 302 345 318]'
  it.each([
    ['/Subtype /Square /IC [1 1 1]', true],
    ['/Subtype /Circle /IC [1 1 1]', true],
    ['/Subtype /Redact', true],
    ['/Subtype /Square /C [1 0 0]', false],
    ['/Subtype /Highlight /C [1 1 0] /QuadPoints [255 318 345 318 255 302 345 302]', false],
  ])('%s', async (annotation, covers) => {
    const objects = {20: `<< ${rectangle} ${annotation} >>`}
    const {cells} = await doubts(at(260, 306, '7'), `${PAGE} /Annots [20 0 R]`, {objects})
    expect(cells).toEqual(covers ? ['1,2 数字上有批注画的图形，可能被它盖住'] : [])
  })
})

describe('a mark behind a figure', () => {
  const calling1 = (code: string): RawOptions => ({
    font: 21,
    objects: {
      21: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 22 0 R >>',
      22: stream(
        '',
        `begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <31> <${code}> endbfchar 1 beginbfrange <32> <39> <0032> endbfrange endcmap`,
      ),
    },
  })

  it.each([
    ['00b2', '²'],
    ['2460', '①'],
    ['2474', '⑴'],
  ])('is doubtful where its font calls a plain 1 U+%s', async (code, mark) => {
    const {cells} = await doubts(at(260, 306, '21'), PAGE, calling1(code))
    expect(cells).toEqual([`1,2 字体称此处为“${mark}”，印出的却像普通数字`])
  })

  it('is sound where it stands above the line', async () => {
    expect((await doubts(at(260, 306, '2\\262'))).cells).toEqual([])
  })
})

describe('a figure of which another line is cut away', () => {
  it.each([
    ['below', 'q 251 305 98 14 re W n', [308, 296]],
    ['above', 'q 251 301 98 14 re W n', [316, 304]],
  ])('is doubtful: %s', async (_, clip, [first, second]) => {
    const {cells} = await doubts(`${clip} ${at(260, first!, '12')} ${at(260, second!, '34')} Q`)
    expect(cells).toEqual(['1,2 数字另有一行被裁切掉，没有显示'])
  })

  it('is sound where that is the figure of another row', async () => {
    const {cells} = await doubts(`${at(260, 306, '12')} q 251 300 98 20 re W n ${at(260, 270, '34')} Q`)
    expect(cells).toEqual([])
  })
})

describe('a digit that its font, which is not in the file, calls a blank', () => {
  /** Codes are those of ASCII, but for 7. */
  const calling7 = (code: string, space = 500): RawOptions => ({
    resources: '/Font << /F2 20 0 R /F1 3 0 R >>',
    objects: {
      20: '<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H /DescendantFonts [21 0 R] /ToUnicode 23 0 R >>',
      21: `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /DW 1000 /W [32 [${space}] 33 126 500] /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 22 0 R >>`,
      22: '<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>',
      23: stream(
        '',
        `begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfrange <0020> <0036> <0020> <0038> <007e> <0038> endbfrange 1 beginbfchar <0037> <${code}> endbfchar endcmap`,
      ),
    },
  })
  const told = (x: number, y: number, text: string) =>
    `BT /F2 10 Tf 1 0 0 1 ${x} ${y} Tm <${[...text].map(c => `00${c.charCodeAt(0).toString(16)}`).join('')}> Tj ET\n`
  const foundIn = (figure: string) => [
    figure === '7'
      ? '1,2 格内有以图形画出的文字或符号'
      : '1,2 字体称数字旁的字符为空白，宽度却与数字相同，可能是一位数字',
  ]
  const MANY = told(20, 100, '1234568,912345689'.repeat(8))

  it.each([
    ['200b', '67'],
    ['0007', '67'],
    ['0007', '76'],
    ['feff', '7'],
  ])('is doubtful where that is U+%s, as in %s', async (code, figure) => {
    expect((await doubts(told(20, 100, '68') + told(260, 306, figure), PAGE, calling7(code))).cells).toEqual(
      foundIn(figure),
    )
  })

  it.each([
    ['the font has another space', '67', told(20, 100, 'a b'), 250],
    ['the font has another space', '7', told(20, 100, '6 8'), 250],
    ['many digits lack it', '67', MANY, 500],
    ['many digits lack it', '76', MANY, 500],
  ])('is doubtful where that is a space and %s: %s', async (_, figure, more, space) => {
    expect((await doubts(more + told(260, 306, figure), PAGE, calling7('0020', space))).cells).toEqual(
      foundIn(figure),
    )
  })

  it.each([
    ['beside a figure', '6 ', told(20, 100, 'a b'), 500],
    ['alone', ' ', told(20, 100, '6 8'), 500],
    ['beside a figure, narrow', ' 6 ', told(20, 100, 'a b'), 250],
    ['among letters', 'a b', MANY, 500],
    ['beside a figure where all digits are there', ' 6 ', MANY + told(20, 50, '70'), 500],
  ])('is sound where it is a space %s', async (_, figure, more, space) => {
    const font = calling7('0037', space)
    expect((await doubts(more + told(260, 306, figure), PAGE, font)).cells).toEqual([])
  })
})
