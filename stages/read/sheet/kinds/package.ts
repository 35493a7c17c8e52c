import {zipSync} from 'fflate'
import {parseXml} from '../../ooxml/xml.ts'
import {openZip, unpack} from '../../ooxml/zip.ts'
import {type ReadContext, UnreadableError} from '../../reader.ts'
import {cellsAlone} from './content.ts'
import {extentCheck} from './extents.ts'
import {type Hidden, hiddenParts} from './openDocument.ts'

/** Parts that hold no cells: pictures, drawings, links to other workbooks, printers, pivots. */
const ASIDE =
  /^(?:xl\/(?:media|drawings|embeddings|printersettings|externallinks|pivot\w*|charts|activex|ctrlprops|revisions|querytables|webextensions|model|calcchain)|customxml|thumbnails|pictures|configurations\d?|object \d+)(?:\/|\.)/i

/**
 * Takes a workbook's package apart under the limits and packs what holds cells anew, unpacked: whoever reads it next
 * inflates nothing. Damage of the archive and of its XML is reported.
 * @throws UnreadableError where there is no archive, or it is encrypted or too large.
 */
export function safePackage(
  bytes: Uint8Array,
  context: ReadContext,
): {bytes: Uint8Array; hidden: Hidden | null} {
  const zip = openZip(bytes)
  if (!zip)
    throw new UnreadableError('unreadable', '文件不是完整的压缩包，可能下载或拷贝不全；请重新取得该文件。')
  if (zip.recovered) lossy(context, '压缩包的目录已损坏，各部件按其本地文件头恢复，可能不全')
  // Binary parts count rows, columns and letters in 32 bits that nothing bounds: in damaged ones the library fills memory without
  // end, whatever is looked at before. Hardly any office saves them.
  if (zip.entries.some(({name}) => /^xl\/workbook\.bin$/i.test(name)))
    throw new UnreadableError(
      'unsupported',
      '这是二进制工作簿（.xlsb）；请用 Excel 或 WPS 另存为 .xlsx 后重新转换。',
    )
  const parts: Record<string, Uint8Array> = {}
  let total = 0
  let hidden: Hidden | null = null
  for (const entry of zip.entries) {
    if (entry.name.endsWith('/') || ASIDE.test(entry.name) || Object.hasOwn(parts, entry.name)) continue
    const unpacked = unpack(zip, entry, context.limits)
    if (!unpacked) {
      lossy(context, `部件 ${entry.name} 已损坏，无法解压`, entry.name)
      continue
    }
    total += unpacked.bytes.length
    if (total > context.limits.maxUnpackedBytes)
      throw new UnreadableError('tooLarge', '工作簿解压后超出限额，未读取；请核实文件来源。')
    if (!unpacked.intact)
      lossy(context, `部件 ${entry.name} 与压缩包记录的校验值不符，内容可能已损坏`, entry.name)
    if (/\.(?:xml|rels)$/i.test(entry.name)) checkXml(unpacked.bytes, entry.name, context)
    if (entry.name === 'content.xml') {
      const parts = hiddenParts()
      parseXml(unpacked.bytes, parts.handler, context.limits.maxDepth)
      hidden = parts.hidden
    }
    const value = entry.name === 'content.xml' ? cellsAlone(unpacked.bytes) : unpacked.bytes
    Object.defineProperty(parts, entry.name, {value, enumerable: true})
  }
  return {bytes: zipSync(parts, {level: 0}), hidden}
}

function checkXml(bytes: Uint8Array, part: string, context: ReadContext): void {
  const check = extentCheck(context.limits.maxCells)
  const trouble = parseXml(bytes, check.handler, context.limits.maxDepth)
  if (check.absurd())
    throw new UnreadableError(
      'unreadable',
      '工作表的行列编号或重复次数超出表格的范围，文件已损坏；请重新取得。',
    )
  if (trouble.doctype) lossy(context, `部件 ${part} 带有文档类型声明，其中的实体不予展开`, part)
  if (trouble.fault) {
    const {line, message} = trouble.fault
    lossy(context, `部件 ${part} 第 ${line} 行不合 XML 规范（${message}）`, part)
  }
}

function lossy(context: ReadContext, what: string, part?: string): void {
  context.report('R04', {values: {what}, place: part === undefined ? {} : {part}})
}
