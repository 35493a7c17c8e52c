import type {Block, Root} from '../../../pipeline/model/ast.ts'
import {decode} from '../decode.ts'
import {imagesIn} from '../images.ts'
import {type ReadContext, type Reader, UnreadableError} from '../reader.ts'
import {type Page, unwrapMht} from './unwrap.ts'

/** Makes the tree of decoded HTML. */
export type ReadHtml = (text: string, encoding: string, context: ReadContext) => Root

const FIELD = /^\s*[a-z][\w-]*:[ \t]/i
const ARCHIVE = /^content-type:\s*(?:multipart\/(?:related|mixed|alternative)|text\/html)/im

/** Single-file web pages (MHT, MHTML) of Word, WPS and browsers; the page inside is read by the reader of HTML. */
export function mht(readHtml: ReadHtml): Reader {
  return {
    id: 'mht',
    version: '4',
    extensions: ['mht', 'mhtml'],
    sniff(head) {
      const text = Buffer.from(head.subarray(0, 8192))
        .toString('latin1')
        .replace(/^\xef\xbb\xbf/, '')
      return FIELD.test(text) && ARCHIVE.test(text) && /^mime-version:|boundary=/im.test(text)
    },
    read: (bytes, context) => readMht(bytes, context, readHtml),
  }
}

function readMht(bytes: Uint8Array, context: ReadContext, readHtml: ReadHtml): Root {
  const {pages, pictureAt, title, date, complete} = unwrapMht(bytes)
  const texts = pages.map(page => ({
    page,
    ...decode(page.html, page.charset === undefined ? {} : {declared: page.charset}),
  }))
  const first = texts[0]
  if (!first) {
    throw new UnreadableError('unreadable', '单文件网页里没有网页内容，请用浏览器或 Word 打开后另存再提交。')
  }
  if (!complete) context.report('R04', {values: {what: '单文件网页没有结束标记，内容可能不全'}})
  const shown = /<frameset\b/i.test(first.text) ? texts.slice(1).filter(({page}) => !isTabs(page)) : [first]
  const children: Block[] = []
  let root: Root | undefined
  for (const {page, text, encoding, doubts} of shown.length > 0 ? shown : [first]) {
    for (const what of doubts) context.report('R02', {values: {what}})
    const part = readHtml(text, encoding, context)
    for (const image of imagesIn(part.children)) {
      const picture = image.url === undefined ? null : pictureAt(image.url, page)
      if (picture) context.picture?.(image, {bytes: picture.bytes, part: picture.location})
    }
    root ??= part
    children.push(...part.children)
  }
  const {data} = root!
  const metadata = date === undefined ? data.metadata : [...data.metadata, {name: 'Date', value: date}]
  return {
    type: 'root',
    children,
    data: {...(title === undefined ? {} : {title}), ...data, metadata, reader: 'mht'},
  }
}

/** Excel's row of sheet tabs, a page of its own among the sheets. */
function isTabs({location}: Page): boolean {
  return /tabstrip\.html?$/i.test(location)
}
