// Locks a folder and says so, until it is killed.
import {register} from 'tsx/esm/api'

register()
const {lockFolder} = await import('../../pipeline/lock.ts')
await lockFolder(process.argv[2])
process.send('locked')
