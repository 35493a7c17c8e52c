import {spawn} from 'node:child_process'
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {piecesOf} from './html.ts'
import {type SecondReader, SecondReadingError} from './reader.ts'

/** LibreOffice turns Word 97–2003 documents and RTF into HTML. It runs with a profile of its own and is ended in time. */
export const office: SecondReader = {
  program: 'LibreOffice',
  version: '1',
  of: ['doc', 'rtf'],
  needsOffice: true,
  async read(bytes, {office, seconds}) {
    if (office === null) throw new Error('verify: no office suite')
    const folder = await mkdtemp(join(tmpdir(), 'nianbao-verify-'))
    try {
      const source = join(folder, 'report.doc')
      await writeFile(source, bytes)
      const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
      const flags = [
        '--headless',
        '--norestore',
        '--writer',
        '--convert-to',
        'html:HTML (StarWriter):EmbedImages',
      ]
      await run(office, [profile, ...flags, '--outdir', folder, source], seconds)
      return piecesOf(await readFile(join(folder, 'report.html'), 'utf8'))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT')
        throw new SecondReadingError('转换后没有得到结果')
      throw error
    } finally {
      await rm(folder, {recursive: true, force: true, maxRetries: 3})
    }
  },
}

/** Runs a program to its end; it and what it started are ended after the time given. */
function run(program: string, flags: string[], seconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, flags, {stdio: 'ignore', detached: true})
    const timer = setTimeout(() => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      reject(new SecondReadingError(`超过 ${seconds} 秒没有读完`, true))
    }, seconds * 1000)
    child.once('error', () => {
      clearTimeout(timer)
      reject(new SecondReadingError('无法启动', true))
    })
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      // Its launcher tells of a signal by its number above 128.
      if (signal === null && (code ?? 0) <= 128) resolve()
      else reject(new SecondReadingError('没有读完就被系统中止', true))
    })
  })
}
