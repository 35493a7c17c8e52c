import {createHash} from 'node:crypto'
import {type Dirent, readdirSync, readFileSync, realpathSync, statSync} from 'node:fs'
import {basename, join, resolve} from 'node:path'

/** An input file found, not yet read. */
export interface Collected {
  /** Name in the outputs: relative to its input root, / between parts. */
  file: string
  /** Absolute path: where it is opened and how the last run over it is found. */
  location: string
  size: number
}

/** An input that could not even be listed or opened. */
export interface Uncollected {
  file: string
  detail: string
}

export interface Collection {
  files: Collected[]
  failed: Uncollected[]
}

/**
 * Lists files and folders in a fixed order (by name, code unit by code unit) whatever the file system says. A file
 * named twice is listed once; links to folders are followed once. With several inputs each folder's files carry the
 * folder's name in front, so that names stay different.
 */
export function collect(inputs: string[]): Collection {
  const files = new Map<string, Collected>()
  const failed: Uncollected[] = []
  const visited = new Set<string>()

  function enter(path: string, name: string): void {
    try {
      const real = realpathSync(path)
      const stat = statSync(real)
      if (stat.isDirectory()) {
        if (visited.has(real)) return
        visited.add(real)
        for (const entry of listing(real))
          enter(join(real, entry.name), name ? `${name}/${entry.name}` : entry.name)
      } else if (stat.isFile()) {
        if (!files.has(real)) files.set(real, {file: name || basename(real), location: real, size: stat.size})
      } else {
        failed.push({file: name || path, detail: '不是普通文件（设备、管道或套接字），未读取。'})
      }
    } catch (error) {
      failed.push({
        file: name || path,
        detail: `打不开：${(error as NodeJS.ErrnoException).code ?? String(error)}。`,
      })
    }
  }

  const several = inputs.length > 1
  for (const input of inputs) {
    const path = resolve(input)
    enter(path, several && isFolder(path) ? basename(path) : '')
  }
  return {files: distinct([...files.values()]).sort(byFile), failed: failed.sort(byFile)}
}

/** Reads a collected file and names its content. @throws the file system's error when it has gone or is forbidden. */
export function load(location: string): {bytes: Uint8Array; sha256: string} {
  const bytes = readFileSync(location)
  return {bytes, sha256: createHash('sha256').update(bytes).digest('hex')}
}

function listing(folder: string): Dirent[] {
  return readdirSync(folder, {withFileTypes: true}).sort((a, b) => (a.name < b.name ? -1 : 1))
}

function isFolder(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false
}

/** Two inputs may hold equal names (两个 a/年报.doc): later ones get a counter, so that no name stands for two files. */
function distinct(files: Collected[]): Collected[] {
  const seen = new Map<string, number>()
  return files.map(item => {
    const count = (seen.get(item.file) ?? 0) + 1
    seen.set(item.file, count)
    return count === 1 ? item : {...item, file: `${item.file}#${count}`}
  })
}

function byFile(a: {file: string}, b: {file: string}): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0
}
