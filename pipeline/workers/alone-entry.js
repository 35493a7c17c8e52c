// A process that takes one document through the chain and is then ended by whoever started it.
import {load} from '../../bin/compiled.js'

const {startSingle} = await load(new URL('./single.ts', import.meta.url).href)
startSingle(load)
