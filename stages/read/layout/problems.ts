import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import type {LayoutProblem} from './types.ts'

const SENTENCES: Record<LayoutProblem['kind'], {rule: string; what: (text: string) => string}> = {
  unruled: {rule: 'R09', what: () => '表格没有完整的表格线，行列按文字对齐推断'},
  irregular: {rule: 'R09', what: () => '有表格线缺失，相连的格子不成矩形，已按行拆开'},
  stacked: {rule: 'R09', what: text => `同一格内上下有几个数字（${text}），可能缺少行线`},
  joined: {rule: 'R09', what: text => `同一格内并排有几个数字（${text}），缺少竖线，已按其他行的竖线分开`},
  label: {rule: 'R10', what: text => `文字“${text}”压在表格竖线上，可能缺少或多出竖线`},
  straddling: {rule: 'R10', what: text => `数字“${text}”压在表格竖线上，归入所占较多的一格`},
  overprint: {rule: 'R10', what: text => `有文字重叠印在一起（“${text}”），无法可靠分辨`},
  overlay: {rule: 'R07', what: text => `盖在表格上的大字（“${text}”）按水印处理，未计入表格`},
  limit: {rule: 'R08', what: () => '页面上的线框过多，超出部分未作为表格读取'},
  large: {rule: 'R08', what: () => '的表格格子过多，未作为表格读取，其中的文字按普通文字读取'},
  nodes: {rule: 'R08', what: () => '以后的内容超出单个文件的上限，未读取'},
  seam: {rule: 'R09', what: text => `与上一页之间的表格（“${text}”）如何衔接不能确定，请核对跨页处的行`},
  beside: {rule: 'R09', what: text => `的表格与前面一页的（“${text}”）各行等高，已作为其右半部分拼接`},
  outline: {rule: 'R05', what: () => '表格单元格内有以图形画出的文字或符号，未读取'},
  crossing: {rule: 'R10', what: text => `数字“${text}”压在表格横线上，归入所占较多的一行`},
  picture: {rule: 'R05', what: () => '表格单元格内有图片，其中的内容未读取'},
}

/**
 * The finding that tells a person of doubtful geometry.
 * @param where what people call the page
 */
export function findingOfProblem(
  problem: LayoutProblem,
  where = `第 ${problem.page} 页`,
): {rule: string; details: FindingDetails} {
  const sentence = SENTENCES[problem.kind]
  const box = problem.box?.map(v => Math.round(v * 10) / 10) as [number, number, number, number] | undefined
  return {
    rule: sentence.rule,
    details: {
      values: {what: `${where}${sentence.what(problem.text ?? '')}`},
      place: {page: problem.page, ...(box ? {box} : {})},
    },
  }
}
