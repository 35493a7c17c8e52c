import {execFileSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Scan} from '../generate/scan/index.ts'

/** What whole-page recognition made of a scan: figures of the tables, how many stand in rows that came out whole, seconds by the clock. */
export interface WholePages {
  cells: number
  right: number
  seconds: number
}

/** First line of what the program says of itself; null where it is not installed. */
export function tesseractVersion(): string | null {
  try {
    return execFileSync('tesseract', ['--version'], {stdio: ['ignore', 'pipe', 'ignore']})
      .toString()
      .split('\n')[0]!
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/**
 * Reads the pages of a scan as tesseract does without being told of tables: one column of text (`--psm 4`, which keeps the cells of a row in
 * one line), simplified Chinese, one thread. A row is whole where a line ends with its figures in their order; no line counts twice, labels are
 * not asked for.
 */
export function wholePages({document, sheets}: Scan): WholePages {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  const started = performance.now()
  try {
    const lines = sheets.flatMap(({jpeg, dpi}, i) => {
      const file = join(folder, `${i}.jpg`)
      writeFileSync(file, jpeg)
      const arguments_ = [file, 'stdout', '-l', 'chi_sim', '--psm', '4', '--dpi', String(dpi)]
      const env = {...process.env, OMP_THREAD_LIMIT: '1'}
      return execFileSync('tesseract', arguments_, {stdio: ['ignore', 'pipe', 'ignore'], env})
        .toString()
        .split('\n')
    })
    const seconds = (performance.now() - started) / 1000
    return {...rowsFound(document, lines.map(numbersIn)), seconds}
  } finally {
    rmSync(folder, {recursive: true})
  }
}

function rowsFound({items}: Scan['document'], lines: string[][]): Omit<WholePages, 'seconds'> {
  const found = {cells: 0, right: 0}
  for (const table of items) {
    if (table.type !== 'table') continue
    for (let row = 0; row < table.rows; row++) {
      const cells = table.cells.filter(cell => cell.row === row && cell.role === 'figure')
      const figures = cells.flatMap(({text}) => numbersIn(text))
      if (figures.length === 0) continue
      found.cells += figures.length
      const at = lines.findIndex(line => line.slice(-figures.length).join(' ') === figures.join(' '))
      if (at < 0) continue
      found.right += figures.length
      lines.splice(at, 1)
    }
  }
  return found
}

function numbersIn(text: string): string[] {
  return [...text.matchAll(/\d+(?:[.,]\d+)*/g)].map(([digits]) => digits.replaceAll(',', ''))
}
