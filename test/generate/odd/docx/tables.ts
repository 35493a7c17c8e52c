import type {Random} from '../../random.ts'
import {type DocxFile, story} from './file.ts'
import {p, r} from './write.ts'

/** Something done to tables of a Word document as a whole; what is seen stays the same. */
export interface TableHabit {
  name: string
  change(file: DocxFile, random: Random): void
}

const TABLE = /<w:tbl>[\s\S]*?<\/w:tbl>/g
const ROW = /<w:tr>[\s\S]*?<\/w:tr>/g
const tables = (file: DocxFile, change: (table: string, index: number) => string) => {
  let i = 0
  file.xml = file.xml.replace(TABLE, table => change(table, i++))
}
const rows = (table: string, change: (row: string, index: number, count: number) => string) => {
  let i = 0
  const count = table.match(ROW)!.length
  return table.replace(ROW, row => change(row, i++, count))
}
/** A row with every text deleted. */
const deletedText = (xml: string) =>
  xml.replace(
    /<w:r><w:t xml:space="preserve">([^<]*)<\/w:t><\/w:r>/g,
    '<w:del w:id="1" w:author="a"><w:r><w:delText>$1</w:delText></w:r></w:del>',
  )
const marked = (row: string, mark: string) =>
  row.replace('<w:trPr>', `<w:trPr><w:${mark} w:id="2" w:author="a"/>`)
const otherDigits = (xml: string) =>
  xml.replace(/(<w:t xml:space="preserve">)(\d+)(<)/g, (_, a, d, b) => `${a}${Number(d) + 7}${b}`)
const halves = (table: string, at: number) => {
  const [head, ...rest] = table.split(/(?=<w:tr>)/)
  const all = rest
    .join('')
    .replace('</w:tbl>', '')
    .split(/(?=<w:tr>)/)
  return [`${head + all.slice(0, at).join('')}</w:tbl>`, `${head + all.slice(at).join('')}</w:tbl>`] as const
}
const vbox = (inner: string) =>
  p(
    `<w:r><w:pict><v:shape style="position:absolute;width:400pt;height:400pt"><v:textbox><w:txbxContent>${inner}<w:p/></w:txbxContent></v:textbox></v:shape></w:pict></w:r>`,
  )
const dbox = (inner: string) =>
  `<w:drawing><wp:anchor><wp:extent cx="500000" cy="200000"/><wp:docPr id="5" name="b"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>${inner}<w:p/></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`
const plainText = (cell: string) =>
  [...cell.matchAll(/<w:t xml:space="preserve">([^<]*)</g)].map(m => m[1]).join('')
const cellsOf = (row: string) => row.match(/<w:tc>[\s\S]*?<\/w:tc>/g)!
const section = p('').replace(
  '<w:p>',
  '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:pPr>',
)

