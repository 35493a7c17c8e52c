import {describe, expect, test} from 'vitest'
import {cells, packParts, readBody, readDocx, relationships, tbl, tc, tr, values} from './helpers.ts'

/** What Word and WPS write around and between the text, as their files really hold it. */

const run = (text: string, properties = '') =>
  `<w:r w:rsidRPr="00A77B3E">${properties && `<w:rPr>${properties}</w:rPr>`}<w:t>${text}</w:t></w:r>`
const paragraph = (content: string, properties = '') =>
  `<w:p w14:paraId="3A5B1C2D" w14:textId="77777777" w:rsidR="00E35E06" w:rsidRDefault="00E35E06">${properties && `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`
const FONT =
  '<w:rFonts w:hint="eastAsia" w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/><w:kern w:val="0"/><w:sz w:val="20"/>'

/** One cell's text and what is reported. */
async function cell(content: string) {
  const {root, findings} = await readBody(tbl([tr([`<w:tc><w:tcPr/>${content}</w:tc>`])], [1000]))
  return [cells(root.children[0]), findings]
}

describe('a figure in pieces is one figure', () => {
  test.each([
    ['runs parted by revision ids', run('1', FONT) + run('2', FONT)],
    [
      'proofing marks',
      `<w:proofErr w:type="gramStart"/>${run('1')}<w:proofErr w:type="gramEnd"/>${run('2')}`,
    ],
    [
      'bookmarks',
      `<w:bookmarkStart w:id="0" w:name="_GoBack"/>${run('1')}<w:bookmarkEnd w:id="0"/>${run('2')}`,
    ],
    ['rendered page breaks', `${run('1')}<w:r><w:lastRenderedPageBreak/><w:t>2</w:t></w:r>`],
    ['permissions', `<w:permStart w:id="1" w:edGrp="everyone"/>${run('1')}<w:permEnd w:id="1"/>${run('2')}`],
    [
      'comment marks',
      `<w:commentRangeStart w:id="0"/>${run('1')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>${run('2')}`,
    ],
    [
      'smart tags',
      `<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chmetcnv"><w:smartTagPr><w:attr w:name="UnitName" w:val="件"/></w:smartTagPr>${run('1')}</w:smartTag>${run('2')}`,
    ],
    [
      'content controls bound to data',
      `<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{0}"/><w15:color w:val="FF0000"/><w14:checkbox/></w:sdtPr><w:sdtContent>${run('1')}</w:sdtContent></w:sdt>${run('2')}`,
    ],
    ['links', `<w:hyperlink r:id="none" w:history="1">${run('1')}</w:hyperlink>${run('2')}`],
    ['insertions kept', `<w:ins w:id="1" w:author="甲">${run('1')}</w:ins>${run('2')}`],
    ['soft hyphens', `${run('1')}<w:r><w:softHyphen/></w:r>${run('2')}`],
    [
      'alternate content',
      `<mc:AlternateContent><mc:Choice Requires="w14">${run('1')}</mc:Choice><mc:Fallback>${run('9')}</mc:Fallback></mc:AlternateContent>${run('2')}`,
    ],
  ])('%s', async (_, content) => {
    expect(await cell(paragraph(content))).toEqual([['0,0 1×1 12'], []])
  })
})

