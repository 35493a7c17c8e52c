// A thread does not inherit the loader that runs TypeScript from source: it is registered here first.
import {register} from 'tsx/esm/api'

register()
await import('./workbooksThread.ts')
