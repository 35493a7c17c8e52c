import {findingOfProblem, type LayoutProblem} from '../layout/index.ts'
import {type ReadContext, UnreadableError} from '../reader.ts'
import {INSTALL} from './optional.ts'

/** How many pages a sentence names before it says "and so on". */
const NAMED = 10

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
    problem(problem: LayoutProblem) {
      const {rule, details} = findingOfProblem(problem)
      report(rule, details)
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
