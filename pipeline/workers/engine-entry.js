// The process of the threads.
import {load} from '../../bin/compiled.js'

await load(new URL('./serve.ts', import.meta.url).href)
