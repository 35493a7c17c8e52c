import {existsSync, readdirSync, rmSync} from 'node:fs'
import {hostname} from 'node:os'
import {join} from 'node:path'

/**
 * A path in `parent` that this process alone uses: its name ends in the machine and the process. What processes of this
 * machine left under such names when they were killed is removed.
 */
export function ownPath(parent: string, prefix = ''): string {
  for (const name of existsSync(parent) ? readdirSync(parent) : []) {
    const [, host, pid] = (name.startsWith(prefix) && /^(.*)-(\d+)$/.exec(name.slice(prefix.length))) || []
    if (host === hostname() && !isRunning(Number(pid))) rmSync(join(parent, name), {recursive: true})
  }
  return join(parent, `${prefix}${hostname()}-${process.pid}`)
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
