import {doc} from './doc/index.ts'
import {docx, odt, wordXml} from './docx/index.ts'
import {html, readHtml} from './html/index.ts'
import {json} from './json/index.ts'
import {markdown, readMarkdown} from './markdown/index.ts'
import {mht} from './mht/index.ts'
import {ofd} from './ofd/index.ts'
import {pdf} from './pdf/index.ts'
import type {Reader} from './reader.ts'
import {rtf} from './rtf/index.ts'
import {image} from './scan/index.ts'
import {sheet} from './sheet/index.ts'
import {readText, text} from './text/index.ts'

/** All readers, asked in this order; the first that knows the bytes reads them. Text knows every text and comes last. */
export const readers: Reader[] = [
  markdown({readHtml, readText}),
  html,
  docx,
  wordXml,
  odt,
  doc,
  rtf,
  pdf,
  ofd,
  mht(readHtml, readText),
  image,
  sheet,
  json({
    readHtml,
    readText,
    readMarkdown: (text, context) => readMarkdown(text, context, {readHtml, readText}),
  }),
  text,
]
