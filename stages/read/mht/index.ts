import {type Block, type Root, textOf} from '../../../pipeline/model/ast.ts'
import {decode} from '../decode.ts'
import {imagesIn} from '../images.ts'
import {type ReadContext, type Reader, UnreadableError} from '../reader.ts'
import {withSheets} from './sheets.ts'
import {type Page, type PlainText, type Unwrapped, unwrapMht} from './unwrap.ts'

/** Files sent with a mail that are named. */
const MOST_NAMED = 5

const CELL = /<t[dh][\s>]/i

/** Makes the tree of decoded HTML. */
export type ReadHtml = (text: string, encoding: string, context: ReadContext) => Root

const FIELD = /^\s*[a-z][\w-]*:[ \t]/i
const ARCHIVE = /^content-type:\s*(?:multipart\/(?:related|mixed|alternative|signed)|text\/(?:html|plain))/im
/** Bytes of plain text beside files from which it is more than the words that go with them. */
const OWN_TEXT = 600

/** Makes the tree of a text. */
export type ReadText = (bytes: Uint8Array, context: ReadContext) => Root

/**
 * Single-file web pages (MHT, MHTML) of Word, WPS and browsers, and mails (EML); the page inside is read by the reader of HTML, what
 * a mail says in plain text by that of texts.
 */
export function mht(readHtml: ReadHtml, readText: ReadText): Reader {
  return {
    id: 'mht',
    version: '12',
    extensions: ['mht', 'mhtml', 'eml'],
    sniff(head) {
      const text = Buffer.from(head.subarray(0, 8192))
        .toString('latin1')
        .replace(/^\xef\xbb\xbf/, '')
      return FIELD.test(text) && ARCHIVE.test(text) && /^mime-version:|boundary=/im.test(text)
    },
    read: (bytes, context) => readMht(bytes, context, {readHtml, readText}),
  }
}

interface Contents {
  readHtml: ReadHtml
  readText: ReadText
}

function readMht(bytes: Uint8Array, context: ReadContext, {readHtml, readText}: Contents): Root {
  const unwrapped = unwrapMht(bytes)
  if (unwrapped.pages.length === 0 && hasTextOfItsOwn(unwrapped))
    return readMail(unwrapped, context, readText)
  const {pages, pictureAt, sheetAt, attached, complete} = unwrapped
  const texts = pages.map(page => ({
    page,
    ...decode(page.html, page.charset === undefined ? {} : {declared: page.charset}),
  }))
  const first = texts[0]
  if (!first && attached.length > 0) {
    throw new UnreadableError(
      'unsupported',
      `这是一封邮件，带有 ${named(attached)}，本程序不展开邮件；请把附件另存出来再转换。`,
    )
  }
  if (attached.length > 0) reportAttached(attached, context)
  if (!first) {
    throw new UnreadableError('unreadable', '单文件网页里没有网页内容，请用浏览器或 Word 打开后另存再提交。')
  }
  if (!complete) context.report('R04', {values: {what: '单文件网页没有结束标记，内容可能不全'}})
  const read = ({page, text, encoding, doubts}: (typeof texts)[number]): Root => {
    for (const what of doubts) context.report('R02', {values: {what}})
    const part = readHtml(
      withSheets(text, url => sheetAt(url, page)),
      encoding,
      context,
    )
    for (const image of imagesIn(part.children)) {
      const picture = image.url === undefined ? null : pictureAt(image.url, page)
      if (picture) context.picture?.(image, {bytes: picture.bytes, part: picture.location})
    }
    return part
  }
  const shown = /<frameset\b/i.test(first.text)
    ? texts.slice(1).filter(({page}) => !isTabs(page))
    : texts.filter(({page}, i) => i === 0 || page.further)
  const [root, ...others] = (shown.length > 0 ? shown : [first]).map(read)
  const children: Block[] = [root!, ...others].flatMap(part => part.children)
  if (shown[0] === first && !hasFigures(children)) {
    const framed = texts
      .slice(1)
      .filter(({text}) => CELL.test(text))
      .map(quietly(read))
      .filter(part => part !== null && hasFigures(part.children))
    for (const part of framed) children.push(...part!.children)
    if (framed.length > 0)
      context.report('R11', {values: {what: '网页的表格在内嵌的框架里，已从单文件网页所带的框架中读取'}})
  }
  const {data} = root!
  const said = (isBefore: boolean): Block[] =>
    unwrapped.texts
      .filter(one => one.isBefore === isBefore)
      .map(quietly(one => readPlain(one, context, readText)))
      .flatMap(part => part?.children ?? [])
  return withMail({type: 'root', children: [...said(true), ...children, ...said(false)], data}, unwrapped)
}

