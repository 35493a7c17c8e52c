// A process that takes one document through the chain and is then ended by whoever started it.
import {register} from 'tsx/esm/api'

register()
await import('./single.ts')
