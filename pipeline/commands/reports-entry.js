// The thread that writes reports and findings.
import {load} from '../../bin/compiled.js'

await load(new URL('./reportsThread.ts', import.meta.url).href)
