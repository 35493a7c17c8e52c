// The second opinion: false alarms over clean documents, and misreadings found.
// node --import tsx test/bench/verify.ts [documents a kind, 30] [kinds of files that begin so]
import {layOut} from '../generate/layouts.ts'
import {cleanReport} from '../generate/model.ts'
import {pipeline} from '../generate/pipeline.ts'
import {printings} from '../generate/printing.ts'
import {randomOf} from '../generate/random.ts'
import {type Rendering, renderings} from '../generate/renderings.ts'
import {documentOf, rootOf} from '../generate/tree.ts'
import {wrappings} from '../generate/wrappings.ts'
import {MISREADINGS, type Misreading, misreadingChain} from '../stages/verify/tamper.ts'

const documents = Number(process.argv[2] ?? 30)
const kinds = renderings.filter(
  ({name}) => /^(html|docx|doc|rtf)/.test(name) && name.startsWith(process.argv[3] ?? ''),
)
const opinion = {mode: 'all', office: '/usr/bin/soffice'} as const
const plain = pipeline(false, {mode: 'off', office: null})
const second = pipeline(false, opinion)

interface Case {
  bytes: Uint8Array
  file: string
  names: string[]
}

/** A report laid out and printed by chance; `plain` as the official form draws it. */
function caseOf({render, extension, keepsLayout}: Rendering, seed: number): Case {
  const random = randomOf(seed).fork('verify')
  const clean = cleanReport(randomOf(seed), seed % 2 ? {size: 'medium'} : {})
  const model = random.chance(0.5) ? (random.pick(printings).apply(clean, random) ?? clean) : clean
  const {document, names} = layOut(documentOf(model), random)
  const wrapped = keepsLayout && random.chance(0.15) ? random.pick(wrappings).wrap(rootOf(document)) : null
  return {bytes: render(wrapped ?? rootOf(document)), file: `${model.title}.${extension}`, names}
}

const opinionsOf = (outcome: Awaited<ReturnType<typeof second>>) =>
  outcome.findings.filter(({rule}) => rule === 'V11' || rule === 'V12')

console.log(`| kind | clean | false alarms | ${MISREADINGS.join(' | ')} |`)
console.log(`|---|---:|---:|${MISREADINGS.map(() => '---:|').join('')}`)
for (const kind of kinds) {
  let alarms = 0
  const found = new Map(MISREADINGS.map(misreading => [misreading, {found: 0, planted: 0}]))
  for (let seed = 30_000; seed < 30_000 + documents; seed++) {
    const one = caseOf(kind, seed)
    const outcome = await second(one.bytes, one.file)
    const said = opinionsOf(outcome)
    if (said.length > 0) {
      alarms++
      console.error(
        kind.name,
        seed,
        one.names,
        said.map(({message}) => message),
      )
    }
    const misreading = MISREADINGS[seed % MISREADINGS.length]!
    await plant(one, misreading, seed, found.get(misreading)!)
  }
  const shares = MISREADINGS.map(misreading => {
    const {found: right, planted} = found.get(misreading)!
    return `${right}/${planted}`
  })
  console.log(`| ${[kind.name, documents, alarms, ...shares].join(' | ')} |`)
}

/** Counts a misreading as found where a finding names one of the cells that came out otherwise. */
async function plant(
  {bytes, file, names}: Case,
  misreading: Misreading,
  seed: number,
  count: {found: number; planted: number},
): Promise<void> {
  const truth = (await plain(bytes, file)).reports[0]?.observations ?? {}
  const chain = misreadingChain(misreading, randomOf(seed).fork('misread'))
  const outcome = await pipeline(false, opinion, chain)(bytes, file)
  const got = outcome.reports[0]?.observations ?? {}
  const changed = Object.keys(truth).filter(key => truth[key]!.raw !== got[key]?.raw)
  if (changed.length === 0) return
  count.planted++
  const named = opinionsOf(outcome).flatMap(({keys}) => keys)
  if (changed.some(key => named.includes(key))) count.found++
  else
    console.error(
      'missed',
      file,
      misreading,
      names,
      changed.map(key => [key, truth[key]!.raw, got[key]?.raw]),
    )
}
