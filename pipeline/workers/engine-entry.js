// The process of the threads.
import '../../bin/typescript.js'

await import('./serve.ts')
