import type {Reader} from '../reader.ts'
import {readWorkbook} from './read.ts'
import {sheetKind} from './sniff.ts'

/**
 * Workbooks: Excel 97–2003 and 5.0/95 ([MS-XLS], also WPS .et), Office Open XML, OpenDocument, the XML of Excel 2003.
 */
export const sheet: Reader = {
  id: 'sheet',
  version: '20',
  extensions: ['xls', 'xlt', 'et', 'ett', 'xlsx', 'xlsm', 'xlsb', 'xltx', 'xltm', 'ods', 'ots', 'xml'],
  sniff: (head, name) => sheetKind(head, name) !== null,
  read: readWorkbook,
}