/** What the mail itself says is known beside what its text does. */
function withMail({children, data}: Root, {title, date}: Unwrapped): Root {
  const metadata = date === undefined ? data.metadata : [...data.metadata, {name: 'Date', value: date}]
  return {
    type: 'root',
    children,
    data: {...(title === undefined ? {} : {title}), ...data, metadata, reader: 'mht'},
  }
}

/** A mail that only hands over files says little, and the files are what matters. */
function hasTextOfItsOwn({texts, attached}: Unwrapped): boolean {
  const length = texts.reduce((sum, {bytes}) => sum + bytes.length, 0)
  return texts.length > 0 && (attached.length === 0 || length > OWN_TEXT)
}

/** A mail of plain text alone. */
function readMail(unwrapped: Unwrapped, context: ReadContext, readText: ReadText): Root {
  const {texts, attached, complete} = unwrapped
  if (attached.length > 0) reportAttached(attached, context)
  if (!complete) context.report('R04', {values: {what: '邮件没有结束标记，内容可能不全'}})
  const parts = texts.map(quietly(one => readPlain(one, context, readText))).filter(part => part !== null)
  const [first] = parts
  if (!first) throw new UnreadableError('empty', '邮件里没有可见的字。')
  return withMail({...first, children: parts.flatMap(part => part.children)}, unwrapped)
}

/** The tree of plain text whose encoding the mail names. */
function readPlain({bytes, charset}: PlainText, context: ReadContext, readText: ReadText): Root {
  const {text, encoding, doubts} = decode(bytes, charset === undefined ? {} : {declared: charset})
  for (const what of doubts) context.report('R02', {values: {what}})
  const root = readText(Buffer.from(text), context)
  return {...root, data: {...root.data, encoding}}
}

/** Files sent with a mail, as a sentence names them. */
function named(attached: readonly string[]): string {
  const more = attached.length > MOST_NAMED ? ' 等' : ''
  return `${attached.length} 个附件（${attached.slice(0, MOST_NAMED).join('、')}${more}）`
}

function reportAttached(attached: readonly string[], context: ReadContext): void {
  context.report('R05', {
    values: {what: `这是一封邮件，所带的 ${named(attached)}没有读出，请另存出来再转换`},
  })
}

/** A frame may hold nothing to be read: that is no fault of the page around it. */
function quietly<T>(read: (page: T) => Root): (page: T) => Root | null {
  return page => {
    try {
      return read(page)
    } catch (error) {
      if (error instanceof UnreadableError) return null
      throw error
    }
  }
}

/** Whether tables of figures stand among blocks; the smallest table of the form has ten. */
function hasFigures(blocks: Block[]): boolean {
  const figures = blocks
    .flatMap(block => (block.type === 'table' ? block.children : []))
    .filter(cell => /^\s*\d[\d.,]*\s*$/.test(textOf(cell)))
  return figures.length >= 10
}

/** Excel's row of sheet tabs, a page of its own among the sheets. */
function isTabs({location}: Page): boolean {
  return /tabstrip\.html?$/i.test(location)
}
