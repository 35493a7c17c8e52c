import {execFile} from 'node:child_process'
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {printWithBrowser} from './browser.ts'

const run = promisify(execFile)

/** A program that prints HTML as PDF. */
export type Printer = 'chromium' | 'soffice'

/** Prints many pages with one start of the program; in the order given. */
export async function printAll(pages: readonly string[], printer: Printer): Promise<Uint8Array[]> {
  if (printer === 'chromium') return printWithBrowser(pages)
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-print-'))
  try {
    const sources = pages.map((_, i) => join(folder, `${i}.html`))
    await Promise.all(sources.map((source, i) => writeFile(source, pages[i]!)))
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    const flags = [profile, '--headless', '--writer', '--convert-to', 'pdf', '--outdir', folder]
    await run('soffice', [...flags, ...sources], {timeout: 120_000 + 5_000 * pages.length})
    return await Promise.all(
      pages.map(async (_, i) => new Uint8Array(await readFile(join(folder, `${i}.pdf`)))),
    )
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
}

/** Prints HTML as a browser or an office suite does; null where the program is not installed. */
export async function printPdf(html: string, printer: Printer): Promise<Uint8Array | null> {
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-print-'))
  try {
    const source = join(folder, 'page.html')
    const target = join(folder, 'page.pdf')
    await writeFile(source, html)
    if (printer === 'chromium') {
      const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer']
      await run('chromium', [...flags, `--print-to-pdf=${target}`, source], {timeout: 120_000})
    } else {
      const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
      const flags = [profile, '--headless', '--writer', '--convert-to', 'pdf', '--outdir', folder]
      await run('soffice', [...flags, source], {timeout: 120_000})
    }
    return new Uint8Array(await readFile(target))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
}
