import type {FindingDetails} from '../../../pipeline/model/finding.ts'
import {namePages} from '../pageNames.ts'
import type {ReadContext} from '../reader.ts'
import type {PageNotes} from './page.ts'

const LEFT_OUT: Record<keyof PageNotes['left'], string> = {
  invisible: '不可见的文字',
  covered: '被后来绘制的图形盖住的文字',
  clipped: '被裁剪掉的文字',
  struck: '划去的文字',
  oblique: '斜排文字（水印或印章）',
  watermark: '水印文字',
}

/** Reports what is to be known of pages, one finding for each kind with all its pages. */
export function reportNotes(notes: readonly PageNotes[], context: ReadContext): void {
  const add = (
    rule: string,
    pages: readonly PageNotes[],
    what: string,
    more: Partial<FindingDetails> = {},
  ) => {
    if (pages.length === 0) return
    const values = {what: `${namePages(pages.map(({page}) => page))}${what}`}
    context.report(rule, {values, place: {page: pages[0]!.page}, ...more})
  }
  const unmapped = notes.filter(note => note.unmapped > 0)
  const total = unmapped.reduce((sum, note) => sum + note.unmapped, 0)
  add('R06', unmapped, `有 ${total} 个字符没有对应的文字，无法还原`)
  const outlined = notes.filter(note => note.outlined)
  add('R06', outlined, '的文字已转为图形轮廓，无法作为文字读取')
  for (const reason of Object.keys(LEFT_OUT) as (keyof PageNotes['left'])[]) {
    const pages = notes.filter(({left}) => left[reason] !== '')
    const sample = [...(pages[0]?.left[reason] ?? '')].slice(0, 20).join('')
    // A figure struck out is a figure somebody took back.
    const isFigure = reason === 'struck' && pages.some(({left}) => /\p{N}/u.test(left.struck))
    const more = isFigure ? {severity: 'warning' as const} : {}
    add('R07', pages, `有${LEFT_OUT[reason]}（“${sample}”）未计入正文`, more)
  }
  const cut = notes.filter(note => note.cut)
  add('R08', cut, '的字符或图形过多，超出部分未读取')
}