export const tableHabits: readonly TableHabit[] = [
  {
    name: 'table in a table',
    change: file =>
      tables(
        file,
        t =>
          `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:tc>${t}<w:p/></w:tc></w:tr></w:tbl>`,
      ),
  },
  {
    name: 'cut in two, text between',
    change: (file, random) =>
      tables(file, t => {
        const n = t.match(ROW)!.length
        const [a, b] = halves(t, random.int(2, Math.max(2, n - 2)))
        return `${a}${p(r('（续上表）'))}${b}`
      }),
  },
  {
    name: 'cut in two, nothing between',
    change: (file, random) =>
      tables(file, t => {
        const n = t.match(ROW)!.length
        const [a, b] = halves(t, random.int(2, Math.max(2, n - 2)))
        return `${a}${b}`
      }),
  },
  {
    name: 'cut in two, a figure between',
    change: (file, random) =>
      tables(file, t => {
        const n = t.match(ROW)!.length
        const [a, b] = halves(t, random.int(2, Math.max(2, n - 2)))
        return `${a}${p(r('12'))}${b}`
      }),
  },
  {
    name: 'old table deleted, rows marked',
    change: file =>
      tables(file, t => rows(deletedText(otherDigits(t)), row => marked(row, 'del')) + p('') + t),
  },
  {
    name: 'old table deleted, texts alone',
    change: file => tables(file, t => deletedText(otherDigits(t)) + p('') + t),
  },
  {
    name: 'old rows deleted',
    change: (file, random) =>
      tables(file, t =>
        rows(t, row =>
          random.chance(0.3) ? marked(deletedText(otherDigits(row)), 'del') + marked(row, 'ins') : row,
        ),
      ),
  },
  {
    name: 'old rows deleted, text unmarked',
    change: (file, random) =>
      tables(file, t =>
        rows(t, row => (random.chance(0.3) ? marked(otherDigits(row), 'del') + marked(row, 'ins') : row)),
      ),
  },
  {
    name: 'old rows deleted, texts alone',
    change: (file, random) =>
      tables(file, t =>
        rows(t, (row, i) => (random.chance(0.3) && i > 3 ? deletedText(otherDigits(row)) + row : row)),
      ),
  },
  {
    name: 'rows moved away',
    change: (file, random) =>
      tables(file, t =>
        rows(t, row =>
          random.chance(0.3)
            ? marked(
                otherDigits(row)
                  .replace(/<w:r>(?=<w:t )/g, '<w:moveFrom w:id="4" w:author="a"><w:r>')
                  .replace(/<\/w:t><\/w:r>/g, '</w:t></w:r></w:moveFrom>'),
                'moveFrom',
              ) + row
            : row,
        ),
      ),
  },
  {
    name: 'hidden rows',
    change: (file, random) =>
      tables(file, t =>
        rows(t, row =>
          random.chance(0.3) ? otherDigits(row).replace('<w:trPr>', '<w:trPr><w:hidden/>') + row : row,
        ),
      ),
  },
  {
    name: 'rows of hidden text',
    change: (file, random) =>
      tables(file, t =>
        rows(t, (row, i) =>
          random.chance(0.3) && i > 3
            ? otherDigits(row).replaceAll('<w:r>', '<w:r><w:rPr><w:vanish/></w:rPr>') + row
            : row,
        ),
      ),
  },
  {
    name: 'alternate table',
    change: file =>
      tables(
        file,
        t =>
          `<mc:AlternateContent><mc:Choice Requires="w14">${t}</mc:Choice><mc:Fallback>${otherDigits(t)}</mc:Fallback></mc:AlternateContent>`,
      ),
  },
  {
    name: 'alternate table unknown',
    change: file =>
      tables(
        file,
        t =>
          `<mc:AlternateContent><mc:Choice Requires="w99">${otherDigits(t)}</mc:Choice><mc:Fallback>${t}</mc:Fallback></mc:AlternateContent>`,
      ),
  },
  {
    name: 'alternate rows',
    change: file =>
      tables(file, t =>
        rows(
          t,
          row =>
            `<mc:AlternateContent><mc:Choice Requires="w99">${otherDigits(row)}</mc:Choice><mc:Fallback>${row}</mc:Fallback></mc:AlternateContent>`,
        ),
      ),
  },
  {name: 'in a box', change: file => tables(file, t => vbox(t))},
  {
    name: 'in a box, two copies',
    change: file =>
      tables(file, t =>
        p(
          `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${dbox(t)}</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${t}<w:p/></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
        ),
      ),
  },
  {
    name: 'in a box, the copy older',
    change: file =>
      tables(file, t =>
        p(
          `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${dbox(t)}</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${otherDigits(t)}<w:p/></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
        ),
      ),
  },
  {
    name: 'in a control',
    change: file => tables(file, t => `<w:sdt><w:sdtPr/><w:sdtContent>${t}</w:sdtContent></w:sdt>`),
  },
  {
    name: 'rows in a control that repeats',
    change: file =>
      tables(file, t =>
        rows(
          t,
          row =>
            `<w:sdt><w:sdtPr><w15:repeatingSectionItem/></w:sdtPr><w:sdtContent>${row}</w:sdtContent></w:sdt>`,
        ),
      ),
  },
  {
    name: 'in a control that shows its placeholder',
    change: file =>
      tables(
        file,
        t => `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${t}</w:sdtContent></w:sdt>`,
      ),
  },
  {name: 'in insertion', change: file => tables(file, t => `<w:ins w:id="1" w:author="a">${t}</w:ins>`)},
  {name: 'in custom xml', change: file => tables(file, t => `<w:customXml w:element="t">${t}</w:customXml>`)},
  {
    name: 'floating',
    change: file =>
      tables(file, t => t.replace('<w:tblPr>', '<w:tblPr><w:tblpPr w:tblpX="100" w:tblpY="900"/>')),
  },
  {name: 'no grid', change: file => tables(file, t => t.replace(/<w:tblGrid>.*?<\/w:tblGrid>/, ''))},
  {
    name: 'grid of one column',
    change: file =>
      tables(file, t =>
        t.replace(/<w:tblGrid>.*?<\/w:tblGrid>/, '<w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>'),
      ),
  },
  {
    name: 'no widths',
    change: file =>
      tables(file, t => t.replace(/<w:tcW [^>]*>/g, '').replace(/<w:gridCol [^>]*>/g, '<w:gridCol/>')),
  },
  {
    name: 'widths of nothing',
    change: file =>
      tables(file, t =>
        t
          .replace(/<w:tcW [^>]*>/g, '<w:tcW w:w="0" w:type="auto"/>')
          .replace(/<w:gridCol [^>]*>/g, '<w:gridCol w:w="0"/>'),
      ),
  },
  {
    name: 'each row a table',
    change: file =>
      tables(file, t => {
        const head = t.slice(0, t.indexOf('<w:tr>'))
        return t
          .match(ROW)!
          .map(row => `${head + row}</w:tbl>`)
          .join('')
      }),
  },
  {
    name: 'each row a table, parted',
    change: file =>
      tables(file, t => {
        const head = t.slice(0, t.indexOf('<w:tr>'))
        return t
          .match(ROW)!
          .map(row => `${head + row}</w:tbl>`)
          .join('<w:p/>')
      }),
  },
  {
    name: 'tabs for columns',
    change: file =>
      tables(file, t =>
        t
          .match(ROW)!
          .map(row =>
            p(
              cellsOf(row)
                .map(c => r(plainText(c)))
                .join('<w:r><w:tab/></w:r>'),
            ),
          )
          .join(''),
      ),
  },
  {
    name: 'blanks for columns',
    change: file =>
      tables(file, t =>
        t
          .match(ROW)!
          .map(row => p(r(cellsOf(row).map(plainText).join('      '))))
          .join(''),
      ),
  },
  {
    name: 'one cell a paragraph',
    change: file =>
      tables(file, t =>
        t
          .match(ROW)!
          .map(row =>
            cellsOf(row)
              .map(c => p(r(plainText(c))))
              .join(''),
          )
          .join(''),
      ),
  },
  {
    name: 'first table in the header',
    change: file => {
      const [first] = file.xml.match(TABLE)!
      file.xml = file.xml.replace(first, '')
      const id = file.add('header9.xml', 'header', story('hdr', `${first}<w:p/>`))
      file.xml = file.xml.replace(
        '<w:sectPr>',
        `<w:sectPr><w:headerReference w:type="default" r:id="${id}"/>`,
      )
    },
  },
  {
    name: 'last table in a footnote',
    change: file => {
      const last = file.xml.match(TABLE)!.at(-1)!
      file.xml = file.xml.replace(last, p('<w:r><w:footnoteReference w:id="1"/></w:r>'))
      file.add(
        'footnotes.xml',
        'footnotes',
        story('footnotes', `<w:footnote w:id="1">${last}<w:p/></w:footnote>`),
      )
    },
  },
  {
    name: 'old table in a comment',
    change: file => {
      const [first] = file.xml.match(TABLE)!
      file.add(
        'comments.xml',
        'comments',
        story('comments', `<w:comment w:id="1" w:author="a">${otherDigits(first)}</w:comment>`),
      )
    },
  },
  {
    name: 'glossary',
    change: file =>
      void file.add(
        'glossary/document.xml',
        'glossaryDocument',
        story(
          'glossaryDocument',
          `<w:docParts><w:docPart><w:docPartBody>${otherDigits(file.xml.match(TABLE)![0])}</w:docPartBody></w:docPart></w:docParts>`,
        ),
      ),
  },
  {name: 'sections', change: file => tables(file, t => section + t + section)},
  {
    name: 'settings',
    change: file =>
      void file.add(
        'settings.xml',
        'settings',
        story(
          'settings',
          '<w:trackRevisions/><w:updateFields w:val="true"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="11"/></w:compat>',
        ),
      ),
  },
  {
    name: 'pages by altChunk',
    change: file =>
      tables(
        file,
        (t, i) =>
          `<w:altChunk r:id="${file.add(
            `c${i}.html`,
            'aFChunk',
            `<html><head><meta charset="utf-8"></head><body><table border=1>${t
              .match(ROW)!
              .map(
                row =>
                  `<tr>${cellsOf(row)
                    .map(c => {
                      const span = /gridSpan w:val="(\d+)"/.exec(c)?.[1]
                      return /<w:vMerge\/>/.test(c)
                        ? ''
                        : `<td${span ? ` colspan=${span}` : ''}>${plainText(c)}</td>`
                    })
                    .join('')}</tr>`,
              )
              .join('')}</table></body></html>`,
          )}"/>`,
      ),
  },
  {
    name: 'labels merged by hand',
    change: file =>
      tables(file, t =>
        t.replace(/<w:vMerge(?: w:val="restart")?\/>/g, '<w:tcBorders><w:bottom w:val="nil"/></w:tcBorders>'),
      ),
  },
  {
    name: 'headings merged by hand',
    change: file =>
      tables(file, t =>
        t.replace(
          /<w:tc><w:tcPr><w:tcW w:w="(\d+)" w:type="dxa"\/><w:gridSpan w:val="(\d+)"\/>([\s\S]*?)<\/w:tc>/g,
          (_, w, n, rest) =>
            `<w:tc><w:tcPr><w:tcW w:w="${w / n}" w:type="dxa"/>${rest}</w:tc>` +
            `<w:tc><w:tcPr><w:tcW w:w="${w / n}" w:type="dxa"/></w:tcPr><w:p/></w:tc>`.repeat(n - 1),
        ),
      ),
  },
  {
    name: 'rows begin one column on',
    change: (file, random) =>
      tables(file, t =>
        rows(t, row =>
          random.chance(0.2) ? row.replace('<w:trPr>', '<w:trPr><w:gridBefore w:val="1"/>') : row,
        ),
      ),
  },
  {
    name: 'a blank cell more',
    change: (file, random) =>
      tables(file, t =>
        rows(t, row =>
          random.chance(0.1) ? row.replace('</w:tr>', '<w:tc><w:tcPr/><w:p/></w:tc></w:tr>') : row,
        ),
      ),
  },
  {
    name: 'a blank cell at the front',
    change: (file, random) =>
      tables(file, t =>
        rows(t, row =>
          random.chance(0.1) ? row.replace('</w:trPr>', '</w:trPr><w:tc><w:tcPr/><w:p/></w:tc>') : row,
        ),
      ),
  },
  {
    name: 'last cell gone',
    change: (file, random) =>
      tables(file, t =>
        rows(t, (row, i) =>
          random.chance(0.1) && i > 2
            ? row.replace(/<w:tc>(?:(?!<w:tc>)[\s\S])*?<\/w:tc><\/w:tr>/, '</w:tr>')
            : row,
        ),
      ),
  },
  {
    name: 'columns far apart by empty ones',
    change: file =>
      tables(file, t =>
        rows(t, row =>
          row.replaceAll(
            '</w:tc>',
            '</w:tc><w:tc><w:tcPr><w:tcW w:w="100" w:type="dxa"/></w:tcPr><w:p/></w:tc>',
          ),
        ),
      ),
  },
  {
    name: 'empty rows',
    change: (file, random) =>
      tables(file, t =>
        rows(t, row =>
          random.chance(0.2)
            ? row +
              row
                .replace(/<w:t [^>]*>[^<]*</g, '<w:t><')
                .replaceAll('<w:vMerge w:val="restart"/>', '<w:vMerge/>')
            : row,
        ),
      ),
  },
]
