import {openPackage} from '../ooxml/package.ts'
import type {Reader} from '../reader.ts'
import {readDocument} from './document.ts'
import {isWordXml, openWordXml} from './oneFile/wordXml.ts'
import {isOpenDocument, openOpenDocument} from './openDocument/index.ts'
import {isWordPackage} from './sniff.ts'

/** Word documents in Office Open XML (ECMA-376, ISO/IEC 29500), transitional and strict. */
export const docx: Reader = {
  id: 'docx',
  version: '21',
  extensions: ['docx', 'docm', 'dotx', 'dotm'],
  sniff: isWordPackage,
  read: (bytes, context) => readDocument(openPackage(bytes, context), 'docx', context),
}

/** Word documents in one XML file: flat OPC (Word 2007 and later) and Word 2003 XML, which office systems write as .doc. */
export const wordXml: Reader = {
  id: 'wordXml',
  version: '19',
  extensions: ['xml', 'doc'],
  sniff: isWordXml,
  read: (bytes, context) => readDocument(openWordXml(bytes, context), 'wordXml', context),
}

/** OpenDocument texts (ISO/IEC 26300), packed or in one XML file, as WPS and LibreOffice save them. */
export const odt: Reader = {
  id: 'odt',
  version: '14',
  extensions: ['odt', 'ott', 'fodt'],
  sniff: isOpenDocument,
  read: (bytes, context) => readDocument(openOpenDocument(bytes, context), 'odt', context),
}
