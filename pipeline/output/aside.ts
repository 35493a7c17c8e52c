import {closeSync, mkdirSync, openSync, renameSync, rmSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {SurroundingsError} from '../failure.ts'
import {ownPath} from './leftovers.ts'

/**
 * Lets `write` write files aside and puts them in place by their names: each appears whole or not at all, and nothing
 * appears when one of them fails. Other files in the folder are left alone. What a killed run left aside is removed.
 * @param write writes into the folder it is given and returns the names of its outputs; one that is not there this time has
 *   nothing to hold, and what stood under its name goes
 * @throws SurroundingsError before anything is put in place, where a file stands in the way
 */
export async function writeAside(
  directory: string,
  write: (aside: string) => Promise<string[]>,
): Promise<string[]> {
  const aside = ownPath(directory, '.publishing-')
  mkdirSync(aside, {recursive: true})
  try {
    const names = await write(aside)
    for (const name of names) mustBeReplaceable(join(aside, name), join(directory, name))
    for (const name of names) putInPlace(join(aside, name), join(directory, name))
    return names
  } finally {
    rmSync(aside, {recursive: true, force: true})
  }
}

/**
 * Outputs belong together: one that cannot be put in place is found before the first of them is. A folder may stand under the
 * name of a file; on Windows a file that Excel has open cannot be replaced.
 */
function mustBeReplaceable(from: string, to: string): void {
  const standing = statSync(to, {throwIfNoEntry: false})
  if (!standing) return
  if (standing.isDirectory()) {
    if (statSync(from, {throwIfNoEntry: false})?.isDirectory() === false)
      throw blocked(to, '这个名称下是一个目录')
  } else if (process.platform === 'win32' && isHeld(to)) {
    throw blocked(to, '文件正被别的程序（例如 Excel）打开')
  }
}

/** Whether another program keeps a file from being written. */
function isHeld(path: string): boolean {
  try {
    closeSync(openSync(path, 'r+'))
    return false
  } catch (error) {
    const {code = ''} = error as NodeJS.ErrnoException
    if (['EBUSY', 'EPERM', 'EACCES'].includes(code)) return true
    throw error
  }
}

function blocked(path: string, what: string): SurroundingsError {
  return new SurroundingsError(
    `${path} 不能写入：${what}。已有的结果没有改动；请关闭或移走它，再运行同一命令。`,
  )
}

/** A file replaces a file at once; a folder cannot replace one that holds files. */
function putInPlace(from: string, to: string): void {
  const stat = statSync(from, {throwIfNoEntry: false})
  if (!stat || stat.isDirectory()) rmSync(to, {recursive: true, force: true})
  if (!stat) return
  renameSync(from, to)
}
