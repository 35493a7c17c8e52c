import {describe, expect, it} from 'vitest'
import type {Image} from '../../../../pipeline/model/ast.ts'
import {odt} from '../../../../stages/read/docx/index.ts'
import {UnreadableError} from '../../../../stages/read/reader.ts'
import {odtBody, odtPackage} from '../../../generate/files/odt.ts'
import {cell, p, read, readBytes, row, table} from './odtText.ts'

describe('frames', () => {
  it('boxes of text and shapes are read, pictures handed over, objects told', async () => {
    const frame = (inner: string) => `<draw:frame svg:width="16cm" svg:height="4cm">${inner}</draw:frame>`
    const picture = frame('<draw:image xlink:href="Pictures/1.png"/><svg:desc>收到申请情况</svg:desc>')
    const text = [
      p(`见图${picture}`),
      p(frame(`<draw:text-box>${p('框内 12')}</draw:text-box>`)),
      frame(`<draw:text-box>${table(row(cell('5')))}</draw:text-box>`),
      p(`<draw:custom-shape>${p('图形')}</draw:custom-shape>`),
      p(
        frame(
          '<draw:object xlink:href="./Object 1"/><draw:image xlink:href="./ObjectReplacements/Object 1"/>',
        ),
      ),
    ]
    const {outline, root, findings, pictures} = await read(text.join(''), '', {
      'Pictures/1.png': Uint8Array.of(1, 2, 3),
    })
    expect(outline).toEqual(['见图', 'image', '框内 12', [['0 5']], '图形', 'image'])
    expect(root.children[1]).toEqual({
      type: 'image',
      alt: '收到申请情况',
      url: 'Pictures/1.png',
      width: 605,
      height: 151,
    })
    expect([...pictures.get(root.children[1] as Image)!.bytes()!]).toEqual([1, 2, 3])
    expect(findings).toEqual(['R05 嵌入的对象（OpenDocument）没有读出，其中的数字未计入'])
  })

  it('of flat documents hold their pictures themselves', async () => {
    const text = p(
      '<draw:frame><draw:image><office:binary-data>AQ\nID</office:binary-data></draw:image></draw:frame>',
    )
    const {root, pictures} = await readBytes(Buffer.from(odtBody(text, true)))
    expect([...pictures.get(root.children[0] as Image)!.bytes()!]).toEqual([1, 2, 3])
  })

  it('that show a part of a picture hand nothing over', async () => {
    const style =
      '<style:style style:name="C" style:family="graphic"><style:graphic-properties fo:clip="rect(0cm, 2.5cm, 0cm, 0cm)"/></style:style>'
    const text = p('<draw:frame draw:style-name="C"><draw:image xlink:href="Pictures/1.png"/></draw:frame>')
    const {outline, pictures} = await read(text, style, {'Pictures/1.png': Uint8Array.of(1)})
    expect([outline, pictures.size]).toEqual([['image'], 0])
  })
})

describe('files', () => {
  const whole = odtPackage({'content.xml': odtBody(p('正文'))})

  it('are told by their first part or their root, not by their name', () => {
    expect(odt.sniff(whole, 'a.zip')).toBe(true)
    expect(odt.sniff(Buffer.from(odtBody('', true)), 'a.xml')).toBe(true)
    const sheet = Buffer.from(whole)
    sheet.write('spre', sheet.indexOf('opendocument.text') + 13)
    expect(odt.sniff(sheet, 'a.odt')).toBe(false)
    expect(odt.sniff(Buffer.from('<html>'), 'a.odt')).toBe(false)
  })

  it.each([
    [
      'encrypted',
      'encrypted',
      odtPackage({
        'content.xml': odtBody(''),
        'META-INF/manifest.xml': '<manifest:manifest><manifest:encryption-data/></manifest:manifest>',
      }),
    ],
    ['without a text', 'unreadable', odtPackage({'content.xml': '<office:document-content/>'})],
    ['cut off', 'unreadable', whole.subarray(0, 30)],
    ['a bomb', 'tooLarge', odtPackage({'content.xml': odtBody(p('0'.repeat(80 << 20)))})],
  ])('%s', async (_, reason, bytes) => {
    const failed = await readBytes(bytes, {maxUnpackedBytes: 64 << 20}).catch(error => error)
    expect(failed).toBeInstanceOf(UnreadableError)
    expect(failed.reason).toBe(reason)
  })

  it('no entity is expanded', async () => {
    const bomb = odtBody(p('&b;'), true).replace(
      '?>\n',
      '?>\n<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>\n',
    )
    const {findings} = await readBytes(Buffer.from(bomb))
    expect(findings[0]).toBe('R04 部件 整个文件 带有文档类型声明，其中的实体不予展开')
  })

  it('tables in tables without end stop at the limit of depth', async () => {
    const deep = '<table:table><table:table-row><table:table-cell>'
    const {findings} = await readBytes(Buffer.from(odtBody(deep.repeat(20_000), true)))
    expect(findings).toEqual([
      'R08 部件 整个文件 的元素嵌套超过 200 层，更深的内容未读',
      'R04 部件 整个文件 第 2 行不合 XML 规范（unexpected close tag.），其后的内容未读',
    ])
  })
})
