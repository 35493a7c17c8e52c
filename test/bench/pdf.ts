import {execFileSync} from 'node:child_process'
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {withDocument} from '../../stages/read/pdf/document.ts'
import {type Handle, type Pdfium, withPdfium} from '../../stages/read/pdf/pdfium.ts'
import {formOf} from '../stages/read/pdf/form.ts'
import {readPdf, tablesOf} from '../stages/read/pdf/reading.ts'
import {chainWork} from './chain.ts'
import {filled, rightCells, rowsOfForm, rowsOfTables} from './pdfCells.ts'

/**
 * One printed file: milliseconds a page, medians of interleaved rounds. Processor time, because a busy machine falsifies
 * the clock; the clock for pdftotext, a program of its own (null where it is not installed).
 */
interface PdfTiming {
  file: string
  pages: number
  chain: number
  /** The reader alone: bytes to tree. */
  reader: number
  bare: number
  pdfParse: number | null
  pdftotext: number | null
  /** Cells of rows that came out whole, by this reader and by pdf-parse, of all. */
  cells: {all: number; reader: number; pdfParse: number}
}

const CASES = join(import.meta.dirname, '../stages/read/pdf/cases')
/** Rounds before the clock counts: compilers want to see the code at work first. */
const WARMING = 8
/** pdf-parse takes ten times as long as all others, and its garbage is theirs: it comes at the end. */
const PDF_PARSE_ROUNDS = 3
const OBJECT_PATH = 2
const OBJECT_FORM = 5

/**
 * The whole chain beside what PDFium alone needs to give the text and the paths of the same pages, and beside two
 * converters, in the same run and turn by turn, so that the load of the machine falls on all of them alike.
 */
async function timePdf(rounds: number): Promise<PdfTiming[]> {
  const run = chainWork('年报.pdf', false)
  const timings: PdfTiming[] = []
  for (const name of readdirSync(CASES)) {
    const path = join(CASES, name, 'input.pdf')
    const bytes = new Uint8Array(readFileSync(path))
    const pages = await bareExtraction(bytes)
    const times: Record<'chain' | 'reader' | 'bare' | 'pdfParse' | 'pdftotext', number[]> = {
      chain: [],
      reader: [],
      bare: [],
      pdfParse: [],
      pdftotext: [],
    }
    for (let round = -WARMING; round < rounds; round++) {
      const take = async (kind: keyof typeof times, work: () => unknown) => {
        const clock = performance.now()
        const processor = process.cpuUsage()
        if ((await work()) === null || round < 0) return
        const {user, system} = process.cpuUsage(processor)
        const spent = kind === 'pdftotext' ? performance.now() - clock : (user + system) / 1000
        times[kind].push(spent / pages)
      }
      await take('bare', () => bareExtraction(bytes))
      await take('reader', () => readPdf(bytes))
      await take('chain', () => run(bytes))
      await take('pdftotext', () => pdftotext(path))
      if (round >= rounds - PDF_PARSE_ROUNDS) await take('pdfParse', () => pdfParse(bytes))
    }
    timings.push({
      file: name,
      pages,
      chain: middle(times.chain)!,
      reader: middle(times.reader)!,
      bare: middle(times.bare)!,
      pdfParse: middle(times.pdfParse),
      pdftotext: middle(times.pdftotext),
      cells: await cellsRight(join(CASES, name), bytes),
    })
  }
  return timings
}

