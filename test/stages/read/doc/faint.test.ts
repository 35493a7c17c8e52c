import {describe, expect, test} from 'vitest'
import {type Table, textOf} from '../../../../pipeline/model/ast.ts'
import {doc} from '../../../../stages/read/doc/index.ts'
import {buildDoc, type DocParts, int16, sprm} from '../../../generate/files/docParts.ts'
import {outcomeOf} from '../word/outcome.ts'

const IN_TABLE = [...sprm(0x2416, 1), ...sprm(0x6649, 1, 0, 0, 0)]
const BLACK = [0, 0, 0, 0]
const AUTO = [0, 0, 0, 0xff]
const WHITE = [0xff, 0xff, 0xff, 0]
const BLUE = [0x1f, 0x4e, 0x79, 0]
const GREY = [0xd9, 0xd9, 0xd9, 0]

/** sprmCCv. */
const ink = (colour: number[]) => sprm(0x6870, ...colour)
/** A Shd: foreground, background, pattern. */
const shade = (back: number[], front = AUTO, pattern = 0) => [...front, ...back, ...int16(pattern)]
/** sprmCShd, sprmPShd, sprmTDefTableShd: counted operands. */
const counted = (code: number, operand: number[]) => sprm(code, operand.length, ...operand)

/** sprmTDefTable of two cells. */
function define(): number[] {
  const operand = [2, ...[0, 900, 1800].flatMap(int16), ...new Array<number>(40).fill(0)]
  return [...int16(0xd608), ...int16(operand.length + 1), ...operand]
}

/** A table of fonts (SttbfFfn) of which each says its name behind forty bytes, the first of them its size. */
const FONTS = [
  ...[...int16(3), ...int16(0)],
  ...['仿宋', 'Wingdings', 'Symbol'].flatMap(name => {
    const letters = [...Buffer.from(`${name}\0`, 'utf16le')]
    return [39 + letters.length, ...new Array<number>(39).fill(0), ...letters]
  }),
]

/** What is read of a cell with a digit of its own before 12, in a row with these properties. */
async function cellOf(
  digit: number[],
  {
    row = [],
    paragraph = [],
    styles = [],
    text = '812',
    length = 1,
  }: {row?: number[]; paragraph?: number[]; styles?: DocParts['styles']; text?: string; length?: number} = {},
) {
  const {tree, findings} = await outcomeOf(
    doc,
    buildDoc({
      styles,
      structures: [{index: 15, bytes: FONTS}],
      main: [
        {
          text,
          mark: 7,
          properties: [...IN_TABLE, ...paragraph],
          runs: [{length, properties: digit}],
        },
        {text: '3', mark: 7, properties: IN_TABLE},
        {text: '', mark: 7, properties: [...IN_TABLE, ...sprm(0x2417, 1), ...define(), ...row]},
        {text: ''},
      ],
    }),
  )
  const [first, second] = (tree!.children[0] as Table).children
  return {text: textOf(first!), doubt: first!.data?.doubt, other: second!.data, findings}
}

const SOUND = {text: '812', doubt: undefined, other: undefined, findings: []}
const doubtful = (why: string) => ({...SOUND, doubt: `单元格中的“8”${why}，按文件中的文字读取`})
const UNSEEN = doubtful('是白色的文字，可能不显示')
const PALE = doubtful('的颜色与底色相近，可能不显示')

