import type {Block, Root} from '../../../pipeline/model/ast.ts'
import {textOf} from '../../../pipeline/model/ast.ts'
import {fold} from '../../../pipeline/model/text.ts'
import {decode} from '../decode.ts'
import {type ReadContext, type Reader, UnreadableError} from '../reader.ts'
import {type Article, articlesIn, isMarkup} from './articles.ts'
import {piecesAsArticle} from './lines.ts'

/** How JSON of a program begins: an object with a first name, or an array of objects, arrays or strings. */
const DATA = /^\s*(?:(?:(?:var|let|const)\s+)?[\w$.]{1,80}\s*[(=]\s*)?(?:\[\s*[[{"]|\{\s*")/
/** A value in a call of a script, or given a name there (JSONP). */
const WRAPPED = /^\s*(?:(?:var|let|const)\s+)?[\w$.]{1,80}\s*[(=]\s*(?=[[{])/

/** Make the trees of the two kinds of text that JSON carries. */
export interface JsonContents {
  readHtml(text: string, encoding: string, context: ReadContext): Root
  readText(bytes: Uint8Array, context: ReadContext): Root
  /** Text with tables of HTML in it; null for any other. */
  readMarkdown(text: string, context: ReadContext): Block[] | null
}

/**
 * Articles as a program that collects pages stores them: JSON (RFC 8259) with the page's markup or its text in a field, one
 * value or one a line. The article is read by the reader of its kind; its other fields are metadata.
 */
export function json(contents: JsonContents): Reader {
  return {
    id: 'json',
    version: '4',
    extensions: ['json', 'jsonl', 'ndjson', 'txt', 'js'],
    sniff: head => DATA.test(decode(head.subarray(0, 4096)).text),
    read: (bytes, context) => readJson(bytes, context, contents),
  }
}

function readJson(bytes: Uint8Array, context: ReadContext, contents: JsonContents): Root {
  const {text, encoding, doubts} = decode(bytes)
  for (const what of doubts) context.report('R02', {values: {what}})
  const values = valuesOf(text, context)
  const found = values.map(articlesIn)
  const articles = found.flatMap(one => one.articles)
  if (articles.length === 0) articles.push(...values.flatMap(piecesAsArticle))
  const [first, ...others] = articles
  if (!first) {
    const detail = '文件是程序用的数据（JSON），其中没有网页或文字的正文，没有读取。'
    throw new UnreadableError('unsupported', detail)
  }
  const fields = [...new Set(articles.map(({field}) => field).filter(field => field !== ''))].join('”“')
  const from = fields === '' ? '' : `的字段“${fields}”`
  context.report('R11', {values: {what: `文件是程序保存的数据（JSON），正文从其中${from}读取`}})
  const unread = [...new Set(found.flatMap(one => one.unread))].join('”“')
  if (unread !== '')
    context.report('R04', {
      values: {what: `数据（JSON）的字段“${unread}”另有文字，与所读的正文不同，没有读取`},
    })
  const children = articles.flatMap(article => blocksOf(article, context, contents))
  if (children.length === 0) throw new UnreadableError('empty', '数据（JSON）里的正文没有可见的字。')
  const root: Root = {type: 'root', children, data: {reader: 'json', metadata: [], encoding}}
  if (others.length === 0) {
    root.data.metadata = first.metadata
    if (first.title !== null) root.data.title = first.title
  }
  return root
}

/** The value of the file, or those of its lines. @throws UnreadableError where it is neither. */
function valuesOf(text: string, context: ReadContext): unknown[] {
  const whole = parsed(WRAPPED.test(text) ? text.replace(WRAPPED, '').replace(/[\s);]+$/, '') : text)
  if (whole !== undefined) return [whole]
  const lines = text.split('\n').filter(line => line.trim() !== '')
  const values = lines.map(parsed)
  const last = values.pop()
  if (values.length > 0 && !values.includes(undefined)) {
    if (last !== undefined) return [...values, last]
    context.report('R04', {values: {what: '数据（JSON）的最后一行不完整，没有读取'}})
    return values
  }
  throw new UnreadableError('unreadable', '文件是程序用的数据（JSON），但不完整或有语法错误，请重新采集。')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An article's blocks, its title first where the article does not begin with it. */
function blocksOf({title, body}: Article, context: ReadContext, contents: JsonContents): Block[] {
  const children =
    contents.readMarkdown(body, context) ??
    (isMarkup(body)
      ? contents.readHtml(body, 'utf-8', context)
      : contents.readText(new TextEncoder().encode(body), context)
    ).children
  if (title === null) return children
  const opening = fold(children.slice(0, 3).map(textOf).join(''))
  return opening.includes(fold(title))
    ? children
    : [{type: 'paragraph', value: title, data: {depth: 1}}, ...children]
}
