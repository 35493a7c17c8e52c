import {accessSync, constants, existsSync, mkdirSync} from 'node:fs'
import {dirname, resolve} from 'node:path'

/**
 * Makes a folder with those above it, and makes sure that it can be written to. One by one: the recursive mkdir of Node
 * calls a read-only disk a missing folder, and for some file systems does not return.
 * @throws the file system's error
 */
export function makeFolder(path: string): void {
  const missing: string[] = []
  for (let folder = resolve(path); !existsSync(folder); folder = dirname(folder)) missing.push(folder)
  for (const folder of missing.reverse()) if (!existsSync(folder)) mkdirSync(folder)
  accessSync(path, constants.W_OK | constants.X_OK)
}

/**
 * The cache's file in its folder. The number is that of the layout of what is kept: a program with another layout leaves
 * this file alone and begins its own.
 */
export const CACHE_FILE = 'cache-3.mdb'
