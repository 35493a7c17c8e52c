import {mkdirSync, renameSync, rmSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {ownPath} from './leftovers.ts'

/**
 * Lets `write` write files aside and puts them in place by their names: each appears whole or not at all, and nothing
 * appears when one of them fails. Other files in the folder are left alone. What a killed run left aside is removed.
 * @param write writes into the folder it is given and returns the names of its outputs; one that is not there this time has
 *   nothing to hold, and what stood under its name goes
 */
export async function writeAside(
  directory: string,
  write: (aside: string) => Promise<string[]>,
): Promise<string[]> {
  const aside = ownPath(directory, '.publishing-')
  mkdirSync(aside, {recursive: true})
  try {
    const names = await write(aside)
    for (const name of names) putInPlace(join(aside, name), join(directory, name))
    return names
  } finally {
    rmSync(aside, {recursive: true, force: true})
  }
}

/** A file replaces a file at once; a folder cannot replace one that holds files. */
function putInPlace(from: string, to: string): void {
  const stat = statSync(from, {throwIfNoEntry: false})
  if (!stat || stat.isDirectory()) rmSync(to, {recursive: true, force: true})
  if (!stat) return
  renameSync(from, to)
}
