import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {basename} from 'node:path'
import {type CellAddress, type CellObject, read, set_cptable, utils, type WorkSheet} from 'xlsx'
import {ConfigError} from '../config.ts'
import {saidOf} from '../failure.ts'
import {quietly} from './quietly.ts'

const require = createRequire(import.meta.url)

/** A sheet a person filled in: rows of texts, with their numbers as the program they wrote it in shows them. */
export interface Sheet {
  /** Name of the file, for messages. */
  file: string
  rows: {number: number; cells: string[]}[]
  /** Cells merged into one, first and last, and formulas that no program has computed yet: what they say is not in `rows`. */
  merged?: {rows: [number, number]; columns: [number, number]}[]
  uncomputed?: {row: number; column: number}[]
}

/** A CSV in UTF-8, UTF-16 with its mark, or GB 18030 (what Excel writes in China), or the first sheet of a workbook. @throws ConfigError */
export function readSheet(path: string, sheetName?: string): Sheet {
  const sheets = readSheets(path)
  return sheets.find(({name}) => sheetName !== undefined && name === sheetName) ?? sheets[0]!
}

/** All sheets of a workbook, one at least; a CSV is one without a name. @throws ConfigError */
export function readSheets(path: string): (Sheet & {name: string})[] {
  const file = basename(path)
  const fail = (message: string): never => {
    throw new ConfigError([{file, path: '', message}])
  }
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    return fail(
      code === 'ENOENT' ? `没有 ${path} 这个文件；请核对路径` : `无法打开 ${path}：${saidOf(String(code))}`,
    )
  }
  if (/\.(?:csv|txt)$/i.test(file)) return [{file, name: '', rows: numbered(parseCsv(decode(bytes)))}]
  try {
    // Excel 95 keeps text in the code page of the machine that wrote it (936 for Chinese); loaded where a workbook is read.
    set_cptable(require('xlsx/dist/cpexcel.js'))
    // A date is a day, wherever the program runs: in local time it would be the day before in China.
    // Formulas without a result are cells, too.
    const book = quietly(() => read(bytes, {cellDates: true, UTC: true, sheetStubs: true}))
    if (book.SheetNames.length === 0) return fail('文件里没有工作表')
    return book.SheetNames.map(name => {
      const sheet = book.Sheets[name] ?? {}
      const rows = utils.sheet_to_json<unknown[]>(sheet, {
        header: 1,
        raw: true,
        defval: '',
        blankrows: true,
        UTC: true,
      })
      const {s: corner, e: end} = utils.decode_range(sheet['!ref'] ?? 'A1')
      const first = corner.r
      return {
        ...besides(sheet, corner, end),
        file,
        name,
        rows: numbered(
          rows.map(row => row.map(textOf)),
          first,
        ),
      }
    })
  } catch (error) {
    if (error instanceof ConfigError) throw error
    return fail('不是能读的 CSV 或 Excel 文件')
  }
}

/** What rows of texts do not tell of a sheet; columns are counted as in its rows. */
function besides(
  sheet: WorkSheet,
  corner: CellAddress,
  end: CellAddress,
): Pick<Sheet, 'merged' | 'uncomputed'> {
  const merged = (sheet['!merges'] ?? []).map(({s, e}): NonNullable<Sheet['merged']>[number] => ({
    rows: [s.r + 1, e.r + 1],
    columns: [s.c - corner.c, e.c - corner.c],
  }))
  const uncomputed = Object.entries(sheet).flatMap(([at, cell]: [string, CellObject]) => {
    if (at.startsWith('!') || cell.f === undefined) return []
    const isComputed = cell.t !== 'e' && cell.t !== 'z' && String(cell.v ?? '') !== ''
    if (isComputed) return []
    const {r, c} = utils.decode_cell(at)
    return r <= end.r && c <= end.c ? [{row: r + 1, column: c - corner.c}] : []
  })
  return {...(merged.length > 0 && {merged}), ...(uncomputed.length > 0 && {uncomputed})}
}

function numbered(rows: string[][], first = 0): Sheet['rows'] {
  return rows.flatMap((row, i) => {
    const cells = row.map(cell => cell.trim().replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, ''))
    return cells.some(cell => cell !== '') ? [{number: first + i + 1, cells}] : []
  })
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return String(value ?? '')
}

function decode(bytes: Buffer): string {
  // What Excel calls "Unicode text".
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    // Not UTF-8: the other encoding these files are in. Every byte sequence decodes to something in it.
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** RFC 4180, with a tab or a semicolon for a comma where the first line has no comma. */
export function parseCsv(text: string): string[][] {
  const [head = ''] = text.split(/\r?\n/, 1)
  const comma = head.includes(',') ? ',' : head.includes('\t') ? '\t' : ';'
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const endCell = () => {
    rows.at(-1)!.push(cell)
    cell = ''
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    if (quoted) {
      if (c !== '"') cell += c
      else if (text[i + 1] === '"') cell += text[i++]!
      else quoted = false
    } else if (c === '"' && cell === '') quoted = true
    else if (c === comma) endCell()
    else if (c === '\n') {
      endCell()
      rows.push([])
    } else if (c !== '\r' || text[i + 1] !== '\n') cell += c
  }
  if (cell !== '' || rows.at(-1)!.length > 0) endCell()
  return rows
}
