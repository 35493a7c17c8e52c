// A thread of the pool: what it exports takes one document.
import {load} from '../../bin/compiled.js'

const {startWorker} = await load(new URL('./worker.ts', import.meta.url).href)
export default await startWorker(load)
