import type {FindingsByReport, Found, Reconciliation} from '../model/corpus.ts'
import type {Finding} from '../model/finding.ts'
import {openSpool, type SharedSpool, sharedSpool} from './spool.ts'

/** What came of setting all reports against each other, its findings on disk; plain data, for this thread and others. */
export interface SharedFound extends Omit<Reconciliation, 'findings'> {
  /** Ids of the reports with findings, in corpus order, and where the findings of each lie. */
  ids: string[]
  spool: SharedSpool
}

/**
 * Puts the findings of a reconciliation into a file: there is about one a report, and what is written later needs each of them
 * once, in corpus order. @returns what to hand on, and `close`, which removes the file
 */
export function shelve(
  {findings, ...rest}: Reconciliation,
  path: string,
): {shared: SharedFound; close(): void} {
  const spool = openSpool<Finding[]>(path, findings.size)
  const ids = [...findings.keys()]
  for (const [i, id] of ids.entries()) spool.put(i, findings.get(id)!)
  return {shared: {...rest, ids, spool: spool.share()}, close: spool.close}
}

/** A reconciliation whose findings are read from disk when they are asked for. */
export function foundIn({ids, spool, ...rest}: SharedFound): Found {
  const indexes = new Map(ids.map((id, i) => [id, i]))
  const read = sharedSpool<Finding[]>(spool)
  const findings: FindingsByReport = {
    get(id) {
      const index = indexes.get(id)
      return index === undefined ? undefined : read.one(index)
    },
    values: () => read.each(ids.keys()),
  }
  return {...rest, findings}
}
