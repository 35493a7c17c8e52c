import {type BigIntStats, readdirSync, realpathSync, statSync} from 'node:fs'
import {takeFile} from './archive.ts'
import {type Gathering, leave, lose} from './collection.ts'
import {holdsOutputs} from './earlier.ts'
import {decodeName, printable} from './names.ts'
import {refusalFindings, skipOf} from './refusal.ts'
import {isSystemFile} from './settings.ts'

/** What the file system says of a path that cannot be read. */
const TROUBLE: Record<string, string> = {
  EACCES: '没有读取权限',
  EPERM: '没有读取权限',
  ENOENT: '文件不存在，或链接指向的文件不存在',
  ELOOP: '链接互相指向，成了环',
  ENAMETOOLONG: '路径过长',
}

/**
 * Takes in a file, or a folder with everything below it. Names on disk are bytes: what is not UTF-8 was unpacked from an
 * old archive and is shown as GB 18030. Trouble of the file system is a finding and a skip.
 * @param seen by real path, the name under which it was taken
 * @param name name in the outputs; empty for an input itself
 */
export async function takePath(
  to: Gathering,
  seen: Map<string, string>,
  path: Buffer,
  name: string,
): Promise<void> {
  const shown = name || lastPart(path)
  try {
    const real = realpathSync.native(path, 'buffer')
    const key = real.toString('latin1')
    const stat = statSync(real, {bigint: true})
    const own = to.own.get(key)
    if (own !== undefined && name !== '') return leave(to, shown, 'notReport', `${own}，未读取。`)
    const before = seen.get(key)
    if (before !== undefined) {
      if (before !== shown)
        leave(to, shown, 'notReport', `与 ${before || '输入目录'} 是同一个文件或目录，已在那里读取。`)
      return
    }
    seen.set(key, shown)
    if (stat.isDirectory()) {
      const published = holdsOutputs(real) ? to.outputs : []
      for (const child of children(real)) {
        const below = name ? `${name}/${child.name}` : child.name
        if (published.includes(child.name)) leave(to, below, 'notReport', '以前某次运行写出的结果，未读取。')
        else await takePath(to, seen, child.path, below)
      }
    } else await takeEntry(to, real, stat, shown)
  } catch (error) {
    const {code, syscall} = error as NodeJS.ErrnoException
    if (code === undefined || syscall === undefined) throw error
    lose(to, shown, `${shown} ${TROUBLE[code] ?? '打不开'}（${code}）`)
  }
}

async function takeEntry(to: Gathering, real: Buffer, stat: BigIntStats, file: string): Promise<void> {
  if (!stat.isFile()) return leave(to, file, 'unsupported', '不是普通文件（设备、管道或套接字），未读取。')
  if (isSystemFile(to.settings, file)) return leave(to, file, 'notReport', '系统文件。')
  const extent = {path: real, offset: 0, packed: null, deflated: false, size: null, crc: null}
  const item = {file, location: readable(real), size: Number(stat.size), extent, stamp: stampOf(stat)}
  const refusal = await takeFile(to, item, null)
  if (!refusal) return
  const findings = refusalFindings(to.settings.rules, new Map([[refusal, [file]]]))
  to.left.push({file, findings, skipped: [skipOf(file, refusal)]})
}

/** A file changed within this time may change again without its times showing it: some disks count in two seconds. */
const SETTLED_NS = 3_000_000_000n

/** Size, times and inode: a file that is changed or replaced has another stamp, whoever sets its modification time. */
function stampOf({size, mtimeNs, ctimeNs, ino, dev}: BigIntStats): string | null {
  const changed = ctimeNs > mtimeNs ? ctimeNs : mtimeNs
  if (BigInt(Date.now()) * 1_000_000n - changed < SETTLED_NS) return null
  return [size, mtimeNs, ctimeNs, ino, dev].join(' ')
}

function children(folder: Buffer): {path: Buffer; name: string}[] {
  return readdirSync(folder, {encoding: 'buffer'})
    .map(bytes => ({
      path: Buffer.concat([folder, Buffer.from('/'), bytes]),
      name: printable(decodeName(bytes)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : Buffer.compare(a.path, b.path)))
}

/** A path as text, each part decoded by itself. */
function readable(path: Buffer): string {
  const parts: string[] = []
  for (let at = 0; at <= path.length; ) {
    const slash = path.indexOf(0x2f, at)
    const end = slash < 0 ? path.length : slash
    parts.push(decodeName(path.subarray(at, end)))
    at = end + 1
  }
  return parts.join('/')
}

function lastPart(path: Buffer): string {
  return printable(decodeName(path.subarray(path.lastIndexOf(0x2f) + 1)))
}

/** Whether a folder is there; a link to one counts. */
export function isFolder(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false
}