describe('tables', () => {
  test('row and cell properties of every kind change nothing', async () => {
    const rowProperties =
      '<w:tblPrEx><w:tblCellMar><w:top w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPrEx><w:trPr><w:cnfStyle w:val="000000100000"/><w:cantSplit/><w:trHeight w:val="397" w:hRule="exact"/><w:jc w:val="center"/></w:trPr>'
    const row = (...texts: string[]) =>
      `<w:tr w:rsidR="00E35E06" w14:paraId="1A2B3C4D">${rowProperties}${texts
        .map(text =>
          tc(
            text,
            '<w:cnfStyle w:val="001000000000"/><w:tcW w:w="1000" w:type="dxa"/><w:noWrap/><w:vAlign w:val="center"/><w:hideMark/>',
          ),
        )
        .join('')}</w:tr>`
    const {root, findings} = await readBody(tbl([row('规章', '1'), row('0', '2')], [1000, 1000]))
    expect(cells(root.children[0])).toEqual(['0,0 1×1 规章', '0,1 1×1 1', '1,0 1×1 0', '1,1 1×1 2'])
    expect(findings).toEqual([])
  })

  test('a floating table stands where it is anchored', async () => {
    const floating = tbl([tr([tc('1')])], [1000]).replace(
      '<w:tblPr/>',
      '<w:tblPr><w:tblpPr w:leftFromText="180" w:rightFromText="180" w:vertAnchor="text" w:tblpY="1"/><w:tblOverlap w:val="never"/></w:tblPr>',
    )
    const {root, findings} = await readBody(paragraph(run('前')) + floating + paragraph(run('后')))
    expect(values(root.children)).toEqual(['前', '[table]', '后'])
    expect(findings).toEqual([])
  })

  test('a row without cells is a row', async () => {
    const {root} = await readBody(tbl([tr([tc('1')]), tr([]), tr([tc('2')])], [1000]))
    expect(cells(root.children[0])).toEqual(['0,0 1×1 1', '2,0 1×1 2'])
  })

  test('a row that ends before the others leaves places open', async () => {
    const {root, findings} = await readBody(
      tbl(
        [
          tr([tc('甲'), tc('乙')]),
          tr([tc('1')], '<w:gridAfter w:val="1"/><w:wAfter w:w="1000" w:type="dxa"/>'),
        ],
        [1000, 1000],
      ),
    )
    expect(cells(root.children[0])).toEqual(['0,0 1×1 甲', '0,1 1×1 乙', '1,0 1×1 1'])
    expect(findings).toEqual([])
  })

  test('bookmarks and revision marks between rows and cells are no cells', async () => {
    const row = `<w:tr><w:bookmarkStart w:id="1" w:name="a"/>${tc('1')}<w:bookmarkEnd w:id="1"/>${tc('2')}</w:tr>`
    const table = tbl(
      [`<w:proofErr w:type="spellStart"/>${row}<w:proofErr w:type="spellEnd"/>`],
      [1000, 1000],
    )
    const {root, findings} = await readBody(table)
    expect(cells(root.children[0])).toEqual(['0,0 1×1 1', '0,1 1×1 2'])
    expect(findings).toEqual([])
  })
})

test('a package as WPS saves it', async () => {
  const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const word = `xmlns:w="${main}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData" mc:Ignorable="w14 w15 wp14"`
  const body = `${paragraph(run('年报'))}${tbl([tr([tc('1'), tc('2')])], [1000, 1000])}<w:sectPr><w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr>`
  const {root, findings} = await readDocx(
    packParts({
      '[Content_Types].xml':
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      '_rels/.rels': relationships(
        `<Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/>`,
      ),
      'word/_rels/document.xml.rels': relationships(
        `<Relationship Id="rId1" Type="${office}/settings" Target="settings.xml"/><Relationship Id="rId2" Type="${office}/customXml" Target="../customXml/item1.xml"/>`,
      ),
      'word/document.xml': `<w:document ${word}><w:body>${body}</w:body></w:document>`,
      'word/settings.xml': `<w:settings ${word}><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`,
      'customXml/item1.xml':
        '<s:customData xmlns="http://www.wps.cn/officeDocument/2013/wpsCustomData" xmlns:s="http://www.wps.cn/officeDocument/2013/wpsCustomData"><customSectProps/></s:customData>',
    }),
  )
  expect([values(root.children), cells(root.children[1]), findings]).toEqual([
    ['年报', '[table]'],
    ['0,0 1×1 1', '0,1 1×1 2'],
    [],
  ])
})
