// The thread of the workbooks.
import {load} from '../../bin/compiled.js'

await load(new URL('./workbooksThread.ts', import.meta.url).href)
