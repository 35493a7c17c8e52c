import type {Reader} from '../reader.ts'
import {compoundKind} from './kind.ts'
import {readDoc} from './read.ts'

/**
 * Word 97–2003 binary documents ([MS-DOC] in [MS-CFB]), also those of WPS. Compound files of unknown content are taken
 * too, so that a password or a foreign kind is named; workbooks are left to the reader of sheets.
 */
export const doc: Reader = {
  id: 'doc',
  version: '13',
  extensions: ['doc', 'dot', 'wps', 'wpt'],
  sniff(head, name) {
    const kind = compoundKind(head)
    if (kind === null || kind === 'workbook') return false
    return kind !== 'unknown' || !/\.(xls|xlt|et|ett)$/i.test(name)
  },
  read: readDoc,
}
