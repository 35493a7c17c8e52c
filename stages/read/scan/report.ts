import type {LayoutProblem} from '../layout/index.ts'
import {type ReadContext, UnreadableError} from '../reader.ts'
import {INSTALL} from './optional.ts'

/** How many pages a sentence names before it says "and so on". */
const NAMED = 10

const PROBLEMS: Record<LayoutProblem['kind'], {rule: string; what: (text: string) => string}> = {
  unruled: {rule: 'R09', what: () => '表格没有完整的表格线，行列按文字对齐推断'},
  irregular: {rule: 'R09', what: () => '有表格线缺失，相连的格子不成矩形，已按行拆开'},
  stacked: {rule: 'R09', what: text => `同一格内上下有几个数字（${text}），可能缺少行线`},
  straddling: {rule: 'R09', what: text => `数字“${text}”压在表格竖线上，归入所占较多的一格`},
  crossing: {rule: 'R09', what: text => `数字“${text}”压在表格横线上，归入所占较多的一行`},
  overprint: {rule: 'R09', what: text => `有文字重叠印在一起（“${text}”），无法可靠分辨`},
  overlay: {rule: 'R07', what: text => `盖在表格上的大字（“${text}”）按水印处理，未计入表格`},
  picture: {rule: 'R05', what: () => '表格单元格内有图片，其中的内容未读取'},
  outline: {rule: 'R05', what: () => '有未能识别的图形'},
  limit: {rule: 'R08', what: () => '页面上的线框过多，超出部分未作为表格读取'},
  large: {rule: 'R08', what: () => '的表格格子过多，未作为表格读取，其中的文字按普通文字读取'},
  nodes: {rule: 'R08', what: () => '以后的内容超出单个文件的上限，未读取'},
  seam: {rule: 'R09', what: text => `与上一页之间的表格（“${text}”）如何衔接不能确定，请核对跨页处的行`},
}

/** Sentences about scans. */
export function reporterOf({report}: ReadContext) {
  const say = (rule: string, page: number, what: string) => report(rule, {values: {what}, place: {page}})
  return {
    notInstalled(pages: readonly number[]) {
      if (pages.length === 0) return
      const what = `${named(pages)}是扫描的图片，没有读取；请运行 ${INSTALL} 安装识别组件后重新运行`
      say('R12', pages[0]!, what)
    },
    read(pages: readonly number[]) {
      if (pages.length === 0) return
      say('R12', pages[0]!, `${named(pages)}是扫描的图片，其中的文字和数字由程序识别，可能有误`)
    },
    beyond(pages: readonly number[], most: number) {
      if (pages.length === 0) return
      say('R08', pages[0]!, `扫描的页面超过 ${most} 页，${named(pages)}未识别`)
    },
    problem({kind, page, box, text}: LayoutProblem) {
      const sentence = PROBLEMS[kind]
      const what = `第 ${page} 页${sentence.what(text ?? '')}`
      report(sentence.rule, {values: {what}, place: {page, ...(box ? {box} : {})}})
    },
    /** The picture of a page; where it cannot be had a finding says why. */
    async guarded<T>(page: number, work: () => Promise<T | null>): Promise<T | null> {
      try {
        const picture = await work()
        if (!picture) say('R08', page, `第 ${page} 页的图片过大，未识别`)
        return picture
      } catch (error) {
        // What a damaged file brings down ends here; our own faults are no errors of these kinds.
        const foreign = error instanceof UnreadableError || (error as Error).name === 'RuntimeError'
        if (!foreign) throw error
        say('R04', page, `第 ${page} 页的图片已损坏，未能识别`)
        return null
      }
    },
  }
}

function named(pages: readonly number[]): string {
  const all = [...new Set(pages)]
  const list = all.slice(0, NAMED).join('、')
  return all.length > NAMED ? `第 ${list} 等 ${all.length} 页` : `第 ${list} 页`
}
