import {findingOfProblem, type LayoutProblem} from '../layout/index.ts'
import {namePages} from '../pageNames.ts'
import {type ReadContext, UnreadableError} from '../reader.ts'
import type {Misread} from './labels/labels.ts'
import {INSTALL} from './optional.ts'
import type {ScannedPage} from './page.ts'
import type {Placed} from './places.ts'

/** How many pages a sentence names before it says "and so on". */
const NAMED = 10

export type EmbeddedReporter = ReturnType<typeof embeddedReporter>

/** Sentences about pictures inside documents. */
export function embeddedReporter({report}: ReadContext) {
  const nth = (numbers: readonly number[]) => `第 ${listed(numbers)}张图片`
  return {
    read(pictures: readonly Placed[]) {
      const what = `${nth(pictures.map(({number}) => number))}中有表格或整页文字，其中的文字和数字由程序识别，可能有误`
      report('R12', {values: {what}, place: pictures[0]!.place})
    },
    turned(pictures: readonly Placed[]) {
      if (pictures.length === 0) return
      const what = `${nth(pictures.map(({number}) => number))}是横放或倒放的，已按其中文字的方向转正后识别`
      report('R12', {values: {what}, place: pictures[0]!.place, severity: 'info'})
    },
    /** @param others figures that stand in the picture alone */
    misread({number, place}: Placed, labels: readonly Misread[]) {
      for (const {what, severity} of misreadLabels(labels))
        report('R12', {values: {what: `第 ${number} 张图片${what}`}, place, severity})
    },
    copied({number, place}: Placed, others: readonly string[]) {
      const differing =
        others.length === 0
          ? ''
          : `；图中识别出的 ${others.slice(0, NAMED).join('、')}${others.length > NAMED ? ' 等' : ''}在正文的表格中没有`
      const what = `第 ${number} 张图片中的表格正文里也有，以正文的表格为准，图片未计入${differing}`
      report('R12', {values: {what}, place, severity: others.length === 0 ? 'info' : 'warning'})
    },
    unread({number, place}: Placed, kind: string) {
      const what = `第 ${number} 张图片是 ${kind} 格式，没有读出，其中如有数字未计入`
      report('R05', {values: {what}, place, severity: 'info'})
    },
    beyond({number, place}: Placed) {
      const what = `文件中的图片过多或过大，第 ${number} 张及以后的图片没有查看是否含有表格`
      report('R08', {values: {what}, place})
    },
    problem(problem: LayoutProblem, pictures: ReadonlyMap<number, Placed>) {
      const place = pictures.get(problem.page)?.place ?? {}
      const {rule, details} = findingOfProblem(problem, `第 ${problem.page} 张图片中`)
      const {page: _, ...own} = details.place ?? {}
      report(rule, {...details, place: {...place, ...own}})
    },
    /** A picture that cannot be had may be an ornament: what is missing of the report is found elsewhere. */
    async guarded<T>({number, place}: Placed, work: () => Promise<T>): Promise<T | null> {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof UnreadableError)) throw error
        const tooLarge = error.reason === 'tooLarge'
        const what = `第 ${number} 张图片${tooLarge ? '过大，未查看' : '已损坏，未能查看其中'}是否含有表格`
        report(tooLarge ? 'R08' : 'R04', {values: {what}, place, severity: 'info'})
        return null
      }
    },
  }
}

