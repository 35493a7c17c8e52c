import {existsSync} from 'node:fs'
import {join} from 'node:path'
import type {Cache} from '../cache/store.ts'
import {type Config, ConfigError} from '../config.ts'
import {readCorrections} from '../given/corrections.ts'
import type {CorrectionRow, Corrections} from '../model/correction.ts'
import {fold} from '../model/text.ts'
import {publishedHere, wasEdited} from './published.ts'

/**
 * Whether what people wrote into a published file would be lost if it were written anew: it was changed since, or, where the
 * cache knows nothing of the folder (it was removed, or another one is used), holds entries that were not given to this run. One
 * that is not readable any more counts as changed.
 */
export function holdsEntries(cache: Cache, config: Config, directory: string, name: string): boolean {
  const path = join(directory, name)
  if (!existsSync(path)) return false
  if (publishedHere(cache, directory)) return wasEdited(cache, directory, name)
  const given = new Set(config.corrections ? entriesOf(config.corrections) : [])
  try {
    return entriesOf(readCorrections([path], config)).some(entry => !given.has(entry))
  } catch (error) {
    if (error instanceof ConfigError) return true
    throw error
  }
}

/**
 * What each row says, as far as it stays the same when it is published. A finding that is let stand is told by its rule, file and
 * sentence: many of one report, or of none, may stand for the same reason.
 */
function entriesOf({values, acceptances}: Corrections): string[] {
  const joined = (...texts: string[]) => texts.map(fold).join('\n')
  const said = ({report, keys, corrected, basis, by}: CorrectionRow) =>
    joined(report, ...keys, corrected, basis, by)
  return [
    ...Object.values(values).flat().map(said),
    ...acceptances.map(row => joined(said(row), row.rule, row.source, row.message)),
  ]
}
