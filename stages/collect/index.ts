import {existsSync, realpathSync} from 'node:fs'
import {basename, resolve} from 'node:path'
import type {Config} from '../../pipeline/config.ts'
import type {Collection, Gathering} from './collection.ts'
import {collectSettings} from './settings.ts'
import {spillInto} from './unpack.ts'
import {isFolder, takePath} from './walk.ts'

export {load} from './extent.ts'
export {collectSchema} from './settings.ts'

/**
 * Lists files, folders and the members of archives in a fixed order (by name, code unit by code unit) whatever the file
 * system says. A file reached twice is listed once; links to folders are followed once. With several inputs each
 * folder's files carry the folder's name in front, so that names stay different. Whatever is not in `files` is in `left`.
 * @param spill folder for archives that have to be unpacked to be read (tar.gz, archives in archives); to be kept as long
 * as the files are loaded, and removed by the caller
 * @param own folders of the run itself that may lie among the inputs; they are left out, and said to be
 * @param outputs names under which runs publish: what an earlier one left in a folder of the inputs is left out too
 */
export async function collect(
  inputs: string[],
  config: Config,
  spill: string,
  own: OwnFolder[] = [],
  outputs: readonly string[] = [],
): Promise<Collection> {
  const to: Gathering = {
    files: [],
    left: [],
    settings: collectSettings(config),
    spill: spillInto(spill),
    own: ownPaths(own),
    outputs,
  }
  const seen = new Map<string, string>()
  const several = inputs.length > 1
  for (const input of inputs) {
    const path = resolve(input)
    await takePath(to, seen, Buffer.from(path), several && isFolder(path) ? basename(path) : '')
  }
  return {files: distinct(to.files).sort(byFile), left: to.left.sort(byFile)}
}

/** A folder of the run itself, and what it is, in a Chinese clause. */
export interface OwnFolder {
  path: string
  what: string
}

function ownPaths(own: OwnFolder[]): Map<string, string> {
  const there = own.filter(({path}) => existsSync(path))
  return new Map(there.map(({path, what}) => [realpathSync.native(path, 'buffer').toString('latin1'), what]))
}

/**
 * Two inputs may hold equal names (two a/年报.doc): later ones get a counter, so that no name stands for two files. A name
 * that a file of its own has (年报#2.doc) is no other's.
 */
function distinct<T extends {file: string}>(files: T[]): T[] {
  const taken = new Set(files.map(({file}) => file))
  const counts = new Map<string, number>()
  return files.map(item => {
    let count = counts.get(item.file) ?? 0
    let {file} = item
    do if (++count > 1) file = numbered(item.file, count)
    while (count > 1 && taken.has(file))
    counts.set(item.file, count)
    taken.add(file)
    return count === 1 ? item : {...item, file}
  })
}

function numbered(file: string, count: number): string {
  return file.replace(/(\.[^./]{1,8})?$/, `#${count}$1`)
}

function byFile(a: {file: string}, b: {file: string}): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0
}
