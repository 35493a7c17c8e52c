import {cells, readBody, tbl, tr, values} from './helpers.ts'

/** A run. */
export const r = (content: string, properties = '') =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}${content}</w:r>`
export const t = (text: string) => `<w:t xml:space="preserve">${text}</w:t>`
export const del = (text: string) =>
  `<w:del w:id="1" w:author="甲"><w:r><w:delText>${text}</w:delText></w:r></w:del>`
export const par = (content: string, properties = '') =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`
export const superscript = '<w:vertAlign w:val="superscript"/>'

export async function read(body: string, parts: Record<string, string> = {}) {
  const {root, findings} = await readBody(body, parts)
  return {values: values(root.children), findings, root}
}

/** One cell's text. */
export async function cell(content: string, parts: Record<string, string> = {}) {
  const {root, findings} = await readBody(tbl([tr([`<w:tc>${content}</w:tc>`])]), parts)
  return {text: cells(root.children[0])[0]!.slice('0,0 1×1 '.length), findings}
}
