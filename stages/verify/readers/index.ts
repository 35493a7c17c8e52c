import {docx} from './docx.ts'
import {html} from './html.ts'
import {office} from './office.ts'
import {pdf} from './pdf.ts'
import type {SecondReader} from './reader.ts'

/** All second readers; kinds of files that none of them reads are not read again. */
export const readers: SecondReader[] = [html, docx, pdf, office]
