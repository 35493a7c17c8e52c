import {readFile} from 'node:fs/promises'
import {fileURLToPath} from 'node:url'
import {transform} from 'esbuild'

/** Loader hook of Node: takes the types out of our sources. What is not ours is loaded as it stands. */
export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context)
  const sourcefile = fileURLToPath(url)
  // Nothing but the types goes: kept names would define a property each time a closure is made.
  const {code} = await transform(await readFile(sourcefile, 'utf8'), {
    loader: 'ts',
    format: 'esm',
    target: 'es2023',
    sourcefile,
    sourcemap: 'inline',
    sourcesContent: false,
  })
  return {format: 'module', source: code, shortCircuit: true}
}
