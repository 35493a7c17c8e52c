// The second opinion: false alarms over clean documents, and misreadings found.
// node --import ./bin/typescript.js test/bench/verify.ts [documents a kind, 30] [kinds of files that begin so: html, docx, doc, rtf, pdf]
import {differences} from '../generate/compare.ts'
import {printAll} from '../generate/files/pdf.ts'
import {type Rendering, renderings} from '../generate/files/renderings.ts'
import {printings} from '../generate/form/printing.ts'
import {type Document, documentOf, rootOf} from '../generate/form/tree.ts'
import {layOut} from '../generate/layouts/index.ts'
import {wrappings} from '../generate/pages/wrappings.ts'
import {pipeline} from '../generate/pipeline.ts'
import {randomOf} from '../generate/random.ts'
import {cleanReport} from '../generate/report/model.ts'
import {MISREADINGS, type Misreading, misreadingChain} from '../stages/verify/tamper.ts'

const documents = Number(process.argv[2] ?? 30)
const wanted = process.argv[3] ?? ''
const opinion = {mode: 'all', office: '/usr/bin/soffice'} as const
const plain = pipeline(false, {mode: 'off', office: null})
const second = pipeline(false, opinion)

const seeds = Array.from({length: documents}, (_, i) => 30_000 + i)

interface Case {
  bytes: Uint8Array
  file: string
  names: string[]
  document: Document
}

/** Kinds of files with the reports in them, laid out by chance. */
const kinds: {name: string; cases: () => Promise<Case[]> | Case[]}[] = [
  ...renderings
    .filter(({name}) => /^(?:html|docx|doc|rtf)/.test(name))
    .map(rendering => ({name: rendering.name, cases: () => seeds.map(seed => caseOf(rendering, seed))})),
  ...(['chromium', 'soffice'] as const).map(printer => ({
    name: `pdf by ${printer}`,
    cases: async () => {
      const pages = seeds.map(seed => caseOf(renderings[0]!, seed))
      const sources = pages.map(({bytes}, i) => styled(new TextDecoder().decode(bytes), i))
      const printed = await printAll(sources, printer)
      return pages.map((page, i) => ({...page, file: page.file.replace('.html', '.pdf'), bytes: printed[i]!}))
    },
  })),
]

/** Sizes of type that offices print in. */
function styled(html: string, i: number): string {
  const size = [7, 9, 10.5, 12][i % 4]
  return html.replace(
    '</head>',
    `<style>td, th {font-size: ${size}pt; border: 1px solid} table {border-collapse: collapse; width: 100%}</style></head>`,
  )
}

/** A report laid out and printed by chance. */
function caseOf({render, extension, keepsLayout}: Rendering, seed: number): Case {
  const random = randomOf(seed).fork('verify')
  const clean = cleanReport(randomOf(seed), seed % 2 ? {size: 'medium'} : {})
  const model = random.chance(0.5) ? (random.pick(printings).apply(clean, random) ?? clean) : clean
  const {document, names} = layOut(documentOf(model), random)
  const wrapped = keepsLayout && random.chance(0.15) ? random.pick(wrappings).wrap(rootOf(document)) : null
  return {bytes: render(wrapped ?? rootOf(document)), file: `${model.title}.${extension}`, names, document}
}

const opinionsOf = (outcome: Awaited<ReturnType<typeof second>>) =>
  outcome.findings.filter(({rule}) => rule === 'V11' || rule === 'V12')

console.log(`| kind | clean | false alarms | true mistakes named | ${MISREADINGS.join(' | ')} |`)
console.log(`|---|---:|---:|---:|${MISREADINGS.map(() => '---:|').join('')}`)
for (const kind of kinds.filter(({name}) => name.startsWith(wanted))) {
  let alarms = 0
  let mistakes = 0
  const found = new Map(MISREADINGS.map(misreading => [misreading, {found: 0, planted: 0}]))
  for (const [i, one] of (await kind.cases()).entries()) {
    const seed = seeds[i]!
    const outcome = await second(one.bytes, one.file)
    const said = opinionsOf(outcome)
    const wrong = outcome.reports.flatMap(report => differences(one.document, report).map(({key}) => key))
    const real = (keys: string[]) => keys.some(key => wrong.includes(key))
    if (said.some(({keys}) => real(keys))) mistakes++
    if (said.some(({keys}) => !real(keys))) {
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
  console.log(`| ${[kind.name, documents, alarms, mistakes, ...shares].join(' | ')} |`)
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
