import {createHash} from 'node:crypto'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join, relative} from 'node:path'

/** Where the program lies that works out results; package.json names the versions of the packages it uses. */
const PARTS = ['pipeline', 'stages', 'package.json', 'package-lock.json']

/** Hash of the program as it stands, its sources and the version of Node: another program may publish other bytes. */
export function programHash(home: string): string {
  const hash = createHash('sha256').update(JSON.stringify(process.versions))
  for (const path of PARTS.flatMap(part => filesOf(join(home, part)))) {
    hash.update(`\n${relative(home, path)}\n`).update(readFileSync(path))
  }
  return hash.digest('hex')
}

/** Packages below a part are named by the lock beside them: models of hundreds of megabytes are not read each run. */
function filesOf(path: string): string[] {
  if (!existsSync(path)) return []
  try {
    return readdirSync(path)
      .filter(name => name !== 'node_modules')
      .sort()
      .flatMap(name => filesOf(join(path, name)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTDIR') throw error
    return [path]
  }
}
