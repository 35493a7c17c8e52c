import type {Random} from '../../random.ts'

export const r = (text: string, properties = '') =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t xml:space="preserve">${text}</w:t></w:r>`
export const split = (raw: string, random: Random): [string, string] => {
  const at = random.int(1, Math.max(1, raw.length - 1))
  return [raw.slice(0, at), raw.slice(at)]
}
export const del = (text: string) =>
  `<w:del w:id="91" w:author="甲"><w:r><w:delText>${text}</w:delText></w:r></w:del>`
export const ins = (inner: string) => `<w:ins w:id="92" w:author="甲">${inner}</w:ins>`
export const field = (code: string, result: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`
export const sdt = (properties: string, inner: string) =>
  `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${inner}</w:sdtContent></w:sdt>`
export const vbox = (inner: string, style = 'position:absolute;width:40pt;height:20pt') =>
  `<w:r><w:pict><v:shape style="${style}"><v:textbox><w:txbxContent>${inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`
export const dbox = (inner: string) =>
  `<wp:anchor><wp:extent cx="500000" cy="200000"/><wp:docPr id="5" name="b"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>${inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>`
export const p = (inner: string) => `<w:p>${inner}</w:p>`
export const body = (cell: string, inner: string) => cell.replace(/<w:p>[\s\S]*<\/w:p>/, inner)
export const digits = (raw: string, map: (digit: number) => string) =>
  raw.replace(/\d/g, digit => map(Number(digit)))
