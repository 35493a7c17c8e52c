import type {Reader} from '../reader.ts'
import {readDocument} from './document.ts'
import {isWordPackage} from './sniff.ts'

/** Word documents in Office Open XML (ECMA-376, ISO/IEC 29500), transitional and strict. */
export const docx: Reader = {
  id: 'docx',
  version: '1',
  extensions: ['docx', 'docm', 'dotx', 'dotm'],
  sniff: isWordPackage,
  read: readDocument,
}
