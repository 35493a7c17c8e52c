import {describe, expect, test} from 'vitest'
import {type Table, textOf} from '../../../../pipeline/model/ast.ts'
import {rtf} from '../../../../stages/read/rtf/index.ts'
import {outcomeOf} from '../word/outcome.ts'

/** Colours by number: 1 black, 2 white, 3 blue, 4 grey. */
const COLOURS =
  '{\\colortbl;\\red0\\green0\\blue0;\\red255\\green255\\blue255;\\red31\\green78\\blue121;\\red217\\green217\\blue217;}'

/** What is read of a cell with a digit of its own before 12. */
async function cellOf(digit: string, {cell = '', paragraph = ''}: {cell?: string; paragraph?: string} = {}) {
  const row = `\\trowd${cell}\\cellx900\\cellx1800\\pard\\intbl${paragraph} {${digit} 8}12\\cell\\pard\\intbl 3\\cell\\row`
  const source = `{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}{\\f1\\fnil{\\*\\panose 05}Wingdings{\\*\\falt 3};}{\\f2 Symbol;}}${COLOURS}${row}\\pard\\par}`
  const {tree, findings} = await outcomeOf(rtf, Buffer.from(source, 'latin1'))
  const [first, second] = (tree!.children[0] as Table).children
  return {text: textOf(first!), doubt: first!.data?.doubt, other: second!.data, findings}
}

const SOUND = {text: '812', doubt: undefined, other: undefined, findings: []}
const doubtful = (why: string) => ({...SOUND, doubt: `单元格中的“8”${why}，按文件中的文字读取`})
const RAISED_ALONE = '单元格中只有上标或下标的数字，可能是注释的标号，按文件中的文字读取'
const SYMBOL = '单元格中有一个由域（SYMBOL）显示的字符，未读入，其余按文件中的文字读取'
const UNSEEN = doubtful('是白色的文字，可能不显示')
const PALE = doubtful('的颜色与底色相近，可能不显示')

describe('digits that cannot be seen', () => {
  test('white', async () => {
    expect(await cellOf('\\cf2')).toEqual(UNSEEN)
    expect(await cellOf('\\cf1')).toEqual(SOUND)
    expect(await cellOf('\\cf0')).toEqual(SOUND)
    expect(await cellOf('\\cf9')).toEqual(SOUND)
    expect(await cellOf('\\cf2\\plain')).toEqual(SOUND)
  })

  test('in a font of pictures', async () => {
    const pictures = doubtful('用的是图形字体，显示的是图形而不是数字')
    expect(await cellOf('\\f1')).toEqual(pictures)
    expect(await cellOf('\\f0')).toEqual(SOUND)
    expect(await cellOf('\\f2')).toEqual(SOUND)
    expect(await cellOf('\\f1\\plain')).toEqual(SOUND)
  })

  test('specks', async () => {
    expect(await cellOf('\\fs2')).toEqual(doubtful('字号小到无法辨认'))
    expect(await cellOf('\\fs17')).toEqual(SOUND)
  })

  test('small beside larger ones, like the mark of a note', async () => {
    const mark = {...SOUND, doubt: '单元格中数字的字号大小不一，小的可能是注释的标号，按文件中的文字读取'}
    expect(await cellOf('\\fs16')).toEqual(mark)
    expect(await cellOf('\\fs36')).toEqual(mark)
    expect(await cellOf('\\fs34')).toEqual(SOUND)
    expect(await cellOf('\\fs10\\plain')).toEqual(SOUND)
  })

  test('squeezed to a stroke', async () => {
    expect(await cellOf('\\charscalex1')).toEqual(doubtful('被横向压缩到无法辨认'))
    expect(await cellOf('\\charscalex66')).toEqual(SOUND)
    expect(await cellOf('\\expndtw-120')).toEqual(SOUND)
    const two = '{\\rtf1\\trowd\\cellx900\\pard\\intbl {\\expndtw-120 61}\\cell\\row\\pard\\par}'
    const {tree} = await outcomeOf(rtf, Buffer.from(two, 'latin1'))
    expect((tree!.children[0] as Table).children[0]!.data?.doubt).toBe(
      '单元格中的“61”各字符叠在一起，无法辨认，按文件中的文字读取',
    )
  })

  test.each([
    ['\\super 1', RAISED_ALONE],
    ['\\dn6 1', RAISED_ALONE],
    ['m{\\super 2}', undefined],
    ['\\super 1\\nosupersub 2', undefined],
    ['1{\\field{\\*\\fldinst SYMBOL 50}{\\fldrslt }}', SYMBOL],
  ])('%s', async (text, doubt) => {
    const source = `{\\rtf1\\trowd\\cellx900\\pard\\intbl {${text}}\\cell\\row\\pard\\par}`
    const {tree} = await outcomeOf(rtf, Buffer.from(source, 'latin1'))
    expect((tree!.children[0] as Table).children[0]!.data?.doubt).toBe(doubt)
  })

  test('white on a ground is seen: of the run, of the paragraph, of the cell', async () => {
    for (const ground of ['\\cb3', '\\chcbpat3', '\\highlight3'])
      expect(await cellOf(`\\cf2${ground}`)).toEqual(SOUND)
    expect(await cellOf('\\cf2', {paragraph: '\\cbpat3'})).toEqual(SOUND)
    expect(await cellOf('\\cf2', {cell: '\\clcbpat3'})).toEqual(SOUND)
    expect(await cellOf('\\cf2', {cell: '\\clcfpat3\\clshdng10000'})).toEqual(SOUND)
    expect(await cellOf('\\cf2', {cell: '\\clshdng2500'})).toEqual(SOUND)
    expect(await cellOf('\\cf2', {cell: '\\clcbpat2'})).toEqual(UNSEEN)
    expect(await cellOf('\\cf2', {cell: '\\cellx400\\clcbpat3'})).toMatchObject({doubt: UNSEEN.doubt})
  })

  test('in the colour of the ground', async () => {
    expect(await cellOf('\\cf4', {cell: '\\clcbpat4'})).toEqual(PALE)
    expect(await cellOf('\\cf4')).toEqual(SOUND)
  })

  test('a colour of which only one part is said', async () => {
    const source = `{\\rtf1\\ansi{\\colortbl;\\red255\\green255;}\\trowd\\cellx900\\pard\\intbl{\\cf1 8}\\cell\\row\\pard\\par}`
    const {tree} = await outcomeOf(rtf, Buffer.from(source, 'latin1'))
    expect((tree!.children[0] as Table).children[0]!.data).toBeUndefined()
  })
})
