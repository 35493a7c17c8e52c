import {describe, expect, test} from 'vitest'
import type {Table} from '../../../../pipeline/model/ast.ts'
import {readBody, tbl, tr} from './helpers.ts'

const r = (content: string, properties = '') =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}${content}</w:r>`
const t = (text: string) => `<w:t xml:space="preserve">${text}</w:t>`
const par = (content: string) => `<w:p>${content}</w:p>`

/** What is read of a cell with these runs, and what is doubtful about it. */
async function cellOf(runs: string, parts: Parameters<typeof readBody>[1] = {}, properties = '') {
  const cell = `<w:tc><w:tcPr>${properties}</w:tcPr>${par(runs)}</w:tc>`
  const {root, findings} = await readBody(tbl([tr([cell])]), parts)
  const [only] = (root.children[0] as Table).children
  return {
    text: only!.children.map(block => 'value' in block && block.value),
    doubt: only!.data?.doubt,
    findings,
  }
}

const WHITE = '<w:color w:val="FFFFFF"/>'

describe('digits that cannot be seen', () => {
  const white = '单元格中的“8”是白色的文字，可能不显示，按文件中的文字读取'

  test('white digits beside a figure make it doubtful', async () => {
    expect(await cellOf(r(t('8'), WHITE) + r(t('12')))).toEqual({text: ['812'], doubt: white, findings: []})
    const theme = '<w:color w:val="FFFFFF" w:themeColor="background1"/>'
    expect((await cellOf(r(t('8'), theme) + r(t('12')))).doubt).toBe(white)
  })

  test('white by a style', async () => {
    const styles = `<w:style w:type="character" w:styleId="w"><w:name w:val="w"/><w:rPr>${WHITE}</w:rPr></w:style>`
    const styled = '<w:rStyle w:val="w"/>'
    expect((await cellOf(r(t('8'), styled), {styles})).doubt).toBe(white)
    const black = `${styled}<w:color w:val="000000"/>`
    expect((await cellOf(r(t('8'), black), {styles})).doubt).toBeUndefined()
  })

  test('by the fill that is painted instead of the colour', async () => {
    const said = async (fill: string, more = '') =>
      (await cellOf(r(t('8'), `${more}<w14:textFill>${fill}</w14:textFill>`) + r(t('12')))).doubt
    const solid = (colour: string) => `<w14:solidFill>${colour}</w14:solidFill>`
    const unfilled = '单元格中的“8”没有填充颜色，可能不显示，按文件中的文字读取'
    const black = (alpha: string) => solid(`<w14:srgbClr w14:val="000000">${alpha}</w14:srgbClr>`)
    expect(await said(solid('<w14:srgbClr w14:val="FFFFFF"/>'))).toBe(white)
    expect(await said(solid('<w14:schemeClr w14:val="bg1"/>'))).toBe(white)
    expect(await said('<w14:noFill/>')).toBe(unfilled)
    expect(await said(black('<w14:alpha w14:val="90000"/>'))).toBe(unfilled)
    expect(await said(black('<w14:alpha w14:val="50000"/>'))).toBeUndefined()
    expect(await said(black(''), WHITE)).toBeUndefined()
    const outline = `<w14:textOutline><w14:noFill/></w14:textOutline>`
    expect((await cellOf(r(t('8'), outline))).doubt).toBeUndefined()
  })

  test('in a font of pictures', async () => {
    const said = async (fonts: string, text = '8') =>
      (await cellOf(r(t(text), `<w:rFonts ${fonts}/>`) + r(t('12')))).doubt
    const pictures = '单元格中的“8”用的是图形字体，显示的是图形而不是数字，按文件中的文字读取'
    expect(await said('w:ascii="Wingdings" w:hAnsi="Wingdings"')).toBe(pictures)
    expect(await said('w:ascii="Webdings"')).toBe(pictures)
    expect(await said('w:ascii="Wingdings 2" w:asciiTheme="minorHAnsi"')).toBeUndefined()
    expect(await said('w:ascii="Symbol"')).toBeUndefined()
    expect(await said('w:eastAsia="Wingdings"')).toBeUndefined()
    expect(await said('w:ascii="Wingdings"', 'R ')).toBeUndefined()
    const styles =
      '<w:style w:type="character" w:styleId="p"><w:name w:val="p"/><w:rPr><w:rFonts w:ascii="Wingdings 3"/></w:rPr></w:style>'
    const styled = (more: string) => cellOf(r(t('8'), `<w:rStyle w:val="p"/>${more}`), {styles})
    expect((await styled('')).doubt).toBe(pictures)
    expect((await styled('<w:rFonts w:ascii="仿宋"/>')).doubt).toBeUndefined()
  })

  test('white on a ground is seen', async () => {
    const shading = '<w:shd w:val="clear" w:color="auto" w:fill="1F4E79"/>'
    expect((await cellOf(r(t('8'), WHITE), {}, shading)).doubt).toBeUndefined()
    expect((await cellOf(r(t('8'), WHITE + shading))).doubt).toBeUndefined()
    expect((await cellOf(r(t('8'), `${WHITE}<w:highlight w:val="darkBlue"/>`))).doubt).toBeUndefined()
    const none = '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>'
    expect((await cellOf(r(t('8'), WHITE), {}, none)).doubt).toBe(white)
  })

  test('in the colour of the ground', async () => {
    const grey = '<w:color w:val="D9D9D9"/>'
    const shading = '<w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/>'
    const pale = '单元格中的“8”的颜色与底色相近，可能不显示，按文件中的文字读取'
    expect((await cellOf(r(t('8'), grey), {}, shading)).doubt).toBe(pale)
    expect((await cellOf(r(t('8'), grey + shading))).doubt).toBe(pale)
    expect((await cellOf(r(t('8'), grey))).doubt).toBeUndefined()
    expect((await cellOf(r(t('8'), '<w:color w:val="FEFEFE"/>'))).doubt).toBe(pale)
    expect((await cellOf(r(t('8'), '<w:color w:val="FFFF00"/>'))).doubt).toBeUndefined()
    expect((await cellOf(r(t('8')), {}, shading)).doubt).toBeUndefined()
  })

  test('white letters without a digit matter to nobody', async () => {
    expect((await cellOf(r(t('件'), WHITE) + r(t('12')))).doubt).toBeUndefined()
  })

  test('specks', async () => {
    const doubt = '单元格中的“6”字号小到无法辨认，按文件中的文字读取'
    expect(await cellOf(r(t('6'), '<w:sz w:val="2"/>') + r(t('12')))).toEqual({
      text: ['612'],
      doubt,
      findings: [],
    })
    expect((await cellOf(r(t('6'), '<w:sz w:val="10"/>'))).doubt).toBeUndefined()
  })

  test('small beside larger ones, like the mark of a note', async () => {
    const mark = '单元格中数字的字号大小不一，小的可能是注释的标号，按文件中的文字读取'
    const sized = (text: string, size: number) => r(t(text), `<w:sz w:val="${size}"/>`)
    expect(await cellOf(sized('6', 21) + sized('1', 10))).toEqual({text: ['61'], doubt: mark, findings: []})
    expect((await cellOf(r(t('6')) + sized('1', 13))).doubt).toBe(mark)
    expect((await cellOf(r(t('6')) + sized('1', 14))).doubt).toBeUndefined()
    expect((await cellOf(sized('6', 21) + sized('件', 10))).doubt).toBeUndefined()
    const raised = r(t('1'), '<w:sz w:val="10"/><w:vertAlign w:val="superscript"/>')
    expect((await cellOf(sized('6', 21) + raised)).doubt).toBeUndefined()
    const styles = `<w:style w:type="character" w:styleId="z"><w:name w:val="z"/><w:rPr><w:sz w:val="10"/></w:rPr></w:style>`
    expect((await cellOf(r(t('6')) + r(t('1'), '<w:rStyle w:val="z"/>'), {styles})).doubt).toBe(mark)
  })

  test('raised digits that stand alone may be the mark of a note', async () => {
    const raised = (text: string) => r(t(text), '<w:vertAlign w:val="superscript"/>')
    const mark = '单元格中只有上标或下标的数字，可能是注释的标号，按文件中的文字读取'
    expect(await cellOf(raised('1'))).toEqual({text: ['1'], doubt: mark, findings: []})
    expect((await cellOf(r(t('m')) + raised('2'))).doubt).toBeUndefined()
    expect((await cellOf(r(t('1'), '<w:position w:val="6"/>'))).doubt).toBeUndefined()
  })

  test('squeezed to a stroke, or one upon another', async () => {
    const narrow = '单元格中的“6”被横向压缩到无法辨认，按文件中的文字读取'
    expect((await cellOf(r(t('6'), '<w:w w:val="1"/>'))).doubt).toBe(narrow)
    expect((await cellOf(r(t('6'), '<w:w w:val="66%"/>'))).doubt).toBeUndefined()
    const crowded = '单元格中的“61”各字符叠在一起，无法辨认，按文件中的文字读取'
    expect((await cellOf(r(t('61'), '<w:spacing w:val="-120"/>'))).doubt).toBe(crowded)
    expect((await cellOf(r(t('6'), '<w:spacing w:val="-120"/>'))).doubt).toBeUndefined()
    expect((await cellOf(r(t('61'), '<w:spacing w:val="-20"/>'))).doubt).toBeUndefined()
  })
})

describe('struck by a style', () => {
  const styles =
    '<w:style w:type="character" w:styleId="s"><w:name w:val="s"/><w:rPr><w:strike/></w:rPr></w:style>' +
    '<w:style w:type="character" w:styleId="s2"><w:name w:val="s2"/><w:basedOn w:val="s"/></w:style>'

  test('a figure struck through is out, whatever draws the line', async () => {
    const {text, findings} = await cellOf(r(t('77'), '<w:rStyle w:val="s2"/>') + r(t('12')), {styles})
    expect(text).toEqual(['12'])
    expect(findings).toEqual(['R07 用删除线划去的文字“77”'])
  })

  test('direct formatting takes the line away', async () => {
    const {text, findings} = await cellOf(r(t('77'), '<w:rStyle w:val="s2"/><w:strike w:val="0"/>'), {styles})
    expect(text).toEqual(['77'])
    expect(findings).toEqual([])
  })
})

describe('a mark of the author’s own for a note', () => {
  test('does not run into the figure before it', async () => {
    const mark = '<w:footnoteReference w:customMarkFollows="1" w:id="2"/>'
    expect((await cellOf(r(t('435')) + r(mark + t('1')))).text).toEqual(['435 1'])
    const circled = await cellOf(r(t('435')) + r(mark + t('①')))
    expect(circled.text).toEqual(['435'])
    expect(circled.findings).toEqual(['R07 数字旁的注释标记“①”'])
  })
})
