import {strToU8, unzipSync, zipSync} from 'fflate'
import {bytesOf, type SheetSpec} from './books.ts'

const BASE = 'http://schemas.openxmlformats.org'

/**
 * A workbook of Excel with one sheet and, where it is hidden, another, and a drawing of this content on the first.
 * @param chart what the chart shows that the drawing names by the id c
 */
export function withDrawing(spec: SheetSpec, content: string, chart = ''): Uint8Array {
  const sheets: Record<string, SheetSpec> = {表: spec}
  if (spec.hidden) sheets.另 = {rows: [['无']]}
  return zipSync({
    ...unzipSync(bytesOf(sheets, 'xlsx')),
    'xl/worksheets/_rels/sheet1.xml.rels': strToU8(
      `<Relationships xmlns="${BASE}/package/2006/relationships"><Relationship Id="d" Type="${BASE}/officeDocument/2006/relationships/drawing" Target="../drawings/drawing1.xml"/></Relationships>`,
    ),
    'xl/drawings/_rels/drawing1.xml.rels': strToU8(
      `<Relationships xmlns="${BASE}/package/2006/relationships"><Relationship Id="c" Type="${BASE}/officeDocument/2006/relationships/chart" Target="../charts/chart1.xml"/></Relationships>`,
    ),
    'xl/charts/chart1.xml': strToU8(
      `<c:chartSpace xmlns:c="${BASE}/drawingml/2006/chart"><c:chart><c:plotArea>${chart}</c:plotArea></c:chart></c:chartSpace>`,
    ),
    'xl/drawings/drawing1.xml': strToU8(
      `<xdr:wsDr xmlns:xdr="${BASE}/drawingml/2006/spreadsheetDrawing" xmlns:a="${BASE}/drawingml/2006/main">${content}</xdr:wsDr>`,
    ),
  })
}
