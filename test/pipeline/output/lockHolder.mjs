// Locks a folder and says so, until it is killed.
import '../../../bin/typescript.js'

const {lockFolder} = await import('../../../pipeline/output/lock.ts')
await lockFolder(process.argv[2])
process.send('locked')
