import type {Block} from '../../../pipeline/model/ast.ts'
import {type ReadContext, UnreadableError} from '../reader.ts'
import {decodePage} from '../word/codepage.ts'
import {addParagraph, createFlow, takeBlocks} from '../word/flow.ts'

const CHINESE_TRADITIONAL = [0x0404, 0x0c04, 0x1404]
const CHINESE_SIMPLIFIED = 0x0804

/**
 * Word 6 and 95: eight-bit text in one run, in the code page of the document's language. Only documents without tables
 * are read, because their tables are kept in another way and a guess would shift figures.
 * @throws UnreadableError for encrypted, fast-saved documents and those with tables
 */
export function readWord95(text: Uint8Array, context: ReadContext): Block[] {
  const unsupported = new UnreadableError(
    'unsupported',
    '文件是 Word 95 或更早版本的文档，其中的表格无法准确读取，请用 Word 或 WPS 另存为 DOCX 后重新提交。',
  )
  if (text.length < 0x60) throw unsupported
  const view = new DataView(text.buffer, text.byteOffset, text.byteLength)
  const flags = view.getUint16(10, true)
  if (flags & 0x100) {
    throw new UnreadableError('encrypted', '文档设有打开密码，无法读取，请取消密码后重新提交。')
  }
  const start = view.getUint32(24, true)
  const end = start + view.getUint32(0x34, true)
  if (flags & 4 || end > text.length || start >= end) throw unsupported
  const bytes = text.subarray(start, end)
  if (bytes.includes(7) || bytes.includes(0x13)) throw unsupported
  const language = view.getUint16(6, true)
  const page = CHINESE_TRADITIONAL.includes(language) ? 950 : language === CHINESE_SIMPLIFIED ? 936 : 1252
  const flow = createFlow(context.limits, context.report)
  let offset = 0
  for (const paragraph of decodePage(bytes, page).split(/[\r\f]/)) {
    addParagraph(flow, paragraph.replaceAll('\x0b', '\n'), 0, offset)
    offset += paragraph.length + 1
  }
  return takeBlocks(flow)
}
