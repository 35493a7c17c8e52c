import type {Reader} from '../reader.ts'
import {readRtf} from './read.ts'

/** Rich Text Format 1.9 and before, of Word, WPS, LibreOffice and web editors. */
export const rtf: Reader = {
  id: 'rtf',
  version: '14',
  extensions: ['rtf'],
  sniff: head => /^(?:\xef\xbb\xbf)?\s*\{\\rtf/.test(Buffer.from(head.subarray(0, 64)).toString('latin1')),
  read: readRtf,
}
