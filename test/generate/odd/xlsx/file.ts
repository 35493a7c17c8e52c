import {strToU8, zipSync} from 'fflate'
import {type Root, textOf} from '../../../../pipeline/model/ast.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

/** A workbook of one shown sheet that is edited as text before it is packed. */
export interface XlsxFile {
  /** The rows of the sheet: `<row r="1">…</row>` one after another, figures as `<c r="B2" t="inlineStr"><is><t>…`. */
  rows: string
  /** What stands before and behind the rows. */
  before: string
  after: string
  /** Further elements of the workbook. */
  book: string
  /** Further sheets by name: their whole content. */
  sheets: {name: string; state?: string; xml: string}[]
  /** Number of a style: what `<xf>` holds, a font and a fill. */
  style(look: {format?: string; font?: string; fill?: string; xf?: string; attributes?: string}): number
  bytes(): Uint8Array
}

/** The address of a cell from row and column, both counted from 0. */
export function address(row: number, column: number): string {
  let name = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name + (row + 1)
}

export const inline = (place: string, text: string, more = '') =>
  `<c r="${place}"${more} t="inlineStr"><is><t xml:space="preserve">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`

/** What a sheet's part holds. */
export const worksheet = (rows: string, before = '', after = '') =>
  `<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`

/** A tree on one sheet, a paragraph a row, that can be edited. */
export function xlsxFile(root: Root): XlsxFile {
  const rows: string[] = []
  const merges: string[] = []
  const put = (cells: string[]) => void rows.push(`<row r="${rows.length + 1}">${cells.join('')}</row>`)
  for (const block of root.children) {
    if (block.type !== 'table') {
      put([inline(address(rows.length, 0), textOf(block))])
      continue
    }
    const top = rows.length
    for (let r = 0; r < block.rows; r++) {
      const own = block.children.filter(cell => cell.row === r).sort((a, b) => a.column - b.column)
      put(own.map(cell => inline(address(top + r, cell.column), cell.children.map(textOf).join('\n'))))
    }
    for (const {row, column, rowSpan, columnSpan} of block.children)
      if (rowSpan * columnSpan > 1)
        merges.push(
          `${address(top + row, column)}:${address(top + row + rowSpan - 1, column + columnSpan - 1)}`,
        )
  }
  const fonts = ['<font><sz val="11"/><name val="宋体"/></font>']
  const fills = [
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
  ]
  const formats: string[] = []
  const styles = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']
  const at = (list: string[], entry: string) => {
    if (!list.includes(entry)) list.push(entry)
    return list.indexOf(entry)
  }
  const file: XlsxFile = {
    rows: rows.join('\n'),
    before: '',
    after: `<mergeCells count="${merges.length}">${merges.map(ref => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`,
    book: '',
    sheets: [],
    style({format, font, fill, xf = '', attributes = ''}) {
      const id =
        format === undefined
          ? 0
          : /^\d+$/.test(format) && format !== '0'
            ? Number(format)
            : 170 + at(formats, format)
      const fontId = font === undefined ? 0 : at(fonts, `<font>${font}</font>`)
      const fillId = fill === undefined ? 0 : at(fills, `<fill>${fill}</fill>`)
      return at(
        styles,
        `<xf numFmtId="${id}" fontId="${fontId}" fillId="${fillId}" borderId="0" applyNumberFormat="1"${attributes}>${xf}</xf>`,
      )
    },
    bytes() {
      const sheets = [
        {
          name: '年报',
          state: undefined,
          xml: worksheet(file.rows, file.before, file.after),
        },
        ...file.sheets,
      ]
      const escaped = (text: string) =>
        text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
      const list = (name: string, entries: string[]) =>
        `<${name} count="${entries.length}">${entries.join('')}</${name}>`
      const parts: Record<string, string> = {
        '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${sheets.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
        '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
        'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${file.book}<sheets>${sheets.map(({name, state}, i) => `<sheet name="${name}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
        'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="rIdS" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
        'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${
          formats.length
            ? list(
                'numFmts',
                formats.map((code, i) => `<numFmt numFmtId="${170 + i}" formatCode="${escaped(code)}"/>`),
              )
            : ''
        }${list('fonts', fonts)}${list('fills', fills)}<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${list('cellXfs', styles)}</styleSheet>`,
      }
      for (const [i, {xml}] of sheets.entries()) parts[`xl/worksheets/sheet${i + 1}.xml`] = xml
      const files = Object.entries(parts).map(
        ([name, xml]) =>
          [name, strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`)] as const,
      )
      return zipSync(Object.fromEntries(files), {mtime: new Date(1980, 0, 1), level: 6})
    },
  }
  return file
}
