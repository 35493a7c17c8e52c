import {createHash} from 'node:crypto'
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
} from 'node:fs'
import {dirname, join, relative, resolve} from 'node:path'
import {packJson} from '../cache/packing.ts'
import type {Cache} from '../cache/store.ts'
import type {Tally} from '../operator/summary.ts'
import {writeAside} from './aside.ts'

/** What a run published, and where: the same fingerprint stands for the same bytes. */
export interface Published {
  /** Hash of all that what is published depends on: program, configuration, and what came of every input. */
  fingerprint: string
  directory: string
  /** Files and folders of the outputs by their names in the folder. */
  names: string[]
  files: PublishedFile[]
  tally: Tally
}

interface PublishedFile {
  name: string
  sha256: string
  /** Size, times and inode: the same stamp stands for the same bytes. */
  stamp: string
}

/** Runs that are remembered, newest first. */
const REMEMBERED = 8

/**
 * What `directory` holds already, when it is to the byte what this run would publish. Outputs of the same fingerprint that
 * lie in another folder are copied here. Null when all has to be written anew.
 * @param rehash compares contents also where the file system says that nothing was changed
 */
export async function standing(
  cache: Cache,
  fingerprint: string,
  directory: string,
  rehash: boolean,
): Promise<Published | null> {
  const same = remembered(cache).filter(one => one.fingerprint === fingerprint)
  const here = same.find(one => one.directory === resolve(directory))
  if (here && stands(here, rehash)) return here
  const other = same.find(one => one !== here && stands(one, rehash))
  if (!other) return null
  const {names, files, tally} = other
  let right = true
  const copied = await writeAside(directory, async aside => {
    for (const {name, sha256} of files) {
      mkdirSync(dirname(join(aside, name)), {recursive: true})
      copyFileSync(join(other.directory, name), join(aside, name), constants.COPYFILE_FICLONE)
      right &&= hashOf(join(aside, name)) === sha256
    }
    return right ? names : []
  })
  return copied.length > 0 ? remember(cache, fingerprint, directory, names, tally) : null
}

/** Whether the cache knows of outputs that a run published into a folder. */
export function publishedHere(cache: Cache, directory: string): boolean {
  return remembered(cache).some(one => one.directory === resolve(directory))
}

/** Whether a published file was changed since: people fill some of them in. False where nothing is known of it. */
export function wasEdited(cache: Cache, directory: string, name: string): boolean {
  const path = join(directory, name)
  if (!existsSync(path)) return false
  const known = remembered(cache).find(one => one.directory === resolve(directory))
  const file = known?.files.find(one => one.name === name)
  return file !== undefined && stampOf(path) !== file.stamp && hashOf(path) !== file.sha256
}

/** Notes what a run has just published. */
export function remember(
  cache: Cache,
  fingerprint: string,
  directory: string,
  names: string[],
  tally: Tally,
): Published {
  const files = filesIn(directory, names).map(name => {
    const path = join(directory, name)
    return {name, sha256: hashOf(path), stamp: stampOf(path)}
  })
  const published = {fingerprint, directory: resolve(directory), names, files, tally}
  const others = remembered(cache).filter(one => one.directory !== published.directory)
  const all = [published, ...others].slice(0, REMEMBERED)
  cache.write([{shelf: 'runs', key: 'published', bytes: packJson(all)}])
  return published
}

function remembered(cache: Cache): Published[] {
  return (cache.get('runs', 'published') as Published[] | undefined) ?? []
}

function stands({directory, names, files}: Published, rehash: boolean): boolean {
  const found = filesIn(directory, names)
  if (found.length !== files.length) return false
  return files.every(({name, sha256, stamp}, i) => {
    const path = join(directory, name)
    return found[i] === name && ((!rehash && stampOf(path) === stamp) || hashOf(path) === sha256)
  })
}

/** The files of outputs in a fixed order, those in folders included; outputs that are not there have none. */
function filesIn(directory: string, names: string[]): string[] {
  return names.flatMap(name => {
    const path = join(directory, name)
    const stat = statSync(path, {throwIfNoEntry: false})
    if (!stat) return []
    if (!stat.isDirectory()) return [name]
    return readdirSync(path, {recursive: true, withFileTypes: true})
      .filter(entry => !entry.isDirectory())
      .map(entry => relative(directory, join(entry.parentPath, entry.name)))
      .sort()
  })
}

function stampOf(path: string): string {
  const {size, mtimeNs, ctimeNs, ino, dev} = statSync(path, {bigint: true})
  return [size, mtimeNs, ctimeNs, ino, dev].join(' ')
}

function hashOf(path: string): string {
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(1 << 20)
  const file = openSync(path, 'r')
  try {
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) {
      hash.update(buffer.subarray(0, read))
    }
  } finally {
    closeSync(file)
  }
  return hash.digest('hex')
}
