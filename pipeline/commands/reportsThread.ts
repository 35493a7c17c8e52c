import {parentPort} from 'node:worker_threads'
import {stages} from '../../stages/reports.ts'
import {openStore} from '../cache/store.ts'
import {troubleOf} from '../failure.ts'
import {startTally} from '../operator/summary.ts'
import {corpusOf} from '../reports/corpus.ts'
import {foundIn} from '../reports/found.ts'
import {reconciledCorpus} from '../reports/reconciled.ts'
import {sharedOutcomes} from '../run.ts'
import {knownCorpus} from './known.ts'
import type {ReportsAnswer, ReportsTask} from './reports.ts'

const say = (answer: ReportsAnswer) => parentPort!.postMessage(answer)

parentPort!.once('message', ({config, info, cache, found, widths, outcomes, directory}: ReportsTask) => {
  try {
    const {known} = knownCorpus(corpusOf(openStore(cache, true), sharedOutcomes(outcomes)), config)
    const corpus = reconciledCorpus(known, foundIn(found))
    const counted = startTally()
    const beside = {widths, passing: [counted]}
    stages.publishReports(corpus, config, info, directory, beside, () => say({lines: true}))
    say({tally: counted.tally})
  } catch (error) {
    const trouble = troubleOf(error)
    if (trouble === undefined) throw error
    say({trouble})
  }
})
