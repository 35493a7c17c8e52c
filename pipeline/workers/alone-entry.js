// A process that takes one document through the chain and is then ended by whoever started it.
import '../../bin/typescript.js'

await import('./single.ts')
