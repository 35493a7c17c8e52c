// The process of the threads.
import {register} from 'tsx/esm/api'

register()
await import('./serve.ts')
