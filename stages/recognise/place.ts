import {fold} from '../../pipeline/model/text.ts'
import {divisionsOf} from './agency.ts'
import type {Evidence} from './evidence.ts'
import type {Gazetteer} from './gazetteer.ts'
import type {NameStatement} from './naming.ts'
import {divisionOfIndex, type Located, locate, mentioned, type RegionWitness, readChain} from './region.ts'

/** Everything but the name that tells where a body is, the surest first. */
export function regionWitnesses(
  gazetteer: Gazetteer,
  evidence: Evidence,
  names: NameStatement[],
): RegionWitness[] {
  const out: RegionWitness[] = []
  const index = evidence.facts.find(({name}) => name === 'indexNumber')
  const byIndex = index ? divisionOfIndex(gazetteer, index.value) : null
  if (byIndex) out.push({source: 'indexNumber', candidates: [byIndex]})
  for (const {source, value} of names) {
    const candidates = divisionsOf(gazetteer, value)
    if (candidates.length) out.push({source, candidates})
  }
  for (const fact of evidence.facts) {
    if (fact.name === 'publisher' || fact.name === 'siteName')
      push(out, 'publisher', divisionsOf(gazetteer, fact.value))
  }
  push(out, 'folder', folderDivisions(gazetteer, evidence.folders))
  push(out, 'fileName', readChain(gazetteer, fold(evidence.stem))?.candidates ?? [])
  for (const part of (evidence.htmlTitle ?? '').split(/[-_|—–\s]+/)) {
    push(out, 'htmlTitle', readChain(gazetteer, fold(part))?.candidates ?? [])
  }
  return distinct(out)
}

/** The same witness for the same divisions counts once. */
function distinct(witnesses: RegionWitness[]): RegionWitness[] {
  const seen = new Set<string>()
  return witnesses.filter(({source, candidates}) => {
    const key = `${source} ${candidates.map(({code}) => code).join()}`
    return !seen.has(key) && seen.add(key)
  })
}

function push(out: RegionWitness[], source: string, candidates: RegionWitness['candidates']): void {
  if (candidates.length) out.push({source, candidates})
}

/** Folders from the outside in, each read within the one before: 甘肃省 / 武威 / 凉州区. */
function folderDivisions(gazetteer: Gazetteer, folders: string[]): RegionWitness['candidates'] {
  let best: RegionWitness['candidates'] = []
  let path = ''
  for (const folder of folders) {
    const name = fold(folder)
    const nested = readChain(gazetteer, `${path}${name}`)
    const alone = readChain(gazetteer, name) ?? readChain(gazetteer, `${name}人民政府`)
    const chain = nested && nested.length > path.length ? nested : alone
    if (!chain) continue
    best = chain.candidates
    path = chain === nested ? `${path}${name}`.slice(0, chain.length) : name.slice(0, chain.length)
  }
  return best
}

/** Decides where the body of a name is; a prefecture the text names decides last. */
export function locateBody(
  gazetteer: Gazetteer,
  name: string | null,
  witnesses: RegionWitness[],
  township: string | null,
  text: string,
): Located {
  const named = name === null ? [] : divisionsOf(gazetteer, name)
  if (named.length < 2) return locate(named, witnesses)
  const all = [...witnesses]
  push(
    all,
    'township',
    township === null ? [] : named.filter(one => gazetteer.townships.get(one.code)?.has(township)),
  )
  push(all, 'body', mentioned(named, fold(text)))
  return locate(named, all)
}