/** Sentences about scans. */
export function reporterOf({report}: ReadContext) {
  const say = (rule: string, page: number, what: string) => report(rule, {values: {what}, place: {page}})
  return {
    notInstalled(pages: readonly number[]) {
      if (pages.length === 0) return
      const what = `${namePages(pages)}是扫描的图片，没有读取；请运行 ${INSTALL} 安装识别组件后重新运行`
      say('R12', pages[0]!, what)
    },
    read(pages: readonly number[]) {
      if (pages.length === 0) return
      say('R12', pages[0]!, `${namePages(pages)}是扫描的图片，其中的文字和数字由程序识别，可能有误`)
    },
    misread(page: number, labels: readonly Misread[]) {
      for (const {what, severity} of misreadLabels(labels))
        report('R12', {values: {what: `第 ${page} 页${what}`}, place: {page}, severity})
    },
    layered(pages: readonly number[]) {
      const what = `${namePages(pages)}是带有识别层的扫描件，其中的文字和数字由程序从图片中重新识别，识别层只用来核对，都可能有误`
      say('R12', pages[0]!, what)
    },
    layerStays(pages: readonly number[]) {
      if (pages.length === 0) return
      say('R06', pages[0]!, `${namePages(pages)}是扫描件，文字取自其隐藏的识别层，可能有误`)
    },
    beyond(pages: readonly number[], most: number) {
      if (pages.length === 0) return
      say('R08', pages[0]!, `扫描的页面超过 ${most} 页，${namePages(pages)}未识别`)
    },
    /** How pages lay, and those of which nothing could be read. */
    lying(pages: readonly ScannedPage[]) {
      const turned = pages.filter(({turns}) => turns !== 0).map(({content}) => content.page)
      if (turned.length > 0) {
        const what = `${namePages(turned)}是横放或倒放的，已按其中文字的方向转正后识别`
        report('R12', {values: {what}, place: {page: turned[0]!}, severity: 'info'})
      }
      const mirrored = pages.filter(page => page.isMirrored).map(({content}) => content.page)
      if (mirrored.length > 0) say('R12', mirrored[0]!, `${namePages(mirrored)}左右颠倒，已翻转后识别`)
      const negative = pages.filter(page => page.isNegative).map(({content}) => content.page)
      if (negative.length > 0) {
        const what = `${namePages(negative)}是黑底白字的，已反转后识别`
        report('R12', {values: {what}, place: {page: negative[0]!}, severity: 'info'})
      }
      const uneven = pages.filter(page => page.uneven).map(({content}) => content.page)
      if (uneven.length > 0)
        say('R12', uneven[0]!, `${namePages(uneven)}的纸面弯曲或拍摄时倾斜，未能完全拉平，其中的表格可能读错`)
      const empty = pages.filter(({content}) => content.glyphs.length === 0).map(({content}) => content.page)
      if (empty.length > 0)
        say(
          'R12',
          empty[0]!,
          `${namePages(empty)}没有读出任何文字，可能是空白页，也可能是图片未能解码，请核对原文`,
        )
      const unreadable = pages.filter(page => page.unreadable).map(({content}) => content.page)
      if (unreadable.length > 0)
        say('R12', unreadable[0]!, `${namePages(unreadable)}有成行的内容，但几乎认不出文字，可能过于模糊`)
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

/** What is said of labels: told by their letters, by the rows around them, too, and hardly by any letters. */
function misreadLabels(labels: readonly Misread[]): {what: string; severity: 'info' | 'warning'}[] {
  const groups = [
    {order: undefined, why: '识别的文字与统一格式略有不同，已按最接近的标签认定', severity: 'info'},
    {order: 'nearly', why: '识别的文字不全，已按统一格式中上下行之间应有的标签认定', severity: 'info'},
    {
      order: 'loosely',
      why: '大半没有认出，已按统一格式中上下行之间应有的标签认定，请核对',
      severity: 'warning',
    },
  ] as const
  return groups.flatMap(({order, why, severity}) => {
    const pairs = labels.filter(label => label.order === order)
    const named = pairs.map(({read, label}) => `“${read}”认作“${label}”`).join('、')
    return pairs.length === 0 ? [] : [{what: `表格中 ${pairs.length} 处标签${why}：${named}`, severity}]
  })
}

function listed(numbers: readonly number[]): string {
  const list = numbers.slice(0, NAMED).join('、')
  return numbers.length > NAMED ? `${list} 等 ${numbers.length} ` : `${list} `
}
