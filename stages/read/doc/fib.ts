import {UnreadableError} from '../reader.ts'

/** The file information block ([MS-DOC] 2.5) of Word 97 to 2007, as far as reading text and tables needs it. */
export interface Fib {
  nFib: number
  /** Which table stream the document uses. */
  table: '0Table' | '1Table'
  /** Character counts of the sub-documents, in the order in which their characters follow each other. */
  stories: Record<StoryName, Range>
  /** Position and length of a structure in the table stream, by its index in FibRgFcLcb97. */
  structure(index: number): {at: number; size: number}
}

export interface Range {
  from: number
  to: number
}

const STORIES = [
  'main',
  'footnotes',
  'headers',
  'macros',
  'comments',
  'endnotes',
  'textboxes',
  'headerTextboxes',
] as const
export type StoryName = (typeof STORIES)[number]

const WORD_97 = 0xa5ec
const WORD_6 = 0xa5dc

/** Whether the document is Word 6 or 95: another layout of everything. */
export function isWord95(document: Uint8Array): boolean {
  const view = new DataView(document.buffer, document.byteOffset, document.byteLength)
  if (document.length < 4) return false
  const magic = view.getUint16(0, true)
  return magic === WORD_6 || (magic === WORD_97 && view.getUint16(2, true) < 190)
}

/** @throws UnreadableError for encrypted documents and for anything that is not Word 97 or later */
export function readFib(document: Uint8Array): Fib {
  const view = new DataView(document.buffer, document.byteOffset, document.byteLength)
  if (document.length < 0x9a || view.getUint16(0, true) !== WORD_97) {
    throw new UnreadableError(
      'unsupported',
      '文件不是 Word 97 及以后版本的文档，请用 Word 或 WPS 另存为 DOCX 后重新提交。',
    )
  }
  const flags = view.getUint16(10, true)
  if (flags & 0x100) {
    throw new UnreadableError('encrypted', '文档设有打开密码，无法读取，请取消密码后重新提交。')
  }
  const shortCount = view.getUint16(32, true)
  const longsAt = 34 + shortCount * 2 + 2
  const longCount = longsAt <= document.length ? view.getUint16(longsAt - 2, true) : 0
  const structuresAt = longsAt + longCount * 4 + 2
  if (longCount < 11 || structuresAt + 34 * 8 > document.length) {
    throw new UnreadableError('unreadable', '文档的文件头已损坏，请用 Word 或 WPS 打开后另存再提交。')
  }
  const structureCount = view.getUint16(structuresAt - 2, true)
  let cp = 0
  const stories = {} as Record<StoryName, Range>
  STORIES.forEach((name, i) => {
    const length = Math.max(0, view.getInt32(longsAt + (3 + i) * 4, true))
    stories[name] = {from: cp, to: cp + length}
    cp += length
  })
  return {
    nFib: view.getUint16(2, true),
    table: flags & 0x200 ? '1Table' : '0Table',
    stories,
    structure(index) {
      const at = structuresAt + index * 8
      if (index >= structureCount || at + 8 > document.length) return {at: 0, size: 0}
      return {at: view.getUint32(at, true), size: view.getUint32(at + 4, true)}
    },
  }
}

/** Indexes into FibRgFcLcb97. */
export const STRUCTURE = {
  styles: 1,
  footnoteReferences: 2,
  footnotes: 3,
  headers: 11,
  characterRuns: 12,
  paragraphRuns: 13,
  fonts: 15,
  clx: 33,
  shapes: 40,
  endnotes: 47,
  drawings: 50,
  textboxes: 56,
  lists: 73,
  listOverrides: 74,
} as const
