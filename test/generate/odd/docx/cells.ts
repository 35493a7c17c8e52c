import type {DocxHabit} from './habit.ts'
import {body, del, p, r, sdt, split} from './write.ts'

/** A level that counts from a number and shows nothing else. */
const counted = (start: string) =>
  `<w:start w:val="${start}"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="%1"/>`

/** Figures in cells that hold more than a paragraph, or are marked. */
export const cells: readonly DocxHabit[] = [
  {
    name: 'nested table',
    cell: (raw, cell) =>
      body(
        cell,
        `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid><w:tr><w:tc><w:tcPr/>${p(r(raw))}</w:tc></w:tr></w:tbl><w:p/>`,
      ),
  },
  {
    name: 'nested table of two',
    cell: (raw, cell) =>
      body(
        cell,
        `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="400"/><w:gridCol w:w="400"/></w:tblGrid><w:tr><w:tc><w:tcPr/>${p(r(raw))}</w:tc><w:tc><w:tcPr/>${p(r('7'))}</w:tc></w:tr></w:tbl><w:p/>`,
      ),
  },
  {
    name: 'list number',
    cell: (raw, cell, file) =>
      body(cell, `<w:p>${file.number(counted(/^\d{1,6}$/.test(raw) ? raw : '1'))}</w:p>`),
  },
  {
    name: 'list number before',
    cell: (raw, cell, file) => body(cell, `<w:p>${file.number(counted('4'))}${r(raw)}</w:p>`),
  },
  {
    name: 'list number hidden before',
    cell: (raw, cell, file) => {
      const level = `${counted('4')}<w:rPr><w:vanish/></w:rPr>`
      return body(cell, `<w:p>${file.number(level)}${r(raw)}</w:p>`)
    },
  },
  {name: 'two paragraphs, blank', cell: (raw, cell) => body(cell, `<w:p/>${p(r(raw))}${p(r(' '))}`)},
  {
    name: 'two paragraphs, parted',
    cell: (raw, cell, _, random) =>
      body(
        cell,
        split(raw, random)
          .filter(Boolean)
          .map(x => p(r(x)))
          .join(''),
      ),
  },
  {
    name: 'two paragraphs, second deleted',
    cell: (raw, cell) =>
      body(
        cell,
        `${p(r(raw))}<w:p><w:pPr><w:rPr><w:del w:id="5" w:author="a"/></w:rPr></w:pPr>${del('8')}</w:p>`,
      ),
  },
  {
    name: 'paragraph mark deleted',
    cell: (raw, cell, _, random) => {
      const [a, b] = split(raw, random)
      return body(
        cell,
        `<w:p><w:pPr><w:rPr><w:del w:id="5" w:author="a"/></w:rPr></w:pPr>${r(a)}</w:p>${p(b ? r(b) : '')}`,
      )
    },
  },
  {name: 'control around cell', cell: (_raw, cell) => sdt('<w:id w:val="4"/>', cell)},
  {name: 'control around paragraph', cell: (raw, cell) => body(cell, sdt('<w:id w:val="4"/>', p(r(raw))))},
  {name: 'custom xml around cell', cell: (_raw, cell) => `<w:customXml w:element="c">${cell}</w:customXml>`},
  {
    name: 'upright text',
    cell: (_raw, cell) => cell.replace('</w:tcPr>', '<w:textDirection w:val="tbRl"/></w:tcPr>'),
  },
  {
    name: 'white on shade',
    cell: (raw, cell) =>
      body(
        cell.replace('</w:tcPr>', '<w:shd w:val="clear" w:fill="000000"/></w:tcPr>'),
        p(r(raw, '<w:color w:val="FFFFFF"/>')),
      ),
  },
  {
    name: 'black on black',
    cell: (_raw, cell) => cell.replace('</w:tcPr>', '<w:shd w:val="clear" w:fill="000000"/></w:tcPr>'),
  },
  {
    name: 'inserted cell',
    cell: (_raw, cell) => cell.replace('</w:tcPr>', '<w:cellIns w:id="3" w:author="a"/></w:tcPr>'),
  },
  {
    name: 'deleted cell before',
    cell: (_raw, cell) =>
      `<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/><w:cellDel w:id="3" w:author="a"/></w:tcPr>${p(del('6'))}</w:tc>${cell}`,
  },
  {
    name: 'deleted cell, text not marked',
    cell: (_raw, cell) =>
      `<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/><w:cellDel w:id="3" w:author="a"/></w:tcPr>${p(r('6'))}</w:tc>${cell}`,
  },
  {name: 'cell before the properties', cell: raw => `<w:tc>${p(r(raw))}</w:tc>`},
  {
    name: 'frame in cell',
    cell: (raw, cell) =>
      body(cell, `<w:p><w:pPr><w:framePr w:w="700" w:x="1" w:y="1"/></w:pPr>${r(raw)}</w:p>`),
  },
  {
    name: 'paragraph hidden below',
    cell: (raw, cell) =>
      body(cell, `${p(r(raw))}<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>${r('3', '<w:vanish/>')}</w:p>`),
  },
  {
    name: 'style hidden below',
    cell: (raw, cell, file) => {
      file.style(
        '<w:style w:type="paragraph" w:styleId="Ph"><w:name w:val="ph"/><w:rPr><w:vanish/></w:rPr></w:style>',
      )
      return body(cell, `${p(r(raw))}<w:p><w:pPr><w:pStyle w:val="Ph"/></w:pPr>${r('3')}</w:p>`)
    },
  },
  {
    name: 'style white below',
    cell: (raw, cell, file) => {
      file.style(
        '<w:style w:type="paragraph" w:styleId="Pw"><w:name w:val="pw"/><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>',
      )
      return body(
        cell,
        `<w:p><w:pPr><w:pStyle w:val="Pw"/></w:pPr>${r('3')}${r(raw, '<w:color w:val="000000"/>')}</w:p>`,
      )
    },
  },
  {
    name: 'style struck',
    cell: (raw, cell, file) => {
      file.style(
        '<w:style w:type="paragraph" w:styleId="Ps"><w:name w:val="ps"/><w:rPr><w:strike/></w:rPr></w:style>',
      )
      return body(
        cell,
        `<w:p><w:pPr><w:pStyle w:val="Ps"/></w:pPr>${r('3')}${r(raw, '<w:strike w:val="0"/>')}</w:p>`,
      )
    },
  },
  {
    name: 'part of a page',
    cell: (raw, cell, file) =>
      body(
        cell,
        `<w:altChunk r:id="${file.add(`part-${raw}.html`, 'aFChunk', `<html><body><p>${raw}</p></body></html>`)}"/><w:p/>`,
      ),
  },
  {
    name: 'part of a page as a table',
    cell: (raw, cell, file) =>
      body(
        cell,
        `<w:altChunk r:id="${file.add(`table-${raw}.html`, 'aFChunk', `<html><body><table><tr><td>${raw}</td></tr></table></body></html>`)}"/><w:p/>`,
      ),
  },
  {
    name: 'alternate paragraph',
    cell: (raw, cell) =>
      body(
        cell,
        `<mc:AlternateContent><mc:Choice Requires="w99">${p(r('3'))}</mc:Choice><mc:Fallback>${p(r(raw))}</mc:Fallback></mc:AlternateContent>`,
      ),
  },
  {
    name: 'object beside',
    cell: (raw, cell) =>
      body(
        cell,
        p(
          `${r(raw)}<w:r><w:object><v:shape><v:imagedata r:id="rId99"/></v:shape><o:OLEObject ProgID="Equation.3" r:id="rId98"/></w:object></w:r>`,
        ),
      ),
  },
  {
    name: 'object instead',
    cell: (_raw, cell) =>
      body(
        cell,
        p(
          `<w:r><w:object><v:shape><v:imagedata r:id="rId99"/></v:shape><o:OLEObject ProgID="Equation.3" r:id="rId98"/></w:object></w:r>`,
        ),
      ),
  },
  {
    name: 'heading style',
    cell: (raw, cell) => body(cell, `<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>${r(raw)}</w:p>`),
  },
  {
    name: 'continued merge with text',
    cell: (_raw, cell) => cell.replace('</w:tcPr>', '<w:vMerge/></w:tcPr>'),
  },
  {
    name: 'merge begun alone',
    cell: (_raw, cell) => cell.replace('</w:tcPr>', '<w:vMerge w:val="restart"/></w:tcPr>'),
  },
  {name: 'old merge with text', cell: (_raw, cell) => cell.replace('</w:tcPr>', '<w:hMerge/></w:tcPr>')},
  {name: 'fixed row that cuts off', cell: (raw, cell) => body(cell, p(r('3')) + p(r(raw)))},
  {
    name: 'shown far below',
    cell: (raw, cell) => body(cell, `<w:p><w:pPr><w:spacing w:before="400"/></w:pPr>${r(raw)}</w:p>`),
  },
  {
    name: 'indented away',
    cell: (raw, cell) => body(cell, `<w:p><w:pPr><w:ind w:left="20000"/></w:pPr>${r(raw)}</w:p>`),
  },
]
