// A thread does not inherit the loader that runs TypeScript from source: it is registered here first.
import '../../bin/typescript.js'

export default (await import('./worker.ts')).default
