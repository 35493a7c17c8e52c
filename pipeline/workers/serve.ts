import {SurroundingsError} from '../failure.ts'
import type {EngineAnswer, EngineOrder} from './engine.ts'
import {GivenUpError} from './givenUp.ts'
import {openPool, type Pool} from './pool.ts'

const say = (answer: EngineAnswer) => void process.send!(answer)
let pool: Pool

process.on('message', async (order: EngineOrder) => {
  if ('setup' in order) {
    pool = openPool(order.jobs, order.limits, order.setup)
    return
  }
  const {task, lane} = order
  try {
    say({lane, processed: await pool.run(task, lane)})
  } catch (error) {
    if (error instanceof GivenUpError) say({lane, ending: error.ending, detail: error.detail})
    else if (error instanceof SurroundingsError) say({unusable: error.message})
    else say({broken: error instanceof Error ? (error.stack ?? error.message) : String(error)})
  }
})
/** The run this process works for has ended, whatever way. */
process.on('disconnect', () => process.exit())
say({ready: true})
