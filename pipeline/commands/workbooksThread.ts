import {parentPort, workerData} from 'node:worker_threads'
import {stages} from '../../stages/index.ts'
import {corpusOf} from '../corpus.ts'
import {troubleOf} from '../failure.ts'
import {foundIn} from '../found.ts'
import {reconciledCorpus} from '../reconciled.ts'
import {sharedOutcomes} from '../run.ts'
import {openStore} from '../store.ts'
import {knownCorpus} from './known.ts'
import type {WorkbooksAnswer, WorkbooksTask} from './workbooks.ts'

const {config, info, cache, found, widths, outcomes, directory} = workerData as WorkbooksTask
const say = (answer: WorkbooksAnswer) => parentPort!.postMessage(answer)

try {
  const {known} = knownCorpus(corpusOf(openStore(cache, true), sharedOutcomes(outcomes)), config)
  stages.publishWorkbooks(reconciledCorpus(known, foundIn(found)), config, info, directory, widths)
  say({trouble: null})
} catch (error) {
  const trouble = troubleOf(error)
  if (trouble === undefined) throw error
  say({trouble})
}
