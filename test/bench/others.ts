import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import mammoth from 'mammoth'
import type {BenchDocument} from './documents.ts'

/** mammoth's HTML of a Word document. */
export async function mammothText(bytes: Uint8Array): Promise<number> {
  return (await mammoth.convertToHtml({buffer: Buffer.from(bytes)})).value.length
}

/** Programs that convert files of their own accord, timed over all documents at once; those not installed are left out. */
export function batches(documents: BenchDocument[]): {name: string; ms: number}[] {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  const list = (['docx', 'doc'] as const).flatMap(kind => {
    mkdirSync(join(folder, kind))
    const paths = documents.map((document, i) => {
      const path = join(folder, kind, `${i}.${kind}`)
      writeFileSync(path, document[kind])
      return path
    })
    const own = [join(import.meta.dirname, '../../bin/nianbao.js'), 'run', join(folder, kind)]
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    const office = ['--headless', profile, '--convert-to', 'html', '--outdir', join(folder, 'out'), ...paths]
    return [
      timed(`nianbao, ${kind} to workbooks`, [
        process.execPath,
        ...own,
        '--out',
        join(folder, `out-${kind}`),
      ]),
      timed(`LibreOffice, ${kind} to HTML`, ['soffice', ...office]),
      ...(kind === 'docx'
        ? [timed('pandoc, docx to HTML', ...paths.map(path => ['pandoc', path, '-t', 'html']))]
        : []),
    ]
  })
  rmSync(folder, {recursive: true, force: true})
  return list.flatMap(entry => (entry ? [{name: entry.name, ms: entry.ms / documents.length}] : []))
}

function timed(name: string, ...commands: string[][]): {name: string; ms: number} | null {
  const start = performance.now()
  for (const [program = '', ...flags] of commands) {
    const {error, status} = spawnSync(program, flags, {stdio: 'ignore', timeout: 300_000})
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return null
    if (error) throw error
    if (status !== 0) throw new Error(`${name} ended with ${status}`)
  }
  return {name, ms: performance.now() - start}
}
