import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import {namePages} from '../pageNames.ts'
import type {LeftOut, PageNotes} from './seen.ts'

export interface Report {
  rule: string
  details: FindingDetails
}

const LEFT_OUT: Record<LeftOut, string> = {
  oblique: '斜排文字（水印或印章）',
  watermark: '很淡的大字（水印）',
  struck: '被横线划去的文字',
  hidden: '不可见的文字',
  covered: '被后来绘制的图形盖住的文字',
  clipped: '被裁切掉、不显示的文字',
  layer: '已关闭图层中或被遮罩、图案隐去的文字',
  tiny: '小到无法阅读的文字',
  outside: '页面范围以外的文字',
}

/** Findings about pages, one for each kind of trouble with all its pages. */
export function findingsOfNotes(notes: readonly PageNotes[]): Report[] {
  const reports: Report[] = []
  const add = (
    rule: string,
    pages: readonly PageNotes[],
    what: (named: string) => string,
    more: Pick<FindingDetails, 'severity'> = {},
  ) => {
    if (pages.length === 0) return
    const values = {what: what(namePages(pages.map(p => p.page)))}
    reports.push({rule, details: {values, place: {page: pages[0]!.page}, ...more}})
  }
  add(
    'R06',
    notes.filter(n => n.mute),
    pages => `${pages}的字体没有编码对照，文字无法还原，整页只能按图片处理`,
  )
  const unmapped = notes.filter(n => n.unmapped > 0 && !n.mute)
  const total = unmapped.reduce((sum, n) => sum + n.unmapped, 0)
  add(
    'R06',
    unmapped,
    pages => `${pages}有 ${total} 个字符的字体没有编码对照，文字无法还原，已用“\ufffd”代替`,
  )
  add(
    'R06',
    notes.filter(n => n.recognised > 0),
    pages => `${pages}是扫描件，文字取自其隐藏的识别层，可能有误`,
  )
  add(
    'R06',
    notes.filter(n => n.outlined),
    pages => `${pages}的文字已转为图形轮廓，无法作为文字读取`,
  )
  for (const reason of Object.keys(LEFT_OUT) as (keyof PageNotes['left'])[]) {
    const pages = notes.filter(n => n.left[reason] !== '')
    add(
      'R07',
      pages,
      where => `${where}有${LEFT_OUT[reason]}（“${sample(pages[0]!.left[reason])}”）未计入正文`,
      // A figure struck out is a figure somebody took back.
      reason === 'struck' && pages.some(n => /\p{N}/u.test(n.left.struck)) ? {severity: 'warning'} : {},
    )
  }
  const cutFigures = notes.filter(n => n.cutFigures !== '')
  add(
    'R10',
    cutFigures,
    pages => `${pages}有数字只显示了一部分（“${sample(cutFigures[0]!.cutFigures)}”），已按全部数字读取`,
  )
  const doubtful = notes.filter(n => n.doubtfulLayers !== '')
  add(
    'R10',
    doubtful,
    pages =>
      `${pages}有属于可选图层或用遮罩、图案画出的文字（“${sample(doubtful[0]!.doubtfulLayers)}”），不能确定是否显示`,
  )
  const remarks = notes.filter(n => n.remarks !== '')
  add('R07', remarks, pages => `${pages}有批注（“${sample(remarks[0]!.remarks)}”）未读入`)
  for (const {page, fields} of notes) {
    for (const {value, shown} of fields) {
      const what = `第 ${page} 页有表单域填的是“${sample(value)}”，显示的却是“${sample(shown)}”，不能确定以哪个为准`
      reports.push({rule: 'R10', details: {values: {what}, place: {page}}})
    }
  }
  add(
    'R08',
    notes.filter(n => n.cut),
    pages => `${pages}的字符或图形过多，超出部分未读取`,
  )
  return reports
}

function sample(text: string): string {
  return [...text].slice(0, 20).join('')
}
