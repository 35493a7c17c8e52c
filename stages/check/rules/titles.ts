import {fold} from '../../../pipeline/model/text.ts'
import {listOf, nameIn, type RuleFunction, textOf} from '../context.ts'

/** M01 无标题: no title in the text. One known only from the page title or the file name is a fallback, information. */
export const titleAbsent: RuleFunction = (report, context) => {
  const witnesses = report.testimony.filter(item => item.fact === 'title')
  if (witnesses.some(item => listOf(context, 'body').includes(item.source))) return []
  if (report.title !== null && witnesses.length === 0) return []
  const fallback = witnesses.find(item => listOf(context, 'fallback').includes(item.source))
  if (!fallback) return [{}]
  const source = nameIn(listOf(context, 'sourceNames'), fallback.source)
  return [
    {variant: 'fallback', severity: 'info', values: {title: fallback.value, source}, actual: fallback.value},
  ]
}

/** M02 标题不规范: the title ends in 政府信息公开工作年度报告. */
export const titleNotStandard: RuleFunction = (report, context) => {
  const official = textOf(context, 'official')
  if (report.title === null || fold(report.title).includes(official)) return []
  const place = report.testimony.find(item => item.fact === 'title')?.place ?? {}
  return [{values: {title: report.title, official}, place, expected: official, actual: report.title}]
}

/** M11 文号占位: 发文字号 without a number, as 号 or 〔〕号; it counts as not given. */
export const placeholderNumber: RuleFunction = (report, context) => {
  const raw = report.metadata.documentNumber
  if (raw === undefined || !listOf(context, 'placeholders').includes(fold(raw))) return []
  return [{values: {raw}, actual: raw}]
}
