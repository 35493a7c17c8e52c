import {realpathSync} from 'node:fs'
import {createServer, type Server} from 'node:net'
import {hashText} from '../cache/key.ts'
import {SurroundingsError} from '../failure.ts'

/**
 * Keeps other runs on this machine out of a folder until `close` or the end of the process, however it ends: the lock is a
 * name the system takes back by itself, so that none is left behind. Where only sockets in files exist (macOS) nothing is
 * locked: a file would be left.
 * @throws SurroundingsError when another run holds it
 */
export async function lockFolder(directory: string): Promise<{close(): void}> {
  const path = nameOf(`nianbao-${hashText(realpathSync(directory))}`)
  if (path === null) return {close() {}}
  const server = createServer().unref()
  try {
    await listen(server, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new SurroundingsError(
      `另一次运行正在写输出目录 ${directory}；请等它结束，或用 --out 指定别的目录。`,
    )
  }
  return {close: () => void server.close()}
}

/** A name of an abstract socket (Linux) or of a pipe (Windows). */
function nameOf(name: string): string | null {
  if (process.platform === 'linux') return `\0${name}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : null
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
}
