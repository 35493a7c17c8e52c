import {createRequire} from 'node:module'
import {read, set_cptable, type WorkBook} from 'xlsx'
import {type ReadContext, UnreadableError} from '../reader.ts'
import type {DrawnSheets} from './drawn/drawn.ts'
import {drawnBiff} from './drawn/drawnBiff.ts'
import {drawnOpenDocument} from './drawn/drawnOpenDocument.ts'
import {drawnPackage} from './drawn/drawnPackage.ts'
import {staleCells, withStale} from './formulas/stale.ts'
import {type BiffFault, biffRecords} from './kinds/biff.ts'
import {applyHidden, type Hidden} from './kinds/openDocument.ts'
import {safePackage} from './kinds/package.ts'
import {safeXml} from './kinds/xml2003.ts'
import {faintBiff} from './look/faintBiff.ts'
import {faintOpenDocument} from './look/faintOpenDocument.ts'
import {faintPackage} from './look/faintPackage.ts'
import {faintXml} from './look/faintXml.ts'
import type {ShownCells} from './look/look.ts'
import type {SheetKind} from './sniff.ts'

const require = createRequire(import.meta.url)

/**
 * Opens a workbook with SheetJS, with nothing but cells, formats, merges and hidden rows asked for. What the library
 * would believe or leave out silently (packed sizes, repetitions, missing ends, passwords) is looked at before.
 * @throws UnreadableError where it is encrypted, too large or damaged beyond reading.
 */
export function openWorkbook(
  bytes: Uint8Array,
  kind: SheetKind,
  context: ReadContext,
): {book: WorkBook; shown: ReadonlyMap<string, ShownCells>; drawn: DrawnSheets} {
  const {bytes: safe, hidden, fault, stream} = made(bytes, kind, context)
  if (fault === 'encrypted') throw encrypted()
  // BIFF5 keeps text in the code page of the machine that wrote it (936 for Chinese). Loading the tables takes a tenth of a
  // second, in every thread: most runs have no workbook.
  set_cptable(require('xlsx/dist/cpexcel.js'))
  const book = damaged(() =>
    read(safe, {
      type: 'buffer',
      dense: true,
      cellFormula: kind !== 'biff',
      cellHTML: false,
      cellNF: true,
      cellStyles: true,
      // Repeated blank cells of OpenDocument and Excel 2003 would become a million stubs.
      sheetStubs: kind === 'biff' || kind === 'ooxml',
      bookDeps: false,
      bookVBA: false,
      WTF: false,
    }),
  )
  reportFault(fault, context)
  if (hidden) applyHidden(book, hidden)
  const names = book.SheetNames
  return {
    book,
    shown: withStale(shownCells(bytes, kind, stream, names, context), staleCells(book, stream)),
    drawn: drawnSheets(bytes, kind, stream, names, context),
  }
}

/** Cells by sheet of which the file says that they show nothing, or not what they hold. */
function shownCells(
  bytes: Uint8Array,
  kind: SheetKind,
  stream: Buffer | null,
  names: readonly string[],
  context: ReadContext,
): ReadonlyMap<string, ShownCells> {
  if (kind === 'biff') return stream ? faintBiff(stream, names) : new Map()
  if (kind === 'xml') return faintXml(bytes, context)
  return kind === 'ods' ? faintOpenDocument(bytes, context) : faintPackage(bytes, context)
}

/** What is drawn on sheets besides pictures; the XML of Excel 2003 has no drawings. */
function drawnSheets(
  bytes: Uint8Array,
  kind: SheetKind,
  stream: Buffer | null,
  names: readonly string[],
  context: ReadContext,
): DrawnSheets {
  if (kind === 'biff') return stream ? drawnBiff(stream, names) : new Map()
  if (kind === 'xml') return new Map()
  return kind === 'ods' ? drawnOpenDocument(bytes, context) : drawnPackage(bytes, context)
}

/** Bytes that are safe to hand on, what an OpenDocument file says of hidden parts, and what is wrong with records. */
function made(
  bytes: Uint8Array,
  kind: SheetKind,
  context: ReadContext,
): {bytes: Uint8Array; hidden: Hidden | null; fault: BiffFault; stream: Buffer | null} {
  if (kind === 'biff') {
    const {safe, fault, pictures, stream} = damaged(() => biffRecords(bytes))
    if (pictures > 0) context.report('R05', {values: {what: `工作簿内有 ${pictures} 幅图片未读取`}})
    return {bytes: safe, hidden: null, fault, stream}
  }
  if (kind === 'xml') return {bytes: safeXml(bytes, context), hidden: null, fault: null, stream: null}
  return {...safePackage(bytes, context), fault: null, stream: null}
}

function reportFault(fault: BiffFault, context: ReadContext): void {
  if (fault === 'truncated')
    context.report('R04', {
      values: {what: '工作簿的数据没有正常结束，可能在下载或拷贝时被截断，后面的行可能缺失'},
    })
}

/** A library's error on a file is the file's damage. */
function damaged<T>(open: () => T): T {
  // The library writes on the console of records and names it does not know; a batch has no use for that. The call is
  // synchronous, so nobody else's words are lost.
  const {error: say} = console
  console.error = () => {}
  try {
    return open()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (/password|encrypt/i.test(message)) throw encrypted()
    throw new UnreadableError(
      'unreadable',
      '工作簿已损坏，无法读取；请重新取得该文件，或用 Excel、WPS 打开后另存。',
    )
  } finally {
    console.error = say
  }
}

function encrypted(): UnreadableError {
  return new UnreadableError('encrypted', '工作簿设有打开密码，无法读取；请取得未加密的文件后重新转换。')
}
