import {CACHE_FILE} from './folders.ts'

/** What the system says when it cannot do something, as a person says it. */
const SAID: Record<string, string> = {
  ENOSPC: '磁盘空间不足',
  EDQUOT: '磁盘配额已用完',
  EFBIG: '文件大小超过上限（例如 FAT32 格式的盘单个文件不超过 4 GB，或系统用 ulimit 作了限制）',
  EROFS: '所在磁盘是只读的',
  EACCES: '没有权限',
  EPERM: '没有权限',
  ENOTDIR: '路径中有一段不是目录',
  EEXIST: '同名的文件已存在，不是目录',
  EISDIR: '这是一个目录',
  EBUSY: '正被别的程序使用（例如在 Excel 里打开着）',
  EMFILE: '打开的文件过多',
  ENFILE: '打开的文件过多',
  EIO: '磁盘读写出错',
  ENOENT: '文件或目录不存在（可能在运行中被删除）',
}

/**
 * What LMDB gives for a write that failed: the system's number, or its sentence alone. Where a disk is full or a file may not grow
 * any more it sees a short write (EIO).
 */
const WRITING: [number: number, sentence: string, said: string][] = [
  [5, 'Input/output error', '磁盘空间不足、文件大小超过上限或磁盘读写出错'],
  [27, 'File too large', SAID.EFBIG!],
  [28, 'No space left on device', SAID.ENOSPC!],
  [122, 'Disk quota exceeded', SAID.EDQUOT!],
  [30, 'Read-only file system', SAID.EROFS!],
  [13, 'Permission denied', SAID.EACCES!],
]

/** Trouble of the surroundings, not of the program or the input: a disk is full, a folder forbidden. */
export class SurroundingsError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'SurroundingsError'
  }
}

/** The cache folder cannot be used; the message says what to do. */
export class CacheError extends SurroundingsError {
  constructor(directory: string, cause: unknown) {
    const {code, message} = cause as {code?: unknown; message: string}
    const written = WRITING.find(([number, sentence]) => number === code || message.startsWith(sentence))
    const said = typeof code === 'string' ? SAID[code] : written?.[2]
    super(
      said
        ? `缓存目录 ${directory} 不能使用：${said}。请腾出空间或改权限，或用 --cache 指定别的目录；再次运行会接着做。`
        : `缓存目录 ${directory} 已损坏或不是本程序的缓存（${message}）。请删除其中的 ${CACHE_FILE} 再运行；缓存可以重新生成。`,
    )
    this.name = 'CacheError'
  }
}

/** What a code of the system means, with the code. */
export function saidOf(code: string): string {
  return `${SAID[code] ?? '系统报告错误'}（${code}）`
}

/** DuckDB tells of a disk or a file that takes no more in a sentence of its own. */
const FULL = /(?:file|directory) "([^"]+)"[^"]*(No space left on device|Disk quota exceeded|File too large)/
const FULL_CODES: Record<string, string> = {
  'No space left on device': 'ENOSPC',
  'Disk quota exceeded': 'EDQUOT',
  'File too large': 'EFBIG',
}

/** An error of the file system as a sentence; undefined for any other error. */
export function troubleOf(error: unknown): string | undefined {
  if (error instanceof SurroundingsError) return error.message
  const {code, syscall, path, dest, message} = error as NodeJS.ErrnoException & {dest?: string}
  const full = FULL.exec(String(message))
  if (full) return trouble(full[1]!, saidOf(FULL_CODES[full[2]!]!))
  if (code === undefined || syscall === undefined) return undefined
  // Of two files it is the one written to, but for one that is not there.
  const where = code === 'ENOENT' ? path : (dest ?? path)
  return trouble(where ?? '输出目录或缓存目录里的文件', saidOf(code))
}

function trouble(where: string, what: string): string {
  return `${where} 读写失败：${what}。已有的结果没有改动；改好权限、腾出空间或换一个目录后，再运行同一命令即可。`
}
