import {UnreadableError} from '../reader.ts'
import type {Compound} from './compound.ts'
import {type Fib, readFib, STRUCTURE} from './fib.ts'
import {pictureFonts} from './fonts.ts'
import {type Numbering, readNumbering} from './lists.ts'
import {type Piece, readPieces} from './pieces.ts'
import {type Run, readRuns} from './runs.ts'
import {readStyles, type Styles} from './styles.ts'

/** The parts of a Word document, taken apart but not yet read. */
export interface WordDocument {
  fib: Fib
  text: Uint8Array
  table: Uint8Array
  data: Uint8Array
  pieces: Piece[]
  characters: Run[]
  paragraphs: Run[]
  styles: Styles
  numbering: Numbering
  /** Numbers of fonts in which digits are pictures. */
  pictureFonts: ReadonlySet<number>
  /** Chinese clauses: what of the document's structures is broken. */
  damage: Set<string>
}

/** @throws UnreadableError where text or its index is missing */
export function openDocument(compound: Compound): WordDocument {
  const text = compound.stream('WordDocument')!
  const fib = readFib(text)
  const table = compound.stream(fib.table)
  if (!table) {
    throw new UnreadableError(
      'unreadable',
      `文档缺少“${fib.table}”数据流，请用 Word 或 WPS 打开后另存再提交。`,
    )
  }
  const damage = new Set<string>()
  const data = compound.stream('Data') ?? new Uint8Array(0)
  const part = (index: number) => {
    const {at, size} = fib.structure(index)
    if (at + size > table.length) damage.add('格式索引超出文件范围，部分格式缺失')
    return table.subarray(at, at + size)
  }
  const lost = () => damage.add('格式页超出文件范围，部分段落和表格格式缺失')
  return {
    damage,
    fib,
    text,
    table,
    data,
    pieces: readPieces(table, fib.structure(STRUCTURE.clx)),
    characters: readRuns(text, part(STRUCTURE.characterRuns), 'character', lost),
    paragraphs: readRuns(text, part(STRUCTURE.paragraphRuns), 'paragraph', lost),
    styles: readStyles(part(STRUCTURE.styles), data),
    pictureFonts: pictureFonts(part(STRUCTURE.fonts)),
    numbering: readNumbering(table, fib.structure(STRUCTURE.lists), fib.structure(STRUCTURE.listOverrides)),
  }
}