describe('digits that cannot be seen', () => {
  test('in a font of pictures', async () => {
    const font = (number: number) => sprm(0x4a4f, ...int16(number))
    const pictures = doubtful('用的是图形字体，显示的是图形而不是数字')
    expect(await cellOf(font(1))).toEqual(pictures)
    expect(await cellOf(font(0))).toEqual(SOUND)
    expect(await cellOf(font(2))).toEqual(SOUND)
    expect(await cellOf(font(7))).toEqual(SOUND)
  })

  test('white, by colour or by the number of the palette', async () => {
    expect(await cellOf(ink(WHITE))).toEqual(UNSEEN)
    expect(await cellOf(sprm(0x2a42, 8))).toEqual(UNSEEN)
    expect(await cellOf(ink(BLACK))).toEqual(SOUND)
    expect(await cellOf(ink(AUTO))).toEqual(SOUND)
    expect(await cellOf(sprm(0x2a42, 1))).toEqual(SOUND)
    expect(await cellOf([...ink(WHITE), ...ink(BLACK)])).toEqual(SOUND)
  })

  test('all but white', async () => {
    expect(await cellOf(ink([0xfd, 0xfe, 0xfd, 0]))).toEqual(PALE)
    expect(await cellOf(ink(GREY))).toEqual(SOUND)
  })

  test('white by a style', async () => {
    const styles = [
      {builtIn: 0, kind: 1, base: 0xfff},
      {builtIn: 0xffe, kind: 2, base: 0xfff, character: ink(WHITE)},
    ] as DocParts['styles']
    const styled = sprm(0x4a30, 1, 0)
    expect(await cellOf(styled, {styles})).toEqual(UNSEEN)
    expect(await cellOf([...styled, ...ink(BLACK)], {styles})).toEqual(SOUND)
  })

  test('specks', async () => {
    expect(await cellOf(sprm(0x4a43, 2, 0))).toEqual(doubtful('字号小到无法辨认'))
    expect(await cellOf(sprm(0x4a43, 14, 0))).toEqual(SOUND)
  })

  test('small beside larger ones, like the mark of a note', async () => {
    const mark = {...SOUND, doubt: '单元格中数字的字号大小不一，小的可能是注释的标号，按文件中的文字读取'}
    expect(await cellOf(sprm(0x4a43, 13, 0))).toEqual(mark)
    expect(await cellOf(sprm(0x4a43, 32, 0))).toEqual(mark)
    expect(await cellOf(sprm(0x4a43, 28, 0))).toEqual(SOUND)
  })

  test('raised digits that stand alone may be the mark of a note', async () => {
    const doubt = '单元格中只有上标或下标的数字，可能是注释的标号，按文件中的文字读取'
    expect(await cellOf(sprm(0x2a48, 1), {length: 3})).toEqual({...SOUND, doubt})
    expect(await cellOf(sprm(0x4845, ...int16(6)), {length: 3})).toEqual({...SOUND, doubt})
    expect(await cellOf(sprm(0x2a48, 1))).toEqual({...SOUND, text: '8 12'})
    expect((await cellOf(sprm(0x2a48, 1), {text: 'm2', length: 2})).doubt).toBeUndefined()
  })

  test('a sign of a symbol field, which only programs draw', async () => {
    const doubt = '单元格中有一个由域（SYMBOL）显示的字符，未读入，其余按文件中的文字读取'
    expect(await cellOf([], {text: '\x13 SYMBOL 50 \x15812'})).toEqual({...SOUND, doubt})
  })

  test('squeezed to a stroke', async () => {
    expect(await cellOf(sprm(0x4852, 1, 0))).toEqual(doubtful('被横向压缩到无法辨认'))
    expect(await cellOf(sprm(0x4852, 66, 0))).toEqual(SOUND)
    expect(await cellOf(sprm(0x8840, ...int16(-120)))).toEqual(SOUND)
  })

  test('white on a ground is seen: of the run, of the paragraph, of the cell', async () => {
    expect(await cellOf([...ink(WHITE), ...counted(0xca71, shade(BLUE))])).toEqual(SOUND)
    expect(await cellOf([...ink(WHITE), ...sprm(0x2a0c, 9)])).toEqual(SOUND)
    expect(await cellOf([...ink(WHITE), ...sprm(0x4866, ...int16(9 << 5))])).toEqual(SOUND)
    expect(await cellOf(ink(WHITE), {paragraph: counted(0xc64d, shade(BLUE))})).toEqual(SOUND)
    const cell = (shading: number[]) => cellOf(ink(WHITE), {row: counted(0xd612, shading)})
    expect(await cell(shade(BLUE))).toEqual(SOUND)
    expect(await cell([...shade(AUTO), ...shade(BLUE)])).toEqual(UNSEEN)
    expect(await cell(shade(AUTO, BLUE, 1))).toEqual(SOUND)
    expect(await cell(shade(AUTO, AUTO, 5))).toEqual(SOUND)
  })

  test('the shadings Word 97 writes, and those of a range of cells', async () => {
    const blue = int16(9 << 5)
    expect(await cellOf(ink(WHITE), {row: counted(0xd609, [...blue, 0, 0])})).toEqual(SOUND)
    expect(await cellOf(ink(WHITE), {row: sprm(0x7627, 0, 1, ...blue)})).toEqual(SOUND)
    expect(await cellOf(ink(WHITE), {row: sprm(0x7627, 1, 2, ...blue)})).toEqual(UNSEEN)
    expect(await cellOf(ink(WHITE), {row: counted(0xd62d, [0, 2, ...shade(BLUE)])})).toEqual(SOUND)
    expect(await cellOf(ink(WHITE), {row: counted(0xd660, shade(BLUE))})).toEqual(SOUND)
  })

  test('in the colour of the ground', async () => {
    expect(await cellOf(ink(GREY), {row: counted(0xd612, shade(GREY))})).toEqual(PALE)
    expect(await cellOf(ink(BLACK), {row: counted(0xd612, shade(BLACK))})).toEqual(PALE)
    expect(await cellOf(ink(BLACK), {row: counted(0xd612, shade(GREY))})).toEqual(SOUND)
  })
})
