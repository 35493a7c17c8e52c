import {parseXml} from '../../ooxml/xml.ts'
import {type ReadContext, UnreadableError} from '../../reader.ts'
import {extentCheck} from './extents.ts'

/**
 * The XML of Excel 2003, checked: well-formed to its end, no numbers that no sheet can have.
 * @throws UnreadableError where it is neither.
 */
export function safeXml(bytes: Uint8Array, context: ReadContext): Uint8Array {
  const check = extentCheck(context.limits.maxCells)
  const trouble = parseXml(bytes, check.handler, context.limits.maxDepth)
  if (check.absurd())
    throw new UnreadableError('unreadable', '工作表的行列编号超出表格的范围，文件已损坏；请重新取得。')
  if (trouble.doctype) context.report('R04', {values: {what: '文件带有文档类型声明，其中的实体不予展开'}})
  if (trouble.fault) {
    const {line, message} = trouble.fault
    context.report('R04', {values: {what: `第 ${line} 行不合 XML 规范（${message}）`}})
  }
  return bytes
}
