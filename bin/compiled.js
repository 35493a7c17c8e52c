// The program's sources joined into a few files, types taken out: half of what a short run takes would go into loading five
// hundred modules one by one in every thread. Kept by the content of the sources, so that it is never older than they are
// (docs/decisions/0001-run-from-source.md).
import {createHash} from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {join, relative} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'

const HOME = fileURLToPath(new URL('..', import.meta.url))
const KEPT = join(HOME, 'node_modules/.cache/nianbao')
/** Tells the threads and processes of a run which form it runs in: another may be made while it lasts. */
const CHOSEN = 'NIANBAO_COMPILED'
/** Modules that are imported by name: where a thread or process begins, and the stages. */
const ENTRIES = [
  'pipeline/main.ts',
  'pipeline/commands/reportsThread.ts',
  'pipeline/workers/serve.ts',
  'pipeline/workers/single.ts',
  'pipeline/workers/worker.ts',
  'stages/chain.ts',
]
/** Age after which a form that no run began with is removed, milliseconds: longer than any run lasts. */
const FORGOTTEN = 30 * 24 * 3600 * 1000
/** What a folder says that cannot be written to: then the sources are loaded one by one. */
const UNWRITABLE = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'ENOENT']

/** Imports a module of the program, as `chooseForm` found it: joined with the others, or from its source. @param url of the source */
export async function load(url) {
  const joined = joinedOf(url)
  if (joined !== null && existsSync(fileURLToPath(joined))) {
    process.setSourceMapsEnabled(true)
    return await import(joined)
  }
  await import('./typescript.js')
  return await import(url)
}

/** Where a module lies in the form this run was begun with; null where it runs from its sources. */
function joinedOf(url) {
  const folder = process.env[CHOSEN]
  if (!folder) return null
  return pathToFileURL(join(folder, relative(HOME, fileURLToPath(url)).replace(/\.ts$/, '.js'))).href
}

/** Makes sure that the joined form of the sources as they stand is there, for all threads and processes of this run. */
export async function chooseForm() {
  const packages = ['package.json', 'package-lock.json']
    .map(name => join(HOME, name))
    .filter(path => existsSync(path))
  const sources = [...packages, ...['pipeline', 'stages'].flatMap(name => sourcesIn(join(HOME, name)))]
  const hash = createHash('sha256')
    .update(HOME)
    .update(readFileSync(new URL(import.meta.url)))
  for (const path of sources) hash.update(`\n${relative(HOME, path)}\n`).update(readFileSync(path))
  const folder = join(KEPT, hash.digest('hex').slice(0, 32))
  delete process.env[CHOSEN]
  try {
    if (!existsSync(folder)) await make(folder)
    process.env[CHOSEN] = folder
    utimesSync(folder, new Date(), new Date())
  } catch (error) {
    // Sources with a mistake have no joined form either; loaded one by one they say what is wrong.
    if (!UNWRITABLE.includes(error.code) && !Array.isArray(error.errors)) throw error
  }
}

function sourcesIn(folder) {
  return readdirSync(folder, {withFileTypes: true})
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesIn(path)
      return entry.name.endsWith('.ts') ? [path] : []
    })
}

async function make(folder) {
  const {build} = await import('esbuild')
  mkdirSync(KEPT, {recursive: true})
  for (const name of readdirSync(KEPT)) {
    const path = join(KEPT, name)
    if (Date.now() - statSync(path).mtimeMs > FORGOTTEN) rmSync(path, {recursive: true, force: true})
  }
  const aside = `${folder}.${process.pid}`
  try {
    await build({
      entryPoints: ENTRIES.map(name => join(HOME, name)),
      outbase: HOME,
      outdir: aside,
      bundle: true,
      splitting: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'es2023',
      charset: 'utf8',
      sourcemap: 'linked',
      sourcesContent: false,
      logLevel: 'silent',
      plugins: [inPlace],
    })
    renameSync(aside, folder)
  } catch (error) {
    // Another run was faster.
    if (!['ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error
  } finally {
    rmSync(aside, {recursive: true, force: true})
  }
}

/** What a module says of where it lies stays true of its source. */
const inPlace = {
  name: 'in place',
  setup(build) {
    build.onLoad({filter: /\.ts$/}, async ({path}) => {
      const text = await readFile(path, 'utf8')
      const contents = text
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(join(path, '..')))
      return {loader: 'ts', contents}
    })
  },
}
