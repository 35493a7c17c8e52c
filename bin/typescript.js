// Runs TypeScript from source in the thread that imports it (docs/decisions/0001-run-from-source.md).
import {register} from 'node:module'

process.setSourceMapsEnabled(true)
register('./typescriptHooks.js', import.meta.url)