/** The timings as lines of a table, in brackets times the bare work. */
export async function pdfTable(rounds: number): Promise<string[]> {
  const ms = (value: number | null, bare?: number) => {
    if (value === null) return ''
    return bare === undefined ? value.toFixed(1) : `${value.toFixed(1)} (${(value / bare).toFixed(1)})`
  }
  const head = ['file', 'pages', 'bare', 'reader', 'whole chain', 'pdf-parse', 'pdftotext -layout']
  const counts = ['cells right', 'pdf-parse right', 'cells']
  const lines = [[...head, ...counts], [...head, ...counts].map(() => '---')]
  const timings = await timePdf(rounds)
  for (const {file, pages, bare, reader, chain, pdfParse: other, pdftotext: text, cells} of timings) {
    const times = [ms(bare), ms(reader, bare), ms(chain, bare), ms(other), ms(text)]
    lines.push([file, `${pages}`, ...times, `${cells.reader}`, `${cells.pdfParse}`, `${cells.all}`])
  }
  const pages = timings.reduce((sum, one) => sum + one.pages, 0)
  const [bare, reader, chain] = (['bare', 'reader', 'chain'] as const).map(
    kind => timings.reduce((sum, one) => sum + one[kind] * one.pages, 0) / pages,
  ) as [number, number, number]
  lines.push(['all pages', `${pages}`, ms(bare), ms(reader, bare), ms(chain, bare), '', '', '', '', ''])
  return lines.map(cells => `| ${cells.join(' | ')} |`)
}

/** Every character with its box and every path with its points: what no reader of tables can do without. Gives pages. */
export function bareExtraction(bytes: Uint8Array): Promise<number> {
  return withPdfium(pdfium =>
    withDocument(pdfium, bytes, document => {
      const pages = pdfium.call.FPDF_GetPageCount(document)
      for (let index = 0; index < pages; index++) extractPage(pdfium, document, index)
      return pages
    }),
  )
}

function extractPage(pdfium: Pdfium, document: Handle, index: number): void {
  const {call, scratch} = pdfium
  const page = call.FPDF_LoadPage(document, index)
  const text = call.FPDFText_LoadPage(page)
  const count = call.FPDFText_CountChars(text)
  for (let i = 0; i < count; i++) {
    call.FPDFText_GetUnicode(text, i)
    call.FPDFText_GetLooseCharBox(text, i, scratch)
  }
  const objects = call.FPDFPage_CountObjects(page)
  for (let i = 0; i < objects; i++) extractPath(pdfium, call.FPDFPage_GetObject(page, i))
  call.FPDFText_ClosePage(text)
  call.FPDF_ClosePage(page)
}

function extractPath(pdfium: Pdfium, object: Handle): void {
  const {call, scratch} = pdfium
  const type = call.FPDFPageObj_GetType(object)
  if (type === OBJECT_FORM) {
    const count = call.FPDFFormObj_CountObjects(object)
    for (let i = 0; i < count; i++) extractPath(pdfium, call.FPDFFormObj_GetObject(object, i))
  }
  if (type !== OBJECT_PATH) return
  call.FPDFPageObj_GetMatrix(object, scratch)
  const segments = call.FPDFPath_CountSegments(object)
  for (let i = 0; i < segments; i++) {
    const segment = call.FPDFPath_GetPathSegment(object, i)
    call.FPDFPathSegment_GetType(segment)
    call.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4)
  }
}

function pdftotext(path: string): string | null {
  try {
    return execFileSync('pdftotext', ['-layout', path, '-'], {encoding: 'utf8'})
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function cellsRight(folder: string, bytes: Uint8Array): Promise<PdfTiming['cells']> {
  const {format, seed} = JSON.parse(readFileSync(join(folder, 'form.json'), 'utf8'))
  const printed = rowsOfForm(formOf(format, seed))
  const own = rightCells(printed, rowsOfTables(tablesOf((await readPdf(bytes)).root.children)))
  const tables = (await pdfParse(bytes)).pages.flatMap(page => page.tables)
  const others = rightCells(
    printed,
    tables.flatMap(table => table.map(filled)),
  )
  return {all: own.all, reader: own.right, pdfParse: others.right}
}

async function pdfParse(bytes: Uint8Array) {
  const {PDFParse} = await import('pdf-parse')
  const parser = new PDFParse({data: bytes.slice()})
  try {
    return await parser.getTable()
  } finally {
    await parser.destroy()
  }
}

function middle(values: readonly number[]): number | null {
  return values.length === 0 ? null : [...values].sort((a, b) => a - b)[values.length >> 1]!
}
